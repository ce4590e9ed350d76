'use strict';
// What all views stand on: templates, addresses, rights, names.

const assert = require('node:assert/strict');
const {test} = require('node:test');
const {app} = require('./support/modules.js');

const h = (type, props, ...children) => [type, props, ...children];

async function tag() {
  return (await app('base/template.js')).templates(h);
}

test('a template becomes elements, with values where they were put', async () => {
  const html = await tag();
  const go = () => {};
  const Name = () => {};
  assert.deepEqual(html`<p class="a b" onClick=${go} hidden data-x=${1}>Hi <${Name} id=${2}/>!</p>`,
    ['p', {class: 'a b', onClick: go, hidden: true, 'data-x': 1}, 'Hi ', [Name, {id: 2}], '!']);
  assert.deepEqual(html`<${Name} ...${{a: 1, b: 2}} b=${3}><i/>${[1, 2]}<//>`,
    [Name, {a: 1, b: 3}, ['i', {}], [1, 2]]);
  assert.deepEqual(html`<a href="/x/${5}/y" title='"'></a>`, ['a', {href: '/x/5/y', title: '"'}]);
  assert.deepEqual(html`<b/><i/>`, [['b', {}], ['i', {}]]);
});

test('lines of a template are not spaces between words', async () => {
  const html = await tag();
  assert.deepEqual(html`<p>
    one
    two <b>x</b>
    ${3}
  </p>`, ['p', {}, 'one two ', ['b', {}, 'x'], 3]);
});

test('what stands in a value is never read as markup', async () => {
  const html = await tag();
  const evil = '"><script>alert(1)</script><p x="';
  assert.deepEqual(html`<p title=${evil} class="a ${evil}">${evil}</p>`,
    ['p', {title: evil, class: `a ${evil}`}, evil]);
});

test('a template that is not closed says where', async () => {
  const html = await tag();
  for (const wrong of [() => html`<p>`, () => html`<p></b>`, () => html`</p>`, () => html`<p a="></p>`]) {
    assert.throws(wrong, SyntaxError);
  }
});

test('every address that is made is understood again', async () => {
  const {parse, path} = await app('base/route.js');
  for (const id of ['lobby', 'direct:ana|ben', 'a.b-c_d@e', 'ü/ö?#&%']) {
    assert.deepEqual(parse(path.room(id)), {page: 'room', room: id});
    assert.deepEqual(parse(path.room(id, {at: 7})), {page: 'room', room: id, at: 7});
    assert.deepEqual(parse(path.thread(id, id, {at: 3})), {page: 'room', room: id, panel: 'thread', id, at: 3});
    assert.deepEqual(parse(path.search(id, 'a b&c')), {page: 'room', room: id, panel: 'search', q: 'a b&c'});
    for (const panel of ['pins', 'people', 'settings']) {
      assert.deepEqual(parse(path[panel](id)), {page: 'room', room: id, panel});
    }
  }
  assert.deepEqual(parse(path.find('x y')), {page: 'find', q: 'x y'});
  assert.deepEqual(parse(path.search(null, 'z')), {page: 'search', q: 'z'});
  assert.deepEqual([path.make(), path.direct(), path.notices(), path.home()].map(to => parse(to).page),
    ['new', 'direct', 'notices', 'home']);
  for (const odd of ['', '#', '#/x', '#/r', '#/r/', '#/%', '#//', '#/find/x?at=-1']) {
    assert.ok(['home', 'find'].includes(parse(odd).page), odd);
  }
  assert.deepEqual(parse('#/r/a/thread'), {page: 'room', room: 'a'});
});

