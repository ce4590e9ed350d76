'use strict';
// A node is asked to end in order: people are told when to leave, and lose nothing. Near the end of all tests.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Browser, enter, say, texts} = require('./support/browser.js');
const {Io} = require('./support/io.js');
const {Raw} = require('./support/raw.js');
const {fresh, guest, nodes, pids, until, within} = require('./support/world.js');

const CLIENTS = 40;
/** Whoever may stay for less is not asked to get a post through. */
const AMPLE_MS = 2000;
const stopped = 1;

after(() => {
  Io.closeAll();
  return Raw.closeAll();
});

test('a node that ends tells its clients when to come back, and serves them until then', async () => {
  assert.ok(nodes.length > 2 && pids.length === nodes.length, 'three nodes and their processes');
  const room = fresh('room');
  const owner = await Raw.guest('Owner');
  await owner.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
  await owner.register(`room.${room}`);
  const clients = await Promise.all(Array.from({length: CLIENTS}, async (_, i) => {
    const client = await Raw.connect({as: await guest(`C${i}`), node: nodes[stopped]});
    await client.ask('parley.rooms', 'join', {room});
    await client.register(`room.${room}`);
    return client;
  }));
  const sockets = await Promise.all(['polling', 'websocket'].map(way => Io.guest('S', {way, node: nodes[stopped]})));
  sockets.forEach(socket => socket.turnTo(nodes[0]));
  const browser = await Browser.start();
  const page = await browser.tab(`${nodes[0]}/try?room=${room}&nodes=${nodes[stopped]},${nodes[0]}`);
  await enter(page, 'Paul');
  process.kill(pids[stopped], 'SIGTERM');
  const ends = await Promise.all(clients.map((client, i) => leaves(client, i, room)));
  assert.deepEqual([...new Set(ends.map(end => end.code))], [3001]);
  const spread = Math.max(...ends.map(end => end.told)) - Math.min(...ends.map(end => end.told));
  assert.ok(spread > 200, `all at once: ${spread} ms`);
  await page.locator('#line', {hasText: `Connected to ${new URL(nodes[0]).host}`}).waitFor();
  await say(page, 'moved');
  await texts(page, 1);
  await page.locator('.message.mine:not(.sending):not(.refused)').waitFor();
  await browser.close();
  for (const socket of sockets) {
    await until('a socket elsewhere', () => socket.ends.length > 0 && socket.socket.connected);
    assert.ok(socket.notices.some(notice => notice.type === 'session.moving' && notice.urls.length > 0));
    assert.ok(socket.notices.some(notice => notice.type === 'session.closed' && notice.code === 3001));
    assert.deepEqual(socket.ends, ['transport close']);
  }
  const acknowledged = ends.flatMap(end => end.posted);
  assert.ok(acknowledged.length >= 5, `${acknowledged.length} posts while the node was ending`);
  const heard = new Set((await owner.hears(`room.${room}`, CLIENTS + acknowledged.length + 2)).map(event => event.id));
  assert.deepEqual(acknowledged.filter(id => !heard.has(id)), []);
});

/** How one client is seen off: told when, served until then, closed after. */
async function leaves(client, i, room) {
  const notice = await client.frame('session.moving', frame => frame.address === 'parley.session');
  const at = Date.now();
  assert.equal(notice.type, 'rec');
  assert.equal(notice.body.type, 'session.moving');
  assert.ok(Array.isArray(notice.body.urls) && !notice.body.urls.includes(nodes[stopped]), 'where else to go');
  const told = notice.body.reconnectAfterMs;
  assert.ok(told >= 0);
  const posted = told > AMPLE_MS ? [`last-${i}`] : [];
  for (const id of posted) {
    await client.ask('parley.messages', 'post', {room, id, text: 'still served'});
  }
  const end = await within('the close', client.closed);
  assert.ok(Date.now() - at >= told - 50, `closed after ${Date.now() - at} ms, told ${told}`);
  assert.ok(end.reason.length > 3, 'a reason in words');
  return {...end, told, posted};
}
