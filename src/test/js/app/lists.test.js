'use strict';
// What a timeline shows in which order, where each row is, and what stays where it is when rows come and go.

const assert = require('node:assert/strict');
const {before, test} = require('node:test');
const {app, random} = require('./support/modules.js');

let Rows;
let Heights;
let calendar;

before(async () => {
  ({Rows} = await app('timeline/rows.js'));
  ({Heights} = await app('timeline/heights.js'));
  const {Calendar} = await app('base/when.js');
  calendar = new Calendar({zone: 'Europe/Berlin', locale: 'en-GB'});
});

const message = (seq, by, at, more) => ({id: `m${seq}`, seq, by, at, text: `text ${seq}`, ...more});
const short = rows => rows.map(({key, head}) => `${key}${head ? '!' : ''}`);

test('one name above what somebody says in a row, until he pauses, or another speaks', () => {
  const rows = new Rows(calendar).of({messages: [
    message(1, 'ana', '2026-03-20T09:00:00Z'), message(2, 'ana', '2026-03-20T09:04:59Z'),
    message(3, 'ana', '2026-03-20T09:10:00Z'), message(4, 'ben', '2026-03-20T09:10:01Z'),
    message(5, 'ben', '2026-03-20T09:10:02Z', {replyTo: 'm1'}), message(6, 'ben', '2026-03-20T09:10:03Z')]});
  assert.deepEqual(short(rows), ['begin', 'day 2026-03-20', 'm1!', 'm2', 'm3!', 'm4!', 'm5!', 'm6']);
});

test('a line where a day begins, in the zone of the reader', () => {
  const rows = new Rows(calendar).of({moreBefore: true, messages: [
    message(1, 'ana', '2026-03-28T22:59:59Z'), message(2, 'ana', '2026-03-28T23:00:00Z'),
    message(3, 'ana', '2026-03-29T21:59:00Z'), message(4, 'ana', '2026-03-29T22:00:00Z')]});
  assert.deepEqual(short(rows),
    ['older', 'day 2026-03-28', 'm1!', 'day 2026-03-29', 'm2!', 'm3!', 'day 2026-03-30', 'm4!']);
});

test('a line where the new begins, above the first of another', () => {
  const messages = [message(5, 'ana', '2026-03-20T09:00:00Z'), message(7, 'me', '2026-03-20T09:00:01Z'),
    message(8, 'ana', '2026-03-20T09:00:02Z'), message(9, 'ana', '2026-03-20T09:00:03Z')];
  const rows = new Rows(calendar).of({messages, newAfter: 5, me: 'me', moreBefore: true});
  assert.deepEqual(short(rows), ['older', 'day 2026-03-20', 'm5!', 'm7!', 'new', 'm8!', 'm9']);
  assert.ok(!short(new Rows(calendar).of({messages, newAfter: 9, me: 'me'})).includes('new'));
  assert.ok(!short(new Rows(calendar).of({messages, newAfter: 0, me: 'me'})).includes('new'));
});

test('what is on its way stands at the end, as one\'s own', () => {
  const messages = [message(1, 'me', '2026-03-20T09:00:00Z')];
  const entry = {id: 'p1', at: '2026-03-20T09:00:05Z', message: {text: 'x'}};
  const rows = new Rows(calendar);
  assert.deepEqual(short(rows.of({messages, pending: [entry], me: 'me'})),
    ['begin', 'day 2026-03-20', 'm1!', 'p1']);
  assert.deepEqual(short(rows.of({messages, pending: [{...entry, at: '2026-03-21T09:00:05Z'}], me: 'me'})),
    ['begin', 'day 2026-03-20', 'm1!', 'day 2026-03-21', 'p1!']);
});

test('a clock that goes back makes no second line of a day', () => {
  const rows = new Rows(calendar).of({messages: [message(1, 'a', '2026-03-20T23:00:00Z'),
    message(2, 'a', '2026-03-20T22:59:59Z'), message(3, 'a', '2026-03-20T23:00:01Z')]});
  assert.equal(rows.filter(row => row.kind === 'day').length, 1);
  assert.equal(new Set(rows.map(row => row.key)).size, rows.length);
});

