'use strict';
// The unmodified Socket.IO client on different nodes, over polling, WebSocket and the upgrade between them.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Io, WAYS} = require('./support/io.js');
const {fresh, guest, inSeconds, nodes, sign, until} = require('./support/world.js');

const HARD = ['plain', 'ünï 🌱 ключ', '100% sure, %20 and %41', 'a "quote", a \\ and a\nnew line', '<b>&amp;</b>',
  'separators \u2028\u2029, \u001e and \u00a0'];

after(() => Io.closeAll());

for (const way of WAYS) {
  test(`${way}: two nodes, one room`, async () => {
    const ana = await Io.guest('Ana', {way, node: nodes[0]});
    const ben = await Io.guest('Ben', {way, node: nodes[1 % nodes.length]});
    const room = fresh('room');
    const channel = `room.${room}`;
    await ana.ask('rooms.create', {id: room, name: 'R', visibility: 'public'});
    await ben.ask('rooms.join', {room});
    const answer = await ana.subscribe(channel);
    assert.equal(answer.type, 'subscribed');
    assert.equal('recovered' in answer, false);
    const whole = await ben.subscribe(channel, {since: 0, epoch: answer.epoch});
    assert.equal(whole.recovered, true);
    for (const [i, text] of HARD.entries()) {
      const reply = await (i % 2 ? ana : ben).ask('messages.post', {room, text, id: `m${i}`});
      assert.equal(reply.id, `m${i}`);
    }
    assert.deepEqual(await ana.texts(channel, HARD.length), HARD);
    assert.deepEqual(await ben.texts(channel, HARD.length), HARD);
    const all = ben.events[channel].filter(event => event.seq).map(event => event.seq);
    assert.deepEqual(all, all.map((_, i) => i + 1), 'from the founding on, without a hole');
    const posted = ben.events[channel].find(event => event.id === 'm1');
    assert.equal(posted.origin, ana.socket.id, 'the id of the socket is the origin of what it does');
    const {messages} = await ben.ask('messages.history', {room});
    assert.deepEqual(messages.map(message => message.text), HARD);
    assert.deepEqual(await ben.answer('unsubscribe', {channel}), {ok: true});
  });

  test(`${way}: refusals reach the caller, a burst stays in order`, async () => {
    const ana = await Io.guest('Ana', {way, node: nodes.at(-1)});
    const refused = await ana.answer('rooms.get', {room: 'nowhere'});
    assert.deepEqual([refused.ok, refused.error.code, refused.error.type], [false, 404, 'not_found']);
    await assert.rejects(ana.subscribe('room.nowhere'), fault => fault.refusal.type === 'not_found');
    const room = fresh('room');
    await ana.ask('rooms.create', {id: room, name: 'R', visibility: 'public'});
    await ana.subscribe(`room.${room}`);
    const texts = Array.from({length: 100}, (_, i) => `burst ${i}`);
    await Promise.all(texts.map(text => ana.ask('messages.post', {room, text})));
    assert.deepEqual(await ana.texts(`room.${room}`, texts.length), texts);
    const binary = await ana.answer('messages.post', {room, text: Buffer.from('bytes')});
    assert.equal(binary.error.type, 'bad_request');
    assert.match(binary.error.message, /[Bb]inary/);
    const large = await ana.answer('messages.post', {room, text: 'x'.repeat(70_000)});
    assert.deepEqual([large.error.code, large.error.type], [413, 'too_large']);
    ana.socket.emit('messages.post', {room});
    const told = await until('a notice', () => ana.notices.find(notice => notice.type === 'session.refused'));
    assert.deepEqual([told.event, told.error.type], ['messages.post', 'bad_request']);
    assert.deepEqual(ana.ends, []);
  });

  test(`${way}: a lost connection is resumed without a gap`, async () => {
    const ana = await Io.guest('Ana', {node: nodes[0]});
    const ben = await Io.guest('Ben', {way, node: nodes[0]});
    const room = fresh('room');
    const channel = `room.${room}`;
    await ana.ask('rooms.create', {id: room, name: 'R', visibility: 'public'});
    await ben.ask('rooms.join', {room});
    await ben.subscribe(channel, {since: 0});
    const texts = [];
    for (let i = 0; i < 30; i++) {
      texts.push(`text ${i}`);
      await ana.ask('messages.post', {room, text: texts.at(-1)});
      if (i % 10 === 4) {
        await until('the return', () => ben.socket.connected);
        ben.turnTo(nodes[(i % 7) % nodes.length]);
        ben.socket.io.engine.close();
      }
    }
    assert.deepEqual(await ben.texts(channel, texts.length), texts);
    assert.equal(ben.ends.length, 3);
    const all = ben.events[channel].filter(event => event.seq).map(event => event.seq);
    assert.deepEqual(all, all.map((_, i) => i + 1));
    await until('the last answer', () => ben.answers[channel]?.recovered);
  });

  test(`${way}: a bad token is a connect error, and the client stays away`, async () => {
    const old = sign({sub: 'ana', exp: inSeconds(-100)});
    for (const token of ['garbage', old, '']) {
      await assert.rejects(Io.connect({way, node: nodes[0], as: {token}}), fault => {
        assert.equal(fault.data.type, 'unauthenticated', fault.message);
        assert.equal(fault.data.code, 401);
        return true;
      });
    }
  });
}

test('without a token one signs in later', async () => {
  const ana = await Io.connect({node: nodes[0]});
  assert.equal((await ana.answer('rooms.mine', {})).error.type, 'unauthenticated');
  const {token, user} = await guest('Ana');
  const who = await ana.ask('session.authenticate', {token});
  assert.equal(who.user.id, user.id);
  assert.equal(who.session, ana.socket.id);
  assert.equal((await ana.ask('rooms.mine')).ok, true);
});

test('a token may stand in the address too', async () => {
  const {token, user} = await guest('Ana');
  const ana = await Io.connect({node: nodes[0], query: {token}});
  assert.equal((await ana.ask('session.whoami')).user.id, user.id);
});

test('namespaces are only those that are configured', async () => {
  await assert.rejects(Io.connect({node: nodes[0], namespace: '/elsewhere', as: await guest()}),
    fault => fault.message === 'Invalid namespace');
});

test('a polling session belongs to its node, and says so', async () => {
  const path = '/socket.io/?EIO=4&transport=polling';
  const opened = JSON.parse((await (await fetch(nodes[0] + path)).text()).slice(1));
  const elsewhere = await fetch(`${nodes[1]}${path}&sid=${opened.sid}`);
  assert.equal(elsewhere.status, 400);
  assert.deepEqual(await elsewhere.json(), {code: 1, message: 'Session ID unknown'});
});

test('what is not understood closes the connection and nothing else', async () => {
  const ana = await Io.guest('Ana', {node: nodes[0]});
  ana.socket.io.engine.write('9nonsense');
  await until('the end', () => ana.ends.length === 1);
  assert.equal(ana.ends[0], 'transport close');
  await until('the return', () => ana.socket.connected);
  assert.equal((await ana.ask('session.whoami')).user.id, ana.me.id);
});
