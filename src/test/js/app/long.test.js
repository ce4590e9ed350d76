'use strict';
// Ten thousand messages, scrolled as fast as a page can, and texts that would like to be more than text.

const assert = require('node:assert/strict');
const {after, before, test} = require('node:test');
const {Talkers, composer, message, say} = require('./support/talkers.js');
const {nodes, until} = require('../support/world.js');

const MANY = 10000;
const DOM_MAX = 3000;

let talkers;

before(async () => {
  talkers = await Talkers.start();
});

after(() => talkers.close());

const WORDS = 'a long line of words that wraps where the window ends and goes on below it '.split(' ');

/** Message n of a room with a long past, each with a height of its own. */
function past(room, n) {
  const words = Array.from({length: 1 + (n * 7919) % 90}, (_, i) => WORDS[(n + i) % WORDS.length]).join(' ');
  return {id: `past-${n}`, room, seq: n, n, by: `somebody-${Math.floor(n / 5) % 7}`, version: 1,
    at: new Date(Date.UTC(2026, 0, 1) + n * 400000).toISOString(), text: `#${n} ${words}`, mentions: [],
    attachments: [], reactions: n % 11 ? [] : [{emoji: '👍', count: n % 5 + 1}]};
}

/** The history of such a room, as the server would answer. */
function history(room, {before: to, after: from, around, limit}) {
  const last = around ? Math.min(MANY, around + limit / 2) : from === undefined ? (to ?? MANY + 1) - 1
    : Math.min(MANY, from + limit);
  const first = from === undefined ? Math.max(1, last - limit + 1) : from + 1;
  const messages = Array.from({length: Math.max(0, last - first + 1)}, (_, i) => past(room, first + i));
  return {messages, head: {seq: MANY, epoch: 'e'}, ...around ? {moreBefore: first > 1, moreAfter: last < MANY}
    : {more: from === undefined ? first > 1 : last < MANY}};
}

/** A page whose server has a room with a past of ten thousand messages; all else is the real one's. */
async function pageWithPast(person, room) {
  return talkers.page(person, `#/r/${room}`, {prepare: page => page.routeWebSocket(/eventbus/, socket => {
    const server = socket.connectToServer();
    socket.onMessage(text => {
      const frame = JSON.parse(text);
      if (frame.headers?.action === 'history') {
        const body = history(room, frame.body);
        socket.send(JSON.stringify({type: 'rec', address: frame.replyAddress, body}));
      } else {
        server.send(text);
      }
    });
  })});
}

/** Scrolls up at each frame until everything has been seen; what was seen on the way. */
function race() {
  return new Promise(resolve => {
    const list = document.querySelector('.scroller');
    const seen = {nodes: 0, frames: 0, slow: 0, longest: 0, blank: 0, turns: 0};
    let last = performance.now();
    const step = now => {
      seen.frames += 1;
      seen.longest = Math.max(seen.longest, now - last);
      seen.slow += now - last > 50 ? 1 : 0;
      last = now;
      seen.nodes = Math.max(seen.nodes, list.querySelectorAll('*').length);
      const {top, bottom} = list.getBoundingClientRect();
      const slots = [...list.querySelectorAll('.slot')].map(slot => slot.getBoundingClientRect());
      const shown = slots.some(box => box.top < bottom && box.bottom > top);
      seen.blank += shown ? 0 : 1;
      if (document.querySelector('.begin') && list.scrollTop < 5 || seen.frames > 6000) {
        resolve(seen);
      } else {
        list.scrollTop -= 4000;
        requestAnimationFrame(step);
      }
    };
    requestAnimationFrame(step);
  });
}

test('ten thousand messages, scrolled as fast as frames come, leave the page small', async t => {
  const person = await talkers.person('Ana', nodes.at(-1));
  const page = await pageWithPast(person, await talkers.room([person]));
  await message(page, '#10000 ').waitFor();
  const seen = await page.evaluate(race);
  t.diagnostic(JSON.stringify(seen));
  assert.ok(seen.nodes < DOM_MAX, `${seen.nodes} elements at once`);
  await message(page, '#1 ').waitFor();
  const order = () => page.locator('.slot .text')
    .evaluateAll(all => all.map(one => parseInt(one.innerText.slice(1), 10)));
  const top = await order();
  assert.deepEqual(top, top.map((_, i) => i + 1), 'each once and in order');
  await page.getByRole('button', {name: 'To the newest'}).click();
  await message(page, '#10000 ').waitFor();
  const end = await order();
  assert.deepEqual(end, end.map((_, i) => MANY - end.length + 1 + i));
  await say(page, 'after all of that');
  await message(page, 'after all of that').waitFor();
  assert.deepEqual(talkers.complaints, []);
});

