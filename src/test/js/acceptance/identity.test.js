'use strict';
// Who somebody is: tokens in all places, renewed, expired, forged, or absent.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw} = require('../support/raw.js');
const {fresh, guest, inSeconds, nodes, secret, sign, within} = require('../support/world.js');

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

after(() => Raw.closeAll());

async function refusedWith3500(options) {
  const raw = await Raw.connect(options);
  const end = await within('the close', raw.closed);
  assert.equal(end.code, 3500, end.reason);
  assert.ok(end.reason.length > 3, 'a reason in words');
}

test('before signing in everything else is unauthenticated, however often', async () => {
  const raw = await Raw.connect();
  for (let i = 0; i < 12; i++) {
    assert.equal(await raw.refusal('parley.session', 'whoami'), 'unauthenticated');
    assert.equal(await raw.refusal('parley.messages', 'post', {room: 'x', text: 'y'}), 'unauthenticated');
  }
  const answer = await raw.register('room.lobby');
  assert.equal(answer.type, 'err');
  assert.equal(answer.address, 'room.lobby');
  assert.equal(answer.failureType, 'unauthenticated');
  assert.equal(answer.failureCode, 401);
});

test('registering parley.session is accepted before signing in, without an answer', async () => {
  const raw = await Raw.connect();
  raw.send({type: 'register', address: 'parley.session', headers: {}});
  await raw.settled();
  assert.equal(raw.frames.length, 1, JSON.stringify(raw.frames));
});

test('authenticate and whoami tell who one is', async () => {
  const {token, user} = await guest('Ána 🌱');
  const raw = await Raw.connect();
  const who = await raw.ask('parley.session', 'authenticate', {token});
  assert.deepEqual(who.user, {id: user.id, name: 'Ána 🌱', roles: []});
  assert.equal(typeof who.session, 'string');
  assert.equal(typeof who.node, 'string');
  assert.match(who.expiresAt, TIME);
  assert.equal(typeof who.limits, 'object');
  const again = await raw.ask('parley.session', 'whoami');
  assert.deepEqual(again, who);
  assert.notEqual(token, who.session);
});

test('a token comes by the URL or by the Authorization header', async () => {
  const as = await guest();
  const byUrl = await Raw.connect({as});
  assert.equal((await byUrl.ask('parley.session', 'whoami')).user.id, as.user.id);
  const byHeader = await Raw.connect({headers: {Authorization: `Bearer ${as.token}`}});
  assert.equal((await byHeader.ask('parley.session', 'whoami')).user.id, as.user.id);
});

test('bad tokens on the URL close with 3500 after the handshake', async () => {
  const claims = {sub: fresh('user'), exp: inSeconds(600)};
  await refusedWith3500({token: 'garbage'});
  await refusedWith3500({token: sign(claims, {key: 'another secret that is long enough, really'})});
  await refusedWith3500({token: sign(claims, {header: {alg: 'none', typ: 'JWT'}})});
  await refusedWith3500({token: sign({...claims, exp: inSeconds(-3600)})});
  await refusedWith3500({token: sign({sub: claims.sub})});
  await refusedWith3500({token: sign({exp: claims.exp})});
  await refusedWith3500({token: sign({...claims, sub: 'not an id!'})});
  await refusedWith3500({headers: {Authorization: 'Bearer garbage'}});
});

test('a token signed with the servers\' secret is believed, with name and roles', async () => {
  assert.ok(secret, 'PARLEY_SECRET');
  const id = fresh('user');
  const raw = await Raw.connect({token: sign({sub: id, name: 'Root', roles: ['admin'], exp: inSeconds(600)})});
  assert.deepEqual((await raw.ask('parley.session', 'whoami')).user, {id, name: 'Root', roles: ['admin']});
});

test('a bad token in the command is unauthenticated and leaves the session as it was', async () => {
  const raw = await Raw.connect();
  assert.equal(await raw.refusal('parley.session', 'authenticate', {token: 'garbage'}), 'unauthenticated');
  assert.equal(await raw.refusal('parley.session', 'authenticate', {}), 'bad_request');
  assert.equal(await raw.refusal('parley.session', 'authenticate', {token: 5}), 'bad_request');
  const {token, user} = await guest();
  await raw.ask('parley.session', 'authenticate', {token});
  assert.equal(await raw.refusal('parley.session', 'authenticate', {token: `${token}x`}), 'unauthenticated');
  assert.equal((await raw.ask('parley.session', 'whoami')).user.id, user.id);
});

test('nobody becomes another on a live connection', async () => {
  const ana = await Raw.guest('Ana');
  const {token} = await guest('Ben');
  assert.equal(await ana.refusal('parley.session', 'authenticate', {token}), 'forbidden');
  assert.equal((await ana.ask('parley.session', 'whoami')).user.id, ana.me.id);
});

test('a session is told of its expiry at once when less than 30 s are left, and may renew', async () => {
  const short = await guest('Ana', {ttlSeconds: 10});
  const raw = await Raw.connect({as: short});
  const notice = await raw.frame('session.expiring', frame => frame.address === 'parley.session', {limit: 5000});
  assert.equal(notice.type, 'rec');
  assert.equal(notice.body.type, 'session.expiring');
  assert.match(notice.body.expiresAt, TIME);
  const later = await guest('Ana', {bearer: short.token, ttlSeconds: 600});
  assert.equal(later.user.id, short.user.id);
  const who = await raw.ask('parley.session', 'authenticate', {token: later.token});
  assert.ok(Date.parse(who.expiresAt) > Date.parse(notice.body.expiresAt));
});

test('a session that does not renew is closed with 3500', async () => {
  const raw = await Raw.connect({as: await guest('Ana', {ttlSeconds: 3})});
  const end = await within('the close', raw.closed, 40000);
  assert.equal(end.code, 3500);
});

test('a guest needs a name, and nothing else can be sent as one', async () => {
  const post = (body, type = 'application/json') => fetch(`${nodes[0]}/auth/guest`,
    {method: 'POST', headers: {'Content-Type': type}, body});
  for (const body of ['', '{', '[]', '{"name":5}', '{"name":""}', `{"name":"${'x'.repeat(5000)}"}`,
    '{"name":"a\\u0000"}', '{"name":"a","ttlSeconds":"x"}', '{"name":"a","ttlSeconds":-1}']) {
    const answer = await post(body);
    assert.ok(answer.status >= 400 && answer.status < 500, `${body.slice(0, 40)}: ${answer.status}`);
    assert.doesNotMatch(await answer.text(), /Exception|\tat /);
  }
  const [one, two] = await Promise.all([guest('Same'), guest('Same')]);
  assert.notEqual(one.user.id, two.user.id);
});
