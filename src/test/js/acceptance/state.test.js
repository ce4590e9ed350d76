'use strict';
// Live state (docs/protocol.md, "Live state"), over each way in.

const assert = require('node:assert/strict');
const path = require('node:path');
const {after, test} = require('node:test');
const {pathToFileURL} = require('node:url');
const {io} = require('socket.io-client');
const {Raw} = require('../support/raw.js');
const {fresh, guest, nodes, until} = require('../support/world.js');

const LIVE = 'parley.live';
const SEED = Number(process.env.PARLEY_SEED ?? Date.now() % 1e9);

/** What the library foresees of ops: here the judge of what the server made of them. */
const ops = import(pathToFileURL(path.join(__dirname, '../../../main/js/client/stores/ops.js')));

after(() => Raw.closeAll());

const channel = () => `live.demo.${fresh('state')}`;
const change = (who, name, ops, id) => who.ask(LIVE, 'change', {channel: name, ops, ...id && {id}});

async function refused(who, name, ops) {
  const frame = await who.frameOf(LIVE, 'change', {channel: name, ops});
  assert.equal(frame.type, 'err', JSON.stringify(frame));
  return frame;
}

/** A state after the changes of publications up to a seq. */
function folded(publications, upTo = Infinity) {
  const state = {};
  const versions = {};
  publications.filter(({seq}) => seq <= upTo).forEach(({data}) => data.changes.forEach(one => {
    delete state[one.key];
    delete versions[one.key];
    if (!one.removed) {
      state[one.key] = one.value;
      versions[one.key] = one.version;
    }
  }));
  return {state, versions};
}

test('ops do what the page says, and a change is one publication', async () => {
  const name = channel();
  const [ana, ben] = await Promise.all([Raw.guest('Ana'), Raw.guest('Ben', {node: nodes.at(-1)})]);
  const answer = await ben.register(name, {state: true});
  assert.deepEqual(answer.body, {type: 'subscribed', seq: 0, epoch: answer.body.epoch, state: {}, versions: {}});
  const reply = await change(ana, name, [
    {set: {key: 'title', value: {b: 1, a: [null]}}}, {add: {key: 'going', by: 2}}, {add: {key: 'going', by: -0.5}},
    {insert: {key: 'guests', value: 'ben'}}, {insert: {key: 'guests', value: 'ana'}}], 'c1');
  const changes = [{key: 'title', value: {b: 1, a: [null]}, version: 1}, {key: 'going', value: 1.5, version: 2},
    {key: 'guests', value: ['ana', 'ben'], version: 2}];
  assert.deepEqual(reply, {id: 'c1', seq: 1, epoch: answer.body.epoch, at: reply.at, changes});
  const [told] = await ben.hears(name, 1);
  assert.deepEqual(told, {seq: 1, type: 'state.changed', id: 'c1', at: reply.at, by: ana.me.id, origin: told.origin,
    data: {changes}});
  assert.deepEqual(await change(ana, name, [{remove: {key: 'x'}}], 'c1'), {...reply, duplicate: true});
  assert.equal((await ben.frameOf(LIVE, 'change', {channel: name, id: 'c1', ops: [{remove: {key: 'x'}}]}))
    .failureType, 'conflict');
  await change(ana, name, [{discard: {key: 'guests', value: 'ben'}}, {remove: {key: 'title'}}, {remove: {key: 'x'}}]);
  assert.deepEqual((await ben.hears(name, 2))[1].data.changes,
    [{key: 'guests', value: ['ana'], version: 3}, {key: 'title', removed: true, version: 2}]);
  await change(ana, name, [{set: {key: 'title', value: null}}]);
  assert.deepEqual(await ben.ask(LIVE, 'state', {channel: name}), {state: {going: 1.5, guests: ['ana'], title: null},
    versions: {going: 2, guests: 3, title: 3}, seq: 3, epoch: reply.epoch});
});

test('what misses a version, a bound or a kind is refused whole, with what is there', async () => {
  const name = channel();
  const ana = await Raw.guest('Ana');
  await change(ana, name, [{set: {key: 'title', value: 'x'}}, {add: {key: 'going', by: 50}}]);
  const before = await ana.ask(LIVE, 'state', {channel: name});
  for (const [ops, current] of [
    [[{set: {key: 'new', value: 1}}, {add: {key: 'going', by: 1, max: 50}}],
      {going: {value: 50, version: 1}, new: {version: 0}}],
    [[{add: {key: 'going', by: -51, min: 0}}], {going: {value: 50, version: 1}}],
    [[{set: {key: 'title', value: 'y', ifVersion: 2}}], {title: {value: 'x', version: 1}}],
    [[{set: {key: 'title', value: 'y', ifVersion: 0}}], {title: {value: 'x', version: 1}}],
    [[{remove: {key: 'other', ifVersion: 1}}], {other: {version: 0}}],
    [[{add: {key: 'title', by: 1}}], {title: {value: 'x', version: 1}}],
    [[{insert: {key: 'going', value: 'a'}}], {going: {value: 50, version: 1}}]]) {
    const frame = await refused(ana, name, ops);
    assert.deepEqual([frame.failureType, frame.data], ['conflict', {current}], JSON.stringify(ops));
  }
  assert.deepEqual(await ana.ask(LIVE, 'state', {channel: name}), before);
});

