'use strict';
// One's own sessions on all nodes: seen, ended, measured; and tokens that are believed no longer.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw} = require('../support/raw.js');
const {fresh, guest, inSeconds, nodes, sign, soon, until, within} = require('../support/world.js');

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const last = nodes.at(-1);

after(() => Raw.closeAll());

const now = () => Math.floor(Date.now() / 1000);
const token = (sub, claims = {}) => sign({sub, iat: now() - 60, exp: inSeconds(600), ...claims});
const admin = (options = {}) => Raw.connect({token: token(fresh('root'), {roles: ['admin']}), ...options});
const idOf = async raw => (await raw.ask('parley.session', 'whoami')).session;
const list = async raw => (await raw.ask('parley.session', 'list')).sessions;

async function ends(raw, code, limit = 5000) {
  const end = await within('the close', raw.closed, limit);
  assert.equal(end.code, code, end.reason);
  assert.ok(end.reason.length > 3, 'a reason in words');
}

test('a user sees his sessions on all nodes, his own marked, and nobody else\'s', async () => {
  const ana = await guest('Ana');
  const here = await Raw.connect({as: ana, headers: {'User-Agent': 'Test/1.0'}});
  const there = await Raw.connect({as: ana, node: last});
  await Raw.guest('Ben');
  const ids = [await idOf(here), await idOf(there)];
  const shown = await list(here);
  assert.deepEqual(shown.map(each => each.session).sort(), [...ids].sort());
  assert.deepEqual(shown.filter(each => each.current).map(each => each.session), [ids[0]]);
  for (const each of shown) {
    assert.match(each.since, TIME);
    assert.match(each.expiresAt, TIME);
    assert.equal(each.transport, 'websocket');
    assert.equal(typeof each.node, 'string');
  }
  assert.equal(shown.find(each => each.current).device, 'Test/1.0');
  assert.equal(new Set(shown.map(each => each.node)).size, nodes.length > 1 ? 2 : 1);
  assert.equal((await list(there)).find(each => each.current).session, ids[1]);
  await there.close();
  await until('the closed one to be gone', async () => (await list(here)).length === 1, 3000);
});

test('a device can be named on the URL', async () => {
  const ana = await guest('Ana');
  const raw = await Raw.connect({as: ana, query: '&device=Ana%27s%20phone'});
  assert.equal((await list(raw))[0].device, 'Ana\'s phone');
});

test('the round trip of a session is measured, of one that is never silent too', async () => {
  const ana = await guest('Ana');
  const quiet = await Raw.connect({as: ana, node: last});
  const talker = await Raw.connect({as: ana});
  await until('both round trips', async () => {
    const shown = await list(talker);
    return shown.length === 2 && shown.every(each => each.roundTripMs > 0 && each.roundTripMs < 5000);
  }, 12000);
  assert.equal(quiet.end, undefined);
  const metrics = await (await fetch(`${nodes[0]}/metrics`)).text();
  assert.match(metrics, /parley_session_roundtrip_seconds_bucket/);
});

test('a session ends another of its user, on any node, for good', async () => {
  const ana = await guest('Ana');
  const [here, near, far] = [await Raw.connect({as: ana}), await Raw.connect({as: ana}),
    await Raw.connect({as: ana, node: last})];
  for (const victim of [near, far]) {
    const session = await idOf(victim);
    assert.deepEqual(await here.ask('parley.session', 'end', {session}), {session});
    await ends(victim, 3507);
    assert.equal(await here.refusal('parley.session', 'end', {session}), 'not_found');
  }
  assert.equal((await list(here)).length, 1);
});

test('a session that ends itself hears the answer first', async () => {
  const ana = await Raw.guest('Ana');
  const session = await idOf(ana);
  assert.deepEqual(await ana.ask('parley.session', 'end', {session}), {session});
  await ends(ana, 3507);
});

