'use strict';
// Mentions between what people see and what the wire has, completion, drafts, marks over what was found.

const assert = require('node:assert/strict');
const {before, test} = require('node:test');
const {app, random} = require('./support/modules.js');

const modules = {};

before(async () => {
  for (const file of ['text/mentions.js', 'text/marks.js', 'text/parse.js', 'text/emoji.js',
    'timeline/completion.js', 'timeline/drafts.js']) {
    Object.assign(modules, await app(file));
  }
});

test('names for the eye, ids for the wire', () => {
  const {encode, decode} = modules;
  const chosen = [{user: 'guest-1', label: 'Ana'}, {user: 'guest-2', label: 'Ana Silva'},
    {user: 'u3', label: 'Zoë'}];
  assert.equal(encode('@Ana, @Ana Silva and @Zoë!', chosen), '@guest-1, @guest-2 and @u3!');
  assert.equal(encode('@Anatol @Anaé mail@Ana', chosen), '@Anatol @Anaé mail@Ana');
  assert.equal(encode('@Ben', chosen), '@Ben');
  const nameOf = user => ({'guest-1': 'Ana', 'guest-2': 'Ana Silva', u3: 'Ana'}[user]);
  assert.deepEqual(decode('@guest-1, @guest-2. @u3! @other', ['guest-1', 'guest-2', 'u3'], nameOf), {
    text: '@Ana, @Ana Silva. @u3! @other',
    chosen: [{user: 'guest-1', label: 'Ana'}, {user: 'guest-2', label: 'Ana Silva'},
      {user: 'u3', label: 'u3'}]});
  assert.equal(decode('@guest-12', ['guest-1'], nameOf).text, '@guest-12');
});

test('a text that is edited and not changed is the same on the wire', () => {
  const {encode, decode} = modules;
  const {pick, upTo, seed} = random();
  const names = {ana: 'Ana', anab: 'Ana B', b: 'B', 'b.c': 'Ana', d: '', e: 'd'};
  const pieces = ['@ana', '@anab', '@b', '@b.c', '@d', '@e', ' ', 'x', '.', '@', ', ', '\n', '*', '@nobody'];
  for (let round = 0; round < 5000; round += 1) {
    const text = Array.from({length: 1 + upTo(8)}, () => pick(pieces)).join('');
    const {text: shown, chosen} = decode(text, Object.keys(names), user => names[user]);
    const again = encode(shown, chosen);
    const clash = chosen.some(one => text.includes(`@${one.label}`) && one.label !== one.user);
    assert.ok(clash || again === text, `seed ${seed}: ${JSON.stringify([text, shown, again])}`);
  }
});

test('completion begins where it helps, and nowhere else', () => {
  const {completing, complete} = modules;
  const at = text => completing(text, text.length);
  assert.deepEqual(at('hi @an'), {kind: 'mention', query: 'an', from: 3, to: 6});
  assert.deepEqual(at('@'), {kind: 'mention', query: '', from: 0, to: 1});
  assert.deepEqual(at('@ana sil'), {kind: 'mention', query: 'ana sil', from: 0, to: 8});
  assert.deepEqual(at('so :ta'), {kind: 'emoji', query: 'ta', from: 3, to: 6});
  for (const text of ['', 'mail@an', ':a', '10:30', '@ ', '@a\nb', '@a b c d', 'x :', ':-)', '@ana, y']) {
    assert.equal(at(text), null, text);
  }
  assert.deepEqual(complete('hi @an there', {from: 3, to: 6}, '@Ana'), {text: 'hi @Ana there', caret: 8});
  assert.deepEqual(complete(':ta', {from: 0, to: 3}, '🎉'), {text: '🎉 ', caret: 3});
});

test('people and emoji are found by the beginning of their names', () => {
  const {findPeople, findEmoji} = modules;
  const people = [{user: 'u1', name: 'Émile Zola'}, {user: 'u2', name: 'Zoë'}, {user: 'zz', name: 'Ana'}];
  assert.deepEqual(findPeople('emi', people).map(one => one.user), ['u1']);
  assert.deepEqual(findPeople('z', people).map(one => one.user), ['u2', 'u1', 'zz']);
  assert.equal(findPeople('', people).length, 3);
  assert.equal(findEmoji('tada')[0].sign, '🎉');
  assert.ok(findEmoji('heart').length > 3);
  assert.deepEqual(findEmoji('nothing_like_it'), []);
});

