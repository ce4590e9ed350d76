/**
 * Mentions as people write them, `@Ana Silva`, and as the wire has them, `@userId`. Who was chosen is kept
 * beside the text as `[{user, label}]`; a label (without its `@`) belongs to one user only.
 */

const WORD = /[\p{L}\p{N}]/u;

/** The label of somebody whom one chooses: the name, unless another one has it already; then the id. */
export function labelFor({user, name}, chosen) {
  const label = name.trim().replace(/\s+/g, ' ');
  const taken = chosen.some(one => one.label === label && one.user !== user);
  return label === '' || taken ? user : label;
}

/** The text for the wire: each `@label` that was chosen becomes `@userId`. */
export function encode(text, chosen) {
  const longestFirst = [...chosen].sort((a, b) => b.label.length - a.label.length);
  return replaceAt(text, at => longestFirst
    .filter(({label}) => text.startsWith(label, at) && !WORD.test(pointAt(text, at + label.length)))
    .map(({label, user}) => ({length: label.length, put: user}))[0]);
}

/** The text for the editor: `{text, chosen}`, with names in the place of the ids of those mentioned. */
export function decode(text, mentions, nameOf) {
  const chosen = [];
  const longestFirst = [...mentions].sort((a, b) => b.length - a.length);
  const decoded = replaceAt(text, at => {
    const user = longestFirst.find(one => text.startsWith(one, at) && endsId(text, at + one.length));
    if (user === undefined) {
      return null;
    }
    const label = labelFor({user, name: nameOf(user)}, chosen);
    if (!chosen.some(one => one.user === user)) {
      chosen.push({user, label});
    }
    return {length: user.length, put: label};
  });
  return {text: decoded, chosen};
}

function pointAt(text, at) {
  return at < text.length ? String.fromCodePoint(text.codePointAt(at)) : '';
}

/** An id ends where no sign of an id follows but such as end a sentence. */
function endsId(text, at) {
  return /^[._@:|-]*(?![A-Za-z0-9._@:|-])/.test(text.slice(at, at + 130));
}

/** Walks over each `@` that does not follow a letter or digit. */
function replaceAt(text, find) {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const found = at >= from && !WORD.test(text.slice(Math.max(0, at - 1), at)) ? find(at + 1) : null;
    if (found) {
      out += `${text.slice(from, at)}@${found.put}`;
      from = at + 1 + found.length;
    }
  }
  return out + text.slice(from);
}
