// The call sheet's clock: since the sheet was opened, or since the call was answered until the exchange says that it ended.
const clock = document.getElementById("timer");
const opened = Date.now();
const skew = clock.dataset.now ? opened - Number(clock.dataset.now) * 1000 : 0;
let answered = Number(clock.dataset.answered) * 1000 || 0;
let ended = Number(clock.dataset.ended) * 1000 || 0;
const EVERY = 2000;

function tick() {
  const began = answered ? answered + skew : opened;
  const until = ended ? ended + skew : Date.now();
  const seconds = Math.max(0, Math.floor((until - began) / 1000));
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function over() {
  for (const one of document.querySelectorAll("[data-call-state]")) one.hidden = one.dataset.callState === "on";
}

async function ask() {
  try {
    const answer = await fetch(clock.dataset.state, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
    const told = answer.ok ? await answer.json() : {};
    answered = told.answered ? told.answered * 1000 : answered;
    ended = told.ended ? told.ended * 1000 : ended;
    if (told.over) return over();
  } catch {
    // the next time, then
  }
  setTimeout(ask, EVERY);
}

clock.hidden = false;
tick();
setInterval(tick, 1000);
if (clock.dataset.state && !ended) setTimeout(ask, EVERY);
