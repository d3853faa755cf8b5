// The chats while their page is open: asks for news, puts each part in its place, sends without leaving what is typed.
import { say as toast } from "../theme/js/desk.js";

const page = document.getElementById("chats");
const form = document.getElementById("say");
const area = form?.querySelector("textarea");
const said = document.getElementById("said");
const watching = document.getElementById("watching");
let key = page.dataset.keyWatching;
let typed = 0;
let told = false;
let timer = 0;
let failed = 0;
let asking = false;

const typing = () => area && area.value.trim() !== "" && Date.now() - typed < 5000;
const pane = () => document.getElementById("chat-messages")?.closest(".pane");

function say(words) {
  if (!said) return words && toast(words, "warn");
  said.textContent = words;
  said.hidden = !words;
}

function toEnd() {
  const open = pane();
  if (open) open.scrollTop = open.scrollHeight;
}

function put(part) {
  const place = document.getElementById(part.dataset.part);
  if (!place || place.innerHTML === part.innerHTML) return;
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest("[data-row]")?.getAttribute("href");
  if (focused && !row && focused.matches("select, input:not([type=hidden]), textarea")) return;
  const keyed = focused?.dataset?.key;
  place.replaceChildren(...part.childNodes);
  const again = row ? place.querySelector(`[data-row][href="${row}"]`) : keyed ? place.querySelector(`[data-key="${keyed}"]`) : null;
  again?.focus({ preventScroll: true });
}

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const now = fresh.getElementById("watching");
  if (!now) return location.reload();
  // The chat was ended, taken away or given: the page around it is another one now.
  if (form && (now.dataset.state !== "talking" || !now.dataset.shown) && !area.value.trim()) return location.reload();
  const open = pane();
  const atEnd = open && open.scrollHeight - open.scrollTop - open.clientHeight < 160;
  for (const part of fresh.querySelectorAll("[data-part]")) put(part);
  watching.dataset.token = now.dataset.token;
  watching.dataset.submission = now.dataset.submission;
  key = now.dataset.key;
  if (atEnd) toEnd();
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait * (0.92 + Math.random() * 0.16));
}

async function ask() {
  if (asking) return;
  asking = true;
  let wait = 1500;
  try {
    told = Boolean(typing());
    const asked = new URLSearchParams({ v: watching.dataset.token, k: key, open: page.dataset.open });
    if (told) asked.set("t", "1");
    if (document.hidden) asked.set("h", "1");
    const answer = await fetch(`${page.dataset.live}?${asked}`, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    wait = Number(answer.headers.get("Ask-Again-In")) || wait;
    key = answer.headers.get("Watching") || key;
    if (answer.status !== 204) take(await answer.text());
    if (failed > 2) say("");
    failed = 0;
  } catch {
    failed += 1;
    wait = Math.min(30000, 1500 * 2 ** failed);
    if (failed > 2) say(page.dataset.lost);
  } finally {
    asking = false;
  }
  later(wait);
}

async function send(event) {
  event.preventDefault();
  const button = form.querySelector("[data-send]");
  if (!area.value.trim()) return area.focus();
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401) return form.submit();
    if (!answer.ok) {
      const words = answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).said : page.dataset.lost;
      return say(words);
    }
    say("");
    area.value = "";
    take(await answer.text());
    form.elements.submission.value = watching.dataset.submission;
    toEnd();
  } catch {
    say(page.dataset.lost);
  } finally {
    button.disabled = false;
    area.focus();
  }
}

if (form) {
  form.addEventListener("submit", send);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  area.addEventListener("input", () => {
    typed = Date.now();
    if (!told) later(200);
  });
}
document.addEventListener("visibilitychange", () => !document.hidden && later(50));
if (matchMedia("(min-width:1101px)").matches) toEnd();
later(1500);