test('nonsense is refused by name', async () => {
  const name = channel();
  const ana = await Raw.guest('Ana');
  for (const ops of [[], undefined, {}, [{}], [1], [{set: {key: 'a', value: 1}, remove: {key: 'a'}}], [{set: {value: 1}}],
    [{set: {key: '', value: 1}}], [{set: {key: 'a'}}], [{add: {key: 'a'}}], [{add: {key: 'a', by: '1'}}],
    [{add: {key: 'a', by: 2 ** 53}}], [{add: {key: 'a', by: 1, min: 2, max: 1}}], [{insert: {key: 'a', value: {}}}],
    [{insert: {key: 'a', value: null}}], [{remove: {key: 'a', ifVersion: -1}}], [{set: {key: 'a\0', value: 1}}]]) {
    assert.equal((await refused(ana, name, ops)).failureType, 'bad_request', JSON.stringify(ops));
  }
  for (const ops of [[{set: {key: 'k'.repeat(129), value: 1}}], [{set: {key: 'a', value: 'x'.repeat(16384)}}],
    Array.from({length: 101}, () => ({remove: {key: 'a'}}))]) {
    assert.equal((await refused(ana, name, ops)).failureType, 'too_large');
  }
  for (const [other, word] of [['live.ephemeral.x', 'bad_request'], ['live.nowhere.x', 'not_found'],
    ['room.x', 'not_found']]) {
    assert.equal(await ana.refusal(LIVE, 'state', {channel: other}), word, other);
    assert.equal(await ana.refusal(LIVE, 'change', {channel: other, ops: [{remove: {key: 'a'}}]}), word, other);
  }
  assert.equal((await ana.register(name, {state: 'perhaps'})).failureType, 'bad_request');
  assert.equal('state' in (await ana.register('live.ephemeral.x', {state: true})).body, false);
});

test('the state of a subscribe and what follows it leave no window between', async () => {
  const name = channel();
  const [ana, watcher, ...others] = await Promise.all(['Ana', 'W', 'Ben', 'Cy', 'Di'].map((who, i) =>
    Raw.guest(who, {node: nodes[i % nodes.length]})));
  await watcher.register(name);
  let over = false;
  const writing = (async () => {
    for (let i = 0; !over; i += 1) {
      await Promise.all([ana.ask(LIVE, 'change', {channel: name, ops: [{add: {key: `k${i % 7}`, by: 1}}]}),
        watcher.ask(LIVE, 'change', {channel: name, ops: [i % 3 ? {set: {key: 'k0', value: i}} : {remove: {key: 'k0'}}]})]);
    }
  })();
  const answers = [];
  for (let i = 0; i < 45; i += 1) {
    const one = others[i % others.length];
    const start = i % 2 ? {state: true} : {state: 'true', since: Math.max(0, (answers.at(-1)?.seq ?? 0) - 5)};
    answers.push({...(await one.register(name, start)).body, one, at: one.frames.length, since: start.since});
  }
  over = true;
  await writing;
  const last = (await ana.ask(LIVE, 'state', {channel: name})).seq;
  await until('all is heard', () => watcher.heard(name).at(-1)?.seq === last);
  const log = watcher.heard(name);
  assert.deepEqual(log.map(({seq}) => seq), log.map((_, i) => i + 1));
  for (const {state, versions, seq, recovered, one, since} of answers) {
    assert.deepEqual({state, versions}, folded(log, seq));
    assert.equal(recovered, since === undefined ? undefined : true);
    const place = one.frames.findIndex(frame => frame.body?.state === state);
    const next = one.frames.slice(place + 1).find(frame => frame.address === name);
    assert.ok(!next || next.body.type === 'subscribed' || next.body.seq === (since ?? seq) + 1, JSON.stringify(next));
  }
});

/** The first event of a stream with the state. */
async function firstBlock(name, token, headers = {}) {
  const stream = await fetch(`${nodes[0]}/events?channel=${name}&state=true&token=${token}`, {headers});
  const reader = stream.body.getReader();
  let text = '';
  while (!/^data: .*\n\n/m.test(text)) {
    text += Buffer.from((await reader.read()).value).toString();
  }
  await reader.cancel();
  return {id: text.match(/^id: (.*)$/m)[1], data: JSON.parse(text.match(/^data: (.*)$/m)[1])};
}

