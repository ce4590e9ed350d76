'use strict';
// People in a room, each with a page of the application and a client beside it that acts for the same person.

const {Browser} = require('../../support/browser.js');
const {client, closeAll, room} = require('../../support/library.js');
const {guest, nodes} = require('../../support/world.js');

/** A browser, and people who meet in it. */
class Talkers {
  static async start() {
    const talkers = new Talkers();
    talkers.browser = await Browser.start();
    return talkers;
  }

  /** Somebody new, with a client of his own: `{id, name, token, user, client}`. */
  async person(name, node = nodes[0]) {
    const {token, user} = await guest(name);
    return {...user, token, user, client: await client(name, {as: {token, user}, url: node}), node};
  }

  /** A public room of the first of them, in which all of them are. */
  async room(people, fields = {}) {
    const id = await room(people[0].client, {name: 'The garden', ...fields});
    await Promise.all(people.slice(1).map(one => one.client.ask('rooms.join', {room: id})));
    return id;
  }

  /** A page of somebody at a place of the application such as `#/r/lobby`. */
  async page(person, hash, options = {}) {
    const context = await this.browser.chromium.newContext({viewport: {width: 1280, height: 800}, locale: 'en-GB',
      ...options});
    await context.addInitScript(identity => localStorage.setItem('parley.identity', JSON.stringify(identity)),
      {token: person.token, name: person.name, guest: true});
    const page = await context.newPage();
    this.browser.watch(page);
    await options.prepare?.(page);
    await page.goto(`${person.node}/${hash}`);
    return page;
  }

  get complaints() {
    return this.browser.complaints;
  }

  async close() {
    closeAll();
    await this.browser.close();
  }
}

const composer = page => page.getByRole('textbox', {name: 'Message', exact: true});

/** Writes and sends. */
async function say(page, text) {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The message that has a text. */
const message = (page, text) => page.locator('.place article', {has: page.locator('.text', {hasText: text})});

/** Presses a button of a message's own bar. */
async function choose(page, text, label) {
  await message(page, text).hover();
  await message(page, text).getByRole('toolbar').getByRole('button', {name: label}).click();
}

/** Chooses from the menu of a message. */
async function chooseMore(page, text, label) {
  await choose(page, text, 'More');
  await page.getByRole('menuitem', {name: label}).click();
}

module.exports = {Talkers, choose, chooseMore, composer, message, say};
