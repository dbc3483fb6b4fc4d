/** Nodes of two and more syllables are numbered from here on; the node of a single syllable is its symbol. */
export const FIRST_NODE = 1 << 20;

/**
 * Phrases over symbols, as an open-addressing table of (node, symbol) → node. It is written while a model or a term list is read and only
 * looked up afterwards.
 */
export interface Trie {
  node: Int32Array;
  symbol: Int32Array;
  next: Int32Array;
  /** Slots minus one; slots are a power of two. */
  mask: number;
  /** Value of each node, index node - FIRST_NODE; 0 where no phrase ends. */
  values: Uint8Array;
  size: number;
}

/** An empty trie with room for `nodes` phrases and prefixes before it grows. */
export function createTrie(nodes: number): Trie {
  let slots = 64;
  while (slots < nodes * 2) slots *= 2;
  return {
    node: new Int32Array(slots),
    symbol: new Int32Array(slots),
    next: new Int32Array(slots),
    mask: slots - 1,
    values: new Uint8Array(slots),
    size: 0,
  };
}

function slotOf(trie: Trie, node: number, symbol: number): number {
  const { mask, next } = trie;
  let hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  hash = (hash ^ (hash >>> 15)) & mask;
  while (next[hash] !== 0 && !(trie.node[hash] === node && trie.symbol[hash] === symbol)) hash = (hash + 1) & mask;
  return hash;
}

/** The node behind `node` and `symbol`, or 0. */
export function stepTrie(trie: Trie, node: number, symbol: number): number {
  return trie.next[slotOf(trie, node, symbol)] as number;
}

/** The value of a node that `stepTrie` gave. */
export function valueAt(trie: Trie, node: number): number {
  return trie.values[node - FIRST_NODE] as number;
}

function grow(trie: Trie): void {
  const wider = createTrie((trie.mask + 1) * 2);
  for (let i = 0; i <= trie.mask; i++) {
    if (trie.next[i] === 0) continue;
    const slot = slotOf(wider, trie.node[i] as number, trie.symbol[i] as number);
    wider.node[slot] = trie.node[i] as number;
    wider.symbol[slot] = trie.symbol[i] as number;
    wider.next[slot] = trie.next[i] as number;
  }
  wider.values.set(trie.values);
  Object.assign(trie, wider, { size: trie.size });
}

function childOf(trie: Trie, node: number, symbol: number): number {
  if ((trie.size + 1) * 2 > trie.mask) grow(trie);
  const slot = slotOf(trie, node, symbol);
  if (trie.next[slot] === 0) {
    trie.node[slot] = node;
    trie.symbol[slot] = symbol;
    trie.next[slot] = FIRST_NODE + trie.size++;
  }
  return trie.next[slot] as number;
}

/** Adds a phrase of two or more symbols; bits of an earlier value stay set. */
export function addPhrase(trie: Trie, symbols: readonly number[], value: number): void {
  let node = symbols[0] as number;
  for (let i = 1; i < symbols.length; i++) node = childOf(trie, node, symbols[i] as number);
  const index = node - FIRST_NODE;
  trie.values[index] = (trie.values[index] as number) | value;
}
