// The line at the top: pages of the desk and what stands in the archive, while one types. Without it the form is sent.
const form = document.querySelector("form.palette[data-found]");
const CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
const LATIN = ["a","b","v","g","d","dj","e","z","z","i","j","k","l","lj","m","n","nj","o","p","r","s","t","c","u","f","h","c","c","dz","s"];
const WAIT = 350;
const SHORTEST = 3;

/** Lower case, one script, no diacritics. */
function fold(text) {
  const latin = [...text.toLowerCase()].map((letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter).join("");
  return latin.replaceAll("đ", "dj").normalize("NFD").replace(/\p{M}/gu, "");
}

function pages(typed) {
  const links = [...document.querySelectorAll(".desk-side a, .desk-top .menu a")];
  const label = (link) => [...link.childNodes].filter((node) => node.nodeName !== "KBD" && !node.classList?.contains("count")).map((node) => node.textContent).join(" ").trim();
  return links.map((link) => [label(link), link.href]).filter(([words]) => fold(words).includes(fold(typed))).slice(0, 5);
}

function start() {
  const line = form.querySelector("input[type=search]");
  const box = form.querySelector(".palette-found");
  let timer = 0;
  let asked = 0;

  const close = () => { box.hidden = true; };
  const links = () => [...box.querySelectorAll("a")];

  function show(typed, archive) {
    const parts = [];
    const here = pages(typed);
    if (here.length) {
      const head = document.createElement("h2");
      head.textContent = form.dataset.pages;
      const list = document.createElement("ul");
      for (const [words, address] of here) {
        const link = document.createElement("a");
        link.href = address;
        link.textContent = words;
        const entry = document.createElement("li");
        entry.append(link);
        list.append(entry);
      }
      parts.push(head, list);
    }
    box.replaceChildren(...parts);
    if (archive) box.insertAdjacentHTML("beforeend", archive);
    box.hidden = !box.childElementCount;
  }

  async function ask(typed) {
    const mine = ++asked;
    show(typed, "");
    if (typed.length < SHORTEST) return;
    const answer = await fetch(form.dataset.found, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
    // What was typed meanwhile, or a page that asks to sign in again, is not shown as an answer
    if (mine === asked && answer.ok && !answer.redirected) show(typed, await answer.text());
  }

  line.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = line.value.trim();
    if (!typed) return close();
    timer = setTimeout(() => ask(typed), WAIT);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      asked++;
      close();
      line.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || box.hidden) return;
    event.preventDefault();
    const all = links();
    const next = all.indexOf(document.activeElement) + step;
    (next < 0 ? line : all[Math.min(next, all.length - 1)])?.focus();
  });
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", () => clearTimeout(timer));
}

if (form) start();
