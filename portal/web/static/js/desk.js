/*
 * Moves through a list of the desk by j and k or the arrows, while one of its rows has the focus (so that no single key
 * does anything elsewhere). Everything works without it: the rows are links.
 */
"use strict";

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const list = event.target.closest(".rows tbody");
  if (!list || !event.target.matches(".rows__link") || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...list.querySelectorAll(".rows__link")];
  const ends = { Home: 0, End: links.length - 1 };
  const next = event.key in ends ? ends[event.key] : links.indexOf(event.target) + (STEPS[event.key] ?? NaN);
  if (links[next]) {
    event.preventDefault();
    links[next].focus();
  }
});
