// A post: who reacted how is a set in the channel's state, each comment is an event of its log.

import {LiveState} from '/client/parley.js';
import {channel, face, make, open, say, why} from '/demo/demo.js';

const CHANNEL = channel('live.demo.post-lake');
const REACTIONS = [['heart', '♥', 'Love'], ['smile', '☺', 'Smile'], ['snow', '❄', 'Brr'], ['star', '★', 'Star']];

const $ = selector => document.querySelector(selector);
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});

$('#author').replaceWith(face('hazel', 'Hazel Heron'));
const {parley, me} = await open();
const post = new LiveState(parley, CHANNEL);
const buttons = REACTIONS.map(([key, sign, name]) => {
  const button = make('button', {type: 'button', class: 'reaction', 'aria-label': name, title: name},
    make('span', {'aria-hidden': 'true', text: `${sign}\uFE0E`}), make('span', {class: 'tabular count', text: '0'}));
  button.addEventListener('click', () => react(key));
  return button;
});
$('#reactions').append(...buttons);

post.on('change', draw);
post.on('event', show);
await post.open();
draw();
await earlier();

/** What was said before this page came; what is said meanwhile comes by itself, and nothing is shown twice. */
async function earlier() {
  let [after, more] = [0, true];
  while (more) {
    const page = await parley.ask('live.history', {channel: CHANNEL, after, limit: 200});
    page.publications.forEach(show);
    after = page.publications.at(-1)?.seq ?? after;
    more = page.more;
  }
}

function people(key) {
  return post.state[key] ?? [];
}

function draw() {
  REACTIONS.forEach(([key], i) => {
    const mine = people(key).includes(me.id);
    buttons[i].querySelector('.count').textContent = people(key).length;
    buttons[i].setAttribute('aria-pressed', mine);
  });
}

/** A set holds each person once, however often he presses, and on however many devices. */
async function react(key) {
  const verb = people(key).includes(me.id) ? 'discard' : 'insert';
  try {
    await post.change([{[verb]: {key, value: me.id}}]);
    say('');
  } catch (refusal) {
    say(why(refusal), 'bad');
  }
}

/** Each comment in its place, once, whichever way it came. */
function show({type, seq, by, at, data}) {
  const list = $('#comments');
  if (type !== 'comment' || [...list.children].some(item => Number(item.dataset.seq) === seq)) {
    return;
  }
  const later = [...list.children].find(item => Number(item.dataset.seq) > seq);
  list.insertBefore(make('li', {class: 'comment', 'data-seq': seq}, face(by, data.name), make('div', {},
    make('p', {class: 'small soft'}, make('b', {text: data.name}), ` ${clock.format(new Date(at))}`),
    make('p', {text: data.text}))), later ?? null);
  list.scrollTop = list.scrollHeight;
}

$('#write').addEventListener('submit', async event => {
  event.preventDefault();
  const text = $('#text').value.trim();
  if (!text) {
    return;
  }
  const id = crypto.randomUUID?.() ?? `c${Date.now()}${Math.random().toString(36).slice(2)}`;
  try {
    await parley.ask('live.publish', {channel: CHANNEL, type: 'comment', id, data: {text, name: me.name}}, {repeat: true});
    $('#text').value = '';
    say('');
  } catch (refusal) {
    say(why(refusal), 'bad');
  }
});
