'use strict';
// A node is killed while people talk on the page. Last of all tests on these nodes: it does not come back.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {client, closeAll, room} = require('../support/library.js');
const {guest, nodes, pids, until} = require('../support/world.js');

const SAID = 60;
const KILL_AT = 20;
const RECOVERY_MS = 2000;

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
  closeAll();
});

/** Keeps, in the page, every order in which messages ever stood, and what the line said when. */
function watch(page) {
  return page.evaluate(() => {
    const line = document.getElementById('line');
    window.said = [];
    window.wrong = [];
    const look = () => {
      const now = {at: performance.now(), phase: line.dataset.phase, text: line.innerText.trim()};
      const last = window.said.at(-1);
      if (last?.phase !== now.phase || last?.text !== now.text) {
        window.said.push(now);
      }
      const numbers = by => [...document.querySelectorAll('.message')].flatMap(one =>
        one.textContent.match(new RegExp(`${by} says (\\d+)`))?.[1] ?? []).map(Number);
      for (const by of ['Ana', 'Ben', 'Cy']) {
        const shown = numbers(by);
        if (shown.some((number, i) => i > 0 && number !== shown[i - 1] + 1)) {
          window.wrong.push(`${by}: ${shown} after ${window.said.at(-1).text}`);
        }
      }
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
    look();
  });
}

async function say(page, text) {
  await page.getByLabel('Message', {exact: true}).fill(text);
  await page.keyboard.press('Enter');
}

test('nobody on the page loses, doubles or misplaces a message, and the line says what is going on', async () => {
  assert.ok(nodes.length > 1 && pids.length === nodes.length, 'there has to be another node');
  const [safe, doomed] = [nodes[0], nodes.at(-1)];
  const cy = await client('Cy', {url: safe});
  const id = await room(cy);
  const people = await Promise.all(['Ana', 'Ben'].map(guest));
  await Promise.all(people.map(({user}) => cy.ask('rooms.invite', {room: id, user: user.id})));
  const query = `?nodes=${safe},${doomed}`;
  const [ana, ben] = await Promise.all([[people[0], doomed], [people[1], safe]].map(([who, node]) =>
    browser.app(who, {node, query, hash: `#/r/${id}`})));
  await Promise.all([ana, ben].map(page => page.getByLabel('Message', {exact: true}).waitFor()));
  await Promise.all([ana, ben].map(watch));

  const talk = async (by, act) => {
    for (let i = 0; i < SAID; i++) {
      await act(`${by} says ${i}`);
      if (by === 'Cy' && i === KILL_AT) {
        process.kill(pids.at(-1), 'SIGKILL');
      }
    }
  };
  await Promise.all([talk('Ana', text => say(ana, text)), talk('Ben', text => say(ben, text)),
    talk('Cy', text => cy.post(id, {text}))]);
  const all = by => Array.from({length: SAID}, (_, i) => `${by} says ${i}`);
  const texts = async () => (await cy.ask('messages.history', {room: id, limit: 200})).messages.map(({text}) => text);
  await until('everything is there', async () => (await texts()).length >= 3 * SAID);
  const order = await texts();
  for (const by of ['Ana', 'Ben', 'Cy']) {
    assert.deepEqual(order.filter(text => text.startsWith(by)), all(by));
  }
  for (const page of [ana, ben]) {
    await page.locator('.message:not(.sending)', {hasText: order.at(-1)}).waitFor();
    await until('nothing is on its way', async () => await page.locator('.message.sending').count() === 0);
    const shown = () => page.locator('.message').evaluateAll(rows => rows.flatMap(row =>
      row.textContent.match(/(?:Ana|Ben|Cy) says \d+/)?.[0] ?? []));
    const tail = order.slice(-8);
    await until(`${tail} on the page`, async () => String((await shown()).slice(-8)) === String(tail))
      .catch(async late => assert.deepEqual(await shown(), tail, late.message));
    assert.deepEqual(await page.evaluate(() => window.wrong), []);
  }
  const said = await ana.evaluate(() => window.said);
  const lost = said.find(({phase}) => phase === 'waiting');
  const back = said.find(({phase, at}) => phase === 'open' && at > lost?.at);
  assert.match(lost?.text ?? '', /^Not connected: the connection broke/, JSON.stringify(said));
  console.log(`on the screen the connection was away for ${Math.round(back.at - lost.at)} ms`);
  assert.ok(back.at - lost.at < RECOVERY_MS, JSON.stringify(said));
  assert.ok(said.some(({text}) => text === 'Connected again'), JSON.stringify(said));
  assert.deepEqual(browser.complaints.filter(one => !/WebSocket connection/.test(one)), []);
});
