// Copy and print the code; shown only where the browser can do it.
const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");

if (navigator.clipboard && copy) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).dataset.code.trim());
    const words = copy.querySelector("[data-done]");
    const before = words.textContent;
    words.textContent = words.dataset.done;
    words.setAttribute("role", "status");
    setTimeout(() => { words.textContent = before; }, 3000);
  });
}
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
