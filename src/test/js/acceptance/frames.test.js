'use strict';
// Frames, well-formed and not: what the bridge makes of them.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {guest, within} = require('../support/world.js');

after(() => Raw.closeAll());

const NONSENSE = {
  'no JSON': 'hello',
  'an empty text': '',
  'half an object': '{"type":"ping"',
  'a number': '42',
  'null': 'null',
  'a text': '"ping"',
  'a list': '[{"type":"ping"}]',
  'no type': '{}',
  'an unknown type': '{"type":"dance"}',
  'a type that is a number': '{"type":1}',
  'a type that is an object': '{"type":{"a":1}}',
  'a send without address': '{"type":"send","body":{}}',
  'a register without address': '{"type":"register"}',
  'an unregister without address': '{"type":"unregister"}',
  'an address that is a number': '{"type":"send","address":7,"body":{}}',
  'an address that is null': '{"type":"register","address":null}',
};

for (const [what, text] of Object.entries(NONSENSE)) {
  test(`answers ${what} with bad_request and goes on`, async () => {
    const ana = await Raw.guest('Ana');
    ana.send(text);
    const err = await ana.frame('a refusal', frame => frame.type === 'err');
    assert.equal(err.failureType, 'bad_request');
    assert.equal(err.failureCode, 400);
    assert.equal(err.address, undefined);
    assert.ok(err.message.length > 3, 'says what is wrong');
    assert.doesNotMatch(err.message, /Exception|io\.vertx|dev\.parley|\.java/);
    assert.equal((await ana.ask('parley.session', 'whoami')).user.id, ana.me.id);
  });
}

test('a wrong headers, body or replyAddress is bad_request, and the session goes on', async () => {
  const ana = await Raw.guest('Ana');
  const wrong = [{headers: 'x'}, {headers: []}, {headers: 5}, {replyAddress: 5}, {replyAddress: {}},
    {headers: {action: 5}}, {headers: {action: {}}}, {headers: {}}];
  for (const fields of wrong) {
    const from = ana.frames.length;
    ana.send({type: 'send', address: 'parley.session', headers: {action: 'whoami'}, body: {}, ...fields});
    const err = await ana.frame(JSON.stringify(fields), frame => frame.type === 'err', {from});
    assert.equal(err.failureType, 'bad_request', JSON.stringify(fields));
  }
  for (const body of ['x', 5, [], true]) {
    assert.equal(await ana.refusal('parley.rooms', 'create', body), 'bad_request', JSON.stringify(body));
  }
  await ana.ask('parley.session', 'whoami');
});

test('ten frames in a row that make no sense close the socket with 3503', async () => {
  const ana = await Raw.guest('Ana');
  for (let i = 0; i < 10; i++) {
    ana.send('nonsense');
  }
  const end = await within('the close', ana.closed);
  assert.equal(end.code, 3503);
  assert.ok(end.reason.length > 3, 'a reason in words');
});

test('one good frame in between starts the count anew', async () => {
  const ana = await Raw.guest('Ana');
  for (let i = 0; i < 18; i++) {
    ana.send(i === 9 ? {type: 'ping'} : 'nonsense');
  }
  await ana.settled();
  assert.equal(ana.end, undefined);
});

test('refused commands never close the socket', async () => {
  const ana = await Raw.guest('Ana');
  for (let i = 0; i < 30; i++) {
    assert.equal(await ana.refusal('parley.rooms', 'get', {room: 'nowhere'}), 'not_found');
  }
  assert.equal(ana.end, undefined);
});

test('ping is answered with pong', async () => {
  const ana = await Raw.connect();
  await ana.settled();
});

test('success without replyAddress is silent, a refusal is an err without address', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const from = ana.frames.length;
  ana.send({type: 'send', address: 'parley.messages', headers: {action: 'post'}, body: {room: id, text: 'a'}});
  await ana.ask('parley.messages', 'post', {room: id, text: 'b'});
  assert.equal(ana.frames.length, from + 1);
  ana.send({type: 'send', address: 'parley.messages', headers: {action: 'post'}, body: {room: id, text: 7}});
  const err = await ana.frame('a refusal', frame => frame.type === 'err');
  assert.equal(err.address, undefined);
  assert.equal(err.failureType, 'bad_request');
});

