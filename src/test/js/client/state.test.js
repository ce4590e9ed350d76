'use strict';
// Live state as parley.js shows it: whatever many change at once, through lines that break, ends everywhere alike.

const assert = require('node:assert/strict');
const path = require('node:path');
const {after, test} = require('node:test');
const {pathToFileURL} = require('node:url');
const {client, closeAll, library, Wire} = require('../support/library.js');
const {fresh, nodes, until} = require('../support/world.js');

const STEPS = 120;
const SEED = Number(process.env.PARLEY_SEED ?? Date.now() % 1e9);

after(closeAll);

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

async function open(parley, channel) {
  const {LiveState} = await library;
  return new LiveState(parley, channel).open();
}

function randomOps(roll, store) {
  return Array.from({length: 1 + roll(3)}, () => {
    const key = `k${roll(4)}`;
    const ifVersion = roll(4) ? {} : {ifVersion: store.version(key)};
    return [
      {set: {key, value: roll(9), ...ifVersion}},
      {remove: {key, ...ifVersion}},
      {add: {key, by: roll(5) - 2, min: -5, max: 5, ...ifVersion}},
      {add: {key: 'seats', by: 1, min: 0, max: 50}},
      {insert: {key: 'guests', value: `g${roll(9)}`}},
      {discard: {key: 'guests', value: `g${roll(9)}`}},
    ][roll(6)];
  });
}

test(`what many change at once ends everywhere alike (seed ${SEED})`, {timeout: 120000}, async t => {
  const roll = dice(SEED);
  const wires = await Promise.all(nodes.map(node => Wire.to(node)));
  t.after(() => wires.forEach(wire => wire.close()));
  const channel = `live.demo.${fresh('form')}`;
  const people = await Promise.all(['Ana', 'Ben', 'Cy', 'Di'].map((name, i) =>
    client(name, {url: wires[i % wires.length].url, backoffMs: 20})));
  const stores = await Promise.all(people.map(one => open(one, channel)));
  const outcomes = [];
  for (let step = 0; step < STEPS; step += 1) {
    const store = stores[roll(stores.length)];
    outcomes.push(store.change(randomOps(roll, store)).then(() => 'done', refusal => refusal.type));
    assert.ok((store.get('seats') ?? 0) <= 50);
    if (roll(10) === 0) {
      await outcomes.at(-1);
    }
    if (roll(40) === 0) {
      wires[roll(wires.length)].cut();
    }
  }
  const kinds = new Set(await Promise.all(outcomes));
  assert.deepEqual([...kinds].filter(kind => !['done', 'conflict'].includes(kind)), []);
  assert.ok(kinds.has('done'));
  const truth = await people[0].ask('live.state', {channel});
  for (const store of stores) {
    await until('a store is where the server is', () => store.state && !store.pending
      && JSON.stringify(Object.entries(store.state).sort()) === JSON.stringify(Object.entries(truth.state).sort()));
    Object.keys(truth.state).forEach(key => assert.equal(store.version(key), truth.versions[key]));
  }
  assert.deepEqual((await open(await client('Eve'), channel)).state, truth.state);
});

test('a change is seen at once, and is gone when the server refuses it', async () => {
  const channel = `live.demo.${fresh('party')}`;
  const [ana, ben] = await Promise.all([client('Ana'), client('Ben', {url: nodes.at(-1)})]);
  const [mine, other] = await Promise.all([open(ana, channel), open(ben, channel)]);
  await mine.change([{add: {key: 'going', by: 49, max: 50}}, {insert: {key: 'guests', value: 'ana'}}]);
  await until('the other sees it', () => other.get('going') === 49);
  const first = mine.change([{add: {key: 'going', by: 1, max: 50}}]);
  const second = other.change([{add: {key: 'going', by: 1, max: 50}}]);
  assert.deepEqual([mine.get('going'), other.get('going')], [50, 50]);
  assert.deepEqual([mine.pending, mine.version('going')], [true, 1]);
  const settled = await Promise.allSettled([first, second]);
  const [refused] = settled.filter(one => one.status === 'rejected').map(one => one.reason);
  assert.equal(refused.type, 'conflict');
  assert.deepEqual(refused.data.current.going, {value: 50, version: 2});
  await until('both agree', () => mine.get('going') === 50 && other.get('going') === 50 && !mine.pending);
  assert.deepEqual(mine.state, {going: 50, guests: ['ana']});
  const told = [];
  other.on('change', keys => told.push(...keys));
  await mine.change([{remove: {key: 'guests', ifVersion: mine.version('guests')}}]);
  await until('it is gone there, too', () => !other.has('guests'));
  assert.deepEqual(told, ['guests']);
  assert.deepEqual(other.state, {going: 50});
});

test('a channel without state and one that may not be read are refused', async () => {
  const ana = await client('Ana');
  await assert.rejects(open(ana, `live.ephemeral.${fresh('x')}`), /carries no state/);
  await assert.rejects(open(ana, 'live.nowhere.x'), refusal => refusal.type === 'not_found');
});

test('what is foreseen of each op is what the server makes of it', async () => {
  const {foresee} = await import(pathToFileURL(path.join(__dirname, '../../../main/js/client/stores/ops.js')));
  const values = [null, true, 0, 7, -0.5, 'x', [], ['b', 'a', 'b', 2, true, 10], [{}], {z: 1}];
  const members = ['b', 'ä', 2, false, '\u{1F600}', '\uFFFD'];
  const ops = key => [
    ...values.map(value => ({set: {key, value}})), {remove: {key}}, {remove: {key, ifVersion: 1}},
    ...[1, -1, 0.1, 0].flatMap(by => [{add: {key, by}}, {add: {key, by, min: 0, max: 7}}]),
    ...members.flatMap(value => [{insert: {key, value}}, {discard: {key, value, ifVersion: 2}}, {discard: {key, value}}]),
  ];
  const channel = `live.demo.${fresh('ops')}`;
  await Promise.all([undefined, ...values].map(async (start, i) => {
    const ana = await client(`Ana ${i}`);
    for (let j = 0; j < ops('').length; j += 1) {
      const key = `k${i}-${j}`;
      if (start !== undefined) {
        await ana.ask('live.change', {channel, ops: [{set: {key, value: start}}]});
      }
      const slot = start === undefined ? {version: 0} : {value: start, version: 1};
      const foreseen = foresee(() => slot, [ops(key)[j]]);
      const made = await ana.ask('live.change', {channel, ops: [ops(key)[j]]}).catch(refusal => refusal);
      const told = made.changes?.map(({removed, key: changed, ...rest}) => [changed, rest]);
      assert.deepEqual(foreseen && [...foreseen], told ?? null, `${JSON.stringify(start)} ${JSON.stringify(ops(key)[j])}`);
    }
  }));
});
