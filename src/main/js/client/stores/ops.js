const RANKS = ['boolean', 'number', 'string'];

/** Strings in the order of their code points, as the server sorts them; JavaScript's own goes by UTF-16 units. */
function compareText(one, other) {
  const [left, right] = [[...one], [...other]];
  const place = left.findIndex((point, i) => point !== right[i]);
  if (place < 0) {
    return left.length - right.length;
  }
  return place < right.length ? left[place].codePointAt(0) - right[place].codePointAt(0) : 1;
}

function compare(one, other) {
  const ranks = RANKS.indexOf(typeof one) - RANKS.indexOf(typeof other);
  return ranks || (typeof one === 'string' ? compareText(one, other) : one - other);
}

function sum(value, {by, min = -Infinity, max = Infinity}) {
  const total = value + by;
  const rounded = Number.isInteger(total) ? total : Number(total.toPrecision(15));
  return rounded >= min && rounded <= max && Math.abs(rounded) <= Number.MAX_SAFE_INTEGER ? rounded : null;
}

function members(value, member, inside) {
  if (!Array.isArray(value) || !value.every(one => RANKS.includes(typeof one))) {
    return null;
  }
  const all = new Set(value);
  all[inside ? 'add' : 'delete'](member);
  return [...all].sort(compare);
}

/** What an op makes of a slot `{value?, version}`: another slot, or null where it will be refused. */
function step(slot, word, op) {
  const present = 'value' in slot;
  if (op.ifVersion !== undefined && op.ifVersion !== (present ? slot.version : 0)) {
    return null;
  }
  const version = slot.version + 1;
  let value;
  switch (word) {
    case 'set':
      return {value: op.value, version};
    case 'remove':
      return present ? {version} : slot;
    case 'add':
      value = !present || typeof slot.value === 'number' ? sum(slot.value ?? 0, op) : null;
      break;
    case 'discard':
      value = present ? members(slot.value, op.value, false) : undefined;
      break;
    default:
      value = members(present ? slot.value : [], op.value, true);
  }
  if (value === null) {
    return null;
  }
  return value === undefined || JSON.stringify(value) === JSON.stringify(slot.value) ? slot : {value, version};
}

/**
 * What the ops of one change make of a state, as the server will (docs/protocol.md, "Live state"), except for its
 * limits.
 * @param {(key: string) => {value?: any, version: number}} slotOf what is there before
 * @param {object[]} ops
 * @returns {Map<string, {value?: any, version: number}> | null} the keys that change; null when it will be refused
 */
export function foresee(slotOf, ops) {
  const changed = new Map();
  for (const each of ops) {
    const [word, op] = Object.entries(each)[0];
    const before = changed.get(op.key) ?? slotOf(op.key);
    const after = step(before, word, op);
    if (after === null) {
      return null;
    }
    if (after !== before) {
      changed.set(op.key, after);
    }
  }
  return changed;
}