test('the other ways in carry the state as well', async () => {
  const name = channel();
  const as = await guest('Ana');
  const ana = await Raw.connect({as});
  const {changes, seq, epoch} = await change(ana, name, [{set: {key: 'a', value: 'ä'}}]);
  const known = {seq, epoch, state: {a: 'ä'}, versions: {a: changes[0].version}};
  const {channels} = await ana.ask('parley.session', 'sync', {channels: {[name]: {state: true}, [channel()]: {}}});
  assert.deepEqual(channels[name], known);
  const socket = io(nodes[0], {auth: {token: as.token}, transports: ['websocket'], forceNew: true});
  try {
    assert.deepEqual(await socket.emitWithAck('subscribe', {channel: name, state: true}),
      {ok: true, type: 'subscribed', ...known});
    assert.deepEqual(await socket.emitWithAck('live.state', {channel: name}), {ok: true, ...known});
  } finally {
    socket.disconnect();
  }
  const first = await firstBlock(name, as.token);
  assert.deepEqual(first.data, {channel: name, type: 'subscribed', ...known});
  assert.deepEqual((await firstBlock(name, as.token, {'Last-Event-ID': first.id})).data,
    {channel: name, type: 'subscribed', recovered: true, ...known});
  assert.deepEqual((await firstBlock(name, as.token, {'Last-Event-ID': 'nonsense'})).data,
    {channel: name, type: 'subscribed', recovered: false, ...known});
  const headers = {Authorization: `Bearer ${as.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'h1'};
  const url = `${nodes.at(-1)}/api/v1/channels/${name}`;
  const body = JSON.stringify({ops: [{set: {key: 'a', value: 2, ifVersion: 1}}]});
  const posted = () => fetch(`${url}/changes`, {method: 'POST', headers, body});
  const [made, again] = [await posted(), await posted()];
  assert.deepEqual([made.status, again.status], [201, 200]);
  assert.deepEqual((await made.json()).changes, [{key: 'a', value: 2, version: 2}]);
  const missed = await fetch(`${url}/changes`, {method: 'POST', headers: {...headers, 'Idempotency-Key': 'h2'}, body});
  assert.equal(missed.status, 409);
  assert.deepEqual((await missed.json()).data, {current: {a: {value: 2, version: 2}}});
  assert.deepEqual(await (await fetch(`${url}/state`, {headers})).json(),
    {state: {a: 2}, versions: {a: 2}, seq: 2, epoch});
});

/** Numbers below `n`, the same for the same seed. */
function dice(seed) {
  let x = seed >>> 0 || 1;
  return n => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
}

function randomOps(roll) {
  return Array.from({length: 1 + roll(4)}, () => {
    const key = `k${roll(5)}`;
    const ifVersion = roll(6) ? {} : {ifVersion: roll(8)};
    return [{set: {key, value: roll(5) - 2, ...ifVersion}}, {remove: {key, ...ifVersion}},
      {add: {key, by: roll(7) - 3, min: -4, max: 4, ...ifVersion}}, {add: {key: 'seats', by: 1, min: 0, max: 50}},
      {add: {key: 'seats', by: -1, min: 0, max: 50}}, {insert: {key: 'guests', value: `g${roll(12)}`, ...ifVersion}},
      {discard: {key: 'guests', value: `g${roll(12)}`}}][roll(7)];
  });
}

test(`random changes from all nodes are carried out as the log says, or leave no trace (seed ${SEED})`,
  {timeout: 120000}, async () => {
    const {foresee} = await ops;
    const roll = dice(SEED);
    const name = channel();
    const people = await Promise.all(Array.from({length: 6}, (_, i) => Raw.guest(`P${i}`, {node: nodes[i % nodes.length]})));
    await Promise.all(people.map((one, i) => one.register(name, i % 2 ? {} : {state: true})));
    const asked = new Map();
    const answers = await Promise.all(Array.from({length: 900}, async (_, i) => {
      const id = `c${i}`;
      asked.set(id, randomOps(roll));
      await new Promise(resolve => setTimeout(resolve, roll(1500)));
      const frame = await people[i % people.length].frameOf(LIVE, 'change', {channel: name, id, ops: asked.get(id)});
      return {id, frame};
    }));
    const refusals = answers.filter(({frame}) => frame.type === 'err');
    assert.deepEqual([...new Set(refusals.map(({frame}) => frame.failureType))], ['conflict']);
    const truth = await people[0].ask(LIVE, 'state', {channel: name});
    assert.equal(truth.seq, answers.length - refusals.length);
    for (const one of people) {
      await until('everybody heard all', () => one.heard(name).length >= truth.seq);
      assert.deepEqual(one.heard(name), people[0].heard(name));
    }
    const log = people[0].heard(name);
    const slots = new Map();
    for (const {seq, id, data} of log) {
      const expected = foresee(key => slots.get(key) ?? {version: 0}, asked.get(id));
      assert.deepEqual(data.changes, [...expected].map(([key, slot]) =>
        ('value' in slot ? {key, value: slot.value, version: slot.version} : {key, removed: true, version: slot.version})));
      expected.forEach((slot, key) => slots.set(key, slot));
      assert.ok((slots.get('seats')?.value ?? 0) <= 50 && (slots.get('seats')?.value ?? 0) >= 0);
      assert.equal(answers.find(answer => answer.id === id).frame.body.seq, seq);
    }
    assert.deepEqual({state: truth.state, versions: truth.versions}, folded(log));
  });
