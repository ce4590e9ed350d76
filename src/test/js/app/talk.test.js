'use strict';
// Two and three people talk in a room of the application.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Talkers, choose, chooseMore, composer, message, say} = require('./support/talkers.js');
const {nodes, until} = require('../support/world.js');

let talkers;

before(async () => {
  talkers = await Talkers.start();
});

after(() => talkers.close());

async function two(texts = []) {
  const people = [await talkers.person('Ana'), await talkers.person('Ben', nodes.at(-1))];
  const room = await talkers.room(people);
  for (const text of texts) {
    await people[0].client.post(room, {text});
  }
  const pages = await Promise.all(people.map(one => talkers.page(one, `#/r/${room}`)));
  await Promise.all(pages.map(page => composer(page).waitFor()));
  return {people, room, pages};
}

test('what one says the other reads, changes and all', async () => {
  const {pages: [ana, ben]} = await two();
  await ana.getByText('Nothing has been said here yet.').waitFor();
  await say(ana, 'Hello *Ben*');
  await message(ben, 'Hello Ben').waitFor();
  assert.equal(await message(ben, 'Hello Ben').locator('strong').innerText(), 'Ben');
  await say(ben, 'Good moring');
  await message(ana, 'Good moring').waitFor();

  await composer(ben).press('ArrowUp');
  await ben.getByText('Editing').waitFor();
  assert.equal(await composer(ben).inputValue(), 'Good moring');
  await say(ben, 'Good morning');
  await message(ana, 'Good morning').getByText('edited').waitFor();
  assert.equal(await composer(ben).inputValue(), '');

  await choose(ana, 'Good morning', 'React');
  await ana.getByRole('dialog', {name: 'React'}).getByRole('searchbox').fill('tada');
  await ana.keyboard.press('Enter');
  const chip = message(ben, 'Good morning').getByRole('button', {name: 'tada, 1'});
  await chip.waitFor();
  assert.equal(await chip.getAttribute('aria-pressed'), 'false');
  await chip.hover();
  const title = () => chip.getAttribute('title');
  await until('he is told who it was', async () => await title() === 'Ana reacted with tada');
  await chip.click();
  await message(ana, 'Good morning').getByRole('button', {name: 'tada, 2'}).waitFor();
  await chooseMore(ana, 'Good morning', 'Who reacted');
  const reactors = ana.getByRole('dialog', {name: 'Who reacted'});
  await reactors.getByRole('listitem').filter({has: ana.getByRole('img', {name: 'tada'})})
    .getByText('Ana, Ben', {exact: true}).waitFor();
  await ana.keyboard.press('Escape');
  await reactors.waitFor({state: 'detached'});

  await choose(ana, 'Good morning', 'Reply');
  await ana.getByText('Replying to Ben').waitFor();
  await say(ana, 'And to you');
  await message(ben, 'And to you').locator('.quote', {hasText: 'Good morning'}).waitFor();

  await chooseMore(ana, 'And to you', 'Delete');
  await ana.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
  await ben.getByText('This message was deleted.').waitFor();
  assert.equal(await message(ben, 'And to you').count(), 0);
  assert.deepEqual(talkers.complaints, []);
});

test('who types, and who has seen it', async () => {
  const {pages: [ana, ben]} = await two(['first']);
  await composer(ben).pressSequentially('hm');
  await ana.getByText('Ben is typing …').waitFor();
  await composer(ben).press('Enter');
  await ana.getByText('Ben is typing …').waitFor({state: 'detached'});
  await message(ben, 'hm').getByRole('button', {name: 'Seen by Ana'}).waitFor();
  await message(ben, 'hm').getByRole('button', {name: 'Seen by Ana'}).click();
  await ben.getByRole('dialog', {name: 'Seen by'}).getByText('Ana').waitFor();
});

