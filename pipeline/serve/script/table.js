// @ts-check
// Tables: cards beside the grid, arrow keys, sorting, filtering and pinning at once. Without this script all of it works by links and forms.

/**
 * A value of the grid as a number: what stands in a cell's button, as the page's language writes it.
 * @param {HTMLTableCellElement | undefined} cell
 * @returns {number | null} null for an empty cell
 */
function numberIn(cell) {
  const text = cell?.querySelector("button")?.firstChild?.textContent ?? "";
  const [found] = text.replaceAll("−", "-").match(/-?\d[\d.,]*/u) ?? [];
  if (found === undefined) return null;
  const isVietnamese = document.documentElement.lang === "vi";
  const plain = isVietnamese ? found.replaceAll(".", "").replace(",", ".") : found.replaceAll(",", "");
  const value = Number(plain);
  return Number.isNaN(value) ? null : value;
}

/**
 * A writing without marks, lower case.
 * @param {string} text
 */
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/gu, "d")
    .toLowerCase();
}

/**
 * Writes a parameter into the address, the links and the forms of the page, so that all of them keep it.
 * @param {string} name
 * @param {string} value "" takes it out
 */
function remember(name, value) {
  const address = new URL(location.href);
  if (value === "") address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  history.replaceState(null, "", readable(address));
  for (const link of document.querySelectorAll("a[href*='?i=']")) {
    if (!(link instanceof HTMLAnchorElement) || link.dataset.sort !== undefined) continue;
    const target = new URL(link.href);
    if (value === "") target.searchParams.delete(name);
    else target.searchParams.set(name, value);
    link.setAttribute("href", readable(target));
  }
  const permalink = document.querySelector("#permalink");
  if (permalink instanceof HTMLInputElement) permalink.value = changed(permalink.value, name, value);
  const embed = document.querySelector("#embed");
  if (embed instanceof HTMLTextAreaElement)
    embed.value = embed.value.replace(/src="([^"]*)"/u, (_, src) => {
      const next = changed(String(src).replaceAll("&amp;", "&"), name, value);
      return `src="${next.replaceAll("&", "&amp;")}"`;
    });
}

/**
 * An address with one parameter changed.
 * @param {string} text
 * @param {string} name
 * @param {string} value
 */
function changed(text, name, value) {
  const target = new URL(text, location.href);
  if (value === "") target.searchParams.delete(name);
  else target.searchParams.set(name, value);
  return text.startsWith("/") ? readable(target) : target.origin + readable(target);
}

/**
 * The address without its host, with the marks that need no escape left as they are.
 * @param {URL} address
 */
function readable(address) {
  const query = address.searchParams.toString().replaceAll("%7E", "~").replaceAll("%2C", ",");
  return address.pathname + (query === "" ? "" : `?${query}`) + address.hash;
}

/**
 * Cards: one panel for the page, filled with what the cell's own page says.
 * @param {HTMLElement} grid
 */
