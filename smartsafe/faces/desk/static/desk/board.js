// Asks every few seconds whether the board moved on; once a minute it is drawn anew, since waiting times grow by themselves.
// While somebody is choosing whom to give a contact to, nothing moves under their hand.
const board = document.getElementById("board");
const word = document.getElementById("board-live");
const dot = word.previousElementSibling;
const EVERY = 4000;
const ANEW = 60000;
let state = board.dataset.state;
let drawn = Date.now();
let failed = 0;

function busy() {
  const active = document.activeElement;
  const chosen = [...board.querySelectorAll("select")].some((one) => [...one.options].some((option) => option.selected !== option.defaultSelected && (option.defaultSelected || option.index > 0)));
  return chosen || (board.contains(active) && active.matches("select, button"));
}

async function ask() {
  const old = Date.now() - drawn > ANEW;
  const asked = new URLSearchParams({ part: "board", seen: old ? "" : state });
  const answer = await fetch(`${board.dataset.board}?${asked}`, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") return location.reload();
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(answer.status);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (busy()) return;
  const open = board.querySelector(".board-table")?.open;
  board.replaceChildren(...fresh.body.childNodes);
  if (open) board.querySelector(".board-table").open = true;
  state = board.querySelector("[data-state]").dataset.state;
  drawn = Date.now();
}

async function again() {
  try {
    if (!document.hidden) await ask();
    failed = 0;
  } catch {
    failed += 1;
  }
  dot.classList.toggle("is-on", failed < 2);
  const said = failed < 2 ? word.dataset.liveWord : word.dataset.stoppedWord;
  if (word.textContent !== said) word.textContent = said;
  setTimeout(again, EVERY * Math.min(8, 1 + failed));
}

document.addEventListener("visibilitychange", () => !document.hidden && ask().catch(() => {}));
setTimeout(again, EVERY);
