"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const resets = new Map();

  const filter = (form) => {
    const list = document.getElementById(form.dataset.list);
    const items = [...list.children];
    const choices = all("select", form);
    const words = form.querySelector("input");
    const button = form.querySelector(".quotes");
    const told = form.querySelector("output");
    const texts = new Map();
    const text = (item) => {
      if (!texts.has(item)) texts.set(item, folded(item.textContent));
      return texts.get(item);
    };

    const fits = (item) => choices.every(({ value, dataset: { key } }) => {
      if (!value) return true;
      return key === "list" ? item.querySelector(`.list.${value}`) !== null : item.dataset[key] === value;
    });

    const apply = () => {
      const wanted = folded(words.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const on = fits(item) && wanted.every((word) => text(item).includes(word));
        item.hidden = !on;
        if (on) shown += 1;
      }
      const only = choices.find(({ dataset: { key } }) => key === "list");
      if (only) {
        list.dataset.only = only.value;
        if (only.value) items.filter((item) => !item.hidden).forEach((item) => all(".folded", item).forEach((one) => { one.open = true; }));
      }
      const active = wanted.length > 0 || choices.some(({ value }) => value);
      told.textContent = active ? `${shown} of ${items.length} shown` : "";
    };

    const reset = () => {
      for (const choice of choices) choice.value = "";
      words.value = "";
      apply();
    };

    button.addEventListener("click", () => {
      const open = !button.dataset.open;
      button.dataset.open = open ? "true" : "";
      button.textContent = open ? "Hide all quotes" : "Show all quotes";
      for (const item of items) {
        if (!item.hidden) all("details", item).concat(item.matches("details") ? item : []).forEach((one) => { one.open = open; });
      }
    });
    form.addEventListener("input", apply);
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") reset(); });
    resets.set(list, reset);
    form.hidden = false;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const list = target.parentElement;
    if (target.hidden && resets.has(list)) resets.get(list)();
    if (target.matches(".entry")) target.querySelector("details").open = true;
    target.scrollIntoView({ block: "start" });
  };

  all(".filter").forEach(filter);
  addEventListener("hashchange", reveal);
  document.documentElement.classList.add("js");
  if (location.hash) reveal();
})();
