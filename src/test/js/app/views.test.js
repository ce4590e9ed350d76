'use strict';
// The main views by the measures of others: accessibility, weight, nothing foreign, the keyboard alone, a phone.

const assert = require('node:assert/strict');
const {readFileSync} = require('node:fs');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {client, closeAll, room} = require('../support/library.js');
const {fresh, guest, nodes, until} = require('../support/world.js');

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const FIRST_LOAD_BYTES = 150 * 1024;
const PHONE = {viewport: {width: 360, height: 640}, hasTouch: true};

let browser;
let ben;
let place;

before(async () => {
  browser = await Browser.start();
  const ana = await client('Ana');
  ben = await guest('Ben');
  place = await room(ana, {name: 'Garden', topic: 'What grows'});
  await ana.ask('rooms.invite', {room: place, user: ben.user.id});
  const {id} = await ana.post(place, {text: `Hello @${ben.user.id}, *who* has \`the hose\`? https://example.org`});
  await ana.post(place, {text: 'An answer', replyTo: id});
  await ana.post(place, {text: 'In a thread', thread: id});
  await ana.ask('messages.react', {room: place, id, emoji: '🌱'});
  await ana.ask('messages.pin', {room: place, id});
  place = {room: place, id};
});

after(async () => {
  await browser.close();
  closeAll();
});

const VIEWS = {
  nothing: () => '#/',
  room: () => `#/r/${place.room}`,
  thread: () => `#/r/${place.room}/thread/${place.id}`,
  pins: () => `#/r/${place.room}/pins`,
  search: () => `#/r/${place.room}/search?q=answer`,
  people: () => `#/r/${place.room}/people`,
  settings: () => `#/r/${place.room}/settings`,
  find: () => '#/find',
  making: () => '#/new',
  direct: () => '#/direct',
  notices: () => '#/notices',
  closed: () => '#/r/not-there',
};

/** Goes to a view and waits until it stands. */
async function see(page, hash) {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.getByText('One moment …').first().waitFor({state: 'detached'});
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 150))));
}

