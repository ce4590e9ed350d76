import {findEmoji} from '../text/emoji.js';

const WORD = /[\p{L}\p{N}]/u;
const LIMIT = 8;
const LOOK_BACK = 60;

/**
 * What is being completed where the caret stands: `{kind: 'mention'|'emoji', query, from, to}`, or null.
 * `from` is the place of the `@` or `:`. A colon needs two signs after it, so that a smiley or a time opens
 * nothing.
 */
export function completing(text, caret) {
  const begin = Math.max(0, caret - LOOK_BACK);
  const before = text.slice(begin, caret);
  const emoji = /:([a-z0-9_+-]{2,32})$/i.exec(before);
  if (emoji && !WORD.test(before[emoji.index - 1] ?? '')) {
    return {kind: 'emoji', query: emoji[1], from: begin + emoji.index, to: caret};
  }
  const at = before.lastIndexOf('@');
  const query = before.slice(at + 1);
  if (at < 0 || WORD.test(before[at - 1] ?? '') || /^\s|\n|\s\S*\s\S*\s|[@,;!?]/.test(query)) {
    return null;
  }
  return {kind: 'mention', query, from: begin + at, to: caret};
}

/** Of people, those of whose name (or a word of it), or id, the query is the beginning; best first. */
export function findPeople(query, people, limit = LIMIT) {
  const wanted = fold(query);
  const rank = ({user, name}) => {
    const folded = fold(name);
    return folded.startsWith(wanted) ? 0 : folded.split(' ').some(word => word.startsWith(wanted)) ? 1
      : fold(user).startsWith(wanted) ? 2 : 9;
  };
  return people.map(person => ({person, place: rank(person)})).filter(({place}) => place < 9)
    .sort((a, b) => a.place - b.place || a.person.name.localeCompare(b.person.name))
    .slice(0, limit).map(({person}) => person);
}

export {findEmoji};

/** Without case and accents. */
function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The text with what was chosen in the place of what was typed: `{text, caret}`. */
export function complete(text, {from, to}, chosen) {
  const spaced = /^\s/.test(text.slice(to)) ? chosen : `${chosen} `;
  const caret = from + chosen.length + 1;
  return {text: text.slice(0, from) + spaced + text.slice(to), caret};
}
