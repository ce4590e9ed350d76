'use strict';
// What people are told on their own channels, wherever they are and whenever they come back.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {fresh, inSeconds, nodes, sign} = require('../support/world.js');

after(() => Raw.closeAll());

const NOTIFICATIONS = 'parley.notifications';
const far = {node: nodes.at(-1)};
const own = client => `user.${client.me.id}`;
const list = (client, body = {}) => client.ask(NOTIFICATIONS, 'list', body);
const told = events => events.filter(event => event.type === 'notification')
  .map(event => event.data.notification);

/** Ana's room with Ben in it, who is on another node. */
async function talk(fields = {}) {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana, {members: [ben.me.id], ...fields});
  return {ana, ben, id};
}

async function admin() {
  const user = {id: fresh('admin')};
  return Raw.connect({as: {user, token: sign({sub: user.id, roles: ['admin'], exp: inSeconds(600)})}});
}

test('a mention reaches the mentioned at once, on another node, and is in his list', async () => {
  const {ana, ben, id} = await talk({name: 'Lobby'});
  const {body: {seq}} = await ben.register(own(ben));
  const {at} = await ana.ask('parley.messages', 'post', {room: id, id: 'm1', text: `look, @${ben.me.id}`});
  const [event] = await ben.hears(own(ben), 1);
  assert.equal(event.seq, seq + 1);
  const {notification} = event.data;
  assert.deepEqual(notification, {id: event.id, seq: event.seq, kind: 'mention', title: 'Ana mentioned you in Lobby',
    body: `look, @${ben.me.id}`, room: id, message: 'm1', by: ana.me.id, at, read: false});
  const page = await list(ben);
  assert.deepEqual(page.notifications.map(one => one.kind), ['mention', 'invite']);
  assert.deepEqual(page.notifications[0], notification);
  assert.equal(page.head.seq, event.seq);
  assert.deepEqual(await ben.ask(NOTIFICATIONS, 'count'), {unread: 2});
  assert.deepEqual((await list(ana)).notifications, []);
});

test('an answer, a thread and a direct message are told, ordinary messages are not', async () => {
  const {ana, ben, id} = await talk();
  await ben.ask('parley.messages', 'post', {room: id, id: 'root', text: 'a question'});
  await ana.ask('parley.messages', 'post', {room: id, id: 'a1', text: 'an answer', replyTo: 'root'});
  await ana.ask('parley.messages', 'post', {room: id, id: 'a2', text: 'and more', thread: 'root'});
  await ana.ask('parley.messages', 'post', {room: id, id: 'a3', text: 'to all'});
  const {room: direct} = await ana.ask('parley.rooms', 'direct', {users: [ben.me.id]});
  await ana.ask('parley.messages', 'post', {room: direct.id, id: 'd1', text: 'to you'});
  const {notifications} = await list(ben);
  assert.deepEqual(notifications.map(one => [one.kind, one.message]),
    [['direct', 'd1'], ['reply', 'a2'], ['reply', 'a1'], ['invite', undefined]]);
});

test('who was away gets exactly what he missed, on any node, and nobody else can', async () => {
  const {ana, ben, id} = await talk();
  const {body: {seq, epoch}} = await ben.register(own(ben));
  await ben.close();
  for (let i = 0; i < 5; i += 1) {
    await ana.ask('parley.messages', 'post', {room: id, id: `m${i}`, text: `@${ben.me.id}`});
  }
  const token = sign({sub: ben.me.id, exp: inSeconds(600)});
  const again = await Raw.connect({as: {user: ben.me, token}});
  const answer = await again.register(own(ben), {since: seq, epoch});
  assert.equal(answer.body.recovered, true);
  const missed = await again.hears(own(ben), 5);
  assert.deepEqual(missed.map(event => event.seq), [1, 2, 3, 4, 5].map(i => seq + i));
  assert.deepEqual(told(missed).map(one => one.message), ['m0', 'm1', 'm2', 'm3', 'm4']);
  assert.equal((await ana.register(own(ben))).failureType, 'forbidden');
});

