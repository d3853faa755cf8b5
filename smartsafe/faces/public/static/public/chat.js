// The chat while it is open: asks for news as often as the server says, sends without leaving the page, keeps what is typed.
const page = document.getElementById("chat");
const form = document.getElementById("write");
const area = form.querySelector("textarea");
const said = document.getElementById("said");
const title = document.title;
let typed = 0;
let told = false;
let timer = 0;
let failed = 0;
let asking = false;

const parts = () => document.getElementById("parts");
const typing = () => area.value.trim() !== "" && Date.now() - typed < 5000;

function say(words) {
  said.textContent = words;
  said.hidden = !words;
}

// The end of the talk is where one writes, not the end of the page; below it there is room for “exit this page”.
function atEnd() {
  return form.getBoundingClientRect().bottom < innerHeight + 160;
}

function toEnd() {
  form.scrollIntoView({ block: "end" });
}

// Messages are added one by one, so that a screen reader reads only what is new and nothing jumps.
function newMessages(fresh) {
  const list = document.getElementById("messages");
  let news = false;
  for (const item of fresh.querySelectorAll("#messages > li")) {
    const known = document.getElementById(item.id);
    if (!known) {
      list.append(item);
      news = news || !item.classList.contains("is-mine");
    }
  }
  return news;
}

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const now = fresh.getElementById("parts");
  if (!now) return;
  if (now.dataset.state === "ended") return location.replace(location.pathname);
  const follow = atEnd();
  const news = newMessages(fresh);
  const state = document.getElementById("chat-state");
  const words = fresh.getElementById("chat-state");
  if (state.innerHTML !== words.innerHTML) {
    state.className = words.className;
    state.replaceChildren(...words.childNodes);
  }
  const code = document.getElementById("chat-code");
  if (!code.textContent.trim()) code.replaceChildren(...fresh.getElementById("chat-code").childNodes);
  parts().dataset.token = now.dataset.token;
  form.elements.submission.dataset.next = now.dataset.submission;
  if (news && document.hidden) document.title = `• ${page.dataset.new}`;
  if (follow) toEnd();
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
    told = typing();
    const asked = new URLSearchParams({ v: parts().dataset.token });
    if (told) asked.set("t", "1");
    if (document.hidden) asked.set("h", "1");
    const answer = await fetch(`${page.dataset.live}?${asked}`, { headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 401 || answer.status === 404) return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    wait = Number(answer.headers.get("Ask-Again-In")) || wait;
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
  const button = form.querySelector("[value=say]");
  const files = form.querySelector("[type=file]");
  if (!area.value.trim() && !files.files.length) return area.focus();
  const data = new FormData(form);
  data.set("go", "say");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 401) return form.submit();
    if (answer.status >= 400) {
      const words = answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).said : page.dataset.lost;
      return say(words);
    }
    say("");
    take(await answer.text());
    form.elements.submission.value = form.elements.submission.dataset.next;
    area.value = "";
    files.value = "";
    toEnd();
  } catch {
    say(page.dataset.lost);
  } finally {
    button.disabled = false;
    area.focus();
  }
}

form.addEventListener("submit", send);
area.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer:coarse)").matches) return;
  event.preventDefault();
  form.requestSubmit();
});
area.addEventListener("input", () => {
  typed = Date.now();
  if (!told) later(200);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  document.title = title;
  later(50);
});
if (document.getElementById("messages").children.length > 2) toEnd();
later(1500);
