'use strict';
// What lasts: unsent messages over a reload, the page over a sleep of its machine, the session over its token.

const assert = require('node:assert/strict');
const {readFileSync, readdirSync} = require('node:fs');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {Wire, client, closeAll, room, token} = require('../support/library.js');
const {fresh, guest, inSeconds, nodes, sign, until} = require('../support/world.js');

/** How much longer the machine sleeps than the server waits; PARLEY_ASLEEP_MS=300000 is a whole meeting. */
const ASLEEP_MS = Number(process.env.PARLEY_ASLEEP_MS ?? 0);

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
  closeAll();
});

const composer = page => page.getByLabel('Message', {exact: true});
const line = page => page.locator('#line');

async function say(page, text) {
  await composer(page).fill(text);
  await page.keyboard.press('Enter');
}

async function history(parley, id) {
  const {messages} = await parley.ask('messages.history', {room: id, limit: 200});
  return messages.map(({text}) => text);
}

/** The texts of the messages on the page, from the first of those to the last, without repeats of the list's own. */
function shown(page, pattern) {
  return page.locator('.message').evaluateAll((all, source) => all.flatMap(one =>
    one.textContent.match(new RegExp(source)) ?? []), pattern.source);
}

test('messages that were not sent survive a reload, and stand there once', async () => {
  const ana = await client('Ana');
  const id = await room(ana);
  const ben = await guest('Ben');
  await ana.ask('rooms.invite', {room: id, user: ben.user.id});
  const wire = await Wire.to(nodes[0]);
  const page = await browser.app(ben, {node: wire.url, hash: `#/r/${id}`});
  await composer(page).waitFor();
  wire.mute = true;
  for (const text of ['unsent 1', 'unsent 2', 'unsent 3']) {
    await say(page, text);
  }
  await page.locator('.message.sending', {hasText: 'unsent 3'}).waitFor();
  await until('they are kept', () => page.evaluate(() => new Promise(resolve => {
    const opening = indexedDB.open('parley-outbox', 1);
    opening.onsuccess = () => {
      const count = opening.result.transaction('records').objectStore('records').count();
      count.onsuccess = () => {
        opening.result.close();
        resolve(count.result === 3);
      };
    };
  })));
  wire.cut();
  wire.mute = false;
  await page.reload();
  await page.locator('.message:not(.sending)', {hasText: 'unsent 3'}).waitFor();
  assert.deepEqual(await shown(page, /unsent \d/), ['unsent 1', 'unsent 2', 'unsent 3']);
  assert.deepEqual(await history(ana, id), ['unsent 1', 'unsent 2', 'unsent 3']);
  await page.context().close();
  wire.close();
});

/** The processes below one, itself included. */
function family(pid) {
  const parents = readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      const [, ppid] = readFileSync(`/proc/${name}/stat`, 'utf8').match(/\) \S (\d+)/);
      return [[Number(name), Number(ppid)]];
    } catch {
      return [];
    }
  });
  const below = one => [one, ...parents.filter(([, ppid]) => ppid === one).flatMap(([child]) => below(child))];
  return below(pid);
}

test('a machine that slept longer than the server waits has everything again when it wakes', async () => {
  const ana = await client('Ana');
  const id = await room(ana);
  const ben = await guest('Ben');
  await ana.ask('rooms.invite', {room: id, user: ben.user.id});
  const {server, ...own} = await Browser.apart();
  try {
    const page = await own.browser.app(ben, {hash: `#/r/${id}`});
    await ana.post(id, {text: 'before 0'});
    await page.locator('.message', {hasText: 'before 0'}).waitFor();
    const presence = ana.subscribe(`presence.room.${id}`);
    let gone = false;
    presence.on('event', ({data}) => {
      gone = data.left?.includes(ben.user.id) || gone;
    });
    const all = family(server.process().pid);
    all.forEach(pid => process.kill(pid, 'SIGSTOP'));
    await until('the server has given him up', () => gone, 30000);
    await new Promise(resolve => {
      setTimeout(resolve, ASLEEP_MS);
    });
    const texts = Array.from({length: 60}, (_, i) => `asleep ${i}`);
    for (const text of texts) {
      await ana.post(id, {text});
    }
    all.reverse().forEach(pid => process.kill(pid, 'SIGCONT'));
    await page.locator('.message', {hasText: 'asleep 59'}).waitFor();
    const seen = (await shown(page, /asleep \d+/)).slice(-5);
    assert.deepEqual(seen, texts.slice(-5));
    await say(page, 'awake');
    await until('it is there', async () => (await history(ana, id)).at(-1) === 'awake');
    assert.deepEqual((await history(ana, id)).slice(1), [...texts, 'awake']);
    await page.locator('.entry', {hasText: 'awake'}).waitFor();
    assert.deepEqual(own.browser.complaints.filter(one => !/WebSocket/.test(one)), []);
  } finally {
    await own.browser.close();
    await server.close();
  }
});

test('the token of a guest is renewed on the connection that there is', async () => {
  const name = fresh('guest');
  const ana = await guest(name, {ttlSeconds: 20});
  const page = await browser.app(ana);
  const phases = await page.evaluateHandle(() => {
    const seen = [];
    new MutationObserver(() => seen.push(document.getElementById('line').dataset.phase))
      .observe(document.getElementById('line'), {attributes: true, attributeFilter: ['data-phase']});
    return seen;
  });
  const kept = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('parley.identity')).token);
  await until('another token is kept', async () => await kept() !== ana.token);
  const [, claims] = (await kept()).split('.').map(part => Buffer.from(part, 'base64url').toString());
  assert.equal(JSON.parse(claims).sub, ana.user.id);
  assert.deepEqual(await phases.jsonValue(), []);
  assert.deepEqual(browser.complaints, []);
});

test('whose token ends brings another one, and goes on in the middle of a sentence', async () => {
  const name = fresh('ida');
  const ida = {user: {id: name, name}, token: token(name, 25), identity: {guest: false}};
  const maker = await client('Ana');
  const id = await room(maker);
  await maker.ask('rooms.invite', {room: id, user: name});
  const page = await browser.app(ida, {hash: `#/r/${id}`});
  await composer(page).fill('half a sen');
  await line(page).getByText('Your token expires soon').waitFor();
  const claims = {sub: 'admin', roles: ['admin'], iat: inSeconds(0), exp: inSeconds(60)};
  const admin = await client('Admin', {as: {token: sign(claims), user: {id: 'admin'}}});
  const {at} = await admin.ask('session.revoke', {user: name});
  await page.getByRole('dialog', {name: 'A new token'}).waitFor();
  await line(page).getByText('Your token is not valid any more').waitFor();
  const field = page.getByLabel('Token', {exact: true});
  await field.fill(token('somebody-else'));
  await page.getByRole('button', {name: 'Go on'}).click();
  await page.getByText('This token is for somebody-else').waitFor();
  await until('tokens are of a later second', () => inSeconds(0) > Math.floor(Date.parse(at) / 1000));
  await field.fill(token(name));
  await page.getByRole('button', {name: 'Go on'}).click();
  await page.locator('#line[data-phase="open"]').waitFor({state: 'attached'});
  assert.equal(await composer(page).inputValue(), 'half a sen');
  await say(page, 'half a sentence');
  await until('it is there', async () => (await history(maker, id)).at(-1) === 'half a sentence');
});
