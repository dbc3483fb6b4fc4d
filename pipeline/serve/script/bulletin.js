// @ts-check
/* Shows at once which figures of a preview are struck out: the page works without. */

const told = document.querySelector("[data-chosen]");
/** @type {readonly HTMLInputElement[]} */
const boxes = [...document.querySelectorAll('.figures-form input[type="checkbox"]')].filter((box) => box instanceof HTMLInputElement);

function show() {
  const struck = new Set(boxes.filter(({ checked }) => checked).map(({ name }) => name.slice("bo-".length)));
  for (const figure of document.querySelectorAll(".bulletin [data-figure]"))
    figure.classList.toggle("struck", struck.has(figure.getAttribute("data-figure") ?? ""));
  if (told !== null)
    told.textContent = struck.size === 0 ? "" : (told.getAttribute("data-chosen") ?? "").replace("{n}", String(struck.size));
}

for (const box of boxes) box.addEventListener("change", show);
show();