test('rows that say the same are the same', () => {
  const rows = new Rows(calendar);
  const messages = Array.from({length: 50}, (_, i) =>
    message(i + 1, i % 9 ? 'a' : 'b', '2026-03-20T09:00:00Z'));
  const first = rows.of({messages});
  const second = rows.of({messages: [...messages.slice(0, 10), {...messages[10], text: 'new'},
    ...messages.slice(11)]});
  assert.equal(second.filter((row, i) => row !== first[i]).length, 1);
});

/** What a browser would do: rows with true heights, of which the list knows only those that were drawn. */
function screen(heights, truth, viewport) {
  return {
    scrollTop: 0,
    /** Draws, measures, and puts the anchor back, until nothing moves any more. */
    settle(anchor) {
      for (let turn = 0; turn < 20; turn += 1) {
        const top = anchor ? heights.resolve(anchor) : this.scrollTop;
        this.scrollTop = Math.min(Math.max(0, top ?? this.scrollTop), Math.max(0, heights.total - viewport));
        const {from, to} = heights.visible(this.scrollTop, viewport, 200);
        const drawn = heights.rows.slice(from, to);
        if (!drawn.map(row => heights.measure(row.key, truth(row))).some(Boolean)) {
          return to - from;
        }
      }
      throw new Error('it never comes to rest');
    },
  };
}

test('what one looks at stays where it is, whatever comes before it', () => {
  const {pick, upTo, seed} = random();
  const truth = row => 20 + (Number(row.key) * 7919) % 180;
  for (let round = 0; round < 200; round += 1) {
    const heights = new Heights(() => 60);
    let first = 100000;
    let rows = Array.from({length: 80}, (_, i) => ({key: String(first + i)}));
    heights.set(rows);
    const view = screen(heights, truth, 700);
    view.scrollTop = upTo(3000);
    view.settle();
    for (let step = 0; step < 8; step += 1) {
      const anchor = heights.anchor(view.scrollTop);
      const act = pick(['older', 'older', 'newer', 'width']);
      if (act === 'older') {
        first -= 50;
        rows = [...Array.from({length: 50}, (_, i) => ({key: String(first + i)})), ...rows];
      } else if (act === 'newer') {
        rows = [...rows, {key: String(first + rows.length)}];
      } else {
        heights.forget();
      }
      heights.set(rows);
      view.settle(anchor);
      const after = heights.anchor(view.scrollTop);
      const atEnd = view.scrollTop >= heights.total - 701;
      assert.ok(atEnd || after.key === anchor.key && Math.abs(after.offset - anchor.offset) < 1,
        `seed ${seed}: ${act} moved ${JSON.stringify(anchor)} to ${JSON.stringify(after)}`);
    }
  }
});

test('however many rows there are, few are drawn', () => {
  const heights = new Heights(() => 40);
  const truth = row => 24 + Number(row.key) % 5 * 20;
  heights.set(Array.from({length: 100000}, (_, i) => ({key: String(i)})));
  const view = screen(heights, truth, 900);
  for (let y = 0; y < heights.total - 900; y += 100000) {
    view.scrollTop = y;
    assert.ok(view.settle() < 70);
  }
});

test('places are found, at the ends too', () => {
  const heights = new Heights(({key}) => Number(key));
  assert.deepEqual(heights.visible(0, 100, 10), {from: 0, to: 0});
  assert.equal(heights.anchor(0), null);
  heights.set(['10', '20', '30'].map(key => ({key})));
  assert.deepEqual([-5, 0, 9.9, 10, 29, 30, 59, 60, 1000].map(y => heights.at(y)),
    [0, 0, 0, 1, 1, 2, 2, 2, 2]);
  assert.equal(heights.total, 60);
  assert.deepEqual([heights.shows('20', 10, 20), heights.shows('20', 15, 50), heights.shows('x', 0, 50)],
    [true, false, false]);
  assert.deepEqual([heights.scrollFor('30', 'end', 40), heights.scrollFor('10', 'start', 40),
    heights.scrollFor('20', 'center', 40), heights.scrollFor('x', 'end', 40)], [28, 0, 0, null]);
  assert.equal(heights.indexOf('20'), 1);
  assert.equal(heights.indexOf('x'), -1);
  const anchor = heights.anchor(15);
  heights.set(['30', '5'].map(key => ({key})));
  assert.equal(heights.resolve(anchor), 0);
  heights.set([{key: '5'}]);
  assert.equal(heights.resolve(anchor), null);
});
