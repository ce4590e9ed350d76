'use strict';
// How far one has read, dates that are looked for, threads and quotes that are kept by events.

const assert = require('node:assert/strict');
const {before, test} = require('node:test');
const {app, random} = require('./support/modules.js');

const modules = {};

before(async () => {
  for (const file of ['reading', 'seek-date', 'seen', 'quotes', 'thread-store']) {
    Object.assign(modules, await app(`timeline/${file}.js`));
  }
});

function reader(you) {
  const told = [];
  const state = {looking: true};
  const reading = new modules.Reading({info: {you}, read: seq => told.push(seq)}, 'me', () => state.looking);
  const hears = (seq, by) => reading.heard({type: 'message.posted', data: {message: {seq, by}}});
  return {reading, told, state, hears};
}

test('the line stands where one had stopped, until one writes', () => {
  const {reading, hears} = reader({read: 7, unread: 3});
  assert.deepEqual([reading.newAfter, reading.unreadBefore], [7, 3]);
  reading.jumped();
  assert.deepEqual([reading.newAfter, reading.unreadBefore], [7, 0]);
  hears(11, 'me');
  assert.equal(reading.newAfter, 0);
  assert.equal(reader({read: 7, unread: 0}).reading.newAfter, 0);
  const stranger = reader(undefined);
  stranger.reading.moved({seq: 3, atEnd: true});
  assert.deepEqual([stranger.reading.newAfter, stranger.told], [0, []]);
});

test('whoever looks at the end reads what comes; whoever looks elsewhere finds a line and a number', () => {
  const {reading, told, state, hears} = reader({read: 7, unread: 0});
  reading.moved({seq: 8, atEnd: true});
  hears(9, 'ana');
  reading.moved({seq: 9, atEnd: true});
  assert.deepEqual([told, reading.newAfter, reading.below], [[8, 9], 0, 0]);
  reading.moved({seq: 5, atEnd: false});
  hears(10, 'ana');
  hears(11, 'ana');
  assert.deepEqual([reading.newAfter, reading.below], [9, 2]);
  reading.moved({seq: 11, atEnd: true});
  assert.deepEqual([reading.newAfter, reading.below], [9, 0]);
  state.looking = false;
  hears(12, 'ana');
  hears(13, 'ana');
  assert.deepEqual([reading.newAfter, reading.below], [11, 2]);
  reading.moved({seq: 13, atEnd: true});
  assert.ok(!told.includes(13));
  state.looking = true;
  reading.look();
  assert.equal(told.at(-1), 13);
  assert.equal(reading.below, 0);
});

test('a date is found by reading few messages, wherever seqs are missing', async () => {
  const {next: chance, upTo} = random();
  for (let round = 0; round < 200; round += 1) {
    let at = 1000;
    let seq = 0;
    const messages = Array.from({length: upTo(400)}, () => {
      seq += 1 + upTo(3);
      at += Math.floor(chance() * 5);
      return {seq, at: new Date(at).toISOString()};
    });
    let asked = 0;
    const next = async after => {
      asked += 1;
      return messages.find(message => message.seq > after) ?? null;
    };
    const moment = 990 + upTo(1100);
    const found = await modules.seqAt(next, seq, moment);
    const expected = messages.find(message => Date.parse(message.at) >= moment) ?? messages.at(-1);
    assert.equal(found, expected?.seq ?? 0);
    assert.ok(asked <= 14, `${asked} questions for ${seq} seqs`);
  }
});

test('everybody stands at the last message that he has read, unless it is his own', () => {
  const messages = [{id: 'a', seq: 3, by: 'me'}, {id: 'b', seq: 5, by: 'ana'}, {id: 'c', seq: 9, by: 'me'}];
  const receipts = new Map(Object.entries({me: 9, ana: 6, ben: 8, cy: 3, dee: 2, eve: 50})
    .map(([user, read]) => [user, {user, read}]));
  assert.deepEqual([...modules.seenBy(messages, receipts, 'me')], [['b', 'ben'], ['a', 'cy'], ['c', 'eve']]);
  assert.equal(modules.seenBy([], receipts, 'me').size, 0);
});

test('what others point to is fetched once, and becomes what it becomes', async () => {
  let asked = 0;
  const answers = {m1: {id: 'm1', text: 'one'}};
  const client = {ask: async (command, {id}) => {
    asked += 1;
    if (!answers[id]) {
      throw Object.assign(new Error('not there'), {code: 404, passing: false});
    }
    return {message: answers[id]};
  }};
  const quotes = new modules.Quotes(client, {id: 'r', get: id => (id === 'here' ? {id} : undefined)});
  const changed = () => new Promise(resolve => quotes.on('change', resolve));
  assert.deepEqual(quotes.get('here'), {id: 'here'});
  assert.equal(quotes.get('m1'), undefined);
  assert.equal(quotes.get('m1'), undefined);
  await changed();
  assert.equal(quotes.get('m1').text, 'one');
  assert.equal(asked, 1);
  quotes.heard({type: 'message.edited', data: {message: {id: 'm1', text: 'two'}}});
  assert.equal(quotes.get('m1').text, 'two');
  quotes.heard({type: 'message.deleted', data: {id: 'm1'}});
  assert.equal(quotes.get('m1').deleted, true);
  assert.equal(quotes.get('gone'), undefined);
  await changed();
  assert.equal(quotes.get('gone'), null);
});
