/**
 * Markup in tagged templates: parsed once per place in the source, then built with the values of each call.
 *
 *     html`<p class="lead" onClick=${go} ...${more}><${Name} id=${id}/> said: ${text}</p>`
 *
 * `<${Component}>…<//>` closes a component. Values are never parsed: what stands in them can be no markup.
 */

const NAME = /[^\s=/>]/;
const SPACE = /\s/;

/** Reads the strings of a template; a hole between two of them counts as one character. */
class Reader {
  /** @param {readonly string[]} strings */
  constructor(strings) {
    this.strings = strings;
    this.part = 0;
    this.place = 0;
  }

  /** The next character; null at a hole, undefined at the end. */
  get here() {
    const text = this.strings[this.part];
    return this.place < text.length ? text[this.place] : this.part + 1 < this.strings.length ? null : undefined;
  }

  at(text) {
    return this.strings[this.part].startsWith(text, this.place);
  }

  next(count = 1) {
    this.place += count;
  }

  /** Steps over a hole, and says which it was. */
  hole() {
    this.part += 1;
    this.place = 0;
    return this.part - 1;
  }

  /** What follows as long as it fits. */
  while(fits) {
    let text = '';
    for (let here = this.here; typeof here === 'string' && fits(here); here = this.here) {
      text += here;
      this.next();
    }
    return text;
  }

  spaces() {
    this.while(character => SPACE.test(character));
  }

  fail(what) {
    throw new SyntaxError(`${what} in the template after: …${this.strings[this.part].slice(0, this.place).slice(-60)}`);
  }
}

/** White space as JSX has it: lines are trimmed and empty ones vanish. */
function tidy(text) {
  if (!text.includes('\n')) {
    return text;
  }
  const lines = text.split('\n');
  return lines.map((line, i) => {
    const start = i === 0 ? line : line.trimStart();
    return i === lines.length - 1 ? start : start.trimEnd();
  }).filter(Boolean).join(' ');
}

/** Text and holes up to a `<`; a hole is its number. */
function content(reader, children) {
  let text = '';
  const flush = () => {
    const kept = tidy(text);
    if (kept) {
      children.push(kept);
    }
    text = '';
  };
  while (reader.here !== undefined && reader.here !== '<') {
    if (reader.here === null) {
      flush();
      children.push(reader.hole());
    } else {
      text += reader.here;
      reader.next();
    }
  }
  flush();
}

/** A quoted value: a text, or the list of its parts when there are holes in it. */
function quoted(reader, quote) {
  const parts = [];
  for (;;) {
    parts.push(reader.while(character => character !== quote));
    if (reader.here === null) {
      parts.push(reader.hole());
    } else if (reader.here === quote) {
      reader.next();
      return parts.length === 1 ? {text: parts[0]} : {parts};
    } else {
      reader.fail('A quote is not closed');
    }
  }
}

function value(reader) {
  if (reader.here === null) {
    return {hole: reader.hole()};
  }
  const quote = reader.here;
  if (quote === '"' || quote === '\'') {
    reader.next();
    return quoted(reader, quote);
  }
  return {text: reader.while(character => NAME.test(character))};
}

/** Attributes up to the end of the tag. */
function attributes(reader) {
  const found = [];
  for (reader.spaces(); reader.here !== '>' && !reader.at('/>'); reader.spaces()) {
    if (reader.at('...') && reader.place + 3 === reader.strings[reader.part].length) {
      reader.next(3);
      found.push({spread: reader.hole()});
      continue;
    }
    const name = reader.while(character => NAME.test(character));
    if (!name) {
      reader.fail('No attribute');
    }
    if (reader.here === '=') {
      reader.next();
      found.push({name, ...value(reader)});
    } else {
      found.push({name, text: true});
    }
  }
  return found;
}

function element(reader) {
  reader.next();
  const type = reader.here === null ? reader.hole() : reader.while(character => NAME.test(character));
  const node = {type, attributes: attributes(reader), children: []};
  if (reader.at('/>')) {
    reader.next(2);
    return node;
  }
  reader.next();
  node.children = nodes(reader);
  reader.next(2);
  const closing = reader.here === '/' ? (reader.next(), '') : reader.while(character => character !== '>');
  if (reader.here !== '>' || (closing || typeof type === 'string') && closing.trim() !== type) {
    reader.fail(`<${typeof type === 'string' ? type : 'component'}> is not closed`);
  }
  reader.next();
  return node;
}

function nodes(reader) {
  const children = [];
  for (;;) {
    content(reader, children);
    if (reader.here === undefined || reader.at('</')) {
      return children;
    }
    children.push(element(reader));
  }
}

/** The tree of a template. */
export function parse(strings) {
  const reader = new Reader(strings);
  const tree = nodes(reader);
  if (reader.here !== undefined) {
    reader.fail('Something is closed that was not opened');
  }
  return tree;
}

function filled({text, hole, parts}, values) {
  if (parts) {
    return parts.map((part, i) => (i % 2 ? values[part] ?? '' : part)).join('');
  }
  return hole === undefined ? text : values[hole];
}

function build(h, node, values) {
  if (typeof node === 'string') {
    return node;
  }
  if (typeof node === 'number') {
    return values[node];
  }
  const props = {};
  for (const attribute of node.attributes) {
    if (attribute.spread === undefined) {
      props[attribute.name] = filled(attribute, values);
    } else {
      Object.assign(props, values[attribute.spread]);
    }
  }
  const type = typeof node.type === 'number' ? values[node.type] : node.type;
  return h(type, props, ...node.children.map(child => build(h, child, values)));
}

/**
 * A template tag for a function that makes elements.
 * @param {(type: any, props: object, ...children: any[]) => any} h
 */
export function templates(h) {
  const trees = new WeakMap();
  return (strings, ...values) => {
    let tree = trees.get(strings);
    if (!tree) {
      tree = parse(strings);
      trees.set(strings, tree);
    }
    const built = tree.map(node => build(h, node, values));
    return built.length === 1 ? built[0] : built;
  };
}
