'use strict';
// What people type becomes a tree of harmless nodes, from which the text can be had back, whatever it is.

const assert = require('node:assert/strict');
const {before, test} = require('node:test');
const {app, random} = require('./support/modules.js');

let parse;
let sourceOf;
let plainOf;

before(async () => {
  ({parse, sourceOf, plainOf} = await app('text/parse.js'));
});

/** The tree in short: ['bold', 'text'], one entry a node. */
function short(nodes) {
  return nodes.map(node => (node.kind === 'text' ? node.text
    : [node.kind, node.children ? short(node.children) : node.href ?? node.user ?? node.text]));
}

function reads(text, ...expected) {
  const tree = parse(text, {isMention: user => /^(?:ana|ben\.b)$/.test(user)});
  assert.deepEqual(short(tree), expected, text);
  assert.equal(sourceOf(tree), text);
}

test('marks hold words, within a line, and only in pairs', () => {
  reads('a *bold* word', 'a ', ['bold', ['bold']], ' word');
  reads('**bold** _it_', ['bold', ['bold']], ' ', ['italic', ['it']]);
  reads('~no~ ~~no~~', ['strike', ['no']], ' ', ['strike', ['no']]);
  reads('*_both_ of them*', ['bold', [['italic', ['both']], ' of them']]);
  reads('(*a*), "_b_"!', '(', ['bold', ['a']], '), "', ['italic', ['b']], '"!');
  for (const text of ['2*3*4', 'snake_case_name', '2 * 3 * 4', '*open', 'close*', '*a\nb*', '* a *', '**',
    '****', '*a**', '__init__', '*a *b', 'é*ü*', '***a***', '~', '_']) {
    reads(text, text);
  }
  reads('*a _b* c_', ['bold', ['a _b']], ' c_');
  reads('*two*\n*lines*', ['bold', ['two']], '\n', ['bold', ['lines']]);
});

test('code is as it stands', () => {
  reads('`*a*` and `@ana`', ['code', '*a*'], ' and ', ['code', '@ana']);
  reads('``', '``');
  reads('a ` b', 'a ` b');
  reads('`a\nb`', '`a\nb`');
  reads('```\n*a*\n  b\n```\nafter', ['block', '*a*\n  b'], 'after');
  reads('x\n```js\nlet a;\n```', 'x\n', ['block', 'let a;']);
  assert.equal(parse('```js\r\nlet a;\r\n```')[0].language, 'js');
  assert.equal(parse('```js let```')[0].text, 'js let');
  reads('```never closed', '```never closed');
  reads('``````', '``````');
  reads('no ```fence``` here', 'no ``', ['code', 'fence'], '`` here');
});

test('quotes are lines that begin with an angle and a space', () => {
  reads('> *a*\n> b\nc', ['quote', [['bold', ['a']], '\n', 'b']], 'c');
  reads('>no quote', '>no quote');
  reads('a > b', 'a > b');
  reads('> a\n>\n> b', ['quote', ['a\n', '\n', 'b']]);
});

test('addresses are links, without the punctuation of the sentence', () => {
  const link = (text, href, ...rest) => {
    const tree = parse(text);
    const at = tree.findIndex(node => node.kind === 'link');
    assert.equal(tree[at]?.href, href, text);
    assert.deepEqual(short(tree.slice(at + 1)), rest, text);
    assert.equal(sourceOf(tree), text);
  };
  link('see https://a.example/b.', 'https://a.example/b', '.');
  link('(https://a.example/b_(c))', 'https://a.example/b_(c)', ')');
  link('<https://a.example>', 'https://a.example/', '>');
  link('https://a.example/?q=1&r=%20#x, y', 'https://a.example/?q=1&r=%20#x', ', y');
  link('HTTP://A.Example/B', 'http://a.example/B');
  link('"http://a.example/x"', 'http://a.example/x', '"');
  link('https://a.example/x?!', 'https://a.example/x', '?!');
  link('https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4');
  link('mailto:ana@a.example?subject=x.', 'mailto:ana@a.example?subject=x', '.');
  assert.deepEqual(short(parse('*https://a.example/b*')), [['bold', [['link', 'https://a.example/b']]]]);
  assert.deepEqual(short(parse('_https://a.example/b_c_')),
    [['italic', [['link', 'https://a.example/b_c']]]]);
});

