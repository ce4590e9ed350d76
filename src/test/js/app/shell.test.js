'use strict';
// The application around the conversation, as its users see it: coming in, rooms, people, what is new.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {client, closeAll, room, token} = require('../support/library.js');
const {fresh, guest, nodes, until} = require('../support/world.js');

let browser;

before(async () => {
  browser = await Browser.start();
});

after(async () => {
  await browser.close();
  closeAll();
});

const entry = (page, name) => page.locator('.entry', {hasText: name});
const heading = (page, name) => page.getByRole('heading', {name, exact: true}).first().waitFor();
const message = (page, text) => page.locator('.message', {hasText: text}).first().waitFor();

/** Somebody with a name, and a client of his. */
async function person(name, options) {
  const who = await guest(name);
  return {...who, parley: await client(name, {as: who, ...options})};
}

test('a guest comes in, makes a room, writes, and is the same after a reload, until he signs out', async () => {
  const page = await browser.tab(nodes[0]);
  await page.getByLabel('Your name').fill('Ana Gardener');
  await page.getByRole('button', {name: 'Come in', exact: true}).click();
  await heading(page, 'Welcome, Ana Gardener');
  await page.getByRole('main').getByRole('link', {name: 'New room'}).click();
  const name = fresh('Garden');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Topic').fill('What grows');
  await page.getByRole('button', {name: 'Make the room'}).click();
  await heading(page, name);
  await page.getByLabel('Message', {exact: true}).fill('First!');
  await page.keyboard.press('Enter');
  await message(page, 'First!');
  await page.reload();
  await message(page, 'First!');
  await entry(page, name).and(page.locator('[aria-current=page]')).waitFor();
  await page.getByRole('button', {name: /^Ana Gardener/}).click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Ana Gardener');
  await page.reload();
  await page.getByLabel('Your name').waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('a token brings in whom it names, and what is no token says so', async () => {
  const page = await browser.tab(nodes[0]);
  await page.getByRole('button', {name: 'Sign in with it'}).click();
  const field = page.getByLabel('Token');
  await field.fill('nonsense');
  await page.keyboard.press('Tab');
  await page.getByRole('button', {name: 'Come in', exact: true}).click();
  await page.getByRole('alert').getByText('This is no token').waitFor();
  await field.fill(token('ida', -60));
  await page.getByRole('button', {name: 'Come in', exact: true}).click();
  await page.getByRole('alert').getByText('has expired').waitFor();
  await field.fill(token('ida'));
  await page.getByRole('button', {name: 'Come in', exact: true}).click();
  await page.getByRole('button', {name: /^ida/}).waitFor();
});

test('a public room is found and joined; what happens elsewhere is counted, mentions apart', async () => {
  const ana = await person('Ana');
  const name = fresh('Book circle');
  const id = await room(ana.parley, {name, topic: 'Now: chapter four'});
  const other = await room(ana.parley, {name: fresh('Other')});
  const ben = await guest('Ben');
  const page = await browser.app(ben, {hash: '#/find'});
  await page.getByLabel('Name of a room').fill(name);
  const found = page.locator('.found', {hasText: name});
  await found.getByRole('button', {name: 'Join'}).click();
  await heading(page, name);
  await page.goto(`${nodes[0]}/#/r/${other}`);
  await page.getByRole('button', {name: 'Join the room'}).click();
  await page.getByLabel('Message', {exact: true}).waitFor();
  await ana.parley.post(id, {text: 'one'});
  await ana.parley.post(id, {text: `two, @${ben.user.id}`});
  await entry(page, name).getByText('2 unread').waitFor();
  await entry(page, name).getByText('1 mention').waitFor();
  await entry(page, name).getByText('Ana: two, @Ben').waitFor();
  await until('the title says so', async () => /^\(1\) /.test(await page.title()));
  assert.match(await page.locator('link[rel=icon]').getAttribute('href'), /icon-new/);
  await page.getByRole('status').getByText(/Ana mentioned you/).waitFor();
  await entry(page, name).click();
  await message(page, 'two, @Ben');
  await entry(page, name).getByText('unread').waitFor({state: 'detached'});
  assert.deepEqual(browser.complaints, []);
});

test('people talk directly, and are told of it', async () => {
  const ana = await person('Ana');
  const id = await room(ana.parley);
  const ben = await guest('Ben');
  const page = await browser.app(ben, {hash: `#/r/${id}/people`});
  ana.parley.subscribe(`room.${id}`);
  await page.getByRole('region', {name: 'Here now'}).getByRole('button', {name: /Ana/}).click();
  await page.getByRole('button', {name: 'Write to Ana'}).click();
  await heading(page, 'Ana');
  await page.getByLabel('Message', {exact: true}).fill('Between us');
  await page.keyboard.press('Enter');
  await message(page, 'Between us');
  const {notifications} = await until('Ana is told', async () => {
    const list = await ana.parley.ask('notifications.list');
    return list.notifications.length > 0 && list;
  });
  assert.equal(notifications[0].kind, 'direct');
  const again = await browser.app(ana, {hash: '#/notices'});
  await again.getByRole('link', {name: /Ben wrote to you/}).click();
  await message(again, 'Between us');
  await heading(again, 'Ben');
  assert.deepEqual(browser.complaints, []);
});

test('whoever is brought into a room sees it come, and an unknown one is chosen by his id', async () => {
  const [ana, ben] = [await person('Ana'), await guest('Ben')];
  const name = fresh('Kitchen');
  const id = await room(ana.parley, {name, visibility: 'private'});
  const his = await browser.app(ben, {});
  const hers = await browser.app(ana, {hash: `#/r/${id}/people`});
  await hers.getByRole('button', {name: 'Bring somebody in'}).click();
  await hers.getByLabel('Whom').fill(ben.user.id);
  await hers.keyboard.press('Enter');
  await hers.getByRole('button', {name: 'Bring in'}).click();
  await entry(his, name).waitFor();
  await his.getByRole('status').getByText(`Ana invited you to ${name}`).waitFor();
  await hers.getByRole('region', {name: 'Not here'}).getByText('Ben').waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('an owner changes the room, gives roles, mutes, bans and lifts it, archives; others are offered none of it', async () => {
  const [ana, ben] = [await guest('Ana'), await person('Ben')];
  const owner = await client('Ana', {as: ana});
  const id = await room(owner, {name: 'Before'});
  await ben.parley.ask('rooms.join', {room: id});
  const his = await browser.app(ben, {hash: `#/r/${id}/settings`});
  await his.getByText('Tell me of this room').waitFor();
  assert.equal(await his.getByLabel('Topic').count(), 0);
  const hers = await browser.app(ana, {hash: `#/r/${id}/settings`});
  await hers.getByLabel('Name').fill('After');
  await hers.getByLabel('Topic').fill('Changed');
  await hers.getByRole('button', {name: 'Save'}).click();
  await heading(his, 'After');
  await hers.goto(`${nodes[0]}/#/r/${id}/people`);
  const member = () => hers.getByRole('complementary').getByRole('button', {name: /Ben/});
  await member().click();
  await hers.getByLabel('Moderator').check();
  await hers.getByRole('status').getByText('Ben is moderator now.').waitFor();
  await his.getByLabel('Topic').waitFor();
  await hers.getByLabel('Member', {exact: true}).check();
  await hers.getByRole('button', {name: '10 minutes'}).click();
  await his.getByText('A moderator has muted you').waitFor();
  await hers.getByRole('button', {name: 'End the mute'}).click();
  await hers.getByRole('button', {name: 'Ban …'}).click();
  await hers.getByRole('button', {name: 'Ban', exact: true}).click();
  await his.getByText('You cannot read this room').waitFor();
  await hers.goto(`${nodes[0]}/#/r/${id}/settings`);
  await hers.getByRole('button', {name: 'Lift the ban of Ben'}).click();
  await hers.getByRole('button', {name: 'Lift the ban of Ben'}).waitFor({state: 'detached'});
  await his.getByRole('button', {name: 'Try again'}).click();
  await heading(his, 'After');
  await hers.getByRole('button', {name: 'Archive …'}).click();
  await hers.getByRole('button', {name: /^Yes/}).click();
  await hers.getByText('This room is archived').waitFor();
  await hers.getByRole('button', {name: 'Bring the room back'}).click();
  await hers.getByLabel('Message', {exact: true}).waitFor();
  assert.deepEqual(browser.complaints, []);
});

test('others see how one is, and nothing of who is invisible', async () => {
  const ana = await person('Ana');
  const id = await room(ana.parley);
  const watching = await browser.app(ana, {hash: `#/r/${id}/people`});
  const ben = await guest('Ben');
  const page = await browser.app(ben, {hash: `#/r/${id}`});
  const here = watching.getByRole('region', {name: 'Here now'});
  await here.getByText('Ben').waitFor();
  await page.getByRole('button', {name: /^Ben/}).click();
  await page.getByLabel('Busy').check();
  await page.getByLabel('In your words').fill('on a ladder');
  await page.getByRole('button', {name: 'Set status'}).click();
  await here.getByText('busy, on a ladder').waitFor();
  await page.getByLabel('Invisible').check();
  await page.getByRole('button', {name: 'Set status'}).click();
  await here.getByText('Ben').waitFor({state: 'detached'});
  await page.getByLabel('Dark').check();
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.deepEqual(browser.complaints, []);
});

test('notifications are counted, read, asked for by room, and shown by the browser when nobody looks', async () => {
  const ana = await person('Ana');
  const id = await room(ana.parley, {name: 'Loud'});
  const ben = await person('Ben');
  await ben.parley.ask('rooms.join', {room: id});
  const page = await browser.app(ben, {hash: '#/notices'});
  // What was told before the page listens is counted, and not shown.
  await page.locator('.entry', {hasText: 'Loud'}).waitFor();
  await page.evaluate(() => {
    window.shown = [];
    window.Notification = class {
      static permission = 'granted';

      static requestPermission = async () => 'granted';

      constructor(title, options) {
        window.shown.push({title, ...options});
      }
    };
    document.hasFocus = () => false;
    localStorage.setItem('parley.notify', 'yes');
  });
  await ana.parley.post(id, {text: `@${ben.user.id} look`});
  await page.getByRole('link', {name: /Notifications 1 new/}).waitFor();
  const notice = page.locator('.notices li', {hasText: 'Ana mentioned you in Loud'});
  await notice.getByText('@Ben look').waitFor();
  const shown = await until('it is shown', () => page.evaluate(() => window.shown[0]));
  assert.match(shown.title, /Ana mentioned you in Loud/);
  await page.getByRole('button', {name: 'All read'}).click();
  await page.locator('.notices li[data-unread]').waitFor({state: 'detached'});
  await page.getByRole('link', {name: 'Notifications', exact: true}).waitFor();
  await page.goto(`${nodes[0]}/#/r/${id}/settings`);
  await page.getByLabel('Nothing').check();
  await until('it is set', async () =>
    (await ben.parley.ask('notifications.preferences', {room: id})).notify === 'none');
  assert.deepEqual(browser.complaints, []);
});
