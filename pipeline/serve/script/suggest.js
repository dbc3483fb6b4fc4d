// @ts-check
// Suggestions below the search box while one types: a combobox with a listbox (ARIA Authoring Practices). Where anything fails, nothing is shown and the form works
// as it does without script.

/** @typedef {{ kind: string, kindLabel: string, text: string, detail: string | null, href: string }} Suggestion */

const WAIT_MS = 120;

for (const form of document.querySelectorAll("form[data-suggestions]")) if (form instanceof HTMLFormElement) equip(form);

/** @param {HTMLFormElement} form */
function equip(form) {
  const input = form.querySelector("input[type=search]");
  if (!(input instanceof HTMLInputElement) || input.parentElement === null) return;
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions ?? "");
  input.parentElement.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  const box = { form, input, list };
  close(box);
  let timer = 0;
  let asking = new AbortController();
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    timer = window.setTimeout(() => void ask(box, signal), WAIT_MS);
  });
  input.addEventListener("keydown", (event) => press(box, event));
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asking.abort();
    close(box);
  });
  // The box keeps the focus while a suggestion is clicked.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option instanceof HTMLElement) choose(box, option);
  });
}

/** @typedef {{ form: HTMLFormElement, input: HTMLInputElement, list: HTMLElement }} Box */

/** @param {Box} box @param {AbortSignal} signal */
async function ask(box, signal) {
  const query = box.input.value.trim();
  if (query.length < 2) return close(box);
  const address = new URL("/api/v1/suggest", location.origin);
  address.search = new URLSearchParams({ query, lang: document.documentElement.lang === "en" ? "en" : "vi" }).toString();
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) return close(box);
    /** @type {{ suggestions: Suggestion[] }} */
    const { suggestions } = await response.json();
    if (!signal.aborted && document.activeElement === box.input) show(box, suggestions);
  } catch {
    // Cut off by the next letter, or the server is away: the form does not need it.
    if (!signal.aborted) close(box);
  }
}

/** @param {Box} box @param {Suggestion[]} suggestions */
function show(box, suggestions) {
  box.list.replaceChildren(...suggestions.map((suggestion, index) => toOption(box, suggestion, index)));
  box.list.hidden = suggestions.length === 0;
  box.input.setAttribute("aria-expanded", String(suggestions.length > 0));
  box.input.removeAttribute("aria-activedescendant");
}

/** @param {Box} box @param {Suggestion} suggestion @param {number} index */
function toOption({ list }, { kind, kindLabel, text, detail, href }, index) {
  const option = document.createElement("li");
  option.id = `${list.id}-${index}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.kind = kind;
  option.dataset.text = text;
  option.dataset.href = href;
  option.append(part("text", text), " ", part("kind", detail === null ? kindLabel : `${kindLabel} · ${detail}`));
  return option;
}

/** @param {string} name @param {string} text */
function part(name, text) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

/** @param {Box} box */
function close({ input, list }) {
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

/** @param {Box} box @param {KeyboardEvent} event */
function press(box, event) {
  // Letters that an input method is still putting together are its own.
  if (event.isComposing || box.list.hidden) return;
  const active = box.list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown") move(box, active, 1);
  else if (event.key === "ArrowUp") move(box, active, -1);
  else if (event.key === "Enter" && active instanceof HTMLElement) choose(box, active);
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
}

/** @param {Box} box @param {Element | null} active @param {number} step */
function move({ input, list }, active, step) {
  const options = [...list.children];
  // Before the first and behind the last stands the box itself.
  const at = active === null ? (step > 0 ? 0 : options.length - 1) : options.indexOf(active) + step;
  active?.setAttribute("aria-selected", "false");
  const next = options[at];
  next?.setAttribute("aria-selected", "true");
  next?.scrollIntoView({ block: "nearest" });
  if (next === undefined) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", next.id);
}

/** @param {Box} box @param {HTMLElement} option */
function choose(box, option) {
  const { kind, text = "", href = "" } = option.dataset;
  close(box);
  box.input.value = text;
  if (kind === "term") box.form.requestSubmit();
  // Only within the site.
  else if (/^\/(?!\/)/u.test(href)) location.assign(href);
}
