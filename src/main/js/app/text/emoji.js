import {GROUPS} from './emoji-list.js';

const byName = new Map();
const bySign = new Map();

/** `[{title, emoji: [{sign, names}]}]`, in the order in which a picker shows them. */
export const emojiGroups = GROUPS.map(([title, lines]) => ({
  title,
  emoji: lines.split(/[/\n]/).map(one => one.trim()).filter(Boolean).map(one => {
    const [sign, ...names] = one.split(' ');
    const emoji = {sign, names};
    bySign.set(sign, emoji);
    names.forEach(name => byName.set(name, sign));
    return emoji;
  }),
}));

/** What one reacts with when there is no time to look. */
export const QUICK = ['👍', '❤️', '😂', '🎉', '👀', '✅'];

/** The sign of a name such as `tada`; undefined when there is none. */
export function emojiNamed(name) {
  return byName.get(name);
}

/** How a sign is called, for a title or a screen reader; the sign itself when nobody named it here. */
export function nameOfEmoji(sign) {
  return bySign.get(sign)?.names[0].replaceAll('_', ' ') ?? sign;
}

/** Emoji of which a name begins with, or then contains, what was typed. */
export function findEmoji(query, limit = 8) {
  const wanted = query.toLowerCase().replaceAll(' ', '_');
  const rank = ({names}) => Math.min(...names.map(name => (name === wanted ? 0 : name.startsWith(wanted) ? 1
    : name.includes(`_${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9)));
  return [...bySign.values()].map(emoji => ({emoji, place: rank(emoji)})).filter(({place}) => place < 9)
    .sort((a, b) => a.place - b.place).slice(0, limit).map(({emoji}) => emoji);
}

const PICTURES = new RegExp('^(?:\\p{Extended_Pictographic}'
  + '(?:\\ufe0f|\\p{Emoji_Modifier}|\\u200d\\p{Extended_Pictographic})*|\\p{RI}\\p{RI}|\\s)+$', 'u');
const PICTURES_MAX = 40;

/** Whether a text is a few emoji and nothing else: then they may be large. */
export function isEmojiOnly(text) {
  return text.length <= PICTURES_MAX && text.trim() !== '' && PICTURES.test(text);
}
