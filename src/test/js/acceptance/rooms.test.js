'use strict';
// Rooms: founding, finding, joining, leaving, and who may see what.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {fresh, nodes} = require('../support/world.js');

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

after(() => Raw.closeAll());

const rooms = (client, action, body) => client.ask('parley.rooms', action, body);
const refused = (client, action, body) => client.refusal('parley.rooms', action, body);

test('a room is founded with its shape, and its founder owns it', async () => {
  const ana = await Raw.guest('Ana');
  const id = fresh('room');
  const reply = await rooms(ana, 'create', {id, name: 'Garten 🌱', topic: 'Beans', visibility: 'private'});
  const made = reply.room;
  assert.equal(made.id, id);
  assert.equal(made.kind, 'group');
  assert.equal(made.name, 'Garten 🌱');
  assert.equal(made.topic, 'Beans');
  assert.equal(made.visibility, 'private');
  assert.equal(made.createdBy, ana.me.id);
  assert.match(made.createdAt, TIME);
  assert.equal(made.members, 1);
  assert.equal(made.you.role, 'owner');
  assert.equal(typeof made.head.seq, 'number');
  assert.equal(typeof made.head.epoch, 'string');
  assert.equal(made.archived, undefined);
  const got = (await rooms(ana, 'get', {room: id})).room;
  assert.deepEqual(got, made);
});

test('without an id the server gives one; without a topic it is empty', async () => {
  const ana = await Raw.guest('Ana');
  const {room: made} = await rooms(ana, 'create', {name: 'X', visibility: 'public'});
  assert.match(made.id, /^[A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}$/);
  assert.equal(made.topic, '');
});

test('founding again with the same id gives the same room, to another it is a conflict', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', {node: nodes.at(-1)});
  const body = {id: fresh('room'), name: 'X', visibility: 'public'};
  const first = await rooms(ana, 'create', body);
  const again = await rooms(ana, 'create', body);
  assert.equal(first.duplicate, undefined);
  assert.equal(again.duplicate, true);
  assert.equal(again.room.id, first.room.id);
  assert.equal(await refused(ben, 'create', body), 'conflict');
});

test('of two who found a room at once one wins', async () => {
  const all = await Promise.all(nodes.map(node => Raw.guest('N', {node})));
  const id = fresh('room');
  const words = await Promise.all(all.map(client => refused(client, 'create', {id, name: 'X', visibility: 'public'})));
  assert.equal(words.filter(word => word.startsWith('done')).length, 1, words.join());
  assert.equal(words.filter(word => word === 'conflict').length, all.length - 1, words.join());
});

test('what is no room is bad_request', async () => {
  const ana = await Raw.guest('Ana');
  const good = {name: 'X', visibility: 'public'};
  for (const fields of [{name: undefined}, {name: ''}, {name: 5}, {visibility: undefined}, {visibility: 'secret'},
    {visibility: 1}, {id: 'a b'}, {id: ''}, {id: '.x'}, {id: 'x'.repeat(129)}, {id: 5}, {topic: 5},
    {members: 'x'}, {members: [5]}, {members: ['a b']}, {name: 'a\u0000'}]) {
    assert.equal(await refused(ana, 'create', {...good, ...fields}), 'bad_request', JSON.stringify(fields));
  }
  for (const [action, body] of [['get', {}], ['get', {room: 5}], ['join', {room: {}}], ['leave', {}],
    ['members', {room: 'x y'}], ['list', {limit: 'x'}], ['list', {limit: 0}], ['list', {limit: -1}],
    ['list', {query: 5}], ['mine', {after: 5}]]) {
    const word = await refused(ana, action, body);
    assert.ok(word === 'bad_request' || (action === 'members' && word === 'not_found'), `${action}: ${word}`);
  }
});

test('unknown fields are ignored', async () => {
  const ana = await Raw.guest('Ana');
  const reply = await rooms(ana, 'create', {name: 'X', visibility: 'public', colour: 'red', owner: 'me'});
  assert.equal(reply.room.colour, undefined);
});

test('a private room does not exist for outsiders', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const {id} = await room(ana, {visibility: 'private'});
  for (const action of ['get', 'join', 'leave', 'members']) {
    assert.equal(await refused(ben, action, {room: id}), 'not_found', action);
    assert.equal(await refused(ben, action, {room: fresh('nowhere')}), 'not_found', action);
  }
  assert.equal(await ben.refusal('parley.messages', 'post', {room: id, text: 'x'}), 'not_found');
  assert.equal(await ben.refusal('parley.messages', 'history', {room: id}), 'not_found');
  const {rooms: listed} = await rooms(ben, 'list', {query: id});
  assert.deepEqual(listed.filter(found => found.id === id), []);
});

