// One-key shortcuts. An element says its keys itself: data-key="c", or "x s" for two pressed one after the other.
let pressed = "";
let timer = 0;

const typing = (element) => element.closest("input:not([type=checkbox],[type=radio],[type=submit]), textarea, select, [contenteditable]");
const visible = (selector) => [...document.querySelectorAll(selector)];

function openAndFocus(id) {
  const box = document.getElementById(id);
  if (!box) return false;
  if (box.tagName === "DETAILS") box.open = true;
  const field = box.querySelector("textarea, select, input:not([type=hidden])");
  (field ?? box).focus();
  box.scrollIntoView({ block: "nearest" });
  return true;
}

function focusFirst(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  found?.scrollIntoView({ block: "nearest" });
  return Boolean(found);
}

function walk(step) {
  const rows = visible("[data-row]");
  if (!rows.length) return false;
  const now = rows.indexOf(document.activeElement);
  const open = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = (now >= 0 ? now : open) + step;
  rows[Math.max(0, Math.min(rows.length - 1, now < 0 && open < 0 ? 0 : next))].focus();
  return true;
}

async function sheet() {
  const link = document.querySelector('[data-key="?"]');
  if (!link || document.querySelector("dialog[open]")) return;
  const answer = await fetch(`${link.href}?part=sheet`, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return location.assign(link.href);
  const dialog = document.createElement("dialog");
  dialog.className = "key-sheet";
  dialog.setAttribute("aria-label", link.textContent.trim());
  dialog.innerHTML = await answer.text();
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
}

const OWN = {
  j: () => walk(1),
  k: () => walk(-1),
  r: () => openAndFocus("reply"),
  n: () => openAndFocus("note"),
  t: () => openAndFocus("triage"),
  a: () => openAndFocus("assign"),
  w: () => openAndFocus("way"),
  s: () => openAndFocus("split"),
  m: () => focusFirst("#connected button") || openAndFocus("merge"),
  "/": () => document.getElementById("palette")?.focus() ?? true,
  "?": () => sheet() && true,
};

function act(keys) {
  const target = visible("[data-key]").find((one) => one.dataset.key === keys);
  // What the desk's own key finds nothing for may be a key of this page.
  if (keys in OWN && OWN[keys]() !== false) return true;
  if (!target) return false;
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  const send = (event.ctrlKey || event.metaKey) && event.key === "Enter";
  if (send) {
    const button = event.target.closest("form")?.querySelector(event.shiftKey ? "[data-send-close]" : "[data-send]");
    if (button) {
      event.preventDefault();
      button.form.requestSubmit(button);
    }
    return;
  }
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key) return;
  const keys = pressed ? `${pressed} ${key}` : latin(key, event);
  const waits = visible("[data-key]").some((one) => one.dataset.key.startsWith(`${keys} `));
  clearTimeout(timer);
  pressed = "";
  if (waits) {
    pressed = keys;
    timer = setTimeout(() => (pressed = ""), 1500);
  } else if (act(pressedOr(keys, event))) {
    event.preventDefault();
  }
});

// With the Cyrillic layout the key stands where it stands: what counts is the place, not the letter.
function latin(key, event) {
  return /^[a-z/?]$/.test(key) ? key : /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : key;
}
function pressedOr(keys, event) {
  const parts = keys.split(" ");
  parts[parts.length - 1] = latin(parts.at(-1), event);
  return parts.join(" ");
}
for (const link of visible('.open-more a[href^="#"]')) {
  link.addEventListener("click", (event) => openAndFocus(link.hash.slice(1)) && event.preventDefault());
}
