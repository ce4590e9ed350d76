'use strict';
// What becomes of messages: edits, deletions, reactions, pins, threads, mentions; seen live on another node.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {nodes} = require('../support/world.js');

after(() => Raw.closeAll());

const say = (client, action, body) => client.ask('parley.messages', action, body);
const refused = (client, action, body) => client.refusal('parley.messages', action, body);

let ana;
let ben;
let eve;
let id;
let channel;

/** Ana's public room, with Ben as a member who listens on another node, and Eve outside. */
before(async () => {
  [ana, ben, eve] = await Promise.all([Raw.guest('Ana'), Raw.guest('Ben', {node: nodes.at(-1)}),
    Raw.guest('Eve')]);
  ({id} = await room(ana, {members: [ben.me.id]}));
  channel = `room.${id}`;
  await ben.register(channel);
});

const post = async (client, fields = {}) => (await say(client, 'post', {room: id, text: 'x', ...fields})).id;
const read = async (client, message) => (await say(client, 'get', {room: id, id: message})).message;
const heard = (type, fits) => ben.frame(`${type} on another node`, frame => frame.address === channel
  && frame.body.type === type && fits(frame.body)).then(frame => frame.body);

test('an edit is seen at once, with its version', async () => {
  const message = await post(ana, {text: 'one', client: {own: [1, null]}, mentions: [ben.me.id]});
  const {message: edited} = await say(ana, 'edit', {room: id, id: message, text: 'two', version: 1});
  assert.equal(edited.text, 'two');
  assert.equal(edited.version, 2);
  assert.ok(edited.editedAt);
  assert.deepEqual(edited.client, {own: [1, null]});
  assert.deepEqual(edited.mentions, [ben.me.id]);
  const event = await heard('message.edited', body => body.data.message.id === message);
  assert.deepEqual(event.data.message, edited);
  assert.equal(event.by, ana.me.id);
  assert.deepEqual(await read(eve, message), edited);
});

test('an edit on top of what one has not seen is a conflict that names the present version', async () => {
  const message = await post(ana);
  await say(ana, 'edit', {room: id, id: message, text: 'two'});
  const frame = await ana.frameOf('parley.messages', 'edit', {room: id, id: message, text: 'y', version: 1});
  assert.equal(frame.failureType, 'conflict');
  assert.equal(frame.data.current, 2);
});

test('only authors edit, only members of rank delete what others wrote', async () => {
  const message = await post(ana);
  assert.equal(await refused(ben, 'edit', {room: id, id: message, text: 'y'}), 'forbidden');
  assert.equal(await refused(ben, 'delete', {room: id, id: message}), 'forbidden');
  assert.equal(await refused(eve, 'edit', {room: id, id: message, text: 'y'}), 'forbidden');
  assert.equal(await refused(ana, 'edit', {room: id, id: 'never-posted', text: 'y'}), 'not_found');
  assert.equal(await refused(ana, 'edit', {room: id, id: message, text: ''}), 'bad_request');
  assert.equal(await refused(ana, 'edit', {room: id, id: message, text: 'x'.repeat(16001)}), 'too_large');
  assert.equal(await refused(ana, 'edit', {room: id, id: message, text: 'y', version: 'one'}), 'bad_request');
  const bens = await post(ben);
  await say(ana, 'delete', {room: id, id: bens});
});

test('what is deleted is gone from every later reading, replay included', async () => {
  const secret = 'do-not-keep-this';
  const message = await post(ana, {text: secret});
  await say(ana, 'edit', {room: id, id: message, text: `${secret} twice`});
  await say(ben, 'react', {room: id, id: message, emoji: '👍'});
  await say(ana, 'delete', {room: id, id: message});
  const deletion = await heard('message.deleted', body => body.data.id === message);
  const tombstone = await read(ana, message);
  assert.deepEqual(tombstone, {id: message, room: id, seq: tombstone.seq, n: tombstone.n, by: ana.me.id,
    at: tombstone.at, version: 2, deleted: true, text: '', mentions: [], attachments: [], reactions: []});
  for (const node of nodes) {
    const late = await Raw.guest('Late', {node});
    await late.register(channel, {since: 0});
    await late.frame('the deletion', frame => frame.body?.seq === deletion.seq);
    assert.ok(!JSON.stringify(late.frames).includes(secret), 'a replay shows what was deleted');
    const history = await say(late, 'history', {room: id, limit: 200});
    assert.ok(!JSON.stringify(history).includes(secret));
    late.close();
  }
});