test('nothing else is a link', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ftp://a.example',
    'http://', 'https://?', 'https://user:pw@a.example/', 'https://bank.example@evil.example/',
    'mailto:', 'mailto:a',
    'xhttps://a.example', 'vbscript:x', 'http:/a', 'https:a.example', `https://a.example/${'x'.repeat(2100)}`,
    'filesystem:x', 'java\nscript:alert(1)']) {
    const tree = parse(text);
    assert.ok(tree.every(node => node.kind === 'text'), `${text}: ${JSON.stringify(tree)}`);
    assert.equal(sourceOf(tree), text);
  }
});

test('who is mentioned is shown, who is not stays text', () => {
  reads('hi @ana!', 'hi ', ['mention', 'ana'], '!');
  reads('@ana. @ben.b. @cy', ['mention', 'ana'], '. ', ['mention', 'ben.b'], '. @cy');
  reads('mail@ana', 'mail@ana');
  reads('@anatol', '@anatol');
  reads('*@ana*', ['bold', [['mention', 'ana']]]);
  assert.equal(plainOf(parse('*hi* @ana :tada:'), () => 'Ana'), 'hi @Ana 🎉');
});

test('emoji by name', () => {
  reads(':tada::+1:', ['emoji', '🎉'], ['emoji', '👍']);
  reads('it is 10:100:30', 'it is 10:100:30');
  reads(':no_such_thing:', ':no_such_thing:');
  reads(': tada :', ': tada :');
});

const PIECES = ['*', '**', '_', '~', '`', '```', '\n', '\r\n', '> ', '>', ' ', 'a', 'bc', '@', '@ana',  ':',
  ':tada:', 'https://', 'http://a.example/', '(', ')', '[', '.', ',', '"', '<',
  '<img src=x onerror=alert(1)>',
  '</script>', '&lt;', 'javascript:', 'data:', 'mailto:', 'x@y.z', '👍🏽', '\ud83d', '\udc4d',
  '\u202e', '\u0000',
  '\u200d',
  '%0a', '//', '\\', '://', '\t', '{', '}', 'é', 'http://a@b/'];
const KINDS = ['text', 'link', 'mention', 'emoji', 'code', 'block', 'bold', 'italic', 'strike', 'quote'];

function checkNode(node) {
  assert.ok(KINDS.includes(node.kind), node.kind);
  if (node.href !== undefined) {
    assert.equal(node.kind, 'link');
    assert.match(node.href, /^(?:https?:\/\/[^/\s@]+|mailto:[^\s]+@)/);
    assert.ok(['http:', 'https:', 'mailto:'].includes(new URL(node.href).protocol));
  }
  if (node.children) {
    assert.ok(node.children.length > 0 || node.kind === 'quote');
    node.children.forEach(child => checkNode(child));
  }
}

test('whatever is typed comes back as it was, and becomes nothing else', () => {
  const {seed, pick, upTo} = random();
  for (let round = 0; round < 20000; round += 1) {
    const text = Array.from({length: 1 + upTo(20)}, () => pick(PIECES)).join('');
    const tree = parse(text, {isMention: user => user.length < 4});
    assert.equal(sourceOf(tree), text, `seed ${seed}: ${JSON.stringify(text)}`);
    tree.forEach(node => checkNode(node));
  }
});

test('each leaf stands where it says', () => {
  const {pick} = random();
  const leaves = nodes => nodes.flatMap(node => (node.children ? leaves(node.children) : [node]));
  for (let round = 0; round < 5000; round += 1) {
    const text = Array.from({length: 12}, () => pick(PIECES)).join('');
    for (const leaf of leaves(parse(text))) {
      const whole = leaf.kind === 'block' ? leaf.text : leaf.source ?? leaf.text;
      assert.equal(text.slice(leaf.at, leaf.at + whole.length), whole);
    }
  }
});

test('four times as much hostile text does not take sixteen times the work', () => {
  const hostile = ['*', '_a ', '*_~', '`', '` ', '```', '@', '@a', ':', ':a', ':tada', 'http://', '*a', 'a*',
    'http://a@', 'https://a', '\n', '> ', '>\n', '(((', 'https://a)))', ')', '_*~a ', '`\n', '```\n', '@a@',
    '\r\n', 'mailto:a@b', '\u200b', '👍', ':+1:', '*a*', 'http:', 'https://x.y/((', 'h', '~~a', '> *_~`',
    'a\n', '> a\n'];
  const work = text => {
    const begin = process.cpuUsage().user;
    assert.equal(sourceOf(parse(text)), text);
    return (process.cpuUsage().user - begin) / 1000;
  };
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(65536 / piece.length));
    const ratios = Array.from({length: 4}, () => work(text) / Math.max(work(text.slice(0, 16384)), 5));
    assert.ok(Math.min(...ratios) < 16, `${JSON.stringify(piece)}: ${ratios}`);
  }
});
