"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (element, key) => (element.dataset[key] || "").split(" ").filter(Boolean);
  const told = document.getElementById("told");
  const back = document.getElementById("back");
  const passages = all(".passage");
  let origin = null;

  const light = (lines, quotes) => {
    all(".is-lit, .is-kin").forEach((element) => element.classList.remove("is-lit", "is-kin"));
    all(".line[aria-current]").forEach((line) => line.removeAttribute("aria-current"));
    for (const number of lines) {
      const line = document.getElementById(`line-${number}`);
      line.classList.add("is-lit");
      line.setAttribute("aria-current", "true");
    }
    for (const passage of passages) {
      if (words(passage, "quotes").some((name) => quotes.includes(name))) passage.classList.add("is-lit");
      else if (words(passage, "lines").some((number) => lines.includes(number))) passage.classList.add("is-kin");
    }
  };

  const say = (text) => {
    told.textContent = text;
    told.parentElement.classList.toggle("on", Boolean(text));
    back.hidden = !text;
  };

  const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

  const reveal = (element) => element && element.scrollIntoView({ block: "nearest" });

  const beside = () => getComputedStyle(document.getElementById("article")).overflowY === "auto";

  const quotesOf = (number) => [...new Set(passages.flatMap((p) => words(p, "quotes")).filter((q) => q.startsWith(`${number}-`)))];

  const showQuote = (name) => {
    const number = name.split("-")[0];
    light([number], [name]);
    const marked = passages.find((passage) => words(passage, "quotes").includes(name));
    if (beside()) reveal(document.getElementById(`line-${number}`));
    marked.focus({ preventScroll: true });
    say(`Line ${number} rests on ${count(quotesOf(number).length, "marked passage", "marked passages")}`);
  };

  const showLine = (number) => {
    light([number], quotesOf(number));
    document.getElementById(`line-${number}`).focus({ preventScroll: true });
    say(`Line ${number}`);
  };

  const showPassage = (passage) => {
    const lines = words(passage, "lines");
    light(lines, words(passage, "quotes"));
    const first = document.getElementById(`line-${lines[0]}`);
    reveal(first);
    first.focus({ preventScroll: true });
    say(`${count(lines.length, "line rests", "lines rest")} on this passage: ${lines.join(", ")}`);
  };

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.id.startsWith("quote-")) showQuote(target.id.slice("quote-".length));
    else if (target.id.startsWith("line-")) showLine(target.dataset.line);
    else if (target.classList.contains("passage")) showPassage(target);
  };

  const go = (id) => {
    if (location.hash === `#${id}`) show();
    else location.hash = id;
  };

  const clear = () => {
    light([], []);
    say("");
    if (location.hash) history.replaceState(null, "", location.href.split("#")[0] + "#");
    if (origin) {
      origin.focus({ preventScroll: beside() });
      reveal(origin);
    }
    origin = null;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      const id = (link.getAttribute("href") || "").slice(1);
      const passage = link.classList.contains("passage") ? link : null;
      if (!passage && !/^(quote|line)-/.test(id)) return;
      event.preventDefault();
      origin = link;
      go(passage ? passage.id : id);
      return;
    }
    const line = event.target.closest(".line");
    if (!line || String(getSelection())) return;
    origin = line.querySelector("a[data-quote]");
    if (origin) go(`quote-${origin.dataset.quote}`);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && told.textContent) clear();
  });
  back.addEventListener("click", clear);
  addEventListener("hashchange", show);
  root.classList.add("js");
  show();
})();
