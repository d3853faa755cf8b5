// What a form may do besides working: count characters, keep what is typed, show how files travel.
const form = document.querySelector(".asking-form");

function count(area) {
  const most = 20000;
  const words = document.createElement("p");
  words.className = "count";
  words.setAttribute("aria-hidden", "true");
  area.after(words);
  const show = () => {
    const length = [...area.value].length;
    words.textContent = length > most * 0.8 ? `${length} / ${most}` : "";
    words.classList.toggle("is-over", length > most);
  };
  area.addEventListener("input", show);
  show();
}

// Answers are kept every few seconds and when the page is left, so that a closed lid or an empty battery costs nothing.
function keep() {
  let changed = false;
  let sent = false;
  const send = () => {
    if (!changed || sent) return;
    changed = false;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("go", "keep");
    fetch(form.action || location.href, { method: "POST", body: data, keepalive: true })
      .then((answer) => { changed ||= answer.status === 429; }, () => { changed = true; });
  };
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { sent = true; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  setInterval(send, 5000);
}

// Files are sent by hand only to tell how far they are; the answer is shown as if the browser had sent them itself.
function files(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("p");
  form.addEventListener("submit", (event) => {
    const chosen = form.querySelector("[type=file]");
    if (!chosen || !chosen.files.length) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (step) => {
      const part = Math.round((100 * step.loaded) / step.total);
      bar.value = part;
      words.textContent = words.dataset.words.replace("{part}", `${part} %`);
    });
    request.addEventListener("load", () => {
      if (request.status < 400) return location.replace(request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", () => form.submit());
    box.hidden = false;
    request.open("POST", location.href);
    request.send(data);
  });
}

if (form) {
  document.querySelectorAll("[data-count]").forEach(count);
  if ("keep" in form.dataset) keep();
  const box = document.querySelector(".file-progress");
  if (box) files(box);
}
