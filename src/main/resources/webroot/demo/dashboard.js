// A table of PostgreSQL, watched by parley.watch('demo_shop.orders', 'live.demo.orders'): every event is a committed
// change of a row, {op, row?, old?}, in the order of the log.

import {channel, make, open} from '/demo/demo.js';

const CHANNEL = channel('live.demo.orders');
const LAST = 200;
const ROWS = 12;
const SECONDS = 60;
const BAR = {width: 600 / SECONDS, height: 90};

const $ = selector => document.querySelector(selector);
const money = new Intl.NumberFormat(undefined, {style: 'currency', currency: 'EUR'});
const orders = new Map();
const moments = [];
const drawn = {due: false};

const {parley} = await open();
$('#quiet').hidden = false;
const feed = parley.subscribe(CHANNEL, {last: LAST});
feed.on('event', event => event.type === 'row.changed' && took(event));
feed.on('lost', () => orders.clear());
setInterval(draw, 1000);

function took({at, data: {op, row, old}}) {
  if (op === 'delete') {
    orders.delete(old.id);
  } else {
    orders.set(row.id, row);
  }
  moments.push(Date.parse(at));
  list(op, row ?? old);
  if (!drawn.due) {
    drawn.due = true;
    requestAnimationFrame(draw);
  }
}

function list(op, row) {
  const what = {insert: 'new', update: 'changed', delete: 'gone'}[op];
  $('#rows').prepend(make('tr', {class: op},
    make('td', {class: 'tabular', text: `#${row.id}`}), make('td', {text: row.customer}), make('td', {text: what}),
    make('td', {class: 'right tabular', text: money.format(row.total)}),
    make('td', {}, make('span', {class: `status ${row.status}`, text: row.status}))));
  while ($('#rows').childElementCount > ROWS) {
    $('#rows').lastElementChild.remove();
  }
}

function draw() {
  drawn.due = false;
  $('#quiet').hidden = moments.length > 0;
  $('#board').hidden = moments.length === 0;
  const rows = [...orders.values()];
  $('#orders').textContent = rows.length;
  $('#revenue').textContent = money.format(rows.reduce((sum, row) => sum + Number(row.total), 0));
  $('#sent').textContent = rows.filter(row => row.status === 'sent').length;
  const now = Date.now();
  while (moments.length > LAST && moments[0] < now - SECONDS * 1000) {
    moments.shift();
  }
  bars(now);
}

/** A bar for each of the last sixty seconds, the present one at the right. */
function bars(now) {
  const counts = new Array(SECONDS).fill(0);
  for (const moment of moments) {
    const ago = Math.floor((now - moment) / 1000);
    if (ago >= 0 && ago < SECONDS) {
      counts[SECONDS - 1 - ago]++;
    }
  }
  $('#rate').textContent = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(4, ...counts);
  $('#bars').replaceChildren(...counts.map((count, i) => {
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const height = count / most * BAR.height;
    const place = {x: i * BAR.width + 1, y: BAR.height - height, width: BAR.width - 2, height, rx: 2};
    Object.entries(place).forEach(([name, value]) => bar.setAttribute(name, value));
    return bar;
  }));
}