test('sessions of others are not there, but for an admin', async () => {
  const ana = await Raw.guest('Ana', {node: last});
  const ben = await Raw.guest('Ben');
  const session = await idOf(ana);
  assert.equal(await ben.refusal('parley.session', 'end', {session}), 'not_found');
  assert.equal(await ben.refusal('parley.session', 'end', {session: 'nobody'}), 'not_found');
  assert.equal(await ben.refusal('parley.session', 'end', {}), 'bad_request');
  assert.equal(await idOf(ana), session);
  await (await admin()).ask('parley.session', 'end', {session});
  await ends(ana, 3507);
});

test('only an admin revokes, and says what', async () => {
  const ben = await Raw.guest('Ben');
  assert.equal(await ben.refusal('parley.session', 'revoke', {user: ben.me.id}), 'forbidden');
  const root = await admin();
  for (const body of [{}, {user: 'a', jti: 'b'}, {user: 5}, {jti: ''}, {user: 'not an id!'}]) {
    assert.equal(await root.refusal('parley.session', 'revoke', body), 'bad_request', JSON.stringify(body));
  }
});

test('a revoked user is gone from all nodes within a second, and comes back with a new token only', () =>
  soon('the end of all sessions', 1000, isRevoked));

/** Revokes a user who is on all nodes; the milliseconds until all of his sessions have ended. */
async function isRevoked() {
  const user = fresh('user');
  const old = token(user);
  const victims = await Promise.all(nodes.map(node => Raw.connect({node, token: old})));
  await Promise.all(victims.map(idOf));
  const root = await admin();
  const began = Date.now();
  const reply = await root.ask('parley.session', 'revoke', {user});
  assert.equal(reply.user, user);
  assert.match(reply.at, TIME);
  assert.match(reply.until, TIME);
  await Promise.all(victims.map(victim => ends(victim, 3500)));
  const took = Date.now() - began;
  for (const node of nodes) {
    await ends(await Raw.connect({node, token: old}), 3500);
    const stranger = await Raw.connect({node});
    assert.equal(await stranger.refusal('parley.session', 'authenticate', {token: old}), 'unauthenticated');
    const undated = sign({sub: user, exp: inSeconds(600)});
    assert.equal(await stranger.refusal('parley.session', 'authenticate', {token: undated}), 'unauthenticated');
    await stranger.ask('parley.session', 'authenticate', {token: token(user, {iat: now() + 2})});
  }
  return took;
}

test('one token is revoked by its id, and others of the same user live on', async () => {
  const user = fresh('user');
  const [stolen, good] = [fresh('token'), fresh('token')];
  const thief = await Raw.connect({node: last, token: token(user, {jti: stolen})});
  const owner = await Raw.connect({token: token(user, {jti: good})});
  await Promise.all([idOf(thief), idOf(owner)]);
  assert.equal((await (await admin()).ask('parley.session', 'revoke', {jti: stolen})).jti, stolen);
  await ends(thief, 3500);
  await ends(await Raw.connect({token: token(user, {jti: stolen})}), 3500);
  await owner.ask('parley.session', 'whoami');
  await owner.ask('parley.session', 'authenticate', {token: token(user, {jti: good, exp: inSeconds(900)})});
});

test('who does not sign in is sent away', async () => {
  const stranger = await Raw.connect();
  const began = Date.now();
  stranger.send({type: 'register', address: 'parley.session', headers: {}});
  await ends(stranger, 3500, 30000);
  assert.ok(Date.now() - began > 8000, 'not at once');
});

test('registering again before the first answer is answered twice', async () => {
  const ana = await Raw.guest('Ana');
  const channel = `user.${ana.me.id}`;
  ana.send({type: 'register', address: channel, headers: {}});
  ana.send({type: 'register', address: channel, headers: {since: 0}});
  const answers = () => ana.frames.filter(frame => frame.address === channel && frame.body?.type === 'subscribed');
  await until('both answers', () => answers().length === 2);
  assert.deepEqual(answers().map(frame => frame.body.recovered), [undefined, true]);
  await ana.settled();
  assert.equal(answers().length, 2);
});
