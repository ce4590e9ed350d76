'use strict';
// What passes without a trace: who types, who has read how far, what is unread where one is looking.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {nodes} = require('../support/world.js');

after(() => Raw.closeAll());

const far = {node: nodes.at(-1)};

/** Ana's room with Ben in it, who is on another node. */
async function talk(fields = {}) {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana, {members: [ben.me.id], ...fields});
  return {ana, ben, id, channel: `room.${id}`};
}

const post = (client, id, text = 'x') => client.ask('parley.messages', 'post', {room: id, text});
const signal = (client, channel, type, fits, from = 0) => client.frame(`${type} on ${channel}`,
  frame => frame.address === channel && frame.body?.type === type && fits(frame.body.data), {from});

test('typing is told as the whole list, to those who come later too, and ends with the message', async () => {
  const {ana, ben, id, channel} = await talk();
  await ana.register(channel);
  await ben.ask('parley.typing', 'start', {room: id});
  const {body} = await signal(ana, channel, 'typing', data => data.users.length === 1);
  assert.deepEqual(body.data, {users: [ben.me.id], more: 0});
  assert.equal(body.seq, undefined);
  const late = await Raw.guest('Late');
  await late.register(channel);
  await signal(late, channel, 'typing', data => data.users.includes(ben.me.id));
  await post(ben, id);
  await signal(ana, channel, 'typing', data => data.users.length === 0);
});

test('typing ends by itself after six seconds, and with a stop', async () => {
  const {ana, ben, id, channel} = await talk();
  await ana.register(channel);
  const from = Date.now();
  await ben.ask('parley.typing', 'start', {room: id});
  await signal(ana, channel, 'typing', data => data.users.length === 1);
  const before = ana.frames.length;
  await signal(ana, channel, 'typing', data => data.users.length === 0, before);
  assert.ok(Date.now() - from > 5900, `after ${Date.now() - from} ms`);
  await ben.ask('parley.typing', 'start', {room: id});
  const again = ana.frames.length;
  await ben.ask('parley.typing', 'stop', {room: id});
  await signal(ana, channel, 'typing', data => data.users.length === 0, again);
  const eve = await Raw.guest('Eve');
  assert.equal(await eve.refusal('parley.typing', 'start', {room: id}), 'forbidden');
  assert.equal(await eve.refusal('parley.typing', 'start', {room: 'never-made'}), 'not_found');
});

test('readings move forward only, and are told to the room and to one\'s own devices', async () => {
  const {ana, ben, id, channel} = await talk();
  await ana.register(channel);
  await ben.register(`user.${ben.me.id}`);
  const {seq: first} = await post(ana, id);
  const {seq} = await post(ana, id);
  const reply = await ben.ask('parley.receipts', 'read', {room: id, seq: seq + 1000});
  assert.equal(reply.read, seq);
  assert.equal((await ben.ask('parley.receipts', 'read', {room: id, seq: first})).read, seq);
  const {body} = await signal(ana, channel, 'receipts', data => data.receipts.some(one => one.read === seq));
  assert.deepEqual(body.data.receipts, [{user: ben.me.id, read: seq, delivered: seq}]);
  await signal(ben, `user.${ben.me.id}`, 'receipt.own', data => data.room === id && data.read === seq);
  const {receipts, head} = await ana.ask('parley.receipts', 'list', {room: id});
  assert.deepEqual(receipts.find(one => one.user === ben.me.id), {user: ben.me.id, read: seq, delivered: seq});
  assert.equal(head.seq, seq);
});

test('what a client says to have received is delivered', async () => {
  const {ana, ben, id} = await talk();
  const {seq} = await post(ana, id);
  await ben.ask('parley.session', 'ack', {channels: {[`room.${id}`]: seq}});
  const {receipts} = await ana.ask('parley.receipts', 'list', {room: id});
  const receipt = receipts.find(one => one.user === ben.me.id);
  assert.equal(receipt.delivered, seq);
  assert.ok(receipt.read < seq);
});

test('unread messages and mentions are counted exactly', async () => {
  const {ana, ben, id} = await talk();
  await post(ana, id, `hi @${ben.me.id}`);
  const {id: gone} = await post(ana, id);
  await post(ana, id);
  await ana.ask('parley.messages', 'delete', {room: id, id: gone});
  const {unread, mentions, rooms} = await ben.ask('parley.receipts', 'unread', {});
  assert.deepEqual({unread, mentions}, {unread: 2, mentions: 1});
  assert.deepEqual(rooms, [{room: id, unread: 2, mentions: 1}]);
  const {you} = (await ben.ask('parley.rooms', 'get', {room: id})).room;
  assert.equal(you.unread, 2);
  assert.equal(you.mentions, 1);
  await post(ben, id);
  assert.equal((await ben.ask('parley.receipts', 'unread', {})).unread, 0);
});

test('who looks at his rooms is told what becomes unread there', async () => {
  const {ana, ben, id} = await talk();
  const own = `user.${ben.me.id}`;
  await ben.register(own);
  await ben.ask('parley.rooms', 'mine', {});
  await post(ana, id, `look, @${ben.me.id}`);
  const {body} = await signal(ben, own, 'room.unread', data => data.room === id && data.unread === 1);
  assert.equal(body.data.mentions, 1);
  assert.equal(body.data.last.text, `look, @${ben.me.id}`);
  const {seq} = await post(ana, id);
  await signal(ben, own, 'room.unread', data => data.room === id && data.unread === 2);
  await ben.ask('parley.receipts', 'read', {room: id, seq});
  await signal(ben, own, 'room.unread', data => data.room === id && data.unread === 0);
});
