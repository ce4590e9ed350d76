'use strict';
// The pages of /demo/, as two people see them.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Browser} = require('./support/browser.js');
const {fresh, nodes} = require('./support/world.js');

const DEMOS = ['rsvp', 'post', 'dashboard', 'cursors', 'form'];
const SEATS = 50;
const key = process.env.PARLEY_KEY;
const id = fresh('demo');

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
});

/** A person of his own on a page, once it is live. */
async function tab(demo, node = nodes[0], options) {
  const page = await browser.tab(`${node}/demo/${demo}?id=${id}`, options);
  await page.locator('#line[data-phase="open"]').waitFor();
  await page.locator('#me b').waitFor();
  return page;
}

const name = page => page.locator('#me b').textContent();

/** Waits until the text of an element is this. */
const shows = (page, selector, text) => page.waitForFunction(
  ([where, what]) => document.querySelector(where)?.textContent.trim() === what, [selector, text]);

test('the first page leads to each of them, and all fit a telephone', async () => {
  const phone = {viewport: {width: 360, height: 740}};
  const first = await browser.tab(`${nodes[0]}/demo/`, phone);
  const links = await first.locator('.demos a').evaluateAll(all => all.map(link => link.getAttribute('href')));
  assert.deepEqual(links, DEMOS.map(demo => `/demo/${demo}`));
  for (const demo of DEMOS) {
    const page = await tab(demo, nodes[0], phone);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${demo} is ${width} wide`);
    await page.context().close();
  }
  assert.deepEqual(browser.complaints, []);
});

test('two hundred people fight for fifty seats, and fifty get one', async () => {
  const ana = await tab('rsvp');
  await ana.locator('#mine').click();
  await ana.getByText('You have a seat.').waitFor();
  const ben = await tab('rsvp', nodes.at(-1));
  await shows(ben, '#taken', '1');
  await ben.locator('#crowd').click();
  await ben.getByText(`${SEATS - 1} got a seat, ${200 - SEATS + 1} found the table full`).waitFor();
  for (const page of [ana, ben]) {
    await shows(page, '#taken', String(SEATS));
    assert.equal(await page.locator('.seat .face').count(), SEATS);
  }
  assert.equal(await ben.locator('#mine').isDisabled(), true);
  await ana.locator('#mine').click();
  await shows(ben, '#taken', String(SEATS - 1));
  await ben.locator('#mine').click();
  await shows(ana, '#taken', String(SEATS));
  assert.equal(await ana.locator('#mine').isDisabled(), true);
  await ben.locator('#clear').click();
  await shows(ana, '#taken', '0');
  forgetConflicts();
});

/** A browser tells of each refused request; these were meant. */
function forgetConflicts() {
  browser.complaints = browser.complaints.filter(complaint => !complaint.includes('409'));
  assert.deepEqual(browser.complaints, []);
}

test('a reaction counts once for each person, and nobody misses a comment', async () => {
  const ana = await tab('post');
  const ben = await tab('post', nodes.at(-1));
  const love = page => page.getByRole('button', {name: 'Love'});
  await love(ana).click();
  await love(ben).click();
  for (const page of [ana, ben]) {
    await shows(page, '.reaction .count', '2');
  }
  await love(ben).click();
  await shows(ana, '.reaction .count', '1');
  await ana.getByLabel('Your comment').fill('<b>How cold</b> was it?');
  await ana.keyboard.press('Enter');
  await ben.getByText('<b>How cold</b> was it?').waitFor();
  await ben.getByLabel('Your comment').fill('Minus nine.');
  await ben.keyboard.press('Enter');
  await ana.getByText('Minus nine.').waitFor();
  const late = await tab('post');
  await late.getByText('Minus nine.').waitFor();
  assert.deepEqual(await late.locator('.comment p:last-child').allTextContents(),
    ['<b>How cold</b> was it?', 'Minus nine.']);
  await shows(late, '.reaction .count', '1');
  assert.equal(await love(late).getAttribute('aria-pressed'), 'false');
  assert.deepEqual(browser.complaints, []);
});

test('what the rows of a table become is on the dashboard at once', async () => {
  const page = await tab('dashboard');
  await page.getByText('scripts/demo-orders').waitFor();
  const order = {id: 7, customer: 'Ana', total: 12.5, status: 'new'};
  await changed({op: 'insert', row: order});
  await changed({op: 'insert', row: {...order, id: 8, total: 7.5}});
  await changed({op: 'update', row: {...order, status: 'sent'}, old: order});
  await shows(page, '#orders', '2');
  await shows(page, '#sent', '1');
  assert.match(await page.locator('#revenue').textContent(), /20/);
  assert.deepEqual(await page.locator('tbody tr td:first-child').allTextContents(), ['#7', '#8', '#7']);
  const late = await tab('dashboard', nodes.at(-1));
  await shows(late, '#sent', '1');
  await changed({op: 'delete', old: {...order, id: 8}});
  await shows(late, '#orders', '1');
  assert.deepEqual(browser.complaints, []);
});

/** What a watched table publishes, by the application's back end. */
async function changed(data) {
  const answer = await fetch(`${nodes[0]}/api/v1/channels/live.demo.orders-${id}/publications`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${key}`, 'Parley-As': 'shop'},
    body: JSON.stringify({type: 'row.changed', data}),
  });
  assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
}

