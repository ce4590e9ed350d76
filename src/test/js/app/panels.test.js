'use strict';
// Threads, search, pins, places: what stands beside a conversation and leads back into it.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Talkers, choose, chooseMore, composer, message, say} = require('./support/talkers.js');
const {nodes, until} = require('../support/world.js');

let talkers;
let people;

before(async () => {
  talkers = await Talkers.start();
  people = await Promise.all([talkers.person('Ana'), talkers.person('Ben', nodes.at(-1)),
    talkers.person('Cy')]);
});

after(async () => {
  await talkers.close();
});

const panel = page => page.getByRole('complementary').filter({has: page.locator('#panel-title')});
const hasFocus = locator => locator.evaluate(node => node === document.activeElement);
const inView = locator => locator.evaluate(node => {
  const {top, bottom} = node.getBoundingClientRect();
  const list = node.closest('.scroller').getBoundingClientRect();
  return top >= list.top - 5 && bottom <= list.bottom + 5;
});

test('three people in a thread', async () => {
  const room = await talkers.room(people);
  await people[0].client.post(room, {text: 'Where do we meet?'});
  const [ana, ben, cy] = await Promise.all(people.map(one => talkers.page(one, `#/r/${room}`)));
  await choose(ana, 'Where do we meet?', 'Open the thread');
  const reply = page => panel(page).getByRole('textbox', {name: 'Reply in the thread'});
  await reply(ana).fill('At the pond');
  await reply(ana).press('Enter');
  await message(ben, 'Where do we meet?').getByRole('button', {name: '1 reply'}).click();
  await panel(ben).getByText('At the pond').waitFor();
  await reply(ben).fill('or *the gate*');
  await reply(ben).press('Enter');
  await panel(ana).locator('strong', {hasText: 'the gate'}).waitFor();
  await message(cy, 'or the gate').locator('.quote', {hasText: 'Where do we meet?'}).click();
  await panel(cy).getByText('At the pond').waitFor();
  await reply(ben).press('ArrowUp');
  await reply(ben).fill('or the oak');
  await reply(ben).press('Enter');
  await panel(cy).getByText('or the oak').waitFor();
  await message(cy, 'Where do we meet?').getByRole('button', {name: '2 replies'}).waitFor();
  assert.deepEqual(await panel(cy).locator('.text').allInnerTexts(),
    ['Where do we meet?', 'At the pond', 'or the oak']);
  await reply(cy).press('Escape');
  await panel(cy).waitFor({state: 'detached'});
  assert.deepEqual(talkers.complaints, []);
});

test('on a phone a thread covers the room, which is where it was afterwards', async () => {
  const room = await talkers.room(people);
  const posted = [];
  for (let i = 0; i < 60; i += 1) {
    posted.push(await people[i % 3].client.post(room, {text: `line ${i}`}));
  }
  const page = await talkers.page(people[0], `#/r/${room}?at=${posted[20].seq}`,
    {viewport: {width: 390, height: 700}, hasTouch: true, isMobile: true});
  const line = message(page, 'line 20');
  await until('it is in view', () => inView(line));
  const top = () => line.evaluate(node => Math.round(node.getBoundingClientRect().top));
  await line.tap();
  const before = await top();
  await line.getByRole('button', {name: 'Open the thread'}).tap();
  await panel(page).getByText('line 20').waitFor();
  assert.equal(await line.isVisible(), false);
  await panel(page).getByRole('link', {name: 'Close'}).tap();
  await line.waitFor();
  await until('it is where it was', async () => Math.abs(await top() - before) < 2);
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide[0] <= wide[1], `${wide}`);
});

test('what was said is found, marked, narrowed down, and gone to', async () => {
  const room = await talkers.room(people);
  await people[0].client.post(room, {text: 'The *beans* are in the shed'});
  await people[1].client.post(room, {text: 'Beans? I see peas'});
  for (let i = 0; i < 120; i += 1) {
    await people[i % 3].client.post(room, {text: `chatter ${i}`});
  }
  const page = await talkers.page(people[2], `#/r/${room}`);
  await message(page, 'chatter 119').waitFor();
  await page.getByRole('link', {name: 'Search in this room'}).click();
  await panel(page).getByRole('searchbox').fill('beans');
  const hits = panel(page).getByRole('article');
  await until('two are found', async () => await hits.count() === 2);
  assert.deepEqual(await hits.locator('mark').allInnerTexts(), ['Beans', 'beans']);
  assert.equal(await hits.nth(1).locator('strong mark').innerText(), 'beans');
  await panel(page).getByText('Narrow it down').click();
  await panel(page).getByLabel('From', {exact: true}).selectOption({label: 'Ana'});
  await until('one is found', async () => await hits.count() === 1);
  await panel(page).getByLabel('Up to the day').fill('2020-01-01');
  await panel(page).getByText('Nothing was found.').waitFor();
  await panel(page).getByLabel('Up to the day').fill('');
  await hits.getByRole('link', {name: /Go to this message/}).click();
  await message(page, 'The beans are in the shed').waitFor();
  await until('it is in view', () => inView(message(page, 'The beans are in the shed')));
  await page.getByRole('button', {name: 'To the newest'}).click();
  await message(page, 'chatter 119').waitFor();
});

