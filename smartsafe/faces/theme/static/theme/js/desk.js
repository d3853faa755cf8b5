// The desk's small habits: menus close, dialogues open over the page, refused requests say why, Ctrl K searches.
const toasts = document.getElementById("toasts");

export function say(sentence, kind = "danger") {
  if (!toasts || !sentence) return;
  const notice = document.createElement("div");
  notice.className = `notice is-${kind}`;
  notice.textContent = sentence;
  toasts.append(notice);
  setTimeout(() => notice.remove(), 8000);
}

document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const told = page.querySelector("[data-sentence]");
  say(told?.dataset.sentence || toasts?.dataset.failed);
});
document.addEventListener("htmx:sendError", () => say(toasts?.dataset.offline));
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const palette = document.getElementById("palette");
    if (palette) {
      event.preventDefault();
      palette.focus();
      palette.select();
    }
  }
});

for (const details of document.querySelectorAll("details.dialogue")) {
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    const dialog = document.createElement("dialog");
    const body = details.querySelector(".dialogue-body");
    dialog.setAttribute("aria-labelledby", `${details.id}-title`);
    dialog.append(body);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      details.append(body);
      details.open = false;
      dialog.remove();
      details.querySelector("summary").focus();
    });
    dialog.showModal();
  });
}
