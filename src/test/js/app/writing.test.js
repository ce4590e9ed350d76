'use strict';
// What somebody writes, from the first letter to the post; and threads that events keep as they are.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {isDeepStrictEqual} = require('node:util');
const {client, closeAll, library, room} = require('../support/library.js');
const {nodes, until} = require('../support/world.js');
const {app, random} = require('./support/modules.js');

const modules = {};

before(async () => {
  for (const file of ['base/signal.js', 'timeline/writing.js', 'timeline/drafts.js',
    'timeline/thread-store.js', '../client/emitter.js']) {
    Object.assign(modules, await app(file));
  }
});

after(closeAll);

const NAMES = {u1: 'Ana', u2: 'Ben'};

/** A field in a room, as far as writing needs one; `posts` and `acts` are what it asked for. */
function field({refuses = false, storage = new Map(), thread = null} = {}) {
  const {Drafts, Emitter, Signal, Writing} = modules;
  const posts = [];
  const acts = [];
  const talk = Object.assign(new Emitter(), {
    thread,
    place: 'lobby',
    about: new Signal({}),
    nameOf: user => NAMES[user] ?? user,
    drafts: new Drafts({getItem: key => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value)}, 'me'),
    opened: [],
    open: kind => talk.opened.push(kind),
    app: {me: {id: 'me'}, attempt: async (what, act) => act().catch(() => undefined)},
    room: {id: 'lobby', type: () => {}, post: async message => posts.push(message),
      act: async (...args) => {
        acts.push(args);
        if (refuses) {
          throw new Error('no');
        }
        return {message: {}};
      }},
  });
  return {talk, posts, acts, storage, writing: new Writing(talk)};
}

const message = (more = {}) => ({id: 'm1', by: 'u1', seq: 3, at: '2026-03-20T09:00:00Z', version: 2,
  text: 'hello @u2', mentions: ['u2'], attachments: [], reactions: [], ...more});

test('what is sent has ids in the place of names, and neither empty lines nor spaces around it', async () => {
  const {writing, posts} = field({thread: 't1'});
  assert.equal(writing.mention({user: 'u2', name: 'Ben'}), 'Ben');
  writing.input('\n  \n  indented @Ben \n\n');
  assert.equal(await writing.send(), true);
  assert.deepEqual(posts, [{text: '  indented @u2', thread: 't1'}]);
  assert.ok(writing.isEmpty);
  assert.equal(await writing.send(), false);
  writing.input('   ');
  assert.equal(await writing.send(), false);
  assert.equal(posts.length, 1);
});

test('files go with the text, and without one their names are it', async () => {
  const {writing, posts} = field();
  const file = {name: 'plan.pdf', url: 'https://a.example/plan.pdf'};
  writing.attach(file);
  writing.attach({name: 'b', url: 'https://a.example/b'});
  writing.detach(file);
  writing.attach(file);
  await writing.send();
  assert.deepEqual(posts, [{text: 'b, plan.pdf',
    attachments: [{name: 'b', url: 'https://a.example/b'}, file]}]);
});

test('as many code points as the server takes, and none more', async () => {
  const {writing, posts} = field();
  writing.input('👍'.repeat(16001));
  assert.equal(writing.free, -1);
  assert.equal(await writing.send(), false);
  writing.input('👍'.repeat(16000));
  assert.equal(await writing.send(), true);
  assert.equal([...posts[0].text].length, 16000);
});

test('an edit leaves the draft alone, and gives it back', async () => {
  const {talk, writing, acts} = field();
  writing.input('half a thought');
  talk.about.value = {edit: message()};
  assert.equal(writing.text, 'hello @Ben');
  writing.input('bye @Ben');
  assert.equal(await writing.send(), true);
  assert.deepEqual(acts, [['edit', 'm1', {text: 'bye @u2', version: 2}]]);
  assert.deepEqual(talk.about.value, {});
  assert.equal(writing.text, 'half a thought');
  talk.about.value = {edit: message()};
  writing.cancel();
  assert.equal(writing.text, 'half a thought');
  assert.equal(acts.length, 1);
});

test('an edit without a change asks nothing, an empty one whether to delete, a refused stays', async () => {
  const {talk, writing, acts} = field({refuses: true});
  talk.about.value = {edit: message()};
  await writing.send();
  assert.deepEqual([acts.length, talk.about.value], [0, {}]);
  talk.about.value = {edit: message()};
  writing.input('  ');
  await writing.send();
  assert.deepEqual([acts.length, talk.opened], [0, ['delete']]);
  writing.input('other');
  assert.equal(await writing.send(), false);
  assert.equal(writing.text, 'other');
  assert.ok(talk.about.value.edit);
});

test('an answer is kept with its draft, and is gone when it was sent', async () => {
  const first = field();
  first.talk.about.value = {replyTo: message({text: 'x'.repeat(1000)})};
  first.writing.input('yes');
  first.writing.close();
  const second = field({storage: first.storage});
  assert.equal(second.writing.text, 'yes');
  assert.equal(second.talk.about.value.replyTo.id, 'm1');
  assert.ok(second.talk.about.value.replyTo.text.length <= 300);
  await second.writing.send();
  assert.deepEqual(second.posts, [{text: 'yes', replyTo: 'm1'}]);
  assert.equal(field({storage: first.storage}).writing.text, '');
});

/** All of a thread that a fetch could tell; how often the first message was answered is told beside it. */
const told = messages => messages.map(({replies, ...rest}) => rest);

test('a thread that two people act on ends as a fresh one', {timeout: 60000}, async () => {
  const people = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const {RoomStore} = await library;
  const id = await room(people[0]);
  await people[1].ask('rooms.join', {room: id});
  const {id: root} = await people[0].post(id, {text: 'root'});
  const rooms = await Promise.all(people.map(one => new RoomStore(one, id).open()));
  const open = (one, parley) => new modules.ThreadStore(parley, id, root, parley.me.id).open();
  const threads = await Promise.all(people.map((parley, i) => open(rooms[i], parley)));
  const {pick, upTo, seed} = random();
  await Promise.all(people.map(async (parley, who) => {
    for (let step = 0; step < 60; step += 1) {
      const target = pick(threads[who].messages);
      const act = [() => parley.post(id, {text: `${who}.${step}`, thread: root}),
        () => parley.post(id, {text: 'aside'}),
        () => rooms[who].act('edit', target.id, {text: `edited ${step}`}),
        () => rooms[who].act('react', target.id, {emoji: pick(['👍', '🎉'])}),
        () => rooms[who].act('unreact', target.id, {emoji: '👍'}),
        () => target.id !== root && rooms[who].act('delete', target.id)][upTo(6)];
      await Promise.resolve(act()).catch(refusal => assert.ok(refusal.code < 500, String(refusal)));
    }
  }));
  for (const [i, thread] of threads.entries()) {
    const fresh = await open(rooms[i], people[i]);
    while (fresh.more) {
      await fresh.grow();
    }
    while (thread.more) {
      await thread.grow();
    }
    await until(`the thread of ${i} is as fetched, seed ${seed}`, () =>
      isDeepStrictEqual(told(thread.messages), told(fresh.messages)), 5000).catch(() => {});
    assert.deepEqual(told(thread.messages), told(fresh.messages), `seed ${seed}`);
    fresh.close();
  }
  threads.forEach(one => one.close());
  rooms.forEach(one => one.close());
});
