import {emojiNamed} from './emoji.js';
import {linkAt} from './links.js';

const KINDS = new Map([['*', 'bold'], ['**', 'bold'], ['_', 'italic'], ['~', 'strike'], ['~~', 'strike']]);

/** Where something other than text may begin. */
const SPECIAL = /`|@|:|\*+|_+|~+|(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)/giu;
const WORD = /[\p{L}\p{N}]/u;
const MENTION = /@([A-Za-z0-9][A-Za-z0-9._@:|-]{0,127})/y;
const MENTION_TAIL = /[._@:|-]+$/;
const EMOJI = /:([a-z0-9_+-]{1,32}):/y;

/**
 * Reads one line (with its break) into nodes, as `parse` describes them.
 * @param {string} text the line
 * @param {number} base where it begins in the whole text
 * @param {(user: string) => boolean} isMention
 * @param {object[]} nodes takes what is found
 */
export function parseLine(text, base, isMention, nodes) {
  new Line(text, base, isMention).read().forEach(node => push(nodes, node));
}

/** Each kind of mark is open once at most, so that closing one costs little. */
class Line {
  constructor(text, base, isMention) {
    this.text = text;
    this.base = base;
    this.isMention = isMention;
    this.stack = [{children: []}];
    this.lastQuote = text.lastIndexOf('`');
  }

  read() {
    let at = 0;
    while (at < this.text.length) {
      SPECIAL.lastIndex = at;
      const found = SPECIAL.exec(this.text);
      const next = found?.index ?? this.text.length;
      this.plain(at, next);
      at = found ? this.special(found[0], next) : next;
    }
    while (this.stack.length > 1) {
      this.unmark();
    }
    return this.stack[0].children;
  }

  /** Takes what begins where something may; where it goes on. */
  special(sign, at) {
    switch (sign[0]) {
      case '`':
        return this.take(this.code(at), at);
      case '@':
        return this.take(this.mention(at), at);
      case ':':
        return this.take(this.emoji(at), at);
      case '*':
      case '_':
      case '~':
        return this.mark(sign, at);
      default:
        return this.link(at);
    }
  }

  take(node, at) {
    if (!node) {
      return this.plain(at, at + 1);
    }
    this.add({...node, at: this.base + at});
    return at + (node.source ?? node.text).length;
  }

  code(at) {
    const end = at < this.lastQuote ? this.text.indexOf('`', at + 1) : -1;
    return end > at + 1
      ? {kind: 'code', text: this.text.slice(at + 1, end), source: this.text.slice(at, end + 1)} : null;
  }

  link(at) {
    const {href, to} = linkAt(this.text, at);
    return href ? this.take({kind: 'link', href, text: this.text.slice(at, to)}, at) : this.plain(at, to);
  }

  /** An id may end in a sign that also ends a sentence: the longer one goes first. */
  mention(at) {
    MENTION.lastIndex = at;
    const found = WORD.test(before(this.text, at)) ? null : MENTION.exec(this.text);
    const user = found
      && [found[1], found[1].replace(MENTION_TAIL, '')].find(one => one !== '' && this.isMention(one));
    return user ? {kind: 'mention', user, text: `@${user}`} : null;
  }

  emoji(at) {
    EMOJI.lastIndex = at;
    const [source, name] = EMOJI.exec(this.text) ?? [''];
    const text = name && emojiNamed(name);
    return text && !WORD.test(before(this.text, at)) && !WORD.test(after(this.text, at + source.length))
      ? {kind: 'emoji', text, name, source} : null;
  }

  /** An opening mark stands before a word and not after one, a closing one the other way round. */
  mark(sign, at) {
    const kind = KINDS.get(sign);
    const end = at + sign.length;
    const [left, right] = [before(this.text, at), after(this.text, end)];
    const depth = this.stack.findIndex(frame => frame.kind && frame.kind === kind);
    if (depth > 0) {
      const closes = this.stack[depth].sign === sign && left.trim() !== '' && !WORD.test(right);
      return closes ? this.close(depth, end) : this.plain(at, end);
    }
    if (kind && !WORD.test(left) && right.trim() !== '') {
      this.stack.push({kind, sign, at: this.base + at, children: []});
      return end;
    }
    return this.plain(at, end);
  }

  close(depth, end) {
    while (this.stack.length - 1 > depth) {
      this.unmark();
    }
    const {kind, sign, children} = this.stack.pop();
    this.add({kind, sign, children});
    return end;
  }

  /** The innermost open mark was only a sign. */
  unmark() {
    const {sign, at, children} = this.stack.pop();
    this.add({kind: 'text', text: sign, at});
    children.forEach(child => this.add(child));
  }

  plain(from, to) {
    if (from < to) {
      this.add({kind: 'text', text: this.text.slice(from, to), at: this.base + from});
    }
    return to;
  }

  add(node) {
    push(this.stack.at(-1).children, node);
  }
}

/** Text beside text is one text. */
function push(nodes, node) {
  const last = nodes.at(-1);
  if (node.kind === 'text' && last?.kind === 'text' && last.at + last.text.length === node.at) {
    last.text += node.text;
  } else {
    nodes.push(node);
  }
}

/** The character that ends at a place; '' at the beginning. */
function before(text, at) {
  const low = text[at - 1] ?? '';
  return low >= '\udc00' && low <= '\udfff' ? text.slice(Math.max(0, at - 2), at) : low;
}

/** The character that begins at a place; '' at the end. */
function after(text, at) {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}
