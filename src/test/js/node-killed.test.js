'use strict';
// A node is killed while people talk. Last of all tests on these nodes: it does not come back.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Browser, enter, say, texts} = require('./support/browser.js');
const {Io, WAYS} = require('./support/io.js');
const {Stock, TRANSPORTS} = require('./support/stock.js');
const {fresh, nodes, pids, until, within} = require('./support/world.js');

after(() => {
  Stock.closeAll();
  Io.closeAll();
});

test('readers of a killed node go on elsewhere, on the page, over every transport and Socket.IO', async () => {
  assert.equal(pids.length, nodes.length, 'PARLEY_PIDS names the process of each node');
  assert.ok(nodes.length > 1, 'there has to be another node');
  const [safe, doomed] = [nodes[0], nodes.at(-1)];
  const room = fresh('room');
  const channel = `room.${room}`;
  const ana = await Stock.guest('Ana', {node: safe});
  await ana.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
  const readers = await Promise.all(TRANSPORTS.map(transport => Stock.guest('Reader', {transport, node: doomed})));
  for (const reader of readers) {
    reader.answer = await reader.register(channel, {since: '0'});
    assert.equal(reader.answer.recovered, true);
  }
  const sockets = await Promise.all(WAYS.map(way => Io.guest('Reader', {way, node: doomed})));
  for (const socket of sockets) {
    assert.equal((await socket.subscribe(channel, {since: 0})).recovered, true);
    socket.turnTo(safe);
  }
  const watched = await ana.register(`presence.${channel}`);
  assert.deepEqual(watched, {type: 'subscribed'});
  const presence = () => ana.events[`presence.${channel}`];
  const gone = () => readers.every(reader => presence().some(event => event.data.left?.includes(reader.me.id)));
  await until('all readers to be there', () => presence().some(event =>
    event.data.count >= readers.length + sockets.length));
  const browser = await Browser.start();
  const page = await browser.tab(`${safe}/try?room=${room}&nodes=${doomed},${safe}`);
  await enter(page, 'Paul');

  const acknowledged = [];
  let killed = false;
  for (let i = 0; i < 120; i++) {
    const text = `text ${i}`;
    await ana.ask('parley.messages', 'post', {room, text, id: `m${i}`});
    acknowledged.push(text);
    if (i === 40) {
      process.kill(pids.at(-1), 'SIGKILL');
      killed = Date.now();
    }
  }
  assert.ok(killed);
  await until('all readers of the killed node to have left', gone);
  console.log(`users of the killed node had left after ${Date.now() - killed} ms`);
  await within('all to notice', Promise.all(readers.map(reader =>
    until('the end', () => reader.end || reader.transportLost, 30000))), 30000);

  for (const [i, reader] of readers.entries()) {
    const seen = reader.events[channel];
    const later = await Stock.connect({transport: TRANSPORTS[i], node: safe, as: {token: reader.token, user: reader.me}});
    const since = seen.length ? seen.at(-1).seq : 0;
    const answer = await later.register(channel, {since: String(since), epoch: reader.answer.epoch});
    assert.equal(answer.recovered, true, TRANSPORTS[i]);
    await until('the head', () => since + later.events[channel].length >= answer.seq);
    const all = [...seen, ...later.events[channel]];
    assert.deepEqual(all.map(event => event.seq), all.map((_, n) => n + 1), TRANSPORTS[i]);
    assert.deepEqual(all.filter(event => event.type === 'message.posted').map(event => event.data.message.text),
      acknowledged, TRANSPORTS[i]);
  }

  for (const [i, socket] of sockets.entries()) {
    assert.deepEqual(await socket.texts(channel, acknowledged.length, 30000), acknowledged, WAYS[i]);
    const all = socket.events[channel].filter(event => event.seq).map(event => event.seq);
    assert.deepEqual(all, all.map((_, n) => n + 1), WAYS[i]);
    assert.equal(socket.answers[channel].recovered, true, WAYS[i]);
    assert.equal(socket.ends.length, 1);
    assert.match(socket.ends[0], /^(transport (close|error)|ping timeout)$/);
  }

  await page.locator('#line[data-phase="open"]').waitFor();
  assert.match(await page.locator('#line').innerText(), new RegExp(new URL(safe).host));
  await say(page, 'still here');
  const shown = await texts(page, Math.min(acknowledged.length, 50) + 1);
  assert.deepEqual(shown.slice(-21), [...acknowledged.slice(-20), 'still here']);
  await browser.close();
});
