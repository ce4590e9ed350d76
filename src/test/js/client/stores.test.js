'use strict';
// The stores of parley.js: what they make of events is what a fresh one fetches.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {client, closeAll, library, room, token, Wire} = require('../support/library.js');
const {nodes, until, within} = require('../support/world.js');

const STEPS = 150;
const EMOJI = ['👍', '🎉'];

after(closeAll);

const any = list => list[Math.floor(Math.random() * list.length)];

async function store(parley, id, options) {
  const {RoomStore} = await library;
  return new RoomStore(parley, id, options).open();
}

/** One random act of somebody on a room; refusals are part of life. */
async function act(one, step) {
  const message = any(one.messages);
  const acts = {
    post: () => one.post(`message ${step}`),
    reply: () => one.post({text: `reply ${step}`, ...message && !message.thread && {thread: message.id}}),
    edit: () => one.act('edit', message.id, {text: `edited ${step}`}),
    delete: () => one.act('delete', message.id),
    react: () => one.act('react', message.id, {emoji: any(EMOJI)}),
    unreact: () => one.act('unreact', message.id, {emoji: any(EMOJI)}),
    pin: () => one.act('pin', message.id),
    unpin: () => one.act('unpin', message.id),
    before: () => one.before(),
    latest: () => one.latest(),
    around: () => one.around(message.seq),
    after: () => one.after(),
    read: () => one.read(one.messages.at(-1).seq),
  };
  const kind = message ? any(Object.keys(acts)) : 'post';
  try {
    await acts[kind]();
  } catch (refusal) {
    assert.equal(refusal.name, 'Refusal', refusal.stack);
    assert.ok(refusal.code < 500, refusal.message);
  }
}

/** Everything of the window that a fetch could tell. */
function shown(one) {
  return one.messages.map(({replies, ...message}) => ({...message,
    ...replies?.count && {replies: {count: replies.count, users: [...replies.users].sort()}}}));
}

test('a window of a room, moved about while everybody acts, ends as a fresh one', {timeout: 120000}, async () => {
  const people = await Promise.all(['Ana', 'Ben', 'Cy'].map((name, i) =>
    client(name, {url: nodes[i % nodes.length]})));
  const id = await room(people[0]);
  await Promise.all(people.slice(1).map(one => one.ask('rooms.join', {room: id})));
  await people[0].ask('rooms.role', {room: id, user: people[1].me.id, role: 'moderator'});
  const stores = await Promise.all(people.map(one => store(one, id, {page: 10})));
  await Promise.all(stores.map(async (one, who) => {
    for (let step = 0; step < STEPS; step += 1) {
      await act(one, `${who}.${step}`);
    }
  }));
  for (const [who, one] of stores.entries()) {
    while (one.moreBefore) {
      await one.before();
    }
    while (one.moreAfter) {
      await one.after();
    }
    const fresh = [];
    let reply;
    do {
      reply = await people[who].ask('messages.history', {room: id, limit: 200,
        ...fresh.length && {before: fresh[0].seq}});
      fresh.unshift(...reply.messages);
    } while (reply.more);
    const want = {messages: fresh};
    await until(`store ${who} is as fetched`, () => JSON.stringify(shown(one).map(sorted))
      === JSON.stringify(shown(want).map(sorted)), 5000).catch(() => {});
    assert.deepEqual(shown(one), shown(want));
    assert.deepEqual(one.pending.filter(entry => !entry.failed), []);
    assert.ok(one.messages.every((message, i, all) => i === 0 || all[i - 1].seq < message.seq));
    assert.equal(one.info.members, 3);
  }
});

/** With its keys in order, so that text can be compared. */
function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])])) : value;
}

test('a thread goes on after its root was deleted, and the tombstone does not count', async () => {
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const id = await room(ana);
  await ben.ask('rooms.join', {room: id});
  const hers = await store(ana, id);
  await hers.post('root');
  await until('she has it', () => hers.messages.length === 1);
  const thread = hers.messages[0].id;
  await ben.post(id, {text: 'before', thread});
  await until('it counts', () => hers.messages[0].replies?.count === 1);
  await hers.act('delete', thread);
  await ben.post(id, {text: 'after', thread});
  await until('she has all', () => hers.messages.length === 3 && hers.messages[0].deleted);
  const {messages} = await ana.ask('messages.history', {room: id});
  assert.deepEqual(hers.messages, messages);
});

test('who types, who has read, who has joined', async () => {
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const id = await room(ana);
  await ben.ask('rooms.join', {room: id});
  const [hers, his] = [await store(ana, id), await store(ben, id)];
  assert.equal(hers.info.members, 2);
  his.type();
  await until('she sees him type', () => hers.typing.users.includes(ben.me.id));
  const {seq} = await his.post('there');
  await until('it has ended', () => hers.typing.users.length === 0);
  await until('she has it', () => hers.messages.at(-1)?.text === 'there');
  hers.read(seq);
  await until('he sees that she has read', () => his.receipts.get(ana.me.id)?.read === seq);
  await until('it is told to herself', () => hers.info.you.unread === 0 && hers.info.you.read === seq);
  const cy = await client('Cy');
  await cy.ask('rooms.join', {room: id});
  await until('both count him', () => hers.info.members === 3 && his.info.members === 3);
  const ended = new Promise(resolve => his.on('ended', resolve));
  await ana.ask('rooms.remove', {room: id, user: ben.me.id, ban: true});
  const refusal = await within('he is told', ended);
  assert.equal(refusal.type, 'forbidden');
});

