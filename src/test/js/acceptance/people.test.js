'use strict';
// Standing in a room: roles, invitations, removal, bans, mutes, archives, conversations of fixed people.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {nodes, soon, until} = require('../support/world.js');

after(() => Raw.closeAll());

const rooms = (client, action, body) => client.ask('parley.rooms', action, body);
const refused = (client, action, body) => client.refusal('parley.rooms', action, body);
const far = {node: nodes.at(-1)};

test('an invited user is a member at once and is told on his own channel', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  await ben.register(`user.${ben.me.id}`);
  const {id} = await room(ana, {visibility: 'private'});
  assert.equal(await refused(ben, 'get', {room: id}), 'not_found');
  await rooms(ana, 'invite', {room: id, user: ben.me.id});
  const [told] = await ben.hears(`user.${ben.me.id}`, 1);
  assert.equal(told.type, 'room.invited');
  assert.equal(told.data.by, ana.me.id);
  assert.equal(told.data.room.id, id);
  assert.equal((await rooms(ben, 'get', {room: id})).room.you.role, 'member');
  assert.equal(await refused(await Raw.guest('Eve'), 'invite', {room: id, user: ben.me.id}), 'not_found');
});

test('a removed member hears nothing more within a second, on any node, and cannot come back', () =>
  soon('the end of a subscription', 1000, isRemoved));

/** Removes a member while others go on; the milliseconds until he is told. */
async function isRemoved() {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana, {visibility: 'private', members: [ben.me.id]});
  const channel = `room.${id}`;
  await ben.register(channel);
  const {seq} = await ana.ask('parley.messages', 'post', {room: id, text: 'still here'});
  await ben.hears(channel, 1);
  const from = Date.now();
  await rooms(ana, 'remove', {room: id, user: ben.me.id});
  const posting = Array.from({length: 20}, (_, i) =>
    ana.ask('parley.messages', 'post', {room: id, text: `secret ${i}`}));
  const end = await ben.frame('the end', frame => frame.type === 'err' && frame.address === channel);
  const took = Date.now() - from;
  assert.equal(end.failureType, 'forbidden');
  await Promise.all(posting);
  await ben.settled();
  assert.ok(!JSON.stringify(ben.frames).includes('secret'), 'heard what came after the removal');
  assert.equal((await ben.register(channel, {since: seq})).failureType, 'not_found');
  assert.equal(await ben.refusal('parley.messages', 'history', {room: id}), 'not_found');
  return took;
}

test('a room made private falls silent for those outside', async () => {
  const ana = await Raw.guest('Ana');
  const eve = await Raw.guest('Eve', far);
  const {id} = await room(ana);
  await eve.register(`room.${id}`);
  await rooms(ana, 'update', {room: id, visibility: 'private'});
  await ana.ask('parley.messages', 'post', {room: id, text: 'among us'});
  const end = await eve.frame('the end', frame => frame.type === 'err' && frame.address === `room.${id}`);
  assert.equal(end.failureType, 'forbidden');
  assert.ok(!JSON.stringify(eve.frames).includes('among us'));
  assert.equal(await refused(eve, 'get', {room: id}), 'not_found');
});

test('a banned user stays out until he is unbanned', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana);
  await rooms(ben, 'join', {room: id});
  await ben.register(`user.${ben.me.id}`);
  await rooms(ana, 'remove', {room: id, user: ben.me.id, ban: true});
  const [told] = await ben.hears(`user.${ben.me.id}`, 1);
  assert.deepEqual(told.data, {room: id, by: ana.me.id, banned: true});
  assert.equal(await refused(ben, 'join', {room: id}), 'forbidden');
  assert.equal((await ben.register(`room.${id}`)).failureType, 'forbidden');
  assert.deepEqual((await rooms(ana, 'bans', {room: id})).users.map(one => one.user), [ben.me.id]);
  assert.equal(await refused(ben, 'bans', {room: id}), 'forbidden');
  await rooms(ana, 'unban', {room: id, user: ben.me.id});
  await rooms(ben, 'join', {room: id});
});

