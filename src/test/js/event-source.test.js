'use strict';
// An EventSource on fifty channels, in Node and in Chromium, whose node is killed while people talk in all of them.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {EventSource} = require('eventsource');
const {Browser} = require('./support/browser.js');
const {Gateway} = require('./support/gateway.js');
const {Raw} = require('./support/raw.js');
const {fresh, guest, nodes, pids, until} = require('./support/world.js');

const CHANNELS = 50;
const POSTS = 600;

after(() => Raw.closeAll());

/** Runs here and in the browser: what the stream tells, in the order in which its handlers hear it. */
function listen(source) {
  const told = {events: [], answers: [], opened: 0, closed: () => source.close()};
  source.onopen = () => {
    told.opened += 1;
  };
  source.addEventListener('subscribed', event => told.answers.push(JSON.parse(event.data)));
  for (const type of ['message.posted', 'message.edited', 'member.joined']) {
    source.addEventListener(type, event => {
      const {channel, seq, data} = JSON.parse(event.data);
      told.events.push({channel, seq, text: data.message?.text});
    });
  }
  return told;
}

/** Posts into rooms at random; kills the doomed node on the way. The texts of each channel, in order. */
async function talk(writer, rooms, kill) {
  const texts = Object.fromEntries(rooms.map(room => [`room.${room}`, []]));
  for (let i = 0; i < POSTS; i++) {
    const room = rooms[Math.floor(Math.random() * rooms.length)];
    await writer.ask('parley.messages', 'post', {room, text: `text ${i}`, id: `m${i}`});
    texts[`room.${room}`].push(`text ${i}`);
    if (i === POSTS / 3) {
      kill();
    }
  }
  return texts;
}

function check(who, told, texts) {
  assert.ok(told.opened > 1, `${who} was never cut off`);
  assert.deepEqual(told.answers.filter(answer => answer.recovered === false), [], who);
  for (const [channel, expected] of Object.entries(texts)) {
    const heard = told.events.filter(event => event.channel === channel);
    assert.deepEqual(heard.map(event => event.text), expected, `${who} on ${channel}`);
    assert.deepEqual(heard.map(event => event.seq), heard.map((_, i) => heard[0].seq + i), `${who} on ${channel}`);
  }
}

test('an EventSource survives the death of its node without a lost, doubled or reordered event', async () => {
  assert.equal(pids.length, nodes.length, 'PARLEY_PIDS names the process of each node');
  const [safe, doomed] = [nodes[0], nodes.at(-1)];
  const gateway = await Gateway.open([doomed, safe]);
  const writer = await Raw.guest('Writer', {node: safe});
  const rooms = Array.from({length: CHANNELS}, () => fresh('room'));
  await Promise.all(rooms.map(room =>
    writer.ask('parley.rooms', 'create', {id: room, name: 'R', visibility: 'public'})));
  const {token} = await guest('Reader', {node: safe});
  const url = `${gateway.url}/events?token=${token}${rooms.map(room => `&channel=room.${room}`).join('')}`;

  const browser = await Browser.start();
  const page = await browser.tab(`${safe}/try`, {bypassCSP: true});
  await page.evaluate(`window.told = (${listen})(new EventSource(${JSON.stringify(url)}))`);
  const here = listen(new EventSource(url));
  const there = () => page.evaluate('({events: told.events, answers: told.answers, opened: told.opened})');
  await until('all answers', async () => here.answers.length === CHANNELS
    && (await there()).answers.length === CHANNELS);
  assert.deepEqual(gateway.counts, [2, 0], 'both listen at the node that is to die');

  const texts = await talk(writer, rooms, () => process.kill(pids.at(-1), 'SIGKILL'));
  await until('all events in Node', () => here.events.length >= POSTS);
  await until('all events in Chromium', async () => (await there()).events.length >= POSTS);
  await writer.settled();
  check('the npm package', here, texts);
  check('Chromium', await there(), texts);
  assert.equal(gateway.counts[0], 2);
  assert.ok(gateway.counts[1] >= 2, 'both came back by another node');

  here.closed();
  await browser.close();
  await gateway.close();
});