test('the inbox: rooms by activity, what is unread, invitations, notifications', async () => {
  const {InboxStore} = await library;
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const [first, second] = [await room(ana), await room(ana)];
  const inbox = await new InboxStore(ben).open();
  assert.deepEqual(inbox.rooms, []);
  for (const id of [first, second]) {
    await ana.ask('rooms.invite', {room: id, user: ben.me.id});
  }
  await until('both rooms are there', () => inbox.rooms.length === 2);
  const told = [];
  inbox.on('notification', one => told.push(one.kind));
  const {seq} = await ana.post(first, {text: `hello @${ben.me.id}`});
  await until('it is counted', () => inbox.get(first).room.you.mentions === 1);
  assert.deepEqual(inbox.rooms.map(entry => entry.room.id), [first, second]);
  assert.deepEqual(inbox.unread, {unread: 1, mentions: 1});
  await until('he is told', () => told.includes('mention'));
  await ben.ask('receipts.read', {room: first, seq});
  await until('it is read', () => inbox.unread.unread === 0);
  await ana.ask('rooms.remove', {room: second, user: ben.me.id});
  await until('it is gone', () => inbox.rooms.length === 1);
});

/** Keeps the replies to a command back until the gate opens. */
function held(parley, command) {
  const ask = parley.ask.bind(parley);
  let asked;
  let open;
  const gate = new Promise(resolve => {
    open = resolve;
  });
  const isAsked = new Promise(resolve => {
    asked = resolve;
  });
  parley.ask = async (...args) => {
    const reply = await ask(...args);
    if (args[0] === command) {
      asked();
      await gate;
    }
    return reply;
  };
  return {isAsked, open};
}

test('the inbox overlooks nothing that happens while it is fetched', async () => {
  const {InboxStore} = await library;
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const rooms = [await room(ana), await room(ana), await room(ana)];
  await ben.ask('rooms.join', {room: rooms[0]});
  const inbox = await new InboxStore(ben).open();
  const heard = [];
  ben.subscription(`user.${ben.me.id}`).on('event', ({type}) => heard.push(type));
  const mine = held(ben, 'rooms.mine');
  const count = held(ben, 'notifications.count');
  await ana.ask('rooms.invite', {room: rooms[1], user: ben.me.id});
  await within('both are fetched', Promise.all([mine.isAsked, count.isAsked]));
  await ana.ask('rooms.invite', {room: rooms[2], user: ben.me.id});
  await ana.post(rooms[0], {text: `hello @${ben.me.id}`});
  const told = type => heard.filter(one => one === type).length;
  await until('he was told of all', () => told('room.invited') === 2 && told('notification') === 3
    && inbox.get(rooms[0]).room.you.mentions === 1);
  [mine, count].forEach(one => one.open());
  await until('all rooms are there', () => rooms.every(id => inbox.get(id)));
  assert.deepEqual(inbox.unread, {unread: 1, mentions: 1});
  await until('the badge is right', () => inbox.notifications.unread === 3);
});

test('the inbox knows what happened while there was no connection', async t => {
  const {InboxStore} = await library;
  const wire = await Wire.to(nodes.at(-1));
  t.after(() => wire.close());
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: wire.url})]);
  const id = await room(ana);
  await ben.ask('rooms.join', {room: id});
  const inbox = await new InboxStore(ben).open();
  wire.server.close();
  wire.cut();
  await until('he is away', () => ben.state.phase === 'waiting');
  const {seq} = await ana.post(id, {text: 'where are you?'});
  await new Promise(resolve => wire.server.listen(new URL(wire.url).port, '127.0.0.1', resolve));
  await until('he knows', () => inbox.get(id).room.you.unread === 1);
  const elsewhere = await client('Ben', {as: {token: token(ben.me.id), user: ben.me}});
  await elsewhere.ask('receipts.read', {room: id, seq});
  await until('he is told again', () => inbox.get(id).room.you.unread === 0);
});

test('a room knows who has read and who types after a connection that broke', async t => {
  const wire = await Wire.to(nodes.at(-1));
  t.after(() => wire.close());
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: wire.url})]);
  const id = await room(ana);
  await ben.ask('rooms.join', {room: id});
  const [hers, his] = [await store(ana, id), await store(ben, id)];
  const {seq} = await his.post('read this');
  hers.type();
  await until('he sees her type', () => his.typing.users.includes(ana.me.id));
  wire.server.close();
  wire.cut();
  await until('he is away', () => ben.state.phase === 'waiting');
  await ana.ask('receipts.read', {room: id, seq});
  await ana.ask('typing.stop', {room: id});
  await new Promise(resolve => wire.server.listen(new URL(wire.url).port, '127.0.0.1', resolve));
  await until('he knows that she has read', () => his.receipts.get(ana.me.id)?.read === seq);
  await until('and that she does not type', () => his.typing.users.length === 0);
  await ana.ask('typing.start', {room: id});
  await until('he sees her type again', () => his.typing.users.includes(ana.me.id));
});

test('a post that is refused stays until it is tried again or discarded', async () => {
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben')]);
  const id = await room(ana, {visibility: 'private'});
  await assert.rejects(ben.post(id, {text: 'let me in'}), {type: 'not_found'});
  const [entry] = ben.outbox.entries(id);
  assert.equal(entry.failed.type, 'not_found');
  await ana.ask('rooms.invite', {room: id, user: ben.me.id});
  const his = await store(ben, id);
  assert.deepEqual(his.pending.map(one => one.id), [entry.id]);
  ben.outbox.retry(entry.id);
  await until('it is there', () => his.messages.some(message => message.id === entry.id));
  assert.deepEqual(his.pending, []);
});
