'use strict';
// parley.js in Chromium, as a server serves it: what waits survives a reload, and SockJS stands in for WebSocket.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {client, closeAll, room} = require('../support/library.js');
const {guest, nodes, until} = require('../support/world.js');

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
  closeAll();
});

/** Opens a client in a tab as `window.parley`. */
function begin(tab, token, options = {}) {
  return tab.evaluate(async ([given, more]) => {
    const library = await import('/client/parley.js');
    window.parley = library.connect({token: given, ...more});
    await Promise.race([window.parley.ready(), new Promise(resolve => setTimeout(resolve, 2000))]);
    return window.parley.state;
  }, [token, options]);
}

async function texts(parley, id) {
  const {messages} = await parley.ask('messages.history', {room: id});
  return messages.map(message => message.text);
}

test('posts that were not acknowledged survive a reload, and appear once', async () => {
  const [ana, ben] = [await client('Ana'), await guest('Ben')];
  const id = await room(ana);
  const tab = await browser.tab(nodes[0]);
  assert.equal((await begin(tab, ben.token)).phase, 'open');
  await tab.evaluate(channel => window.parley.ask('rooms.join', {room: channel}), id);
  await tab.context().setOffline(true);
  await tab.evaluate(async ([channel, said]) => {
    window.parley.close();
    said.forEach(text => window.parley.post(channel, {text}));
    await new Promise(resolve => setTimeout(resolve, 100));
  }, [id, ['one', 'two', 'three']]);
  await tab.context().setOffline(false);
  await tab.reload();
  await begin(tab, ben.token);
  await until('all three are there', async () => (await texts(ana, id)).length === 3);
  await tab.reload();
  await begin(tab, ben.token);
  assert.deepEqual(await tab.evaluate(() => window.parley.outbox.entries().length), 0);
  assert.deepEqual(await texts(ana, id), ['one', 'two', 'three']);
});

test('where WebSockets do not get through, SockJS does', async () => {
  const [ana, ben] = [await client('Ana'), await guest('Ben')];
  const id = await room(ana);
  const tab = await browser.tab(nodes[0]);
  await tab.evaluate(() => {
    window.WebSocket = class {
      constructor() {
        setTimeout(() => this.onclose?.({code: 1006, reason: ''}), 10);
      }

      close() {}
    };
  });
  const state = await begin(tab, ben.token, {outbox: false, backoffMs: 20});
  assert.equal(state.transport, 'sockjs');
  await tab.evaluate(channel => {
    window.heard = [];
    window.parley.subscribe(channel, {since: 0}).on('event', event => window.heard.push(event.seq));
  }, `room.${id}`);
  const {seq} = await ana.post(id, {text: 'hello'});
  await until('it is heard', () => tab.evaluate(last => window.heard.at(-1) === last, seq));
  assert.deepEqual(await tab.evaluate(() => window.heard), Array.from({length: seq}, (_, i) => i + 1));
});