function openCards(grid) {
  const panel = document.createElement("div");
  panel.className = "card";
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", grid.dataset.cell ?? "");
  panel.tabIndex = -1;
  grid.after(panel);
  /** @type {HTMLButtonElement | null} */
  let opened = null;
  /** @type {AbortController | null} */
  let asking = null;

  const close = () => {
    asking?.abort();
    panel.hidden = true;
    opened?.closest("td")?.classList.remove("opened");
    opened?.setAttribute("aria-expanded", "false");
    opened?.focus();
    opened = null;
  };

  /** @param {HTMLButtonElement} button */
  const addressOf = (button) => {
    const form = button.form;
    const query = new URLSearchParams();
    for (const field of form?.querySelectorAll("input") ?? []) query.append(field.name, field.value);
    query.append(button.name, button.value);
    return `${form?.getAttribute("action") ?? ""}?${query}`;
  };

  /** @param {HTMLButtonElement} button */
  const open = async (button) => {
    if (opened === button) return close();
    asking?.abort();
    opened?.closest("td")?.classList.remove("opened");
    opened?.setAttribute("aria-expanded", "false");
    opened = button;
    button.closest("td")?.classList.add("opened");
    button.setAttribute("aria-expanded", "true");
    asking = new AbortController();
    const address = addressOf(button);
    show(grid.dataset.loading ?? "", address);
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const body = page.querySelector(".card-body");
      if (body === null) throw new Error("no card");
      show(document.importNode(body, true), address);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      show(grid.dataset.failed ?? "", address);
    }
  };

  /**
   * @param {Node | string} content
   * @param {string} address
   */
  const show = (content, address) => {
    const bar = document.createElement("p");
    bar.className = "card-bar";
    const end = document.createElement("button");
    end.type = "button";
    end.className = "quiet";
    end.textContent = grid.dataset.close ?? "";
    end.addEventListener("click", close);
    const whole = document.createElement("a");
    whole.href = address;
    whole.textContent = grid.dataset.open ?? "";
    bar.append(whole, end);
    panel.replaceChildren(bar, content);
    panel.hidden = false;
    panel.focus();
  };

  grid.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[name=o]") : null;
    if (!(button instanceof HTMLButtonElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void open(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
}

const STEPS = new Map([
  ["ArrowUp", [-1, 0]],
  ["ArrowDown", [1, 0]],
  ["ArrowLeft", [0, -1]],
  ["ArrowRight", [0, 1]],
]);

/**
 * Arrow keys go from cell to cell; the grid is one stop of Tab.
 * @param {HTMLElement} grid
 */
function walkCells(grid) {
  const body = grid.querySelector("tbody");
  const cells = [...grid.querySelectorAll("td button")].filter((one) => one instanceof HTMLButtonElement);
  if (body === null || cells.length === 0) return;
  cells.forEach((cell, at) => {
    cell.tabIndex = at === 0 ? 0 : -1;
  });

  /**
   * The next button in a direction, empty cells and hidden rows passed over.
   * @param {HTMLElement} from
   * @param {number} down
   * @param {number} across
   */
  const next = (from, down, across) => {
    const rows = [...body.rows].filter((row) => !row.hidden);
    const cell = from.closest("td");
    let [row, column] = [rows.findIndex((one) => one.contains(from)), cell?.cellIndex ?? -1];
    for (;;) {
      row += down;
      column += across;
      const found = rows[row]?.cells[column];
      if (found === undefined || column < 1) return null;
      const button = found.offsetParent === null ? null : found.querySelector("button");
      if (button !== null) return button;
    }
  };

  grid.addEventListener("keydown", (event) => {
    const step = STEPS.get(event.key);
    const from = event.target instanceof HTMLButtonElement && event.target.name === "o" ? event.target : null;
    if (step === undefined || from === null) return;
    event.preventDefault();
    const to = next(from, step[0] ?? 0, step[1] ?? 0);
    if (to === null) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
  grid.addEventListener("focusin", (event) => {
    if (!(event.target instanceof HTMLButtonElement) || event.target.name !== "o") return;
    for (const cell of cells) if (cell.tabIndex === 0) cell.tabIndex = -1;
    event.target.tabIndex = 0;
  });
}

/**
 * Sorts by a click on a head, as the link behind it would.
 * @param {HTMLElement} grid
 */
function sortRows(grid) {
  const body = grid.querySelector("tbody");
  if (body === null) return;
  const usual = [...body.rows];
  let sort = new URL(location.href).searchParams.get("xep") ?? "";
  const names = new Intl.Collator("vi");

  /** @param {string} key */
  const follow = (key) => {
    if (key === "name") return sort === "name" ? "" : "name";
    return sort === `-${key}` ? key : sort === key ? "" : `-${key}`;
  };

  const apply = () => {
    const isFalling = sort.startsWith("-");
    const key = isFalling ? sort.slice(1) : sort;
    const heads = [...grid.querySelectorAll("thead th")];
    const at = heads.findIndex((head) => head.querySelector("a[data-sort]")?.getAttribute("data-sort") === key);
    heads.forEach((head, i) => {
      if (i === at && at >= 0 && sort !== "") head.setAttribute("aria-sort", isFalling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    /** @param {HTMLTableRowElement} row */
    const nameOf = (row) => row.cells[0]?.textContent ?? "";
    /** @type {(a: HTMLTableRowElement, b: HTMLTableRowElement) => number} */
    const order = (a, b) => {
      if (sort === "") return usual.indexOf(a) - usual.indexOf(b);
      if (key === "name") return names.compare(nameOf(a), nameOf(b));
      const [one, other] = [numberIn(a.cells[at]), numberIn(b.cells[at])];
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      return isFalling ? other - one : one - other;
    };
    /** @param {HTMLTableRowElement} row */
    const isPinned = (row) => Number(row.classList.contains("pinned"));
    body.append(...[...body.rows].sort((a, b) => isPinned(b) - isPinned(a) || order(a, b)));
  };

  grid.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-sort]") : null;
    if (link === null || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sort = follow(link.getAttribute("data-sort") ?? "");
    apply();
    remember("xep", sort);
  });
  grid.addEventListener("pins", apply);
}

/**
 * A button before each name that pins its row to the top.
 * @param {HTMLElement} grid
 */
function pinRows(grid) {
  const pinned = () =>
    [...grid.querySelectorAll("tr.pinned")].map((row) => row.getAttribute("data-province") ?? "").filter((id) => id !== "");
  for (const row of grid.querySelectorAll("tbody tr")) {
    const head = row.querySelector("th");
    if (head === null) continue;
    const name = head.textContent ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pin";
    button.tabIndex = -1;
    const tell = () => {
      const isPinned = row.classList.contains("pinned");
      button.textContent = isPinned ? "★" : "☆";
      const words = (isPinned ? grid.dataset.unpin : grid.dataset.pin) ?? "";
      button.setAttribute("aria-label", words.replace("{}", name));
      button.title = words.replace("{}", name);
    };
    tell();
    button.addEventListener("click", () => {
      row.classList.toggle("pinned");
      tell();
      grid.dispatchEvent(new Event("pins"));
      remember("ghim", pinned().join(","));
    });
    head.prepend(button);
  }
}

/**
 * Filters rows while one types.
 * @param {HTMLElement} grid
 */
function filterRows(grid) {
  const input = document.querySelector("#loc");
  if (!(input instanceof HTMLInputElement)) return;
  // What the server has filtered already is shown anew only by asking it.
  const first = fold(input.value.trim());
  if (first !== "") return;
  const apply = () => {
    const wanted = fold(input.value.trim());
    for (const row of grid.querySelectorAll("tbody tr")) {
      if (!(row instanceof HTMLTableRowElement)) continue;
      const name = row.querySelector("th")?.lastChild?.textContent ?? "";
      row.hidden = wanted !== "" && !fold(name).includes(wanted);
    }
    remember("loc", input.value.trim());
  };
  input.addEventListener("input", apply);
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
}

/** A button beside what can be copied. Addresses become whole ones. */
function offerCopies() {
  for (const field of document.querySelectorAll("[data-copy]")) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    const whole = /^\//u.test(field.value) ? location.origin + field.value : field.value.replace('src="/', `src="${location.origin}/`);
    field.value = whole;
    field.addEventListener("focus", () => field.select());
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = field.dataset.copy ?? "";
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard?.writeText(field.value);
      button.textContent = field.dataset.copied ?? "";
    });
    field.after(button);
  }
}

for (const grid of document.querySelectorAll(".grid[data-form]")) {
  if (!(grid instanceof HTMLElement)) continue;
  openCards(grid);
  walkCells(grid);
  pinRows(grid);
  sortRows(grid);
  filterRows(grid);
}
for (const keys of document.querySelectorAll(".keys")) keys.removeAttribute("hidden");
offerCopies();
