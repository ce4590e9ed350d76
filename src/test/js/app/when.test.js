'use strict';
// Days and times in several zones and languages, over the days on which clocks are moved.

const assert = require('node:assert/strict');
const {before, test} = require('node:test');
const {app, random} = require('./support/modules.js');

let Calendar;

before(async () => {
  ({Calendar} = await app('base/when.js'));
});

const at = text => Date.parse(text);

test('a day is a day of the zone', () => {
  const moment = '2026-03-20T23:30:00.000Z';
  assert.equal(new Calendar({zone: 'UTC'}).key(moment), '2026-03-20');
  assert.equal(new Calendar({zone: 'Europe/Berlin'}).key(moment), '2026-03-21');
  assert.equal(new Calendar({zone: 'America/New_York'}).key(moment), '2026-03-20');
  assert.equal(new Calendar({zone: 'Pacific/Kiritimati'}).key(moment), '2026-03-21');
  assert.equal(new Calendar({zone: 'Asia/Kathmandu'}).key('2026-03-20T18:14:59.999Z'), '2026-03-20');
  assert.equal(new Calendar({zone: 'Asia/Kathmandu'}).key('2026-03-20T18:15:00.000Z'), '2026-03-21');
});

test('days with 23 and 25 hours are one day each', () => {
  const berlin = new Calendar({zone: 'Europe/Berlin', locale: 'en-GB'});
  for (const [from, to, key] of [['2026-03-28T23:00Z', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-10-24T22:00Z', '2026-10-25T22:59:59Z', '2026-10-25']]) {
    assert.equal(berlin.key(from), key);
    assert.equal(berlin.key(to), key);
    assert.notEqual(berlin.key(at(from) - 1), key);
    assert.notEqual(berlin.key(at(to) + 1000), key);
    assert.equal(berlin.startOf(key), at(from));
    assert.equal(berlin.day(at(from) - 1, at(to)), 'Yesterday');
    assert.equal(berlin.day(from, at(to)), 'Today');
  }
});

test('a day that a zone leaves out has no line', () => {
  const samoa = new Calendar({zone: 'Pacific/Apia'});
  assert.equal(samoa.key('2011-12-30T09:59:59Z'), '2011-12-29');
  assert.equal(samoa.key('2011-12-30T10:00:00Z'), '2011-12-31');
});

test('lines say today, yesterday, the day, and the year when it is another', () => {
  const british = new Calendar({zone: 'UTC', locale: 'en-GB'});
  const now = at('2026-03-20T12:00:00Z');
  assert.equal(british.day('2026-03-20T00:00:00Z', now), 'Today');
  assert.equal(british.day('2026-03-19T23:59:00Z', now), 'Yesterday');
  assert.match(british.day('2026-03-18T12:00:00Z', now), /^Wednesday,? 18 March$/);
  assert.match(british.day('2025-12-31T12:00:00Z', now), /^Wednesday,? 31 December 2025$/);
  const german = new Calendar({zone: 'UTC', locale: 'de-DE'});
  assert.equal(german.day('2026-03-20T00:00:00Z', now), 'Heute');
  assert.equal(german.day('2026-03-18T00:00:00Z', now), 'Mittwoch, 18. März');
});

test('times are those of the language', () => {
  const moment = '2026-03-20T21:05:00Z';
  assert.equal(new Calendar({zone: 'UTC', locale: 'en-GB'}).clock(moment), '21:05');
  assert.match(new Calendar({zone: 'UTC', locale: 'en-US'}).clock(moment), /^9:05\sPM$/);
  assert.match(new Calendar({zone: 'Asia/Kolkata', locale: 'en-GB'}).clock(moment), /^0?2:35$/);
  assert.match(new Calendar({zone: 'UTC', locale: 'en-GB'}).full(moment), /20 March 2026.*21:05:00/);
});

test('short is the time today, the weekday this week, else the date', () => {
  const british = new Calendar({zone: 'UTC', locale: 'en-GB'});
  const now = at('2026-03-20T12:00:00Z');
  assert.equal(british.short('2026-03-20T09:31:00Z', now), '09:31');
  assert.equal(british.short('2026-03-17T09:31:00Z', now), 'Tue');
  assert.equal(british.short('2026-03-13T09:31:00Z', now), '13 Mar');
  assert.equal(british.short('2025-03-13T09:31:00Z', now), '13 Mar 2025');
});

test('keys follow one another as moments do, and each day begins where it says', () => {
  const {pick, next} = random();
  const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tehran',
    'America/Santiago'];
  for (let round = 0; round < 300; round += 1) {
    const calendar = new Calendar({zone: pick(zones)});
    const moment = at('2020-01-01T00:00Z') + next() * 10 * 365 * 86400000;
    const later = moment + next() * 3 * 86400000;
    assert.ok(calendar.key(moment) <= calendar.key(later));
    const start = calendar.startOf(calendar.key(moment));
    assert.ok(start <= moment);
    assert.ok(calendar.key(start - 1) < calendar.key(moment));
    assert.equal(calendar.key(start), calendar.key(moment));
  }
});