test('pages that come before what one reads do not move it', async () => {
  const person = await talkers.person('Ana');
  const page = await pageWithPast(person, await talkers.room([person]));
  await message(page, '#10000 ').waitFor();
  const moved = await page.evaluate(async () => {
    const list = document.querySelector('.scroller');
    const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const middle = () => [...list.querySelectorAll('[data-id]')]
      .find(one => one.getBoundingClientRect().top > 300);
    const jumps = [];
    for (let i = 0; i < 30; i += 1) {
      list.scrollTop -= 1100;
      await frame();
      const one = middle();
      const was = one?.getBoundingClientRect().top;
      await frame();
      await frame();
      if (one?.isConnected) {
        jumps.push(Math.abs(one.getBoundingClientRect().top - was));
      }
    }
    return {most: Math.max(...jumps), count: jumps.length};
  });
  assert.ok(moved.count > 25 && moved.most < 2, JSON.stringify(moved));
});

const HOSTILE = ['<script>alert(1)</script>', '<img src=x onerror="alert(1)">', '"><svg onload=alert(1)>',
  '[x](javascript:alert(1))', 'javascript:alert(1)', 'data:text/html,<b>x</b>', '</textarea><b>x</b>',
  '<a href="javascript:alert(1)">x</a>', '*<b>bold</b>*', '`<i>code</i>`', '{{7*7}} ${7*7}', '&lt;b&gt;',
  '```\n<iframe src="//evil.example">\n```', 'https://a.example/"onmouseover="alert(1)', '<!--', '@__proto__',
  'https://user@evil.example/', '\u202egnp.exe\u202c', 'http://a.example/<script>', ']]>', '%3Cscript%3E',
  '<style>*{display:none}</style>', '__proto__', 'constructor'];

test('whatever is written is shown as text', async () => {
  const [ana, ben] = [await talkers.person('<b>Ana</b>'), await talkers.person('Ben')];
  const room = await talkers.room([ana, ben], {name: '<i>room</i>', topic: '<img src=x onerror=alert(2)>'});
  for (const text of HOSTILE) {
    await ana.client.post(room, {text,
      attachments: [{name: `file ${text}`, type: 'text/html', size: 1, url: 'http://a.example/'}]});
  }
  const page = await talkers.page(ben, `#/r/${room}`);
  await page.evaluate(() => addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    console.error('refused', violatedDirective, blockedURI)));
  await message(page, HOSTILE.at(-1)).waitFor();
  const shown = new Map();
  await until('all were seen', async () => {
    const found = await page.locator('.place article[data-id]').evaluateAll(all => all.map(one =>
      [one.dataset.id, one.querySelector('.text').textContent,
        [...one.querySelectorAll('.text *, .file *')].map(node => node.localName),
        [...one.querySelectorAll('a')].map(link => link.href)]));
    found.forEach(([id, text, tags, links]) => shown.set(id, {text, tags, links}));
    await page.locator('.scroller').evaluate(list => {
      list.scrollTop -= 400;
    });
    return shown.size === HOSTILE.length;
  });
  const plain = text => text.replace(/^```\n|\n```$/g, '').replace(/^[*`]|[*`]$/g, '');
  assert.deepEqual([...shown.values()].map(({text}) => text).sort(), HOSTILE.map(plain).sort());
  const allowed = new Set(['a', 'strong', 'code', 'pre', 'span', 'b', 'svg', 'path', 'em']);
  for (const {tags, links, text} of shown.values()) {
    assert.ok(tags.every(tag => allowed.has(tag)), `${text}: ${tags}`);
    assert.ok(links.every(link => /^https?:\/\/a\.example\//.test(link)), `${text}: ${links}`);
  }
  await composer(page).fill(HOSTILE[1]);
  await composer(page).press('Enter');
  const newest = async () => (await ben.client.ask('messages.history', {room, limit: 1})).messages[0].text;
  await until('it is there', async () => await newest() === HOSTILE[1]);
  assert.deepEqual(talkers.complaints, []);
});
