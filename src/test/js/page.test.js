'use strict';
// The small page at /try, as two people see it.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Browser, connected, enter, say, texts} = require('./support/browser.js');
const {Raw} = require('./support/raw.js');
const {fresh, nodes} = require('./support/world.js');

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
  await Raw.closeAll();
});

const address = (room, node = nodes[0]) => `${node}/try?room=${room}`;

test('two tabs talk, each on its own node, and what they write is text', async () => {
  const room = fresh('page');
  const ana = await browser.tab(address(room));
  await enter(ana, 'Ana');
  await ana.getByText('Nothing has been said here yet.').waitFor();
  const ben = await browser.tab(address(room, nodes.at(-1)));
  await enter(ben, 'Ben');
  const said = ['Hello', '<img src=x onerror="alert(1)"><b>bold</b>', 'two\nlines & more', '100% ünï 🌱'];
  for (const [i, text] of said.entries()) {
    await say(i % 2 ? ben : ana, text);
    assert.deepEqual(await texts(i % 2 ? ana : ben, i + 1), said.slice(0, i + 1));
  }
  assert.deepEqual(await texts(ana, said.length), said);
  assert.equal(await ana.locator('.message img, .message .text b').count(), 0);
  assert.equal(await ana.locator('.message.mine').count(), 2);
  assert.match(await ben.locator('.message .byline').first().innerText(), /^Ana \d/);
  await ana.locator('#members').getByText('Ben').waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('whoever comes later sees what was said, older pages on request', async () => {
  const room = fresh('page');
  const ana = await Raw.guest('Ana');
  await ana.ask('parley.rooms', 'create', {id: room, name: 'Long talk', visibility: 'public'});
  for (let i = 0; i < 70; i++) {
    await ana.ask('parley.messages', 'post', {room, text: `line ${i}`});
  }
  const ben = await browser.tab(address(room));
  await enter(ben, 'Ben');
  assert.equal((await texts(ben, 50)).at(-1), 'line 69');
  assert.equal(await ben.getByRole('heading', {name: 'Long talk'}).count(), 1);
  await ben.getByRole('button', {name: 'Earlier messages'}).click();
  const all = await texts(ben, 70);
  assert.deepEqual(all, Array.from({length: 70}, (_, i) => `line ${i}`));
  assert.equal(await ben.getByRole('button', {name: 'Earlier messages'}).count(), 0);
  assert.deepEqual(browser.complaints, []);
});

test('a reload comes back as the same person, to the same room', async () => {
  const room = fresh('page');
  const ana = await browser.tab(address(room));
  await enter(ana, 'Ana');
  await say(ana, 'before');
  await ana.locator('.message:not(.sending)').waitFor();
  await ana.reload();
  await connected(ana);
  await say(ana, 'after');
  assert.deepEqual(await texts(ana, 2), ['before', 'after']);
  assert.equal(await ana.locator('.message.mine').count(), 2);
});

test('the keyboard is enough, and a screen reader finds its way', async () => {
  const room = fresh('page');
  const ana = await browser.tab(address(room));
  await ana.keyboard.type('Ana');
  await ana.keyboard.press('Enter');
  await connected(ana);
  await ana.keyboard.type('typed');
  await ana.keyboard.press('Shift+Enter');
  await ana.keyboard.type('twice');
  await ana.keyboard.press('Enter');
  assert.deepEqual(await texts(ana, 1), ['typed\ntwice']);
  for (const role of ['main', 'complementary', 'banner', 'log', 'status']) {
    assert.equal(await ana.getByRole(role).count(), 1, role);
  }
  for (const field of await ana.locator('input:visible, textarea:visible, button:visible').all()) {
    const named = await field.evaluate(node => node.labels?.length || node.textContent.trim());
    assert.ok(named, await field.evaluate(node => node.outerHTML));
  }
});

test('another room is a door away', async () => {
  const ana = await browser.tab(address(fresh('page')));
  await enter(ana, 'Ana');
  await ana.getByRole('button', {name: 'Another room'}).click();
  const other = fresh('page');
  await ana.getByLabel('Room').fill(other);
  await ana.getByRole('button', {name: 'Enter'}).click();
  await connected(ana);
  await ana.getByRole('heading', {name: other}).waitFor();
  assert.equal(new URL(ana.url()).searchParams.get('room'), other);
});

test('nothing is wider than a phone', async () => {
  const ana = await browser.tab(address(fresh('page')), {viewport: {width: 360, height: 640}});
  await enter(ana, 'Ana with a rather long name that goes on');
  await say(ana, 'x'.repeat(400));
  await texts(ana, 1);
  const [inner, outer] = await ana.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inner <= outer, `${inner} > ${outer}`);
});