test('somebody is named by a few letters, and finds the room in his list', async () => {
  const {people: [, ben], room, pages: [ana, bens]} = await two(['hello']);
  await composer(ana).pressSequentially('Come, @be');
  const option = ana.getByRole('option', {name: /Ben/});
  await option.waitFor();
  assert.equal(await option.getAttribute('aria-selected'), 'true');
  await ana.keyboard.press('Tab');
  assert.equal(await composer(ana).inputValue(), 'Come, @Ben ');
  await composer(ana).pressSequentially(':tad');
  await ana.getByRole('option', {name: /:tada:/}).waitFor();
  await ana.keyboard.press('Enter');
  assert.equal(await composer(ana).inputValue(), 'Come, @Ben 🎉 ');
  await ana.keyboard.press('Enter');
  await message(bens, 'Come, @Ben 🎉').locator('.mention.me').waitFor();
  const {messages: [posted]} = await ben.client.ask('messages.history', {room, limit: 1});
  assert.equal(posted.text, `Come, @${ben.id} 🎉`);
  assert.deepEqual(posted.mentions, [ben.id]);

  await composer(ana).press('ArrowUp');
  assert.equal(await composer(ana).inputValue(), 'Come, @Ben 🎉');
  await ana.keyboard.press('Escape');
  await until('the field is empty again', async () => await composer(ana).inputValue() === '');
});

test('what was begun is there after a reload, an answer too, and goes with the post', async () => {
  const {pages: [ana]} = await two(['question']);
  await choose(ana, 'question', 'Reply');
  await composer(ana).fill('half an ans');
  await ana.reload();
  await until('it is there', async () => await composer(ana).inputValue() === 'half an ans');
  await ana.getByText('Replying to').waitFor();
  await composer(ana).press('Enter');
  await message(ana, 'half an ans').locator('.quote').waitFor();
  await ana.reload();
  await message(ana, 'half an ans').waitFor();
  assert.equal(await composer(ana).inputValue(), '');
});

test('a post that is refused says so, and goes when it may', async () => {
  const {people: [owner, ben], room, pages: [, page]} = await two(['hello']);
  await owner.client.ask('rooms.mute', {room, user: ben.id, seconds: 600});
  await page.getByText('A moderator has muted you for a while.').waitFor();
  await owner.client.ask('rooms.mute', {room, user: ben.id, seconds: 0});
  await composer(page).waitFor();
  await page.context().setOffline(true);
  await say(page, 'are you there?');
  await message(page, 'are you there?').getByText('On its way').waitFor();
  await owner.client.ask('rooms.role', {room, user: ben.id, role: 'reader'});
  await page.context().setOffline(false);
  await message(page, 'are you there?').getByText('Not sent').waitFor();
  await owner.client.ask('rooms.role', {room, user: ben.id, role: 'member'});
  await message(page, 'are you there?').getByRole('button', {name: 'Try again'}).click();
  await until('it is there', async () => (await owner.client.ask('messages.history', {room, limit: 1}))
    .messages[0].text === 'are you there?');
  await message(page, 'are you there?').getByText('Not sent').waitFor({state: 'detached'});
});

test('a third person comes back to what is new, and is told aloud what comes', async () => {
  const people = await Promise.all([talkers.person('Ana'), talkers.person('Ben'),
    talkers.person('Cy', nodes.at(-1))]);
  const room = await talkers.room(people);
  await people[0].client.post(room, {text: 'old'});
  const {seq} = await people[0].client.post(room, {text: 'last that Cy has seen'});
  await people[2].client.ask('receipts.read', {room, seq});
  for (let i = 0; i < 60; i += 1) {
    await people[i % 2].client.post(room, {text: `news ${i}`});
  }
  const cy = await talkers.page(people[2], `#/r/${room}`);
  await message(cy, 'news 59').waitFor();
  await cy.getByRole('button', {name: '60 new messages'}).click();
  await cy.getByRole('separator', {name: 'New messages'}).waitFor();
  await message(cy, 'news 0').waitFor();
  await cy.getByRole('button', {name: 'To the newest'}).waitFor();
  await people[1].client.post(room, {text: 'and *one* more'});
  await cy.getByRole('button', {name: '1 new message', exact: true}).click();
  await message(cy, 'and one more').waitFor();
  await cy.getByRole('status').filter({hasText: 'Ben: and one more'}).waitFor({state: 'attached'});
  assert.deepEqual(talkers.complaints.filter(text => !text.includes('ERR_INTERNET_DISCONNECTED')), []);
});