test('a cursor moves for the others, and goes with its person', async () => {
  const ana = await tab('cursors');
  const ben = await tab('cursors', nodes.at(-1));
  const field = await ana.locator('#field').boundingBox();
  const cursor = ben.locator('.cursor', {hasText: await name(ana)});
  const until = async found => {
    while (!found(Number.parseFloat(await cursor.evaluate(one => one.style.getPropertyValue('--x'))))) {
      await ben.waitForTimeout(20);
    }
  };
  await ana.mouse.move(field.x + field.width / 4, field.y + field.height / 2);
  await cursor.waitFor();
  await until(x => x < 30);
  await ana.mouse.move(field.x + field.width * 3 / 4, field.y + field.height / 2, {steps: 20});
  await until(x => x > 74 && x < 76);
  await ana.locator('#field').focus();
  await ana.keyboard.press('ArrowLeft');
  await until(x => x < 74);
  await ana.context().close();
  await cursor.waitFor({state: 'detached'});
  assert.deepEqual(browser.complaints, []);
});

test('two people edit one form, and nobody overwrites what he has not seen', async () => {
  const ana = await tab('form');
  const ben = await tab('form', nodes.at(-1));
  await ana.getByLabel('What', {exact: true}).fill('Skating');
  await ben.waitForFunction(() => document.querySelector('#title').value === 'Skating');
  await ana.getByLabel('Where').focus();
  await ben.locator('.field', {hasText: 'Where'}).getByText(`${await name(ana)} is here`).waitFor();
  await Promise.all([ana.getByLabel('When').fill('Saturday'), ben.getByLabel('When').fill('Sunday')]);
  const alert = await Promise.race([ana, ben].map(async page => {
    await page.locator('.clash:not([hidden])').waitFor();
    return page;
  }));
  await alert.getByRole('button', {name: 'Keep mine'}).click();
  const kept = await alert.getByLabel('When').inputValue();
  const other = alert === ana ? ben : ana;
  await other.waitForFunction(value => document.querySelector('#when').value === value
    || !document.querySelector('#when').closest('.field').querySelector('.clash').hidden, kept);
  const again = other.locator('.clash:not([hidden])');
  if (await again.count()) {
    await again.getByRole('button', {name: 'Take theirs'}).click();
  }
  const late = await tab('form');
  for (const page of [other, late]) {
    await page.waitForFunction(value => document.querySelector('#when').value === value, kept);
  }
  assert.deepEqual(browser.complaints, []);
});
