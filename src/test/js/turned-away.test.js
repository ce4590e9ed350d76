'use strict';
// An EventSource that a node cannot let in for a time, in Node and in Chromium: it comes back by itself.

const assert = require('node:assert/strict');
const {test} = require('node:test');
const {EventSource} = require('eventsource');
const {Browser} = require('./support/browser.js');
const {guest, nodes, until} = require('./support/world.js');

/** Runs here and in the browser: how often it was turned away, and let in. */
function listen(source) {
  const told = {refused: [], subscribed: 0, state: () => source.readyState, close: () => source.close()};
  source.addEventListener('session.refused', event => told.refused.push(JSON.parse(event.data).error));
  source.addEventListener('subscribed', () => {
    told.subscribed += 1;
  });
  return told;
}

/** Signs in once the address may ask: who waited for the node to be ready may have spent all it had. */
async function signIn() {
  let refused;
  const allowed = () => guest('Ana').catch(failure => {
    refused = failure;
  });
  return until('a guest may sign in', allowed).catch(() => {
    throw refused;
  });
}

/** Asks until the address may ask no more, for a moment: what it may grows back at once. */
async function spend() {
  while ((await fetch(`${nodes[0]}/nowhere`)).status !== 429) {
    continue;
  }
}

test('an EventSource that asks too much is let in later', async () => {
  const {token, user} = await signIn();
  const url = `${nodes[0]}/events?token=${token}&channel=user.${user.id}`;
  const browser = await Browser.start();
  const page = await browser.tab(`${nodes[0]}/nowhere`, {bypassCSP: true});
  let here;
  do {
    here?.close();
    await spend();
    here = listen(new EventSource(url));
    await until('it is answered', () => here.refused.length + here.subscribed > 0);
  } while (here.refused.length === 0);
  assert.equal(here.refused[0].type, 'rate_limited');
  assert.ok(here.refused[0].data.retryAfterMs > 0);
  await until('it is let in', () => here.subscribed === 1);

  const there = () => page.evaluate('({refused: told.refused.length, subscribed: told.subscribed})');
  do {
    await page.evaluate('window.told?.close()');
    await spend();
    await page.evaluate(`window.told = (${listen})(new EventSource(${JSON.stringify(url)}))`);
    await until('Chromium is answered', async () => (await there()).refused + (await there()).subscribed > 0);
  } while ((await there()).refused === 0);
  await until('Chromium is let in', async () => (await there()).subscribed === 1);
  assert.equal(here.subscribed, 1, 'who is inside stays');
  here.close();
  await browser.close();
});

test('an EventSource with a bad token gives up', async () => {
  const source = new EventSource(`${nodes[0]}/events?token=bad&channel=room.later`);
  let failure;
  source.addEventListener('error', event => {
    failure = event;
  });
  await until('it gives up', () => source.readyState === EventSource.CLOSED);
  assert.equal(failure.code, 401);
});
