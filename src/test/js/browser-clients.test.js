'use strict';
// The stock clients in a real browser, over every transport, talking with one in Node on another node.

const assert = require('node:assert/strict');
const {dirname, join} = require('node:path');
const {after, before, test} = require('node:test');
const {Browser} = require('./support/browser.js');
const {Gateway} = require('./support/gateway.js');
const {Stock, TRANSPORTS} = require('./support/stock.js');
const {fresh, guest, nodes} = require('./support/world.js');

const SCRIPTS = {
  'vertx3-eventbus-client': require.resolve('vertx3-eventbus-client'),
  '@vertx/eventbus-bridge-client.js': require.resolve('@vertx/eventbus-bridge-client.js'),
};
const SOCKJS = join(dirname(require.resolve('sockjs-client/package.json')), 'dist/sockjs.js');
const TEXTS = ['plain', 'ünï 🌱', '100% %20 %41', '<b>&amp;</b>', 'two\nlines'];

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  Stock.closeAll();
  await browser.close();
});

/** Runs in the browser: signs in, joins, hears the room from its beginning, and posts every other text. */
function talk({node, transport, token, room, mine}) {
  return new Promise((resolve, reject) => {
    const bus = new EventBus(`${node ?? location.origin}/eventbus`, {transports: [transport]});
    const ask = (address, action, body) => new Promise((done, refused) =>
      bus.send(address, body, {action}, (fault, reply) => fault ? refused(new Error(fault.message)) : done(reply.body)));
    window.heard = [];
    window.transport = () => bus.sockJSConn.transport;
    bus.onclose = event => reject(new Error(`${event.code} ${event.reason}`));
    bus.onopen = async () => {
      await ask('parley.session', 'authenticate', {token});
      await ask('parley.rooms', 'join', {room});
      bus.registerHandler(`room.${room}`, {since: '0'}, (fault, frame) => window.heard.push(frame.body));
      for (const text of mine) {
        await ask('parley.messages', 'post', {room, text});
      }
      resolve();
    };
  });
}

for (const [client, script] of Object.entries(SCRIPTS)) {
  for (const transport of TRANSPORTS) {
    test(`${client} in Chromium over ${transport}`, async () => {
      const room = fresh('room');
      const ben = await Stock.guest('Ben', {transport, node: nodes.at(-1)});
      await ben.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
      await ben.register(`room.${room}`);
      const page = await browser.tab(`${nodes[0]}/try`, {bypassCSP: true});
      await page.addScriptTag({path: SOCKJS});
      await page.addScriptTag({path: script});
      const {token} = await guest('Ana');
      await page.evaluate(talk, {transport, token, room, mine: TEXTS});
      assert.equal(await page.evaluate(() => window.transport()), transport);
      assert.deepEqual(await ben.texts(`room.${room}`, TEXTS.length), TEXTS);
      await ben.ask('parley.messages', 'post', {room, text: 'the last'});
      await page.waitForFunction(() => window.heard.some(event => event.data?.message?.text === 'the last'));
      const heard = (await page.evaluate(() => window.heard)).filter(event => event.type !== 'subscribed');
      assert.deepEqual(heard.map(event => event.seq), heard.map((_, i) => i + 1));
      const texts = heard.filter(event => event.type === 'message.posted').map(event => event.data.message.text);
      assert.deepEqual(texts, [...TEXTS, 'the last']);
      assert.deepEqual(browser.complaints, []);
      await page.context().close();
    });
  }
}

for (const transport of TRANSPORTS) {
  test(`a page of another origin over ${transport}`, async () => {
    const room = fresh('room');
    const ben = await Stock.guest('Ben', {node: nodes[0]});
    await ben.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'});
    await ben.register(`room.${room}`);
    const gateway = await Gateway.open([nodes.at(-1)]);
    const page = await browser.tab(`${nodes[0]}/try`, {bypassCSP: true});
    await page.addScriptTag({path: SOCKJS});
    await page.addScriptTag({path: SCRIPTS['vertx3-eventbus-client']});
    const {token} = await guest('Ana');
    await page.evaluate(talk, {node: gateway.url, transport, token, room, mine: TEXTS});
    assert.equal(await page.evaluate(() => window.transport()), transport);
    assert.deepEqual(await ben.texts(`room.${room}`, TEXTS.length), TEXTS);
    await page.waitForFunction(text => window.heard.some(event => event.data?.message?.text === text), TEXTS.at(-1));
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual(heard.filter(event => event.type === 'message.posted').map(event => event.data.message.text), TEXTS);
    assert.deepEqual(browser.complaints, []);
    await page.context().close();
    await gateway.close();
  });
}
