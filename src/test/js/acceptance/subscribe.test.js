'use strict';
// Cursors over a room's log: where they start, what they answer, what follows.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {fresh, nodes, until} = require('../support/world.js');

after(() => Raw.closeAll());

async function roomWith(posts) {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  for (let i = 1; i <= posts; i++) {
    await ana.ask('parley.messages', 'post', {room: id, text: `text ${i}`, id: `m${i}`});
  }
  const {head} = await ana.ask('parley.messages', 'history', {room: id});
  return {ana, id, channel: `room.${id}`, head};
}

const seqs = events => events.map(event => event.seq);
const range = (from, to) => Array.from({length: to - from + 1}, (_, i) => from + i);

test('from now on: the answer has head and epoch and no recovered, and comes first', async () => {
  const {ana, id, channel, head} = await roomWith(3);
  const answer = await ana.register(channel);
  assert.deepEqual(answer.body, {type: 'subscribed', seq: head.seq, epoch: head.epoch});
  await ana.ask('parley.messages', 'post', {room: id, text: 'next'});
  const [event] = await ana.hears(channel, 1);
  assert.equal(event.seq, head.seq + 1);
  assert.equal(event.type, 'message.posted');
});

test('since 0 brings the whole log, with the founding of the room', async () => {
  const {ana, channel, head} = await roomWith(2);
  const answer = await ana.register(channel, {since: 0, epoch: head.epoch});
  assert.deepEqual(answer.body, {type: 'subscribed', ...head, recovered: true});
  const events = await ana.hears(channel, head.seq);
  assert.deepEqual(seqs(events), range(1, head.seq));
  const types = events.map(event => event.type);
  assert.ok(types.includes('room.created') && types.includes('member.joined'), types.join());
  const posted = events.find(event => event.id === 'm1');
  assert.equal(posted.by, ana.me.id);
  assert.equal(posted.data.message.text, 'text 1');
  assert.equal(posted.origin, (await ana.ask('parley.session', 'whoami')).session);
});

test('since and last may be numbers or texts', async () => {
  const {ana, channel, head} = await roomWith(4);
  for (const since of [head.seq - 2, String(head.seq - 2)]) {
    const from = ana.frames.length;
    const answer = await ana.register(channel, {since, epoch: head.epoch});
    assert.equal(answer.body.recovered, true);
    await until('two events', () => ana.frames.length >= from + 3);
    assert.deepEqual(seqs(ana.frames.slice(from + 1).map(frame => frame.body)), [head.seq - 1, head.seq]);
  }
  const from = ana.frames.length;
  assert.equal((await ana.register(channel, {last: '2'})).body.recovered, true);
  await until('two events', () => ana.frames.length >= from + 3);
  assert.deepEqual(seqs(ana.frames.slice(from + 1).map(frame => frame.body)), [head.seq - 1, head.seq]);
});

test('last: more than exist is all of them, recovered', async () => {
  const {ana, channel, head} = await roomWith(1);
  assert.equal((await ana.register(channel, {last: 100})).body.recovered, true);
  assert.deepEqual(seqs(await ana.hears(channel, head.seq)), range(1, head.seq));
});

test('at the head there is nothing to recover, and that is whole', async () => {
  const {ana, channel, head} = await roomWith(1);
  assert.equal((await ana.register(channel, {since: head.seq, epoch: head.epoch})).body.recovered, true);
  await ana.settled();
  assert.deepEqual(ana.heard(channel), []);
});

test('beyond the head or in another epoch is recovered:false, with nothing old', async () => {
  const {ana, id, channel, head} = await roomWith(2);
  for (const headers of [{since: head.seq + 1, epoch: head.epoch}, {since: 1, epoch: 'other'}]) {
    const answer = await ana.register(channel, headers);
    assert.deepEqual(answer.body, {type: 'subscribed', ...head, recovered: false});
  }
  await ana.ask('parley.messages', 'post', {room: id, text: 'next'});
  assert.deepEqual(seqs(await ana.hears(channel, 1)), [head.seq + 1]);
});

