'use strict';
// parley.js: who it is, what it asks, and how it is there again.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {client, closeAll, room, token, Wire} = require('../support/library.js');
const {fresh, nodes, until} = require('../support/world.js');

after(closeAll);

/** Everything that a subscription tells, as it comes. */
function listen(subscription) {
  const heard = {events: [], subscribed: [], lost: [], ended: []};
  subscription.on('event', event => heard.events.push(event));
  ['subscribed', 'lost', 'ended'].forEach(name => subscription.on(name, value => heard[name].push(value)));
  heard.seqs = () => heard.events.filter(event => event.seq !== undefined).map(event => event.seq);
  return heard;
}

test('signs in, carries out commands, and tells a refusal by its word', async () => {
  const ana = await client('Ana');
  const who = await ana.ready();
  assert.equal(who.user.id, ana.me.id);
  const id = await room(ana);
  assert.equal((await ana.ask('rooms.get', {room: id})).room.name, 'A room');
  await assert.rejects(ana.ask('rooms.get', {room: 'nowhere'}), {name: 'Refusal', code: 404, type: 'not_found'});
  await assert.rejects(ana.ask('messages.post', {room: id, text: 5}), {type: 'bad_request'});
});

test('what is asked before there is a connection waits for it', async () => {
  const ana = await client('Ana', {url: ['http://127.0.0.1:9', nodes[0]], backoffMs: 20});
  assert.deepEqual((await ana.ask('rooms.mine')).rooms, []);
  assert.equal(ana.state.url, nodes[0]);
});

test('follows a channel from the present, from a position, and from the last few', async () => {
  const ana = await client('Ana');
  const id = await room(ana);
  for (const text of ['a', 'b', 'c']) {
    await ana.post(id, {text});
  }
  const [now, all, two] = await Promise.all(['now', 'all', 'two'].map(() => client('Ben', {url: nodes.at(-1)})));
  const starts = [[now, {}], [all, {since: 0}], [two, {last: 2}]];
  const heard = starts.map(([parley, start]) => listen(parley.subscribe(`room.${id}`, start)));
  await until('all three are subscribed', () => heard.every(one => one.subscribed.length === 1));
  await ana.post(id, {text: 'd'});
  await until('all have the last', () => heard.every(one => one.events.at(-1)?.data.message?.text === 'd'));
  const texts = one => one.events.filter(event => event.type === 'message.posted')
    .map(event => event.data.message.text);
  assert.deepEqual(heard.map(texts), [['d'], ['a', 'b', 'c', 'd'], ['b', 'c', 'd']]);
  assert.deepEqual(all.subscription(`room.${id}`).position.seq, heard[1].seqs().at(-1));
  now.subscription(`room.${id}`).close();
  await ana.post(id, {text: 'e'});
  await until('the others have it', () => texts(heard[2]).includes('e'));
  assert.deepEqual(texts(heard[0]), ['d']);
});

test('follows all channels below a name, and those without a log', async () => {
  const ana = await client('Ana');
  const base = fresh('tree');
  const below = listen(ana.subscribe(`live.demo.${base}.*`));
  const passing = listen(ana.subscribe(`live.ephemeral.${base}`));
  await until('both are subscribed', () => below.subscribed.length && passing.subscribed.length);
  const ben = await client('Ben', {url: nodes.at(-1)});
  const publish = (channel, data) => ben.ask('live.publish', {channel, data});
  const names = ['b', 'a', 'a', 'b'].map(name => `live.demo.${base}.${name}`);
  for (const [i, name] of names.entries()) {
    await publish(name, i);
    await publish(`live.ephemeral.${base}`, i);
  }
  await until('all have come', () => below.events.length === 4 && passing.events.length === 4);
  assert.deepEqual(below.events.map(({channel, seq, data}) => [channel, seq, data]),
    names.map((name, i) => [name, i < 2 ? 1 : 2, i]));
  assert.deepEqual(passing.events.map(({data}) => data), [0, 1, 2, 3]);
  assert.equal(ana.subscription(`live.demo.${base}.*`).position, null);
});

