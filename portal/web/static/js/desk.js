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

/*
 * While a file of a draft is being examined its page is asked now and then how far that is. When it is done the page is
 * loaded again, unless something was typed: then the reader is told instead.
 */
const due = [...document.querySelectorAll("[data-due]")];
let typed = false;
document.addEventListener("input", () => { typed = true; });

async function ask() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let left = 0;
  for (const one of due) {
    const now = page.querySelector(`#${CSS.escape(one.closest("section").id)} [data-due]`);
    const words = now?.querySelector("span")?.textContent ?? one.dataset.due;
    const shown = one.querySelector("span");
    if (shown.textContent !== words) shown.textContent = words;
    if (now) left += 1;
  }
  if (left) setTimeout(ask, 5000);
  else if (!typed) location.reload();
}

if (due.length) setTimeout(ask, 5000);