test('joining makes a member, twice is once, and the room hears of it', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', {node: nodes.at(-1)});
  const {id} = await room(ana);
  await ana.register(`room.${id}`);
  const reply = await rooms(ben, 'join', {room: id});
  assert.equal(reply.room.id, id);
  assert.equal(reply.room.members, 2);
  assert.equal(reply.member.user, ben.me.id);
  assert.equal(reply.member.name, 'Ben');
  assert.equal(reply.member.role, 'member');
  assert.match(reply.member.since, TIME);
  await rooms(ben, 'join', {room: id});
  await ben.ask('parley.messages', 'post', {room: id, text: 'after both'});
  const events = await ana.hears(`room.${id}`, 2);
  assert.deepEqual(events.map(event => event.type), ['member.joined', 'message.posted']);
  assert.deepEqual(events[0].data.member, reply.member);
  assert.equal(events[0].data.room, undefined);
});

test('whoever leaves may not write, may come back, and the last owner stays', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const {id} = await room(ana);
  await rooms(ben, 'join', {room: id});
  await ana.register(`room.${id}`);
  await rooms(ben, 'leave', {room: id});
  const [left] = await ana.hears(`room.${id}`, 1);
  assert.equal(left.type, 'member.left');
  assert.equal(left.data.member.user, ben.me.id);
  assert.equal(left.data.reason, 'left');
  assert.equal(await ben.refusal('parley.messages', 'post', {room: id, text: 'x'}), 'forbidden');
  await rooms(ben, 'join', {room: id});
  await ben.ask('parley.messages', 'post', {room: id, text: 'back'});
  assert.equal(await refused(ana, 'leave', {room: id}), 'conflict');
});

test('leaving a private room ends the subscription within a second, with nothing later', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', {node: nodes.at(-1)});
  const {id} = await room(ana, {visibility: 'private', members: [ben.me.id]});
  const channel = `room.${id}`;
  assert.equal((await ben.register(channel)).type, 'rec');
  await rooms(ben, 'leave', {room: id});
  const late = ana.ask('parley.messages', 'post', {room: id, text: 'not for Ben'});
  const err = await ben.frame('the end of the subscription',
    frame => frame.type === 'err' && frame.address === channel, {limit: 1500});
  assert.equal(err.failureType, 'forbidden');
  const {seq} = await late;
  await ben.settled();
  assert.ok(ben.heard(channel).every(event => event.seq < seq), 'heard what came later');
  assert.equal(await ben.refusal('parley.rooms', 'get', {room: id}), 'not_found');
});

test('first members are members at once, with their joins in the log', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const {id} = await room(ana, {visibility: 'private', members: [ben.me.id]});
  await ben.ask('parley.messages', 'post', {room: id, text: 'here'});
  await ben.register(`room.${id}`, {since: 0});
  const events = await ben.hears(`room.${id}`, 4);
  assert.equal(events[0].type, 'room.created');
  const joined = events.filter(event => event.type === 'member.joined').map(event => event.data.member.user);
  assert.deepEqual(joined.sort(), [ana.me.id, ben.me.id].sort());
});

test('members come in pages, each once', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  for (let i = 0; i < 4; i++) {
    await rooms(await Raw.guest(`G${i}`), 'join', {room: id});
  }
  const seen = [];
  let after;
  for (let page = 0; page < 10; page++) {
    const reply = await rooms(ana, 'members', {room: id, limit: 2, ...after && {after}});
    assert.ok(reply.members.length <= 2);
    seen.push(...reply.members.map(member => member.user));
    if (!reply.more) {
      break;
    }
    after = reply.next;
    assert.ok(after, 'next stands where there is more');
  }
  assert.equal(seen.length, 5);
  assert.equal(new Set(seen).size, 5);
});

test('public rooms can be found by their name, in pages', async () => {
  const ana = await Raw.guest('Ana');
  const word = fresh('word');
  const ids = [];
  for (let i = 0; i < 3; i++) {
    ids.push((await room(ana, {name: `Room ${word} ${i}`})).id);
  }
  await room(ana, {name: `Room ${word} hidden`, visibility: 'private'});
  const ben = await Raw.guest('Ben');
  const first = await rooms(ben, 'list', {query: word, limit: 2});
  assert.equal(first.rooms.length, 2);
  assert.equal(first.more, true);
  const rest = await rooms(ben, 'list', {query: word, limit: 2, after: first.next});
  assert.equal(rest.more, false);
  const found = [...first.rooms, ...rest.rooms].map(one => one.id);
  assert.deepEqual(found.sort(), ids.sort());
  for (const strange of ['%', '_', '\\', '\'', '100%_']) {
    await rooms(ben, 'list', {query: strange});
  }
});

test('one\'s own rooms come newest first, with their last message', async () => {
  const ana = await Raw.guest('Ana');
  const a = await room(ana);
  const b = await room(ana);
  await ana.ask('parley.messages', 'post', {room: a.id, text: 'newest', id: 'last'});
  const {rooms: mine} = await rooms(ana, 'mine', {});
  assert.deepEqual(mine.map(entry => entry.room.id), [a.id, b.id]);
  assert.equal(mine[0].last.text, 'newest');
  assert.equal(mine[1].last, undefined);
  assert.match(mine[0].lastActivityAt, TIME);
});
