'use strict';
// A real browser, headless, whose every complaint is kept.

const {chromium} = require('playwright-core');
const {nodes} = require('./world.js');

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** `complaints` gathers console errors, faults of scripts and requests to hosts that are not ours. */
class Browser {
  static async start() {
    const browser = new Browser();
    browser.chromium = await chromium.launch({executablePath: PATH, args: FLAGS});
    browser.complaints = [];
    return browser;
  }

  /** One whose processes are known: `{browser, server}`; `server.process()` is the first of them. */
  static async apart() {
    const server = await chromium.launchServer({executablePath: PATH, args: FLAGS});
    const browser = new Browser();
    browser.chromium = await chromium.connect(server.wsEndpoint());
    browser.complaints = [];
    return {browser, server};
  }

  /** A tab of a person of its own. */
  async tab(url, options = {}, ...before) {
    const context = await this.chromium.newContext(options);
    if (before.length) {
      await context.addInitScript(...before);
    }
    const page = await context.newPage();
    this.watch(page);
    await page.goto(url);
    return page;
  }

  /** Keeps what a page complains of. */
  watch(page) {
    page.setDefaultTimeout(20000);
    page.on('console', message => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', fault => this.complaints.push(String(fault)));
    page.on('request', request => {
      const {hostname} = new URL(request.url());
      if (hostname !== '127.0.0.1') {
        this.complaints.push(`a request to ${request.url()}`);
      }
    });
  }

  /** A tab in which a guest uses the application at a node; `hash` = where in it, such as `#/r/lobby`. */
  async app(person, {node = nodes[0], hash = '', query = '', ...options} = {}) {
    const identity = JSON.stringify({guest: true, name: person.user.name, token: person.token, ...person.identity});
    const page = await this.tab(`${node}/${query}${hash}`, {locale: 'en-GB', ...options}, kept => {
      if (!sessionStorage.getItem('parley.identity')) {
        sessionStorage.setItem('parley.identity', kept);
      }
    }, identity);
    await page.locator('#line[data-phase="open"]').waitFor({state: 'attached'});
    return page;
  }

  close() {
    return this.chromium.close();
  }
}

/** Signs in at the door and waits until the line is open. */
async function enter(page, name) {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', {name: 'Enter'}).click();
  await connected(page);
}

function connected(page) {
  return page.locator('#line[data-phase="open"]').waitFor();
}

/** Writes a message by keyboard. */
async function say(page, text) {
  await page.getByLabel('Message', {exact: true}).fill(text);
  await page.keyboard.press('Enter');
}

/** The messages that stand on the page, once there are so many. */
async function texts(page, count) {
  await page.locator('.message').nth(count - 1).waitFor();
  return page.locator('.message .text').allTextContents();
}

module.exports = {Browser, connected, enter, say, texts};