/** What axe finds of weight, as short sentences. */
async function grave(page, where) {
  await page.evaluate(AXE);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  return violations.filter(({impact}) => impact === 'serious' || impact === 'critical').flatMap(({id, nodes: found}) =>
    found.map(({target, failureSummary}) => `${where}: ${id}: ${target.join(' ')}: ${failureSummary}`));
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious in any view, ${colorScheme}`, async () => {
    const page = await browser.app(ben, {colorScheme});
    const found = [];
    for (const [name, hash] of Object.entries(VIEWS)) {
      await see(page, hash());
      found.push(...await grave(page, name));
    }
    await page.getByRole('button', {name: /^Ben/}).click();
    found.push(...await grave(page, 'oneself'));
    await page.keyboard.press('Escape');
    await page.getByRole('button', {name: 'Keys and help'}).click();
    found.push(...await grave(page, 'help'));
    const door = await browser.tab(`${nodes[0]}/?fresh`, {colorScheme});
    await door.getByLabel('Your name').waitFor();
    found.push(...await grave(door, 'door'));
    assert.deepEqual(found, []);
    assert.deepEqual(browser.complaints, []);
  });
}

test('no view is wider than a phone, and each has a way back', async () => {
  const page = await browser.app(ben, PHONE);
  for (const [name, hash] of Object.entries(VIEWS)) {
    await see(page, hash());
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(inner <= outer, `${name}: ${inner} > ${outer}`);
    const back = page.getByRole('link', {name: /^(All rooms|Close)$/});
    assert.ok(name === 'nothing' || await back.filter({visible: true}).count() > 0, `${name}: no way back`);
    assert.deepEqual(await grave(page, name), []);
  }
  await see(page, '#/');
  await page.locator('.entry', {hasText: 'Garden'}).click();
  await page.getByLabel('Message', {exact: true}).waitFor();
  await page.getByRole('link', {name: 'All rooms'}).click();
  await page.locator('.entry', {hasText: 'Garden'}).waitFor();
});

test('the first load is light and comes from here alone', async () => {
  const page = await browser.tab('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  const urls = [];
  session.on('Network.loadingFinished', ({encodedDataLength}) => {
    bytes += encodedDataLength;
  });
  session.on('Network.requestWillBeSent', ({request}) => urls.push(request.url));
  browser.complaints.length = 0;
  await page.goto(`${nodes[0]}/`, {waitUntil: 'networkidle'});
  await page.getByLabel('Your name').waitFor();
  console.log(`the first load: ${urls.length} requests, ${Math.round(bytes / 1024)} KiB with headers`);
  assert.ok(bytes < FIRST_LOAD_BYTES, `${bytes} bytes`);
  assert.deepEqual(urls.filter(url => !url.startsWith(`${nodes[0]}/`)), []);
  assert.deepEqual(browser.complaints, []);
});

/** The accessible name of what has the focus, and what it is. */
const focused = page => page.evaluate(() => {
  const {activeElement: one} = document;
  return `${one.tagName} ${one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent}`.replace(/\s+/g, ' ').trim();
});

/** Presses Tab until something has the focus. */
async function tabTo(page, pattern) {
  const seen = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    seen.push(await focused(page));
    if (pattern.test(seen.at(-1))) {
      return;
    }
  }
  assert.fail(`${pattern} cannot be reached by Tab: ${seen.join(' | ')}`);
}

test('the keyboard is enough for the main paths', async () => {
  const page = await browser.tab(nodes[0]);
  const type = text => page.keyboard.type(text);
  const press = key => page.keyboard.press(key);
  await page.getByLabel('Your name').waitFor();
  await type('Kim');
  await press('Enter');
  await page.getByRole('heading', {name: 'Welcome, Kim'}).waitFor();
  await tabTo(page, /^A .*New room/);
  await press('Enter');
  const names = [fresh('Alpha'), fresh('Beta')];
  for (const name of names) {
    await page.getByRole('heading', {name: 'New room'}).waitFor();
    await until('the name has the focus', async () => /^INPUT Name/.test(await focused(page)));
    await type(name);
    await press('Enter');
    await page.getByRole('heading', {name, exact: true}).first().waitFor();
    await until('the composer has the focus', async () => /^TEXTAREA Message/.test(await focused(page)));
    await type(`about ${name}`);
    await press('Enter');
    await page.locator('.message', {hasText: `about ${name}`}).waitFor();
    if (name === names[0]) {
      await page.evaluate(() => document.activeElement.blur());
      await tabTo(page, /^BUTTON Skip/);
      await tabTo(page, /^A .*New room/);
      await press('Enter');
    }
  }
  await press('Alt+ArrowDown');
  await page.getByRole('heading', {name: names[0], exact: true}).first().waitFor();
  await press('Alt+p');
  await page.getByRole('heading', {name: 'People'}).waitFor();
  await until('the panel has the focus', async () => /^H2 People/.test(await focused(page)));
  await press('Escape');
  await page.getByRole('heading', {name: 'People'}).waitFor({state: 'detached'});
  await press('Alt+n');
  await page.getByRole('heading', {name: 'Notifications'}).waitFor();
  await press('?');
  await page.getByRole('dialog', {name: 'Keys'}).waitFor();
  await press('Escape');
  await page.getByRole('dialog', {name: 'Keys'}).waitFor({state: 'detached'});
  await press('Control+k');
  await until('the search has the focus', async () => /^INPUT Name of a room/.test(await focused(page)));
  await type(names[1]);
  await page.locator('.found', {hasText: names[1]}).waitFor();
  await tabTo(page, new RegExp(`^A Open ${names[1]}`));
  await press('Enter');
  await page.getByRole('heading', {name: names[1], exact: true}).first().waitFor();
  await tabTo(page, /^BUTTON .*Kim/);
  await press('Enter');
  await tabTo(page, /^BUTTON Sign out/);
  await press('Enter');
  await page.getByLabel('Your name').waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('a page has one main part, named parts around it, and places that speak', async () => {
  const page = await browser.app(ben, {hash: `#/r/${place.room}/people`});
  await page.getByRole('complementary', {name: 'People'}).waitFor();
  assert.equal(await page.getByRole('main').count(), 1);
  assert.equal(await page.getByRole('navigation', {name: 'Rooms'}).count(), 1);
  assert.equal(await page.getByRole('heading', {level: 1}).count(), 1);
  assert.ok(await page.getByRole('status').count() >= 2);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
});
