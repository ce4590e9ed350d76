/** The only schemes that a link of somebody else may have. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const LENGTH_MAX = 2048;

/** What may begin an address; the rest is found by looking at one character after the other. */
const BEGIN = /(?:https?:\/\/|mailto:)/iy;

/** An address ends at white space, quotes, angles, back quotes, and at what is not seen. */
const RUN = /[^\s<>"`\u0000-\u001f\u007f-\u00a0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*/y;

/** Belongs to the sentence, not to the address that stands at its end. */
const TAIL = new Set('.,;:!?\'"*_~…。、！？，；：»”’');
const BRACKETS = new Map([[')', '('], [']', '['], ['}', '{']]);

/**
 * The address that begins at a place in a text: `{href, to}`, null where none begins. Brackets belong to it
 * when they are in pairs, punctuation at its end does not. What looks like an address and is none that a link
 * may have comes with `href: null`, up to its end, so that nobody reads it twice.
 * @param {string} text
 * @param {number} from where it begins
 */
export function linkAt(text, from) {
  BEGIN.lastIndex = from;
  const begin = BEGIN.exec(text);
  if (!begin) {
    return null;
  }
  RUN.lastIndex = from;
  const end = from + RUN.exec(text)[0].length;
  const to = withoutTail(text, from + begin[0].length, end);
  const href = to - from > LENGTH_MAX ? null : safeUrl(text.slice(from, to));
  return {href, to: href ? to : end};
}

/** Counts brackets once, so that the work grows with the length alone. */
function withoutTail(text, from, end) {
  const open = {};
  for (let i = from; i < end; i += 1) {
    open[text[i]] = (open[text[i]] ?? 0) + 1;
  }
  let to = end;
  while (to > from) {
    const last = text[to - 1];
    const pair = BRACKETS.get(last);
    const lonely = pair !== undefined && (open[last] ?? 0) > (open[pair] ?? 0);
    if (!TAIL.has(last) && !lonely) {
      break;
    }
    open[last] -= 1;
    to -= 1;
  }
  return to;
}

/**
 * An address as a link may carry it, or null: http, https or mailto, with a host, and without a name or
 * password in front of it, which only serve to make one host look like another.
 * @param {string} address
 */
export function safeUrl(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!SCHEMES.has(url.protocol)) {
    return null;
  }
  if (url.protocol === 'mailto:') {
    return /^[^@\s/?]+@[^@\s/?]+(?:\?|$)/.test(url.href.slice('mailto:'.length)) ? url.href : null;
  }
  return url.hostname && !url.username && !url.password ? url.href : null;
}

/** An address from which a page may load an image: http or https only. */
export function safeSource(address) {
  const href = safeUrl(address);
  return href?.startsWith('http') ? href : null;
}
