// The banner when the telephone rings: asked for every second or so while somebody is at the desk; never takes the focus.
const box = document.getElementById("ringing");
const HERE = 1500;
const AWAY = 5000;
let version = "";
let failed = 0;

async function ask() {
  const answer = await fetch(`${box.dataset.address}?version=${encodeURIComponent(version || "none")}`, {
    headers: { "X-Requested-With": "fetch" },
    redirect: "manual",
  });
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(answer.status);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const inside = box.contains(document.activeElement) ? document.activeElement.form?.getAttribute("action") : "";
  version = answer.headers.get("Phone-Version");
  box.replaceChildren(...fresh.body.childNodes);
  tick();
  if (inside) box.querySelector(`form[action="${inside}"] button`)?.focus();
}

async function again() {
  try {
    await ask();
    failed = 0;
  } catch {
    failed += 1;
  }
  setTimeout(again, failed ? Math.min(60000, HERE * 2 ** failed) : document.hidden ? AWAY : HERE);
}

function tick() {
  for (const time of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor(Date.now() / 1000 - Number(time.dataset.since)));
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

setInterval(tick, 1000);
again();