test('a refused subscription ends and says why', async () => {
  const ana = await client('Ana');
  const heard = listen(ana.subscribe('room.nowhere'));
  await until('it ended', () => heard.ended.length === 1);
  assert.equal(heard.ended[0].type, 'not_found');
  assert.equal(ana.subscription('room.nowhere'), undefined);
});

test('a position of another log is told as lost, and life goes on from the head', async () => {
  const ana = await client('Ana');
  const id = await room(ana);
  const heard = listen(ana.subscribe(`room.${id}`, {since: 1, epoch: 'another'}));
  await until('it is told', () => heard.lost.length === 1);
  const posted = await ana.post(id, {text: 'after'});
  await until('it goes on', () => heard.seqs().includes(posted.seq));
  assert.deepEqual(heard.seqs(), [posted.seq]);
});

test('a handler that throws keeps nobody else from hearing', async () => {
  const ana = await client('Ana');
  const id = await room(ana);
  const subscription = ana.subscribe(`room.${id}`);
  const faults = [];
  subscription.on('error', fault => faults.push(fault.message));
  subscription.on('event', () => {
    throw new Error('a fault of the page');
  });
  const heard = listen(subscription);
  await until('subscribed', () => heard.subscribed.length);
  await ana.post(id, {text: 'hello'});
  await until('the second heard it', () => heard.events.length === 1);
  assert.deepEqual(faults, ['a fault of the page']);
});

test('a broken connection is there again, with every subscription where it stood', async () => {
  const [ana, wire] = [await client('Ana'), await Wire.to(nodes[0])];
  const id = await room(ana);
  const ben = await client('Ben', {url: [wire.url, nodes.at(-1)], backoffMs: 20});
  const heard = listen(ben.subscribe(`room.${id}`, {since: 0}));
  const states = [];
  ben.on('state', state => states.push(state.phase));
  await until('subscribed', () => heard.subscribed.length);
  wire.cut();
  for (const text of ['while', 'away']) {
    await ana.post(id, {text});
  }
  await until('he has both', () => heard.events.at(-1)?.data.message?.text === 'away');
  assert.deepEqual(heard.seqs(), heard.seqs().map((_, i) => i + 1));
  assert.deepEqual(heard.lost, []);
  assert.deepEqual(states, ['open', 'waiting', 'connecting', 'open']);
  wire.close();
});

test('a wire that went silent is found out, and left', {timeout: 60000}, async () => {
  const wire = await Wire.to(nodes[0]);
  const ana = await client('Ana', {url: [wire.url, nodes.at(-1)], backoffMs: 20});
  await ana.ready();
  wire.mute = true;
  await until('it is elsewhere', () => ana.state.phase === 'open' && ana.state.url === nodes.at(-1), 40000);
  wire.close();
});

test('tokens are renewed in place, and a dead one is replaced once', async () => {
  const user = fresh('user');
  const given = [];
  const source = ({refused}) => {
    given.push(refused);
    return given.length === 1 ? token(user, -100) : token(user, 25);
  };
  const ana = await client('Ana', {as: {user: {id: user}}, token: source, backoffMs: 20});
  const first = await ana.ready();
  assert.deepEqual(given, [false, true]);
  const renewed = await new Promise(resolve => ana.on('who', resolve));
  assert.equal(renewed.session, first.session, 'the same connection');
  assert.ok(renewed.expiresAt >= first.expiresAt);
});

test('a token that cannot be replaced is the end, with a reason', async () => {
  const ana = await client('Ana', {token: 'garbage'});
  await assert.rejects(ana.ready());
  assert.equal(ana.state.phase, 'closed');
  await assert.rejects(ana.ask('rooms.mine', {}, {limitMs: 500}), {type: 'unavailable'});
});