test('roles decide, and nobody acts on his equals', async () => {
  const [ana, ben, cyd, dan] = await Promise.all(['Ana', 'Ben', 'Cyd', 'Dan'].map(name => Raw.guest(name)));
  const {id} = await room(ana, {members: [ben.me.id, cyd.me.id, dan.me.id]});
  assert.equal(await refused(ben, 'role', {room: id, user: cyd.me.id, role: 'reader'}), 'forbidden');
  const {member} = await rooms(ana, 'role', {room: id, user: ben.me.id, role: 'moderator'});
  assert.equal(member.role, 'moderator');
  await rooms(ana, 'role', {room: id, user: cyd.me.id, role: 'moderator'});
  assert.equal(await refused(ben, 'remove', {room: id, user: cyd.me.id}), 'forbidden');
  assert.equal(await refused(ben, 'mute', {room: id, user: ana.me.id, seconds: 5}), 'forbidden');
  assert.equal(await refused(ana, 'role', {room: id, user: 'nobody-here', role: 'reader'}), 'not_found');
  assert.equal(await refused(ana, 'role', {room: id, user: dan.me.id, role: 'king'}), 'bad_request');
  await rooms(ana, 'role', {room: id, user: dan.me.id, role: 'reader'});
  assert.equal(await dan.refusal('parley.messages', 'post', {room: id, text: 'x'}), 'forbidden');
  assert.equal(await refused(ana, 'leave', {room: id}), 'conflict');
});

test('a muted member is silent until he may speak', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben', far);
  const {id} = await room(ana, {members: [ben.me.id]});
  const {member} = await rooms(ana, 'mute', {room: id, user: ben.me.id, seconds: 600});
  const frame = await ben.frameOf('parley.messages', 'post', {room: id, text: 'x'});
  assert.equal(frame.failureType, 'forbidden');
  assert.equal(frame.data.mutedUntil, member.mutedUntil);
  await rooms(ana, 'mute', {room: id, user: ben.me.id, seconds: 1});
  await until('the end of the silence', async () =>
    (await ben.refusal('parley.messages', 'post', {room: id, text: 'x'})).startsWith('done'));
});

test('an archived room can be read, and takes no more writes', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  await ana.register(`room.${id}`);
  const {room: archived} = await rooms(ana, 'update', {room: id, archived: true});
  assert.equal(archived.archived, true);
  assert.equal((await ana.hears(`room.${id}`, 1)).at(-1).type, 'room.archived');
  assert.equal(await ana.refusal('parley.messages', 'post', {room: id, text: 'x'}), 'gone');
  assert.equal(await refused(await Raw.guest('Ben'), 'join', {room: id}), 'gone');
  await ana.ask('parley.messages', 'history', {room: id});
  await rooms(ana, 'update', {room: id, archived: false});
  await ana.ask('parley.messages', 'post', {room: id, text: 'x'});
});

test('the same people have one conversation, however many ask at once on however many nodes', async () => {
  const people = await Promise.all(nodes.map((node, i) => Raw.guest(`P${i}`, {node})));
  people.push(await Raw.guest('Last'));
  const users = people.map(one => one.me.id);
  const found = await Promise.all([...people, ...people].map(one => rooms(one, 'direct', {users})));
  assert.equal(new Set(found.map(reply => reply.room.id)).size, 1);
  const {room: made} = found[0];
  assert.equal(made.kind, 'direct');
  assert.deepEqual(made.people.map(one => one.user).sort(), users.sort());
  assert.equal(await refused(await Raw.guest('Eve'), 'get', {room: made.id}), 'not_found');
  assert.equal(await refused(people[0], 'invite', {room: made.id, user: 'x'}), 'forbidden');
  assert.equal(await refused(people[0], 'direct', {users: [people[0].me.id]}), 'bad_request');
});
