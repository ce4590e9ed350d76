'use strict';
// Clients that fall silent, do not read, or ask for too much; and what others feel of it.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {guest, nodes, until, within} = require('../support/world.js');

after(() => Raw.closeAll());

test('a client without a sign of life is closed with 3012, one that answers pings stays', async () => {
  const as = await guest();
  const alive = await Raw.connect({as});
  const dead = await Raw.connect({as, autoPong: false});
  const began = Date.now();
  const end = await within('the close', dead.closed, 30000);
  const took = Date.now() - began;
  assert.equal(end.code, 3012);
  assert.ok(end.reason.length > 3, 'a reason in words');
  assert.ok(took > 5000, `${took} ms`);
  await alive.ask('parley.session', 'whoami');
});

test('a reader that never reads stops nobody, and loses nothing that it could still get', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const channel = `room.${id}`;
  const [stuck, reader] = [await Raw.guest('Stuck'), await Raw.guest('Reader', {node: nodes.at(-1)})];
  await stuck.register(channel);
  await reader.register(channel);
  stuck.socket._socket.pause();
  const text = 'x'.repeat(15000);
  let posted = 0;
  for (let round = 0; round < 60; round++) {
    await Promise.all(Array.from({length: 10}, () => patiently(ana, {room: id, text})));
    posted += 10;
  }
  const events = await reader.hears(channel, posted, 30000);
  assert.deepEqual(events.map(event => event.seq), events.map((_, i) => events[0].seq + i));
  stuck.socket._socket.resume();
  await until('the stuck one to be whole or closed', () => stuck.end || stuck.heard(channel).length === posted, 60000);
  const heard = stuck.heard(channel).map(event => event.seq);
  assert.deepEqual(heard, heard.map((_, i) => events[0].seq + i), 'in order, without a gap');
  if (stuck.end) {
    assert.ok([3008, 3012, 1006].includes(stuck.end.code), `${stuck.end.code}`);
  }
});

test('whoever asks too much is told when to come again, and the session lives', async () => {
  const ana = await Raw.guest('Ana');
  const {limits} = await ana.ask('parley.session', 'whoami');
  const from = ana.frames.length;
  for (let i = 0; i < 2000; i++) {
    ana.send({type: 'send', address: 'parley.session', headers: {action: 'whoami'}, replyAddress: `w${i}`, body: {}});
  }
  await until('all answers', () => ana.end || ana.frames.length >= from + 2000, 60000);
  assert.equal(ana.end, undefined, JSON.stringify(ana.end));
  const refused = ana.frames.slice(from).filter(frame => frame.type === 'err');
  assert.ok(refused.length > 0, `no refusal in a burst of 2000: ${JSON.stringify(limits)}`);
  assert.ok(refused.every(frame => frame.failureType === 'rate_limited' && frame.failureCode === 429));
  assert.ok(refused.every(frame => frame.data.retryAfterMs > 0), JSON.stringify(refused[0]));
  await until('an answer again', async () =>
    (await ana.frameOf('parley.session', 'whoami', {})).type === 'rec', 20000);
});

/** Posts, and waits as it is told to. */
async function patiently(client, body) {
  for (;;) {
    const frame = await client.frameOf('parley.messages', 'post', body);
    if (frame.type === 'rec') {
      return frame.body;
    }
    assert.equal(frame.failureType, 'rate_limited', frame.message);
    await new Promise(resolve => setTimeout(resolve, frame.data.retryAfterMs));
  }
}
