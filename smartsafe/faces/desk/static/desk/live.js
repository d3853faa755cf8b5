// Asks every second or so whether the list or the open contact moved on, and puts what is new in its place.
// What is being typed is never touched: forms stand outside the parts that are replaced.
import { say } from "../theme/js/desk.js";

const page = document.querySelector("[data-live]");
const ACTIVE = 1500;
const IDLE = 10000;
const AWAY = 60000;
const SEE = 5000;

const topics = page.dataset.topics.split(",");
const versions = Object.fromEntries(topics.map((topic, place) => [topic, page.dataset.versions.split(",")[place]]));
let here = "";
let touched = Date.now();
let typed = 0;
let seen = 0;
let failed = 0;

for (const kind of ["pointermove", "keydown", "scroll"]) {
  addEventListener(kind, () => (touched = Date.now()), { passive: true });
}
page.addEventListener("input", () => (typed = Date.now()));

function address() {
  const asked = new URLSearchParams({ topics: topics.join(","), versions: topics.map((topic) => versions[topic]).join(","), here });
  if (page.dataset.see) {
    asked.set("see", page.dataset.see);
    if (Date.now() - seen > SEE && !document.hidden) {
      seen = Date.now();
      asked.set("writing", Date.now() - typed < 8000 ? "1" : "0");
    }
  }
  return `${page.dataset.live}?${asked}`;
}

async function fragment(url) {
  const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function newList() {
  const list = document.getElementById("list");
  const url = new URL(page.dataset.list, location.href);
  url.searchParams.set("part", "list");
  const fresh = await fragment(url);
  const focused = document.activeElement?.closest?.("[data-row]")?.getAttribute("href");
  const opened = page.dataset.open;
  list.replaceChildren(...fresh.body.childNodes);
  for (const row of list.querySelectorAll("[data-row]")) {
    if (opened && row.getAttribute("href").startsWith(opened)) {
      row.setAttribute("aria-current", "true");
      row.parentElement.classList.add("is-open");
    }
    if (row.getAttribute("href") === focused) row.focus({ preventScroll: true });
  }
}

// A menu that stands open or a field that was changed is left alone; the next change brings what is new.
function inHand(place) {
  const chosen = (list) => [...list.options].some((one) => one.defaultSelected) && [...list.options].some((one) => one.selected !== one.defaultSelected);
  if (place.querySelector("details.menu[open], dialog[open]")) return true;
  return [...place.querySelectorAll("textarea, select, input:not([type=hidden])")].some((field) =>
    field.tagName === "SELECT" ? chosen(field) : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue,
  );
}

async function newContact() {
  const url = new URL(page.dataset.open, location.href);
  url.searchParams.set("part", "open");
  const fresh = await fragment(url);
  const pane = document.getElementById("conversation")?.closest(".pane");
  const atEnd = pane && pane.scrollHeight - pane.scrollTop - pane.clientHeight < 120;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const place = document.getElementById(part.dataset.part);
    if (place && !place.contains(document.activeElement) && !inHand(place)) place.replaceChildren(...part.childNodes);
  }
  if (atEnd) pane.scrollTop = pane.scrollHeight;
  // The person has the new state before their eyes now; a form that they are changing keeps the version it was made from.
  const version = document.querySelector("[data-version]")?.dataset.version;
  const reply = document.querySelector("#reply [name=version]");
  const triage = document.getElementById("triage");
  if (version && reply) reply.value = version;
  if (version && triage && !triage.open) triage.querySelector("[name$=version]").value = version;
}

function show(present) {
  const place = document.getElementById("presence");
  if (!place) return;
  const said = present.map((one) => `${one.name} ${one.writing ? page.dataset.writing : page.dataset.looking}`).join(" · ");
  if (place.textContent !== said) place.textContent = said;
}

async function ask() {
  const answer = await fetch(address(), { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") return location.reload();
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(answer.status);
  const news = await answer.json();
  here = news.here;
  show(news.present);
  const moved = Object.keys(news.versions);
  if (moved.includes("inbox")) await newList();
  if (moved.some((topic) => topic === page.dataset.see)) await newContact();
  Object.assign(versions, news.versions);
}

async function again() {
  try {
    if (!document.hidden || Date.now() - seen > AWAY) await ask();
    failed = 0;
  } catch {
    failed += 1;
    if (failed === 4) say(document.getElementById("toasts")?.dataset.offline, "warn");
  }
  const idle = Date.now() - touched > 60000;
  setTimeout(again, failed ? Math.min(AWAY, ACTIVE * 2 ** failed) : document.hidden ? AWAY : idle ? IDLE : ACTIVE);
}

document.addEventListener("visibilitychange", () => !document.hidden && ask().catch(() => {}));
const pane = document.getElementById("conversation")?.closest(".pane");
if (pane && matchMedia("(min-width:1101px)").matches) pane.scrollTop = pane.scrollHeight;
setTimeout(again, ACTIVE);