test('since without epoch means the present log', async () => {
  const {ana, channel, head} = await roomWith(1);
  assert.equal((await ana.register(channel, {since: head.seq - 1})).body.recovered, true);
  assert.deepEqual(seqs(await ana.hears(channel, 1)), [head.seq]);
});

test('a cursor that means nothing is bad_request at the channel', async () => {
  const {ana, channel} = await roomWith(1);
  for (const headers of [{since: 'x'}, {since: -1}, {since: 1.5}, {since: {}}, {since: true}, {last: 'x'},
    {last: -5}, {since: '9'.repeat(40)}, {since: 0, epoch: {}}]) {
    const answer = await ana.register(channel, headers);
    assert.equal(answer.failureType, 'bad_request', JSON.stringify([headers, answer]));
  }
});

test('what is not there or not allowed is refused at the channel, and only there', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const hidden = await room(ana, {visibility: 'private'});
  const cases = {[`room.${fresh('nowhere')}`]: ['not_found'], [`room.${hidden.id}`]: ['not_found'],
    [`user.${ana.me.id}`]: ['forbidden', 'not_found'], 'room.': ['not_found', 'bad_request'],
    'room.a b': ['not_found', 'bad_request'], 'nothing': ['not_found', 'bad_request', 'forbidden'],
    'parley.messages': ['not_found', 'bad_request', 'forbidden'], 'hub.0': ['not_found', 'bad_request', 'forbidden'],
    'live.undeclared.x': ['not_found', 'bad_request', 'forbidden']};
  for (const [channel, words] of Object.entries(cases)) {
    const answer = await ben.register(channel);
    assert.equal(answer.type, 'err', `${channel}: ${JSON.stringify(answer)}`);
    assert.ok(words.includes(answer.failureType), `${channel}: ${answer.failureType}`);
  }
  assert.equal((await ben.register(`user.${ben.me.id}`)).type, 'rec');
  const outsider = (await ben.register(`room.${hidden.id}`)).message;
  const absent = (await ben.register(`room.${fresh('nowhere')}`)).message;
  assert.equal(outsider.replace(hidden.id, 'X'), absent.replace(/nowhere-[\w-]+/, 'X'), 'a hidden room shows');
});

test('registering again replaces the cursor: no event comes twice', async () => {
  const {ana, id, channel} = await roomWith(1);
  await ana.register(channel);
  await ana.register(channel);
  await ana.ask('parley.messages', 'post', {room: id, text: 'a'});
  await ana.ask('parley.messages', 'post', {room: id, text: 'b'});
  const events = await ana.hears(channel, 2);
  await ana.settled();
  assert.equal(ana.heard(channel).length, 2);
  assert.deepEqual(seqs(events), [events[0].seq, events[0].seq + 1]);
});

test('after unregister nothing comes', async () => {
  const {ana, id, channel} = await roomWith(1);
  await ana.register(channel);
  ana.send({type: 'unregister', address: channel});
  ana.send({type: 'unregister', address: 'room.never-registered'});
  await ana.ask('parley.messages', 'post', {room: id, text: 'a'});
  const watcher = await Raw.guest('Ben');
  await watcher.register(channel, {last: 1});
  await watcher.hears(channel, 1);
  await ana.settled();
  assert.deepEqual(ana.heard(channel), []);
});

test('whoever subscribes amid a storm of posts, anywhere, misses and doubles nothing', async () => {
  const {ana, id, channel} = await roomWith(1);
  const readers = [];
  const posts = range(1, 150).map(i => ana.ask('parley.messages', 'post', {room: id, text: `storm ${i}`}));
  for (let i = 0; i < 6; i++) {
    const reader = await Raw.guest(`R${i}`, {node: nodes[i % nodes.length]});
    reader.answer = await reader.register(channel, i % 2 ? {since: i} : {});
    readers.push(reader);
  }
  await Promise.all(posts);
  const {head} = await ana.ask('parley.messages', 'history', {room: id, limit: 1});
  for (const [i, reader] of readers.entries()) {
    const first = i % 2 ? i + 1 : reader.answer.body.seq + 1;
    const events = await reader.hears(channel, head.seq - first + 1);
    assert.deepEqual(seqs(events), range(first, head.seq), `reader ${i}`);
  }
});
