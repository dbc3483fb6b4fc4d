// @ts-check
/* Narrows lists to the names that hold what is typed; the page shows all of them without. */

/** @param {string} text */
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/gu, "d")
    .toLowerCase()
    .trim();
}

/**
 * Hides rows without the words, and groups without a row.
 * @param {string} typed
 */
function narrow(typed) {
  const words = fold(typed);
  let shown = 0;
  for (const group of document.querySelectorAll(".listed tbody")) {
    if (!(group instanceof HTMLElement)) continue;
    let rows = 0;
    for (const row of group.querySelectorAll("[data-name]")) {
      if (!(row instanceof HTMLElement)) continue;
      row.hidden = !(row.dataset.name ?? "").includes(words);
      if (!row.hidden) rows++;
    }
    group.hidden = rows === 0;
    shown += rows;
  }
  const none = document.querySelector("[data-filter-none]");
  if (none instanceof HTMLElement) none.hidden = shown > 0;
}

const filter = document.querySelector("[data-filter]");
const field = filter?.querySelector("input");
if (filter instanceof HTMLElement && field instanceof HTMLInputElement) {
  filter.hidden = false;
  field.addEventListener("input", () => narrow(field.value));
  // A browser that goes back keeps what was typed.
  narrow(field.value);
}