test('a view offers what the role allows, and nothing above it', async () => {
  const {may, mayActOn, rolesFor, whyNotWrite} = await app('rooms/rights.js');
  const room = (role, more = {}) => ({kind: 'group', ...role && {you: {role}}, ...more});
  const table = {
    owner: ['write', 'invite', 'govern', 'archive', 'roles'],
    moderator: ['write', 'invite', 'govern'],
    member: ['write', 'invite'],
    reader: [],
    undefined: [],
  };
  for (const [role, granted] of Object.entries(table)) {
    const here = room(role === 'undefined' ? undefined : role);
    assert.deepEqual(table.owner.filter(what => may(here, what)), granted, role);
    assert.equal(whyNotWrite(here) === null, granted.includes('write'), role);
  }
  assert.ok(mayActOn(room('moderator'), {role: 'member'}));
  assert.ok(!mayActOn(room('moderator'), {role: 'moderator'}));
  assert.ok(!mayActOn(room('owner'), {role: 'owner'}));
  assert.equal(rolesFor(room('moderator'), {role: 'member'}).length, 0);
  assert.equal(rolesFor(room('owner'), {role: 'member'}).length, 4);
  assert.ok(!may(room('member', {kind: 'direct'}), 'invite'));
  assert.match(whyNotWrite(room('owner', {archived: true})), /archived/);
  const later = new Date(Date.now() + 60000).toISOString();
  assert.match(whyNotWrite({kind: 'group', you: {role: 'member', silencedUntil: later}}), /muted/);
});

test('names of rooms become ids, and conversations are called after the others in them', async () => {
  const {idOf, preview, roomName} = await app('rooms/names.js');
  assert.equal(idOf('  Büro & Küche! '), 'buro-kuche');
  assert.equal(idOf('会議'), '');
  const me = {id: 'ana'};
  const people = [{user: 'ana', name: 'Ana'}, {user: 'ben', name: 'Ben'}, {user: 'cy', name: 'Cy'}];
  assert.equal(roomName({kind: 'direct', people}, me), 'Ben, Cy');
  assert.equal(roomName({kind: 'direct', people: people.slice(0, 1)}, me), 'Ana');
  assert.equal(roomName({kind: 'group', name: 'Garden'}, me), 'Garden');
  const directory = {name: id => `<${id}>`, plain: text => text.replace('@cy', '@Cy')};
  assert.equal(preview({by: 'ben', text: 'a b @cy'}, me, directory, false), '<ben>: a b @Cy');
  assert.equal(preview({by: 'ben', text: 'a'}, me, directory, true), 'a');
  assert.equal(preview({by: 'ana', text: 'a'}, me, directory, true), 'You: a');
  assert.equal(preview({by: 'ana', deleted: true, text: ''}, me, directory, true), 'A message was deleted');
});

test('people are fetched together, once, and keep the name that they have', async () => {
  const {People} = await app('people/people.js');
  const asked = [];
  const people = new People({ask: async (command, {users}) => {
    asked.push(users);
    return {users: users.map(user => ({user, name: user.toUpperCase(), status: 'online', devices: 1}))};
  }});
  const changed = new Promise(resolve => people.on('change', resolve));
  assert.equal(people.name('ana'), 'ana');
  people.name('ben');
  people.name('ana');
  await changed;
  assert.deepEqual(asked, [['ana', 'ben']]);
  assert.equal(people.name('ana'), 'ANA');
  people.heard([{user: 'ana', name: 'ana'}]);
  assert.equal(people.name('ana'), 'ANA', 'an id is no better name');
  assert.equal(people.get('ana').status, 'online');
  assert.equal(people.plain('@ana, @ben.\n@cy: *a@b.c* :tada:'), '@ANA, @BEN. @cy: a@b.c 🎉');
  assert.deepEqual(people.all.map(({user}) => user), ['ana', 'ben']);
});

test('the line says what is going on', async () => {
  const {sentence} = await app('shell/sentence.js');
  const url = 'https://a.example:8443';
  assert.equal(sentence({phase: 'connecting', url}, 0), 'Connecting to a.example:8443 …');
  assert.equal(sentence({phase: 'open', url, transport: 'websocket'}, 0), 'Connected to a.example:8443');
  assert.match(sentence({phase: 'open', url, transport: 'sockjs'}, 0), /by SockJS/);
  assert.equal(sentence({phase: 'waiting', url, reason: 'the connection broke'}, 3),
    'Not connected: the connection broke. Trying a.example:8443 in 3 s …');
  assert.equal(sentence({phase: 'closed', url, reason: 'the server refuses this client'}, 0),
    'Disconnected: the server refuses this client.');
  assert.match(sentence({phase: 'waiting', url, reason: 'x'}, 0, 'now'), /Your token is not valid any more/);
});