test('what is read on one device is read on the other', async () => {
  const {ana, ben, id} = await talk();
  const other = await Raw.connect({as: {user: ben.me, token: sign({sub: ben.me.id, exp: inSeconds(600)})}});
  await other.register(own(ben));
  await ana.ask('parley.messages', 'post', {room: id, text: `@${ben.me.id}`});
  const {notifications: [mention, invite]} = await list(ben);
  assert.deepEqual(await ben.ask(NOTIFICATIONS, 'read', {ids: [mention.id]}), {unread: 1});
  const events = await other.hears(own(ben), 2);
  assert.deepEqual([events[1].type, events[1].data], ['notification.read', {ids: [mention.id], unread: 1}]);
  assert.deepEqual((await list(other, {unreadOnly: true})).notifications.map(one => one.id), [invite.id]);
  assert.deepEqual(await other.ask(NOTIFICATIONS, 'read', {upTo: mention.id}), {unread: 0});
  assert.equal(await ben.refusal(NOTIFICATIONS, 'read', {upTo: 'nothing'}), 'not_found');
  assert.equal(await ben.refusal(NOTIFICATIONS, 'read', {}), 'bad_request');
  assert.equal(await ben.refusal(NOTIFICATIONS, 'list', {limit: 1000}), 'bad_request');
});

test('a deleted message leaves no word of itself in what was told, in replay either', async () => {
  const {ana, ben, id} = await talk();
  await ben.register(own(ben));
  await ana.ask('parley.messages', 'post', {room: id, id: 'm1', text: `a secret, @${ben.me.id}`});
  const [{data: {notification}}] = await ben.hears(own(ben), 1);
  await ana.ask('parley.messages', 'delete', {room: id, id: 'm1'});
  const [, withdrawn] = await ben.hears(own(ben), 2);
  assert.deepEqual([withdrawn.type, withdrawn.data], ['notification.withdrawn', {ids: [notification.id]}]);
  const token = sign({sub: ben.me.id, exp: inSeconds(600)});
  const again = await Raw.connect({...far, as: {user: ben.me, token}});
  await again.register(own(ben), {since: 0});
  const replayed = await again.hears(own(ben), 4);
  assert.ok(!JSON.stringify(replayed).includes('secret'));
  const {body, ...rest} = notification;
  assert.ok(body.includes('secret'));
  assert.deepEqual((await list(again)).notifications[0], rest);
});

test('preferences say what is told, room by room, and are shown in the room', async () => {
  const {ana, ben, id} = await talk();
  const mention = () => ana.ask('parley.messages', 'post', {room: id, text: `@${ben.me.id}`});
  const count = async () => (await ben.ask(NOTIFICATIONS, 'count')).unread;
  assert.deepEqual(await ben.ask(NOTIFICATIONS, 'preferences', {room: id}), {room: id, notify: 'all'});
  await ben.ask(NOTIFICATIONS, 'preferences', {notify: 'none'});
  await mention();
  assert.equal(await count(), 1);
  await ben.ask(NOTIFICATIONS, 'preferences', {room: id, notify: 'mentions'});
  await mention();
  assert.equal(await count(), 2);
  const mutedUntil = '2999-01-01T00:00:00.000Z';
  assert.deepEqual(await ben.ask(NOTIFICATIONS, 'preferences', {room: id, mutedUntil}),
    {room: id, notify: 'mentions', mutedUntil});
  await mention();
  assert.equal(await count(), 2);
  const {room: {you}} = await ben.ask('parley.rooms', 'get', {room: id});
  assert.deepEqual([you.notify, you.mutedUntil, you.mentions], ['mentions', mutedUntil, 3]);
  const eve = await Raw.guest('Eve');
  assert.equal(await eve.refusal(NOTIFICATIONS, 'preferences', {room: id}), 'forbidden');
  assert.equal(await eve.refusal(NOTIFICATIONS, 'preferences', {room: 'never-made'}), 'not_found');
  assert.equal(await eve.refusal(NOTIFICATIONS, 'preferences', {notify: 'some'}), 'bad_request');
});

test('an admin pushes what the application has to say, and nobody else does', async () => {
  const ben = await Raw.guest('Ben', far);
  await ben.register(own(ben));
  const push = {user: ben.me.id, id: 'order-7', kind: 'order', title: 'Your order is on its way',
    link: 'https://shop.example/orders/7', data: {order: 7}};
  const boss = await admin();
  const reply = await boss.ask(NOTIFICATIONS, 'push', push);
  assert.equal(reply.id, 'order-7');
  assert.deepEqual(await boss.ask(NOTIFICATIONS, 'push', push), {...reply, duplicate: true});
  const [event] = await ben.hears(own(ben), 1);
  const {user, ...shown} = push;
  assert.deepEqual(event.data.notification, {...shown, seq: reply.seq, by: boss.me.id, at: reply.at, read: false});
  assert.equal(await ben.refusal(NOTIFICATIONS, 'push', push), 'forbidden');
  assert.equal(await boss.refusal(NOTIFICATIONS, 'push', {...push, link: 'javascript:alert(1)'}), 'bad_request');
});