test('the same reaction twice is one, and one\'s own is marked', async () => {
  const message = await post(ana);
  assert.equal((await say(ana, 'react', {room: id, id: message, emoji: '❤️'})).count, 1);
  assert.equal((await say(ana, 'react', {room: id, id: message, emoji: '❤️'})).count, 1);
  assert.equal((await say(ben, 'react', {room: id, id: message, emoji: '❤️'})).count, 2);
  assert.deepEqual((await read(ben, message)).reactions, [{emoji: '❤️', count: 2, mine: true}]);
  assert.deepEqual((await read(eve, message)).reactions, [{emoji: '❤️', count: 2}]);
  assert.deepEqual((await say(eve, 'reactions', {room: id, id: message})).reactions,
    [{emoji: '❤️', count: 2, users: [ana.me.id, ben.me.id]}]);
  assert.equal(await refused(eve, 'reactions', {room: id, id: 'no-such-message'}), 'not_found');
  assert.equal((await say(ben, 'unreact', {room: id, id: message, emoji: '❤️'})).count, 1);
  const gone = await heard('reaction.removed', body => body.data.id === message);
  assert.deepEqual(gone.data, {id: message, emoji: '❤️', count: 1});
  assert.equal(await refused(ana, 'react', {room: id, id: message, emoji: ''}), 'bad_request');
  assert.equal(await refused(ana, 'react', {room: id, id: message, emoji: 'x'.repeat(65)}), 'too_large');
  assert.equal(await refused(eve, 'react', {room: id, id: message, emoji: 'x'}), 'forbidden');
});

test('pins are for moderators and come in a list', async () => {
  const message = await post(ben);
  assert.equal(await refused(ben, 'pin', {room: id, id: message}), 'forbidden');
  await say(ana, 'pin', {room: id, id: message});
  await heard('message.pinned', body => body.data.id === message);
  const {messages} = await say(eve, 'pins', {room: id});
  assert.deepEqual(messages.map(one => one.id), [message]);
  assert.equal(messages[0].pinned, true);
  await say(ana, 'unpin', {room: id, id: message});
  await heard('message.unpinned', body => body.data.id === message);
  assert.deepEqual((await say(eve, 'pins', {room: id})).messages, []);
});

test('a thread hangs under its root', async () => {
  const root = await post(ana);
  const replies = [await post(ben, {thread: root}), await post(ana, {thread: root, replyTo: root}),
    await post(ben, {thread: root})];
  const {count, users} = (await read(eve, root)).replies;
  assert.equal(count, 3);
  assert.deepEqual(users, [ben.me.id, ana.me.id]);
  const first = await say(eve, 'thread', {room: id, id: root, limit: 2});
  assert.deepEqual(first.messages.map(one => one.id), replies.slice(0, 2));
  assert.equal(first.more, true);
  const rest = await say(eve, 'thread', {room: id, id: root, after: first.next});
  assert.deepEqual(rest.messages.map(one => one.id), replies.slice(2));
  await say(ben, 'delete', {room: id, id: replies[2]});
  assert.equal((await read(eve, root)).replies.count, 2);
  assert.equal(await refused(ana, 'post', {room: id, text: 'x', thread: 'never-posted'}), 'not_found');
});

test('mentions are of members, named or found in the text', async () => {
  const message = await post(ana, {text: `@${ben.me.id}, and @${eve.me.id}!`, mentions: [ana.me.id]});
  assert.deepEqual((await read(ben, message)).mentions, [ana.me.id, ben.me.id]);
});
