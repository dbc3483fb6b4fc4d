// @ts-check
/* Keys for reviewers: the page works without them. */

/** @type {readonly HTMLElement[]} */
const cases = [...document.querySelectorAll(".case")].filter((element) => element instanceof HTMLElement);

/** The case that has the focus, or the first. */
function currentIndex() {
  const active = document.activeElement?.closest(".case") ?? document.querySelector(".case:target");
  return active instanceof HTMLElement ? cases.indexOf(active) : -1;
}

/** @param {number} index */
function goTo(index) {
  const element = cases[Math.min(Math.max(index, 0), cases.length - 1)];
  element?.focus();
  element?.scrollIntoView({ block: "start" });
}

/**
 * What a key stands for in the current case: presses its button, or opens its part and goes to the first field.
 * @param {string} key
 */
function press(key) {
  const found = (cases[currentIndex()] ?? cases[0])?.querySelector(`[data-key="${key}"]`);
  if (found instanceof HTMLDetailsElement) {
    found.open = true;
    const field = found.querySelector('input:not([type="hidden"]), select');
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  } else if (found instanceof HTMLButtonElement) found.form?.requestSubmit(found);
}

function closeOpen() {
  const active = document.activeElement?.closest(".case");
  for (const part of document.querySelectorAll(".verdicts details[open]")) part.removeAttribute("open");
  if (active instanceof HTMLElement) active.focus();
}

function undo() {
  const button = document.querySelector('.done [data-key="u"]');
  if (button instanceof HTMLButtonElement) button.form?.requestSubmit(button);
}

function toggleHelp() {
  const help = document.getElementById("keys");
  if (!(help instanceof HTMLDetailsElement)) return;
  help.open = !help.open;
  if (help.open) help.scrollIntoView({ block: "nearest" });
}

/** @type {Readonly<Record<string, () => void>>} */
const ACTIONS = {
  j: () => goTo(currentIndex() + 1),
  ArrowDown: () => goTo(currentIndex() + 1),
  k: () => goTo(currentIndex() - 1),
  ArrowUp: () => goTo(currentIndex() - 1),
  b: () => goTo(currentIndex() + 1),
  x: () => press("x"),
  s: () => press("s"),
  l: () => press("l"),
  u: undo,
  "?": toggleHelp,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return closeOpen();
  const target = event.target;
  if (target instanceof Element && target.closest("input, select, textarea") !== null) return;
  const act = ACTIONS[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

/* A form is sent once, however often the key is pressed. */
for (const form of document.querySelectorAll(".case form, .done form"))
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("data-sent")) event.preventDefault();
    form.setAttribute("data-sent", "");
  });
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) form.removeAttribute("data-sent");
});

/* The case that the address names gets the focus, so that keys go on from there. */
const target = document.querySelector(".case:target");
if (target instanceof HTMLElement) target.focus();

/* The queue is still being made: look again in a moment. */
if (document.getElementById("building") !== null) setTimeout(() => location.reload(), 3000);
