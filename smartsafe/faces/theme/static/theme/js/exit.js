// Exit this page: one press, or Esc three times. Replaces the page, so that Back does not return here.
const link = document.querySelector("[data-exit]");
let presses = [];

function leave() {
  for (const form of document.forms) form.reset();
  document.body.replaceChildren();
  document.title = "\u200b";
  fetch(link.href, { method: "GET", keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
  location.replace(link.dataset.exit);
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    presses = [...presses.filter((time) => now - time < 1500), now];
    if (presses.length >= 3) leave();
  });
}
