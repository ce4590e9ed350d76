'use strict';
// What an operator owes to the people whose words are kept: a copy, and that they can be forgotten.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {fresh, guest, inSeconds, nodes, sign, until} = require('../support/world.js');

after(() => Raw.closeAll());

const USERS = 'parley.users';
const far = {node: nodes.at(-1)};

async function admin() {
  const user = {id: fresh('admin')};
  return Raw.connect({as: {user, token: sign({sub: user.id, roles: ['admin'], exp: inSeconds(600)})}});
}

/** Ana's room, with something of hers in it; Ben reads it on another node. */
async function talk() {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana, {visibility: 'public', members: [ben.me.id]});
  await ana.ask('parley.messages', 'post', {room: id, id: 'm1', text: `remember this, @${ben.me.id}`});
  await ana.ask('parley.messages', 'edit', {room: id, id: 'm1', text: 'remember that'});
  await ben.ask('parley.messages', 'post', {room: id, id: 'm2', text: 'I will'});
  await ana.ask('parley.messages', 'react', {room: id, id: 'm2', emoji: '👍'});
  return {ana, ben, id};
}

test('only an administrator exports and erases', async () => {
  const {ana, ben} = await talk();
  for (const action of ['export', 'erase']) {
    assert.equal(await ben.refusal(USERS, action, {user: ana.me.id}), 'forbidden');
    assert.equal(await (await admin()).refusal(USERS, action, {user: '-'}), 'bad_request');
  }
});

test('an export holds what somebody wrote, where he is and what he was told', async () => {
  const {ana, ben, id} = await talk();
  const root = await admin();
  const hers = await root.ask(USERS, 'export', {user: ana.me.id});
  assert.deepEqual(hers.user, {id: ana.me.id, name: 'Ana'});
  assert.equal(hers.more, false);
  assert.deepEqual(hers.rooms.map(one => one.room), [id]);
  assert.deepEqual(hers.reactions, [{room: id, id: 'm2', emoji: '👍'}]);
  assert.ok(hers.publications.some(one => one.data.message?.text === 'remember that'));
  const his = await root.ask(USERS, 'export', {user: ben.me.id});
  assert.ok(his.publications.some(one => one.type === 'notification' && one.channel === `user.${ben.me.id}`));
});

test('who is erased is no author on live channels, where the data stays the application\'s', async () => {
  const [ana, ben] = await Promise.all([Raw.guest('Ana'), Raw.guest('Ben', far)]);
  const channel = `live.demo.${fresh('erased')}`;
  await ben.register(channel);
  await ana.ask('parley.live', 'publish', {channel, id: 'p1', data: {b: 1, by: ana.me.id}});
  await ana.ask('parley.live', 'change', {channel, id: 'c1', ops: [{set: {key: 'owner', value: ana.me.id}}]});
  await ben.ask('parley.live', 'change', {channel, ops: [{add: {key: 'n', by: 1}}]});
  const root = await admin();
  const {publications} = await root.ask(USERS, 'export', {user: ana.me.id});
  assert.deepEqual(publications.map(({channel: where, id, type, data}) => [where, id, type, data]), [
    [channel, 'p1', 'message', {b: 1, by: ana.me.id}],
    [channel, 'c1', 'state.changed', {changes: [{key: 'owner', value: ana.me.id, version: 1}]}]]);
  await root.ask(USERS, 'erase', {user: ana.me.id});
  const told = (await ben.hears(channel, 4))[3];
  assert.deepEqual([told.type, told.data], ['author.erased', {ids: ['p1', 'c1']}]);
  const eve = await Raw.guest('Eve');
  await eve.register(channel, {since: 0});
  const kept = await eve.hears(channel, 4);
  assert.match(kept[0].by, /^erased-/);
  assert.deepEqual([kept[1].by, kept[0].origin, kept[1].origin], [kept[0].by, undefined, undefined]);
  assert.deepEqual([kept[0].data, kept[2].by], [{b: 1, by: ana.me.id}, ben.me.id]);
  assert.deepEqual((await eve.ask('parley.live', 'state', {channel})).state, {n: 1, owner: ana.me.id});
});

test('who is erased stands in no answer and no replay, and those who listen are told', async () => {
  const {ana, ben, id} = await talk();
  const channel = `room.${id}`;
  await ben.register(channel);
  const done = await (await admin()).ask(USERS, 'erase', {user: ana.me.id});
  assert.deepEqual(done, {user: ana.me.id, messages: 1, more: false});
  const told = await ben.hears(channel, 4);
  assert.deepEqual(told.map(event => event.type),
    ['message.deleted', 'reaction.removed', 'member.left', 'member.updated']);

  const eve = await Raw.guest('Eve');
  await eve.register(channel, {since: 0});
  const {head: {seq}, messages} = await eve.ask('parley.messages', 'history', {room: id});
  const replay = await eve.hears(channel, seq);
  const kept = JSON.stringify([replay, messages, await eve.ask('parley.rooms', 'get', {room: id}),
    await eve.ask('parley.rooms', 'members', {room: id}),
    await ben.ask('parley.notifications', 'list')]);
  assert.ok(!kept.includes(ana.me.id), kept);
  assert.ok(!kept.includes('remember'), kept);
  assert.deepEqual(messages.map(message => [message.id, message.deleted ?? false]), [['m1', true], ['m2', false]]);
  assert.match(messages[0].by, /^erased-/);
  const again = await (await admin()).ask(USERS, 'erase', {user: ana.me.id});
  assert.equal(again.messages, 0);
});

test('who is erased while he is here is sent away, and leaves no trace behind', async () => {
  const root = await admin();
  const of = async user => (await root.ask('parley.presence', 'of', {users: [user.id]})).users[0];
  const [as, bye] = [await guest('Ana'), await guest('Cy')];
  const [ana, cy] = [await Raw.connect({as}), await Raw.connect({as: bye})];
  await ana.ask('parley.presence', 'set', {status: 'away', text: 'here I was'});
  await root.ask(USERS, 'erase', {user: as.user.id});
  assert.equal((await ana.closed).code, 3500);
  assert.equal((await (await Raw.connect({as})).closed).code, 3500, 'her token is believed no longer');

  cy.socket.close(1000);
  await until('what was seen after her to be written', async () => (await of(bye.user)).lastSeen);
  const {lastSeen, text, name} = await of(as.user);
  assert.deepEqual({lastSeen, text}, {lastSeen: undefined, text: undefined});
  assert.equal(name, as.user.id, 'nobody knows her name');
});
