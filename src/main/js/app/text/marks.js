/**
 * The same tree with marks over some ranges of its text, as a search gives them: texts are cut where a range
 * begins or ends, and other leaves count as a whole. Marked leaves have `marked: true`.
 * @param {object[]} nodes what `parse` made
 * @param {[number, number][]} ranges from and to, in UTF-16 units of the text, in order
 */
export function marked(nodes, ranges) {
  return nodes.flatMap(node => (node.children ? [{...node, children: marked(node.children, ranges)}]
    : node.kind === 'text' ? cut(node, ranges)
      : [touches(node, ranges) ? {...node, marked: true} : node]));
}

function touches({at, text}, ranges) {
  return ranges.some(([from, to]) => from < at + text.length && to > at);
}

function cut({text, at}, ranges) {
  const parts = [];
  let done = at;
  const end = at + text.length;
  const part = (from, to, isMarked) => from < to && parts.push({kind: 'text', at: from,
    text: text.slice(from - at, to - at), ...isMarked && {marked: true}});
  for (const [from, to] of ranges) {
    if (to > done && from < end) {
      part(done, Math.max(done, from), false);
      part(Math.max(done, from), Math.min(end, to), true);
      done = Math.min(end, to);
    }
  }
  part(done, end, false);
  return parts;
}

/**
 * The part of a long text around its first range: `{from, to}`, cut at spaces.
 * @param {number} size how many units it should have at most
 */
export function excerpt(text, ranges, size = 280) {
  if (text.length <= size) {
    return {from: 0, to: text.length};
  }
  const first = ranges[0]?.[0] ?? 0;
  const wanted = Math.max(0, Math.min(first - Math.floor(size / 4), text.length - size));
  const from = wanted === 0 ? 0 : afterSpace(text, wanted, first);
  const to = Math.min(text.length, from + size);
  return {from, to: to === text.length ? to : beforeSpace(text, to, from + size / 2)};
}

function afterSpace(text, at, limit) {
  const space = text.slice(at, limit).search(/\s/);
  return space < 0 ? whole(text, at) : at + space + 1;
}

function beforeSpace(text, at, limit) {
  const space = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at));
  return space > limit ? space : whole(text, at);
}

/** Never within a pair of surrogates. */
function whole(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
