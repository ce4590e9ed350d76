'use strict';
// The clients that people already have, on different nodes, over every transport of theirs.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {CLIENTS, Stock, TRANSPORTS} = require('./support/stock.js');
const {fresh, nodes} = require('./support/world.js');

const HARD = ['plain', 'ünï 🌱 ключ', '100% sure, %20 and %41', 'a "quote", a \\ and a\nnew line', '<b>&amp;</b>',
  'separators \u2028\u2029 and \u00a0'];

after(() => Stock.closeAll());

for (const client of CLIENTS) {
  for (const transport of TRANSPORTS) {
    test(`${client} over ${transport}: two nodes, one room`, async () => {
      const ana = await Stock.guest('Ana', {client, transport, node: nodes[0]});
      const ben = await Stock.guest('Ben', {client, transport, node: nodes[1 % nodes.length]});
      const room = fresh('room');
      const channel = `room.${room}`;
      await ana.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
      await ben.ask('parley.rooms', 'join', {room});
      const answer = await ana.register(channel);
      assert.equal(answer.type, 'subscribed');
      await ben.register(channel, {since: '0', epoch: answer.epoch});
      for (const [i, text] of HARD.entries()) {
        await (i % 2 ? ana : ben).ask('parley.messages', 'post', {room, text, id: `m${i}`});
      }
      assert.deepEqual(await ana.texts(channel, HARD.length), HARD);
      assert.deepEqual(await ben.texts(channel, HARD.length), HARD);
      const all = ben.events[channel].map(event => event.seq);
      assert.deepEqual(all, all.map((_, i) => i + 1), 'from the founding on, without a hole');
      const {messages} = await ben.ask('parley.messages', 'history', {room});
      assert.deepEqual(messages.map(message => message.text), HARD);
    });

    test(`${client} over ${transport}: refusals reach the caller, a burst stays in order`, async () => {
      const ana = await Stock.guest('Ana', {client, transport, node: nodes.at(-1)});
      await assert.rejects(ana.ask('parley.rooms', 'get', {room: 'nowhere'}), fault => {
        assert.equal(fault.refusal.failureCode, 404);
        assert.equal(fault.refusal.failureType, 'not_found');
        return true;
      });
      const refused = await ana.register('room.nowhere');
      assert.equal(refused.failureType, 'not_found');
      const room = fresh('room');
      await ana.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
      await ana.register(`room.${room}`);
      const texts = Array.from({length: 50}, (_, i) => `burst ${i}`);
      await Promise.all(texts.map(text => ana.ask('parley.messages', 'post', {room, text})));
      assert.deepEqual(await ana.texts(`room.${room}`, texts.length), texts);
      assert.deepEqual(ana.errors, [], 'nothing that the client did not ask for');
    });
  }
}

test('a bad token on the URL closes a SockJS client with 3500', async () => {
  const EventBus = require('vertx3-eventbus-client');
  for (const transport of TRANSPORTS) {
    const bus = new EventBus(`${nodes[0]}/eventbus?token=garbage`, {transports: [transport]});
    const end = await new Promise(resolve => {
      bus.onclose = resolve;
    });
    assert.equal(end.code, 3500, `${transport}: ${end.code} ${end.reason}`);
    assert.ok(end.reason.length > 3, 'a reason in words');
  }
});
