'use strict';
// Live channels over the bridge: what is published, who may, what is kept, and what is not.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw} = require('../support/raw.js');
const {fresh, guest, inSeconds, nodes, sign, until} = require('../support/world.js');

after(() => Raw.closeAll());

const far = {node: nodes.at(-1)};
const LIVE = 'parley.live';
const publish = (client, channel, data, more = {}) => client.ask(LIVE, 'publish', {channel, data, ...more});

/** Somebody whose token names channels. */
function granted(channels, sub = fresh('grantee')) {
  return {user: {id: sub}, token: sign({sub, channels, exp: inSeconds(600)})};
}

test('what is published is heard everywhere, once, in the shape of a publication', async () => {
  const channel = `live.demo.${fresh('orders')}`;
  const ana = await Raw.guest('Ana');
  const bob = await Raw.guest('Bob', far);
  const answer = await bob.register(channel);
  assert.deepEqual(Object.keys(answer.body).sort(), ['epoch', 'seq', 'type']);
  assert.equal(answer.body.seq, 0);
  await ana.register(channel);
  const reply = await publish(ana, channel, {status: 'paid', nested: [1, null, 'ü']}, {id: 'e1'});
  assert.deepEqual(reply, {id: 'e1', seq: 1, epoch: answer.body.epoch});
  const {session} = await ana.ask('parley.session', 'whoami');
  const [[event], [own]] = [await bob.hears(channel, 1), await ana.hears(channel, 1)];
  assert.match(event.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(event, {seq: 1, type: 'message', id: 'e1', at: event.at, by: ana.me.id, origin: session,
    data: {status: 'paid', nested: [1, null, 'ü']}});
  assert.deepEqual(own, event);
});

test('any JSON is data, null too; the type is the application\'s; none of it is missing', async () => {
  const channel = `live.demo.${fresh('any')}`;
  const ana = await Raw.guest('Ana');
  await ana.register(channel);
  const all = [1, 'text', null, false, [], {}, {a: {b: []}}];
  for (const data of all) {
    await publish(ana, channel, data, {type: 'order.paid'});
  }
  const events = await ana.hears(channel, all.length);
  assert.deepEqual(events.map(({data}) => data), all);
  assert.ok(events.every(({type, id}) => type === 'order.paid' && id));
  assert.equal(await ana.refusal(LIVE, 'publish', {channel}), 'bad_request');
  assert.equal(await ana.refusal(LIVE, 'publish', {channel, data: 1, type: 'no word'}), 'bad_request');
  assert.equal(await ana.refusal(LIVE, 'publish', {channel, data: 1, id: '!'}), 'bad_request');
});

test('an id counts once: the same author again is a duplicate on any node, another a conflict', async () => {
  const channel = `live.demo.${fresh('once')}`;
  const person = await guest('Ana');
  const [ana, again] = [await Raw.connect({as: person}), await Raw.connect({as: person, ...far})];
  const bob = await Raw.guest('Bob');
  await bob.register(channel);
  const first = await publish(ana, channel, 1, {id: 'x'});
  assert.deepEqual(await publish(again, channel, 2, {id: 'x'}), {...first, duplicate: true});
  assert.equal(await bob.refusal(LIVE, 'publish', {channel, data: 3, id: 'x'}), 'conflict');
  await publish(ana, channel, 4);
  assert.deepEqual((await bob.hears(channel, 2)).map(({seq, data}) => [seq, data]), [[1, 1], [2, 4]]);
});

test('history is read from the beginning or from the end, replay brings the same events', async () => {
  const channel = `live.demo.${fresh('pages')}`;
  const ana = await Raw.guest('Ana');
  for (let i = 1; i <= 7; i += 1) {
    await publish(ana, channel, i);
  }
  const first = await ana.ask(LIVE, 'history', {channel, after: 0, limit: 3});
  assert.deepEqual([first.publications.map(({seq}) => seq), first.head.seq, first.more], [[1, 2, 3], 7, true]);
  const rest = await ana.ask(LIVE, 'history', {channel, after: 3, limit: 10});
  assert.deepEqual([rest.publications.map(({seq}) => seq), rest.more], [[4, 5, 6, 7], false]);
  const newest = await ana.ask(LIVE, 'history', {channel, limit: 2});
  assert.deepEqual([newest.publications.map(({seq}) => seq), newest.more], [[6, 7], true]);
  const none = await ana.ask(LIVE, 'history', {channel: `live.demo.${fresh('none')}`});
  assert.deepEqual([none.publications, none.head.seq, none.more], [[], 0, false]);
  const answer = await ana.register(channel, {since: 0});
  assert.equal(answer.body.recovered, true);
  assert.deepEqual(await ana.hears(channel, 7), [...first.publications, ...rest.publications]);
});

test('what a namespace no longer keeps is not recovered, and says so', async () => {
  const channel = `live.short.${fresh('kept')}`;
  const ana = await Raw.guest('Ana');
  for (let i = 1; i <= 8; i += 1) {
    await publish(ana, channel, i);
  }
  const all = await ana.ask(LIVE, 'history', {channel, after: 0});
  assert.deepEqual([all.publications.map(({seq}) => seq), all.more], [[4, 5, 6, 7, 8], false]);
  const whole = await ana.register(channel, {since: 3});
  assert.equal(whole.body.recovered, true);
  assert.deepEqual((await ana.hears(channel, 5)).map(({seq}) => seq), [4, 5, 6, 7, 8]);
  const bob = await Raw.guest('Bob', far);
  const late = await bob.register(channel, {since: 2});
  assert.deepEqual([late.body.recovered, late.body.seq], [false, 8]);
  const last = await (await Raw.guest('Eve')).register(channel, {last: 10});
  assert.equal(last.body.recovered, false, 'ten exist, five are kept');
});

test('channels without a log: no seq, no position, no history, told to those who listen', async () => {
  const channel = `live.ephemeral.${fresh('cursor')}`;
  const ana = await Raw.guest('Ana');
  const bob = await Raw.guest('Bob', far);
  for (const client of [ana, bob]) {
    assert.deepEqual((await client.register(channel, {since: 3, epoch: 'x'})).body, {type: 'subscribed'});
  }
  assert.deepEqual(await publish(ana, channel, {x: 1}, {id: 'c1', type: 'moved'}), {id: 'c1'});
  const [event] = await bob.hears(channel, 1);
  assert.deepEqual(event, {type: 'moved', id: 'c1', at: event.at, by: ana.me.id, origin: event.origin,
    data: {x: 1}});
  assert.equal(await ana.refusal(LIVE, 'history', {channel}), 'bad_request');
});

test('a publish frame publishes without a reply; a refused one is an error without an address', async () => {
  const channel = `live.demo.${fresh('frames')}`;
  const ana = await Raw.guest('Ana');
  await ana.register(channel);
  ana.send({type: 'publish', address: channel, headers: {type: 'said', id: 'f1'}, body: {a: 1}});
  const [event] = await ana.hears(channel, 1);
  assert.deepEqual([event.type, event.id, event.data], ['said', 'f1', {a: 1}]);
  ana.send({type: 'publish', address: 'live.undeclared.x', body: 1});
  const refused = await ana.frame('a refusal', frame => frame.type === 'err');
  assert.deepEqual([refused.failureType, refused.address], ['not_found', undefined]);
});

test('what is declared nowhere, or is no name, does not exist', async () => {
  const ana = await Raw.guest('Ana');
  for (const channel of ['live.undeclared.x', 'live.demo', 'live.demo.', 'live..x', 'live.demo.a b', 'live.demo.-x',
    'live.*', 'live.demo.x*']) {
    assert.equal((await ana.register(channel)).failureType, 'not_found', channel);
    assert.equal(await ana.refusal(LIVE, 'publish', {channel, data: 1}), 'not_found', channel);
    assert.equal(await ana.refusal(LIVE, 'history', {channel}), 'not_found', channel);
  }
});

test('where tokens decide, they decide for each channel; another token ends what it no longer allows', async () => {
  const mine = `live.granted.${fresh('mine')}`;
  const other = `live.granted.${fresh('other')}`;
  const eve = granted([mine, 'live.granted.shared.*']);
  const client = await Raw.connect({as: eve});
  assert.equal((await client.register(mine)).body.seq, 0);
  assert.equal((await client.register(other)).failureType, 'forbidden');
  await publish(client, mine, 1);
  assert.equal(await client.refusal(LIVE, 'publish', {channel: other, data: 1}), 'forbidden');
  assert.equal(await client.refusal(LIVE, 'history', {channel: other}), 'forbidden');
  await client.hears(mine, 1);
  const from = client.frames.length;
  await client.ask('parley.session', 'authenticate', {token: granted([other], eve.user.id).token});
  const end = await client.frame('the end', frame => frame.type === 'err' && frame.address === mine, {from});
  assert.equal(end.failureType, 'forbidden');
  await publish(await Raw.connect({as: granted([mine])}), mine, 2);
  await client.settled();
  assert.equal(client.heard(mine).length, 1);
  assert.equal((await client.register(other)).body.type, 'subscribed');
});

test('what was accepted is told again, whatever the publisher may do by then', async () => {
  const channel = `live.granted.${fresh('repeat')}`;
  const person = granted([channel]);
  const first = await publish(await Raw.connect({as: person}), channel, 1, {id: 'p1'});
  const poorer = await Raw.connect({as: granted([], person.user.id)});
  assert.deepEqual(await publish(poorer, channel, 1, {id: 'p1'}), {...first, duplicate: true});
  assert.equal(await poorer.refusal(LIVE, 'publish', {channel, data: 1, id: 'p2'}), 'forbidden');
});

test('what belongs to the application is published by it alone', async () => {
  const channel = `live.served.${fresh('news')}`;
  const ana = await Raw.guest('Ana');
  await ana.register(channel);
  assert.equal(await ana.refusal(LIVE, 'publish', {channel, data: 1}), 'forbidden');
  const more = `live.ephemeral.${fresh('news')}`;
  await ana.register(more);
  const ask = (path, body, headers = {}) => fetch(`${far.node}/api/v1${path}`, {method: 'POST',
    headers: {Authorization: `Bearer ${process.env.PARLEY_KEY}`, 'Content-Type': 'application/json', ...headers},
    body: JSON.stringify(body)});
  const one = await ask(`/channels/${channel}/publications`, {data: 1}, {'Idempotency-Key': 'k1'});
  assert.deepEqual([one.status, (await one.json()).seq], [201, 1]);
  const again = await ask(`/channels/${channel}/publications`, {data: 1}, {'Idempotency-Key': 'k1'});
  assert.deepEqual([again.status, (await again.json()).duplicate], [200, true]);
  const many = await ask('/broadcasts/publications', {data: {n: 2}, type: 'told',
    channels: [channel, more, 'live.undeclared.x']});
  const {results, refused} = await many.json();
  assert.deepEqual([results.map(({channel: name}) => name), refused, results[2].error.type],
    [[channel, more, 'live.undeclared.x'], 1, 'not_found']);
  const events = await ana.hears(channel, 2);
  assert.deepEqual(events.map(({seq, type, by, data}) => [seq, type, by, data]),
    [[1, 'message', undefined, 1], [2, 'told', undefined, {n: 2}]]);
  assert.deepEqual((await ana.hears(more, 1))[0].data, {n: 2});
});

test('limits of a namespace: large data and hasty publishers are refused', async () => {
  const channel = `live.slow.${fresh('limit')}`;
  const ana = await Raw.guest('Ana');
  assert.equal(await ana.refusal(LIVE, 'publish', {channel, data: 'x'.repeat(99)}), 'too_large');
  await publish(ana, channel, 'x'.repeat(98));
  await publish(ana, channel, 2);
  const third = await ana.frameOf(LIVE, 'publish', {channel, data: 3});
  assert.equal(third.failureType, 'rate_limited');
  assert.ok(third.data.retryAfterMs > 0 && third.data.retryAfterMs <= 1000);
  await publish(await Raw.guest('Bob'), channel, 1);
});

test('of what comes too fast only the newest of each key is told', async () => {
  const channel = `live.cursors.${fresh('board')}`;
  const ana = await Raw.guest('Ana');
  const bob = await Raw.guest('Bob', far);
  await bob.register(channel);
  for (let i = 1; i <= 50; i += 1) {
    ana.send({type: 'publish', address: channel, body: {user: i % 2 ? 'odd' : 'even', i}});
  }
  await until('the newest of both', () => bob.heard(channel).filter(({data}) => data.i >= 49).length === 2);
  const heard = bob.heard(channel).map(({data}) => data.i);
  assert.ok(heard.includes(1) && heard.includes(2), 'the first of each comes at once');
  assert.ok(heard.length < 20, `${heard.length} of 50 were told`);
});

test('a pattern hears all channels below, each event saying its own, and nothing of the past', async () => {
  const base = fresh('tree');
  const pattern = `live.demo.${base}.*`;
  const ana = await Raw.guest('Ana');
  const bob = await Raw.guest('Bob', far);
  await publish(ana, `live.demo.${base}.old`, 0);
  assert.deepEqual((await bob.register(pattern, {since: 0})).body, {type: 'subscribed'});
  await ana.register(pattern);
  const names = ['a', 'b', 'a.deep', 'c'].map(name => `live.demo.${base}.${name}`);
  for (const name of names) {
    await publish(ana, name, name);
  }
  await publish(ana, `live.demo.${base}x.a`, 'outside');
  await publish(ana, names[0], 'last');
  for (const client of [ana, bob]) {
    const events = await client.hears(pattern, 5);
    assert.deepEqual(events.map(({channel, seq, data}) => [channel, seq, data]),
      [...names.map(name => [name, 1, name]), [names[0], 2, 'last']]);
  }
  bob.send({type: 'unregister', address: pattern});
  await bob.settled();
  await publish(ana, names[0], 'later');
  await ana.hears(pattern, 6);
  await bob.settled();
  assert.equal(bob.heard(pattern).length, 5);
});

test('where tokens decide, a pattern brings what the token names, and another token another choice', async () => {
  const base = fresh('choice');
  const [one, two] = [`live.granted.${base}.one`, `live.granted.${base}.two`];
  const all = await Raw.connect({as: granted(['live.granted.*'])});
  const person = granted([one]);
  const some = await Raw.connect({as: person, ...far});
  const none = await Raw.connect({as: granted(['live.granted.other.*'])});
  const pattern = `live.granted.${base}.*`;
  assert.equal((await none.register(pattern)).failureType, 'forbidden');
  assert.equal((await none.register(`live.short.${base}.*`)).failureType, 'not_found', 'no patterns there');
  await some.register(pattern);
  await all.register(pattern);
  await publish(all, one, 1);
  await publish(all, two, 2);
  await publish(all, one, 3);
  await all.hears(pattern, 3);
  assert.deepEqual((await some.hears(pattern, 2)).map(({data}) => data), [1, 3]);
  await some.ask('parley.session', 'authenticate', {token: granted([two], person.user.id).token});
  await publish(all, one, 4);
  await publish(all, two, 5);
  assert.deepEqual((await some.hears(pattern, 3)).map(({data}) => data), [1, 3, 5]);
  const from = some.frames.length;
  await some.ask('parley.session', 'authenticate', {token: granted([], person.user.id).token});
  const end = await some.frame('the end', frame => frame.address === pattern && frame.type === 'err', {from});
  assert.equal(end.failureType, 'forbidden');
});

test('who is there is told where the namespace says so, and nowhere else', async () => {
  const channel = `live.demo.${fresh('party')}`;
  const ana = await Raw.guest('Ana');
  const bob = await Raw.guest('Bob', far);
  await ana.register(`presence.${channel}`);
  await bob.register(channel);
  await until('Bob to be there', () => ana.heard(`presence.${channel}`).at(-1)?.data.count === 1);
  const who = await ana.ask('parley.presence', 'who', {channel});
  assert.deepEqual([who.count, who.users[0].user], [1, bob.me.id]);
  const quiet = `live.ephemeral.${fresh('quiet')}`;
  assert.equal((await ana.register(`presence.${quiet}`)).failureType, 'forbidden');
  assert.equal(await ana.refusal('parley.presence', 'who', {channel: quiet}), 'forbidden');
  assert.equal((await ana.register('presence.live.demo.*')).failureType, 'not_found');
});