test('each emoji has one name of its own, and is large when it stands alone', () => {
  const {emojiGroups, emojiNamed, isEmojiOnly, nameOfEmoji} = modules;
  const all = emojiGroups.flatMap(group => group.emoji);
  const names = all.flatMap(one => one.names);
  assert.equal(new Set(names).size, names.length);
  assert.equal(new Set(all.map(one => one.sign)).size, all.length);
  for (const {sign, names: [name]} of all) {
    assert.match(name, /^[a-z0-9_+-]{1,32}$/);
    assert.equal(emojiNamed(name), sign);
    assert.ok(isEmojiOnly(sign), sign);
    assert.ok(Buffer.byteLength(sign) <= 64);
  }
  assert.equal(nameOfEmoji('👍'), 'thumbsup');
  assert.equal(nameOfEmoji('x'), 'x');
  assert.ok(isEmojiOnly('👍🏽 🎉🇩🇪'));
  for (const text of ['', ' ', '1', '#', 'a👍', '👍'.repeat(50), '*', '®a', `${'👍'.repeat(19)}x`]) {
    assert.ok(!isEmojiOnly(text), text);
  }
});

test('drafts are kept by place, over a reload, and not for ever', () => {
  const {Drafts} = modules;
  const kept = new Map();
  const storage = {getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value)};
  let now = Date.parse('2026-03-20T09:00:00Z');
  const drafts = new Drafts(storage, 'ana', () => now);
  drafts.set('lobby', {text: 'half a sent'});
  drafts.set('other', {text: 'x', replyTo: 'm1'});
  drafts.set('other', {text: '  '});
  assert.deepEqual(new Drafts(storage, 'ana', () => now).get('lobby'), {text: 'half a sent'});
  assert.equal(new Drafts(storage, 'ana', () => now).get('other'), null);
  assert.equal(new Drafts(storage, 'ben', () => now).get('lobby'), null);
  const [one, two] = [new Drafts(storage, 'dee', () => now), new Drafts(storage, 'dee', () => now)];
  one.set('lobby', {text: 'in the room'});
  two.set('lobby m1', {text: 'in the thread'});
  one.set('lobby', {text: 'in the room, more'});
  assert.deepEqual(new Drafts(storage, 'dee', () => now).places.sort(), ['lobby', 'lobby m1']);
  now += 31 * 86400000;
  assert.equal(new Drafts(storage, 'ana', () => now).get('lobby'), null);
  for (let i = 0; i < 300; i += 1) {
    drafts.set(`room${i}`, {text: 'x'});
  }
  assert.equal(drafts.places.length, 200);
  kept.set('parley-drafts cy', '{"broken');
  assert.equal(new Drafts(storage, 'cy').get('lobby'), null);
  const full = {getItem: () => null, setItem: () => { throw new Error('full'); }};
  const memory = new Drafts(full, 'ana');
  memory.set('lobby', {text: 'here'});
  assert.deepEqual(memory.get('lobby'), {text: 'here'});
});

test('what was found is marked where it stands, within the tree', () => {
  const {marked, parse} = modules;
  const text = 'a *needle* in https://a.example/hay `needle`';
  const ranges = [[3, 9], [14, 19], [36, 42]];
  const leaves = nodes => nodes.flatMap(node => (node.children ? leaves(node.children) : [node]));
  const found = leaves(marked(parse(text), ranges)).filter(node => node.marked).map(node => node.text);
  assert.deepEqual(found, ['needle', 'https://a.example/hay', 'needle']);
  assert.deepEqual(marked(parse('abcdef'), [[1, 2], [4, 6]]).map(node => [node.text, node.marked]),
    [['a', undefined], ['b', true], ['cd', undefined], ['ef', true]]);
});

test('marks lose nothing, whatever the ranges are', () => {
  const {marked, parse, sourceOf} = modules;
  const {pick, upTo} = random();
  const pieces = ['ab', '*', '_', '`', ' ', ':tada:', '@x', '\n', '> '];
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({length: 8}, () => pick(pieces)).join('');
    const place = () => upTo(text.length);
    const ranges = Array.from({length: upTo(4)}, () => [place(), place()].sort((a, b) => a - b))
      .sort((a, b) => a[0] - b[0]);
    assert.equal(sourceOf(marked(parse(text), ranges)), text);
  }
});

test('of a long text the part around what was found is shown, never half a sign', () => {
  const {excerpt} = modules;
  const text = `${'word '.repeat(200)}needle ${'more '.repeat(200)}`;
  const at = text.indexOf('needle');
  const {from, to} = excerpt(text, [[at, at + 6]]);
  assert.ok(from < at && to > at + 6 && to - from <= 280);
  assert.deepEqual(excerpt('short', []), {from: 0, to: 5});
  const signs = '👍'.repeat(500);
  for (let i = 0; i < 900; i += 1) {
    const cut = excerpt(signs, [[i, i + 1]]);
    assert.doesNotMatch(signs.slice(cut.from, cut.to), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
  }
});
