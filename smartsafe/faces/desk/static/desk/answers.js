// Ready answers beside the cursor. "/" at the beginning of a line or a word opens the list; Escape goes back to the text.
let turn = 0;

function start(box) {
  const area = document.getElementById(box.dataset.into);
  const panel = box.querySelector(".answers-panel");
  const words = panel.querySelector("input");
  const found = panel.querySelector(".answers-found");
  const said = box.querySelector(".answers-said");
  const form = box.closest("form");
  if (!area) return;

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const value = (name) => form.elements[name]?.value ?? "";

  async function look() {
    const mine = ++turn;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    body.set("words", words.value);
    if (box.dataset.contact) body.set("contact", box.dataset.contact);
    else {
      body.set("reporter_kind", value("reporter_kind"));
      body.set("threat", value("threat"));
    }
    said.textContent = found.childElementCount ? "" : box.dataset.looking;
    try {
      const answer = await fetch(box.dataset.answers, { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(answer.status);
      const html = await answer.text();
      if (mine !== turn) return;
      found.innerHTML = html;
      said.textContent = "";
    } catch {
      if (mine === turn) said.textContent = box.dataset.failed;
    }
  }

  function open() {
    panel.hidden = false;
    words.value = "";
    found.replaceChildren();
    words.focus();
    look();
  }

  function shut() {
    turn += 1; // an answer still on its way says nothing any more
    panel.hidden = true;
    said.textContent = "";
    area.focus();
  }

  function put(text) {
    const before = area.value.slice(0, area.selectionStart);
    const gap = before && !/\n\n$/.test(before) ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    area.setRangeText(gap + text.trim() + "\n", area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function take(button) {
    shut();
    put(button.dataset.text);
    said.textContent = box.dataset.taken;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    fetch(button.dataset.used, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  }

  box.addEventListener("click", (event) => {
    const one = event.target.closest("[data-answer]");
    const all = event.target.closest("[data-all-answers]");
    if (!one && !all) return;
    event.preventDefault();
    if (one) take(one);
    else if (panel.hidden) open();
    else shut();
  });

  area.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!/(^|\s)$/.test(area.value.slice(0, area.selectionStart))) return;
    event.preventDefault();
    open();
  });

  let timer = 0;
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 200);
  });

  panel.addEventListener("keydown", (event) => {
    const rows = [...found.querySelectorAll("[data-answer]")];
    const now = rows.indexOf(document.activeElement);
    if (event.key === "Escape") {
      event.stopPropagation();
      shut();
    } else if (event.key === "/" && document.activeElement === words && !words.value) {
      shut();
      area.setRangeText("/", area.selectionStart, area.selectionEnd, "end");
    } else if (event.key === "ArrowDown") rows[Math.min(rows.length - 1, now + 1)]?.focus();
    else if (event.key === "ArrowUp") (now > 0 ? rows[now - 1] : words).focus();
    else if (event.key === "Enter" && document.activeElement === words) rows[0] && take(rows[0]);
    else return;
    event.preventDefault();
  });
}

for (const box of document.querySelectorAll("[data-answers]")) start(box);
