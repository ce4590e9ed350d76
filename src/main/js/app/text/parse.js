import {parseLine} from './line.js';

/**
 * From what somebody typed to a tree of nodes that a page can show. Nodes are plain objects:
 *
 *     {kind: 'text', text, at}                         as it is
 *     {kind: 'link', href, text, at}                   http, https or mailto
 *     {kind: 'mention', user, text, at}                @userId
 *     {kind: 'emoji', text, name, source, at}          :name:
 *     {kind: 'code', text, source, at}                 `…`
 *     {kind: 'bold'|'italic'|'strike', sign, children} *…* or **…**, _…_, ~…~ or ~~…~~ around words of a line
 *     {kind: 'block', text, language, source, at}      ```…```, from the beginning of a line
 *     {kind: 'quote', children, source}                lines that begin with "> "
 *
 * `at` is where a leaf begins in the text, in UTF-16 units. Nothing is lost: {@link sourceOf} gives the text
 * back. What looks like markup and is none stays text. The work grows with the length of the text only.
 *
 * @param {string} text
 * @param {{isMention?: (user: string) => boolean}} [options] who counts as mentioned; everybody by default
 */
export function parse(text, {isMention = () => true} = {}) {
  return new Reader(text, isMention).read();
}

const FENCE = '```';
const LANGUAGE = /[A-Za-z0-9+#-]{1,20}(?=\r?\n)/y;
const QUOTE = />(?: |(?=\r?\n)|$)/y;

class Reader {
  #unfenced = false;

  constructor(text, isMention) {
    this.text = text;
    this.isMention = isMention;
  }

  /** Fenced blocks and quotes at the beginnings of lines, and what is between them. */
  read() {
    const nodes = [];
    let line = 0;
    while (line < this.text.length) {
      const found = this.#block(line) ?? this.#quote(line);
      const end = found ? line + found.source.length : lineEnd(this.text, line);
      if (found) {
        nodes.push(found);
      } else {
        this.#line(line, end, nodes);
      }
      line = end;
    }
    return nodes;
  }

  /** A fenced block with the line break after it. A fence that is not closed is looked for once. */
  #block(from) {
    const {text} = this;
    if (this.#unfenced || !text.startsWith(FENCE, from)) {
      return null;
    }
    const end = text.indexOf(FENCE, from + FENCE.length);
    this.#unfenced = end < 0;
    if (end < 0 || text.slice(from + FENCE.length, end).trim() === '') {
      return null;
    }
    LANGUAGE.lastIndex = from + FENCE.length;
    const language = LANGUAGE.exec(text)?.[0] ?? '';
    const at = afterBreak(text, from + FENCE.length + language.length);
    return {kind: 'block', text: text.slice(at, end).replace(/\r?\n$/, ''), language, at,
      source: text.slice(from, afterBreak(text, end + FENCE.length))};
  }

  /** Lines that begin with "> ", with the line break after the last. */
  #quote(from) {
    const {text} = this;
    const children = [];
    let to = from;
    for (let sign = quoteSign(text, to); sign; sign = quoteSign(text, to)) {
      const end = lineEnd(text, to);
      this.#line(to + sign.length, quoteSign(text, end) ? end : withoutBreak(text, end), children);
      to = end;
    }
    return to === from ? null : {kind: 'quote', children, source: text.slice(from, to)};
  }

  #line(from, to, nodes) {
    parseLine(this.text.slice(from, to), from, this.isMention, nodes);
  }
}

function quoteSign(text, from) {
  QUOTE.lastIndex = from;
  return from < text.length ? QUOTE.exec(text)?.[0] : undefined;
}

const lineEnd = (text, from) => text.indexOf('\n', from) + 1 || text.length;
const afterBreak = (text, at) => at + (/^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
const withoutBreak = (text, end) => (text[end - 1] === '\n' ? end - 1 : end);

/** The text of which a tree was made. */
export function sourceOf(nodes) {
  return nodes.map(node => node.source
    ?? (node.children ? node.sign + sourceOf(node.children) + node.sign : node.text)).join('');
}

/** What a tree says, without its signs: for previews and for what is read aloud. */
export function plainOf(nodes, nameOf = user => user) {
  return nodes.map(node => {
    const text = node.children ? plainOf(node.children, nameOf)
      : node.kind === 'mention' ? `@${nameOf(node.user)}` : node.text;
    return node.kind === 'block' || node.kind === 'quote' ? `${text}\n` : text;
  }).join('');
}
