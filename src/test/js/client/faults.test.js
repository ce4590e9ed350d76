'use strict';
// parley.js under a wire that breaks at any byte: no gap, no double, no inversion in what handlers saw.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {client, closeAll, room, Wire} = require('../support/library.js');
const {nodes, until} = require('../support/world.js');

const POSTS = 60;
const WRITERS = 3;

after(closeAll);

/** A small random generator, so that a seed tells the whole run. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296;
  };
}

test('whatever breaks, each handler sees each publication once and in order', {timeout: 120000}, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`faults.test.js seed ${seed}`);
  const next = random(seed);
  const owner = await client('Owner');
  const id = await room(owner);
  const wires = await Promise.all(Array.from({length: WRITERS}, (_, i) => Wire.to(nodes[i % nodes.length])));
  const options = i => ({url: [wires[i].url, wires[(i + 1) % WRITERS].url], backoffMs: 10, backoffMaxMs: 200});
  const writers = await Promise.all(wires.map((_, i) => client(`Writer ${i}`, options(i))));
  const logs = writers.map(parley => {
    const log = [];
    parley.subscribe(`room.${id}`, {since: 0}).on('event', event => event.seq && log.push(event));
    return log;
  });
  let over = false;
  const breaking = (async () => {
    while (!over) {
      wires[Math.floor(next() * WRITERS)].cutAfter = Math.floor(next() * 3000);
      await new Promise(resolve => setTimeout(resolve, next() * 150));
    }
  })();
  await Promise.all(writers.map(parley => parley.ask('rooms.join', {room: id}, {repeat: true, limitMs: 60000})));
  const acknowledged = await Promise.all(writers.flatMap((parley, who) =>
    Array.from({length: POSTS}, (_, i) => parley.post(id, {text: `${who} ${i}`}))));
  over = true;
  await breaking;
  wires.forEach(wire => {
    wire.cutAfter = Infinity;
  });
  const head = Math.max(...acknowledged.map(one => one.seq));
  await until('everybody is at the head', () => logs.every(log => log.at(-1)?.seq >= head), 30000);
  for (const log of logs) {
    assert.deepEqual(log.map(event => event.seq), log.map((_, i) => i + 1));
    const texts = log.filter(event => event.type === 'message.posted').map(event => event.data.message.text);
    assert.equal(new Set(texts).size, WRITERS * POSTS);
    for (let who = 0; who < WRITERS; who += 1) {
      assert.deepEqual(texts.filter(text => text.startsWith(`${who} `)),
        Array.from({length: POSTS}, (_, i) => `${who} ${i}`), 'in the order of the posts');
    }
  }
  assert.deepEqual(writers.map(parley => parley.outbox.entries()), [[], [], []]);
  wires.forEach(wire => wire.close());
});
