/** Nodes of two and more syllables are numbered from here on; the node of a single syllable is its symbol. */
export const FIRST_NODE = 1 << 20;
const CELLS = 4;

/**
 * Phrases over symbols, as an open-addressing table of (node, symbol) → (node, value). It is written while a model or a term list is read and
 * only looked up afterwards. The four numbers of a slot lie together, so a look-up touches one line of the cache.
 */
export interface Trie {
  /** Slot s: node, symbol, next node (0 in an empty slot), value of the phrase that ends there. */
  cells: Int32Array;
  /** Slots minus one; slots are a power of two. */
  mask: number;
  size: number;
}

/** An empty trie with room for `nodes` phrases and prefixes before it grows. */
export function createTrie(nodes: number): Trie {
  let slots = 64;
  while (slots * 0.6 < nodes) slots *= 2;
  return { cells: new Int32Array(slots * CELLS), mask: slots - 1, size: 0 };
}

/** Where the phrase (node, symbol) stands, or would stand: the place of its first cell. */
function cellOf(trie: Trie, node: number, symbol: number): number {
  const { cells, mask } = trie;
  let slot = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  slot = (slot ^ (slot >>> 15)) & mask;
  for (;;) {
    const cell = slot * CELLS;
    if (cells[cell + 2] === 0 || (cells[cell] === node && cells[cell + 1] === symbol)) return cell;
    slot = (slot + 1) & mask;
  }
}

/** The cell behind `node` and `symbol`, or -1: `nodeIn` and `valueIn` read it. */
export function stepTrie(trie: Trie, node: number, symbol: number): number {
  const cell = cellOf(trie, node, symbol);
  return trie.cells[cell + 2] === 0 ? -1 : cell;
}

export function nodeIn(trie: Trie, cell: number): number {
  return trie.cells[cell + 2] as number;
}

export function valueIn(trie: Trie, cell: number): number {
  return trie.cells[cell + 3] as number;
}

function grow(trie: Trie): void {
  const { cells } = trie;
  trie.cells = new Int32Array(cells.length * 2);
  trie.mask = trie.mask * 2 + 1;
  for (let cell = 0; cell < cells.length; cell += CELLS) {
    if (cells[cell + 2] === 0) continue;
    trie.cells.set(cells.subarray(cell, cell + CELLS), cellOf(trie, cells[cell] as number, cells[cell + 1] as number));
  }
}

/** The cell of `symbol` behind `node`, made when it is not there yet. */
export function growTrie(trie: Trie, node: number, symbol: number): number {
  if (trie.size > trie.mask * 0.7) grow(trie);
  const cell = cellOf(trie, node, symbol);
  if (trie.cells[cell + 2] === 0) {
    trie.cells[cell] = node;
    trie.cells[cell + 1] = symbol;
    trie.cells[cell + 2] = FIRST_NODE + trie.size++;
  }
  return cell;
}

/** Adds bits to the value of the phrase that ends in a cell. */
export function addValue(trie: Trie, cell: number, value: number): void {
  trie.cells[cell + 3] = (trie.cells[cell + 3] as number) | value;
}

/** Adds a phrase of two or more symbols; bits of an earlier value stay set. */
export function addPhrase(trie: Trie, symbols: readonly number[], value: number): void {
  let cell = growTrie(trie, symbols[0] as number, symbols[1] as number);
  for (let i = 2; i < symbols.length; i++) cell = growTrie(trie, nodeIn(trie, cell), symbols[i] as number);
  addValue(trie, cell, value);
}