test('with errors: body a refusal is a reply', async () => {
  const ana = await Raw.guest('Ana');
  const frame = await ana.frameOf('parley.rooms', 'get', {room: 'nowhere'}, {errors: 'body'});
  assert.equal(frame.type, 'rec');
  assert.equal(frame.body.error.code, 404);
  assert.equal(frame.body.error.type, 'not_found');
  assert.ok(frame.body.error.message);
});

test('an unknown service or action is refused, not ignored', async () => {
  const ana = await Raw.guest('Ana');
  for (const [address, action] of [['parley.nothing', 'x'], ['parley.rooms', 'dance'], ['room.x', 'post'],
    ['hub.0', 'x'], ['persistence.0', 'x'], ['parley.session', 'constructor']]) {
    const word = await ana.refusal(address, action);
    assert.ok(['bad_request', 'not_found'].includes(word), `${address} ${action}: ${word}`);
  }
});

test('a frame above 64 KiB is too_large, one above 256 KiB and one of 10 MB end the socket', async () => {
  const ana = await Raw.guest('Ana');
  ana.send({type: 'send', address: 'parley.session', headers: {action: 'whoami'}, replyAddress: 'big',
    body: {pad: 'x'.repeat(70 * 1024)}});
  const err = await ana.frame('too_large', frame => frame.type === 'err');
  assert.equal(err.failureType, 'too_large');
  assert.equal(err.failureCode, 413);
  assert.equal(err.address, undefined);
  await ana.ask('parley.session', 'whoami');
  for (const size of [300 * 1024, 10 * 1024 * 1024]) {
    const ben = await Raw.guest('Ben');
    ben.send('x'.repeat(size));
    const end = await within('the close', ben.closed);
    assert.equal(end.code, 1009, `${size} bytes`);
  }
  await ana.ask('parley.session', 'whoami');
});

test('text that is no UTF-8 ends the socket with 1007', async () => {
  const ana = await Raw.guest('Ana');
  ana.socket.send(Buffer.from([0x22, 0xc3, 0x28, 0x22]), {binary: false});
  assert.equal((await within('the close', ana.closed)).code, 1007);
});

test('a frame in fragments is one frame, with a ping in between', async () => {
  const ana = await Raw.guest('Ana');
  const text = '{"type":"send","address":"parley.session","headers":{"action":"whoami"},"replyAddress":"f","body":{}}';
  ana.socket.send('', {fin: false});
  ana.socket.send(text.slice(0, 20), {fin: false});
  ana.socket.ping();
  ana.socket.send(text.slice(20), {fin: true});
  const reply = await ana.frame('the reply', frame => frame.address === 'f');
  assert.equal(reply.body.user.id, ana.me.id);
});

test('hostile JSON is refused and harms nobody', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const command = body => `{"type":"send","address":"parley.messages","headers":{"action":"post"},`
    + `"replyAddress":"h","body":${body}}`;
  const bodies = [
    `{"room":"${id}","text":"a","client":${'['.repeat(20000)}${']'.repeat(20000)}}`,
    `{"room":"${id}","text":"a\\u0000b"}`,
    `{"room":"${id}","text":"\\ud800"}`,
    `{"room":"${id}","text":"a","client":{"deep":{"x":"\\udc00"}}}`,
    `{"room":"${id}","text":"a","client":{"\\u0000":1}}`,
    `{"room":"${id}","text":"a","client":1e99999}`,
  ];
  for (const body of bodies) {
    const from = ana.frames.length;
    ana.send(command(body));
    const err = await ana.frame(body.slice(0, 60), frame => frame.type === 'err', {from});
    assert.ok(['bad_request', 'too_large'].includes(err.failureType), `${body.slice(0, 60)}: ${err.failureType}`);
  }
  const {messages} = await ana.ask('parley.messages', 'history', {room: id});
  assert.deepEqual(messages, []);
});

test('a binary frame does not stop the server', async () => {
  const as = await guest();
  const ana = await Raw.connect({as});
  ana.socket.send(Buffer.from([0, 1, 2, 255]), {binary: true});
  const ben = await Raw.connect({as});
  assert.equal((await ben.ask('parley.session', 'whoami')).user.id, as.user.id);
});
