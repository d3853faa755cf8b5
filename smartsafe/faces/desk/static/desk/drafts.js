// Keeps what is typed, a moment after typing stopped. A failure is visible and tried again.
const writing = document.querySelector("[data-draft-to]");
const state = writing?.querySelector(".draft-state");
const sending = new Set();
const WAIT = 900;

async function keep(area, attempt = 0) {
  const form = area.closest("form");
  if (sending.has(form)) return;
  const body = new FormData();
  body.set("text", area.value);
  body.set("kind", area.dataset.draft);
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(writing.dataset.draftTo, { method: "POST", body, redirect: "manual", keepalive: area.value.length < 10000 });
    if (answer.status !== 204) throw new Error(answer.status);
    if (state) state.textContent = area.value.trim() ? state.dataset.kept : "";
  } catch {
    if (state) state.textContent = state.dataset.failed;
    if (attempt < 6) setTimeout(() => keep(area, attempt + 1), 2000 * (attempt + 1));
  }
}

for (const area of writing?.querySelectorAll("[data-draft]") ?? []) {
  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(area), WAIT);
  });
  area.closest("form").addEventListener("submit", () => {
    clearTimeout(timer);
    sending.add(area.closest("form"));
  });
}