test('pins, links to messages, quotes that are far away, dates', async () => {
  const room = await talkers.room(people);
  const {id, seq} = await people[0].client.post(room, {text: 'The rules'});
  await people[0].client.ask('messages.pin', {room, id});
  for (let i = 0; i < 150; i += 1) {
    await people[i % 3].client.post(room, {text: `line ${i}`});
  }
  await people[1].client.post(room, {text: 'as it says', replyTo: id});
  const ana = await talkers.page(people[0], `#/r/${room}`);
  await message(ana, 'as it says').locator('.quote', {hasText: 'The rules'}).click();
  await message(ana, 'The rules').waitFor();
  await until('it is in view', () => inView(message(ana, 'The rules')));
  await ana.getByRole('link', {name: 'Pinned messages'}).click();
  await panel(ana).getByText('The rules').waitFor();
  await chooseMore(ana, 'The rules', 'Unpin');
  await panel(ana).getByText('Nothing is pinned here.').waitFor();

  const ben = await talkers.page(people[1], `#/r/${room}?at=${seq + 20}`);
  await until('it is lit and in view', () => inView(ben.locator('.message.flash')));
  await ben.getByRole('button', {name: /Go to a date/}).click();
  await ben.getByLabel('Go to a date').last().fill('2020-01-01');
  await ben.getByRole('button', {name: 'Go', exact: true}).click();
  await until('it begins there', () => inView(message(ben, 'The rules')));
  await ben.getByText('The conversation begins here.').waitFor();
  assert.deepEqual(talkers.complaints, []);
});

test('a file by its address, a picture of another host only when asked', async () => {
  const room = await talkers.room(people);
  const empty = {contentType: 'image/png', body: ''};
  const page = await talkers.page(people[0], `#/r/${room}`, {prepare: one =>
    one.route('http://pictures.example/**', route => route.fulfill(empty))});
  await page.getByRole('button', {name: 'Attach a file by its address'}).click();
  const dialog = page.getByRole('dialog', {name: 'Attach a file'});
  await dialog.getByLabel('Address').fill('javascript:alert(1)');
  await dialog.getByRole('button', {name: 'Attach'}).click();
  await dialog.getByText('An address begins with').waitFor();
  await dialog.getByLabel('Address').fill('https://files.example/the%20plan.pdf');
  await dialog.getByRole('button', {name: 'Attach'}).click();
  await page.getByRole('list', {name: 'Attached'}).getByText('the plan.pdf').waitFor();
  await say(page, 'look');
  const file = message(page, 'look').locator('a.file');
  await file.waitFor();
  assert.equal(await file.getAttribute('href'), 'https://files.example/the%20plan.pdf');
  assert.match(await file.getAttribute('rel'), /noopener/);
  await people[1].client.post(room, {text: 'a bean', attachments: [{name: 'bean.png', type: 'image/png',
    url: 'http://pictures.example/bean.png'}]});
  const show = message(page, 'a bean').getByRole('button', {name: /Show the picture from pictures.example/});
  await show.waitFor();
  assert.deepEqual(talkers.complaints, []);
  await show.click();
  await until('it was asked for', () => talkers.complaints.length > 0);
  assert.deepEqual(talkers.complaints.splice(0), ['a request to http://pictures.example/bean.png']);
});

test('by keyboard alone: to the messages, react, reply, edit, delete, and back', async () => {
  const room = await talkers.room(people);
  await people[1].client.post(room, {text: 'one'});
  await people[1].client.post(room, {text: 'two'});
  const page = await talkers.page(people[0], `#/r/${room}`);
  await message(page, 'two').waitFor();
  await until('the field has the focus', () => hasFocus(composer(page)));
  await page.keyboard.press('Shift+Tab');
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await until('one has the focus', () => hasFocus(message(page, 'one')));
  await page.keyboard.press('+');
  await page.getByRole('dialog', {name: 'React'}).waitFor();
  await page.keyboard.type('heart');
  await page.keyboard.press('Enter');
  await message(page, 'one').getByRole('button', {name: 'heart, 1'}).waitFor();
  await until('one has the focus again', () => hasFocus(message(page, 'one')));
  await page.keyboard.press('r');
  await page.getByText('Replying to Ben').waitFor();
  await page.keyboard.type('three');
  await page.keyboard.press('Enter');
  await message(page, 'three').locator('.quote').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('!');
  await page.keyboard.press('Enter');
  await message(page, 'three!').waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog', {name: 'Delete this message?'}).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('This message was deleted.').waitFor();
  await page.keyboard.press('Escape');
  await until('the field has the focus', () => hasFocus(composer(page)));
});
