// Fifty seats. Each guest is a key of the channel's state, the number of taken seats is a counter with a bound; taking
// a seat changes both or neither.

import {LiveState} from '/client/parley.js';
import {channel, face, guest, make, open, say, why} from '/demo/demo.js';

const CHANNEL = channel('live.demo.supper');
const SEATS = 50;
const CROWD = 200;
const AT_ONCE = 20;

const $ = selector => document.querySelector(selector);
const key = user => `guest:${user}`;

/** What takes a seat: refused when this guest has one already, and when all are taken. */
const take = (user, name) => [
  {set: {key: key(user), value: name, ifVersion: 0}},
  {add: {key: 'taken', by: 1, min: 0, max: SEATS}},
];

/** What gives it back: refused unless he has it still. */
const leave = (user, version) => [
  {remove: {key: key(user), ifVersion: version}},
  {add: {key: 'taken', by: -1, min: 0, max: SEATS}},
];

const {parley, me} = await open();
const supper = new LiveState(parley, CHANNEL);
supper.on('change', draw);
await supper.open();
draw();

function draw() {
  const taken = supper.state.taken ?? 0;
  const mine = key(me.id) in supper.state;
  $('#taken').textContent = taken;
  const guests = Object.entries(supper.state).filter(([name]) => name.startsWith('guest:'));
  const seats = guests.map(([name, who]) => {
    const seat = make('li', {class: name === key(me.id) ? 'seat mine' : 'seat', title: who}, face(name.slice(6), who));
    seat.append(make('span', {class: 'unseen', text: who}));
    return seat;
  });
  for (let free = seats.length; free < SEATS; free++) {
    seats.push(make('li', {class: 'seat free'}, make('span', {class: 'unseen', text: 'free'})));
  }
  $('#seats').replaceChildren(...seats);
  $('#mine').textContent = mine ? 'Give my seat back' : taken >= SEATS ? 'The table is full' : 'Take a seat';
  $('#mine').disabled = !mine && taken >= SEATS;
  $('#crowd').disabled = false;
  $('#clear').disabled = guests.length === 0;
}

async function change(ops, said) {
  try {
    await supper.change(ops);
    say(said, 'good');
  } catch (refusal) {
    say(refusal.type === 'conflict' ? 'Somebody was faster.' : why(refusal), 'bad');
  }
}

$('#mine').addEventListener('click', () => (key(me.id) in supper.state
  ? change(leave(me.id, supper.version(key(me.id))), 'Your seat is free again.')
  : change(take(me.id, me.name), 'You have a seat.')));

$('#clear').addEventListener('click', () => change([
  ...Object.keys(supper.state).filter(name => name.startsWith('guest:')).map(name => ({remove: {key: name}})),
  {set: {key: 'taken', value: 0}},
], 'The table is laid again.'));

/** Other people, each with a token of his own, who ask by the HTTP API. */
$('#crowd').addEventListener('click', async () => {
  $('#crowd').disabled = true;
  say(`${CROWD} people are on their way …`);
  const outcome = {in: 0, full: 0, lost: 0};
  let next = 0;
  const walk = async () => {
    while (next++ < CROWD) {
      outcome[await rush().catch(() => 'lost')]++;
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, walk));
  say(`${outcome.in} got a seat, ${outcome.full} found the table full${outcome.lost ? `, ${outcome.lost} did not get through` : ''}.`,
    'good');
  $('#crowd').disabled = false;
});

async function rush() {
  const {token, user} = await guest();
  const answer = await fetch(`/api/v1/channels/${CHANNEL}/changes`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
    body: JSON.stringify({ops: take(user.id, user.name)}),
  });
  return answer.ok ? 'in' : answer.status === 409 ? 'full' : 'lost';
}
