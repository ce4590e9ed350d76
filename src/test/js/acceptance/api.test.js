'use strict';
// The HTTP API as programs see it: resources, statuses, headers; keys of back ends; the page; the examples of its guide.

const assert = require('node:assert/strict');
const {execFileSync} = require('node:child_process');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {after, before, test} = require('node:test');
const {Browser} = require('../support/browser.js');
const {Raw} = require('../support/raw.js');
const {nodes, fresh, guest, inSeconds, sign} = require('../support/world.js');

const key = process.env.PARLEY_KEY;
let ana;

/** Asks, and gives {status, headers, body}. */
async function ask(method, path, {token = ana.token, body, headers = {}, node = nodes[0]} = {}) {
  const answer = await fetch(`${node}/api/v1${path}`, {method, headers: {
    ...token && {Authorization: `Bearer ${token}`},
    ...body !== undefined && {'Content-Type': 'application/json'}, ...headers,
  }, body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)});
  const text = await answer.text();
  return {status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined};
}

async function founded(fields = {}) {
  const id = fresh('room');
  const made = await ask('POST', '/rooms', {body: {id, name: 'A room', visibility: 'public', ...fields}});
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.headers.get('location'), `/api/v1/rooms/${id}`);
  return id;
}

before(async () => {
  ana = await guest('Ana');
});
after(() => Raw.closeAll());

test('a message posted here is heard there, once, with the origin that the answer told', async () => {
  const listener = await Raw.guest('Bob', {node: nodes[1] ?? nodes[0]});
  const id = await founded();
  await listener.register(`room.${id}`);
  const posted = await ask('POST', `/rooms/${id}/messages`, {body: {text: 'Hello'},
    headers: {'Idempotency-Key': 'm1'}});
  assert.equal(posted.status, 201);
  assert.equal(posted.headers.get('location'), `/api/v1/rooms/${id}/messages/m1`);
  const again = await ask('POST', `/rooms/${id}/messages`, {body: {text: 'Hello'}, headers: {'Idempotency-Key': 'm1'},
    node: nodes.at(-1)});
  assert.deepEqual([again.status, again.body], [200, {...posted.body, duplicate: true}]);
  const [event] = await listener.hears(`room.${id}`, 1);
  assert.deepEqual([event.seq, event.id, event.origin, event.by],
    [posted.body.seq, 'm1', posted.headers.get('parley-origin'), ana.user.id]);
  const read = await ask('GET', posted.headers.get('location').slice('/api/v1'.length));
  assert.equal(read.body.message.text, 'Hello');
});

test('history is read page by page along its links, whole and without doubles', async () => {
  const id = await founded();
  for (let i = 0; i < 7; i += 1) {
    await ask('POST', `/rooms/${id}/messages`, {body: {text: `message ${i}`}});
  }
  for (const [start, order] of [['?limit=3', -1], ['?limit=3&after=0', 1]]) {
    const texts = [];
    let path = `/rooms/${id}/messages${start}`;
    while (path) {
      const page = await ask('GET', path);
      const found = page.body.messages.map(message => message.text);
      texts.push(...order < 0 ? found.reverse() : found);
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    assert.deepEqual(order < 0 ? texts.reverse() : texts, [0, 1, 2, 3, 4, 5, 6].map(i => `message ${i}`));
  }
});

test('an edit is made for the version that was seen, and caches are told what changed', async () => {
  const id = await founded();
  await ask('POST', `/rooms/${id}/messages`, {body: {text: 'one', id: 'm1'}});
  const path = `/rooms/${id}/messages/m1`;
  const first = await ask('GET', path);
  const tag = first.headers.get('etag');
  assert.match(tag, /^"1-/);
  assert.equal((await ask('GET', path, {headers: {'If-None-Match': tag}})).status, 304);
  assert.equal((await ask('PUT', `${path}/reactions/${encodeURIComponent('👍🏽')}`)).body.count, 1);
  assert.equal((await ask('GET', path, {headers: {'If-None-Match': tag}})).status, 200);
  const edited = await ask('PATCH', path, {body: {text: 'two'}, headers: {'If-Match': tag}});
  assert.deepEqual([edited.status, edited.body.message.version], [200, 2]);
  const missed = await ask('PATCH', path, {body: {text: 'three'}, headers: {'If-Match': tag}});
  assert.deepEqual([missed.status, missed.body.code, missed.body.data], [412, 'conflict', {current: 2}]);
  const field = await ask('PATCH', path, {body: {text: 'three', version: 1}});
  assert.deepEqual([field.status, field.body.code], [409, 'conflict']);
});

test('refusals are problems with their status, code and headers', async () => {
  const id = await founded();
  const refused = async (status, code, method, path, options) => {
    const answer = await ask(method, path, options);
    assert.deepEqual([answer.status, answer.body?.status, answer.body?.code], [status, status, code],
      `${method} ${path}: ${JSON.stringify(answer.body)}`);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    return answer;
  };
  assert.ok((await refused(401, 'unauthenticated', 'GET', '/me', {token: ''})).headers.get('www-authenticate'));
  await refused(401, 'unauthenticated', 'GET', '/me', {token: sign({sub: 'x', exp: inSeconds(-60)})});
  await refused(401, 'unauthenticated', 'GET', '/me', {token: 'backend~wrong'});
  await refused(400, 'bad_request', 'GET', `/me?token=${ana.token}`, {token: ''});
  await refused(403, 'forbidden', 'GET', '/me', {headers: {'Parley-As': 'bob'}});
  await refused(403, 'forbidden', 'POST', '/users/bob/notifications', {body: {kind: 'k', title: 't'}});
  await refused(404, 'not_found', 'GET', `/rooms/${fresh('absent')}`);
  await refused(404, 'not_found', 'GET', '/nothing');
  const method = await refused(405, 'bad_request', 'DELETE', `/rooms/${id}`);
  assert.equal(method.headers.get('allow'), 'GET, HEAD, OPTIONS, PATCH');
  await refused(415, 'bad_request', 'POST', `/rooms/${id}/messages`,
    {body: '{"text":"x"}', headers: {'Content-Type': 'text/plain'}});
  await refused(400, 'bad_request', 'POST', `/rooms/${id}/messages`, {body: '{"text":'});
  await refused(400, 'bad_request', 'POST', `/rooms/${id}/messages`,
    {body: `{"text":"x","client":${'['.repeat(200)}${']'.repeat(200)}}`});
  await refused(400, 'bad_request', 'GET', `/rooms/${id}/messages?limit=many`);
  await refused(400, 'bad_request', 'GET', `/rooms/%zz`);
  await refused(413, 'too_large', 'POST', `/rooms/${id}/messages`, {body: {text: 'x'.repeat(300000)}});
  await refused(413, 'too_large', 'POST', `/rooms/${id}/messages`, {body: {text: 'x'.repeat(16001)}});
  await ask('PATCH', `/rooms/${id}`, {body: {archived: true}});
  await refused(410, 'gone', 'POST', `/rooms/${id}/messages`, {body: {text: 'x'}});
});

test('a page of another origin may ask, after its browser has asked', async () => {
  const preflight = await fetch(`${nodes[0]}/api/v1/rooms`, {method: 'OPTIONS', headers: {
    Origin: 'https://app.example.org', 'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,idempotency-key'}});
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), 'https://app.example.org');
  assert.match(preflight.headers.get('access-control-allow-headers'), /Authorization.*Idempotency-Key/);
  const answer = await ask('GET', '/me', {headers: {Origin: 'https://app.example.org'}});
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://app.example.org');
  assert.match(answer.headers.get('access-control-expose-headers'), /ETag.*Link.*Retry-After/);
});

test('a server key acts as users, tells many at once, and ends their sessions', async () => {
  const [lobby, other] = [await founded(), await founded()];
  const bob = fresh('bob');
  const as = {token: key, headers: {'Parley-As': bob, 'Parley-As-Name': 'B%C3%B6b'}};
  for (const id of [lobby, other]) {
    assert.equal((await ask('PUT', `/me/rooms/${id}`, as)).body.member.name, 'Böb');
  }
  const spread = await ask('POST', '/broadcasts/messages', {...as,
    body: {rooms: [lobby, other, 'absent'], text: 'To all', id: 'all-1'}});
  assert.equal(spread.status, 200);
  assert.deepEqual(spread.body.results.map(({room: where, id, error}) => [where, id ?? error.type]),
    [[lobby, 'all-1'], [other, 'all-1'], ['absent', 'not_found']]);
  assert.equal(spread.body.refused, 1);
  const told = await ask('POST', '/broadcasts/notifications', {token: key,
    body: {users: [bob, ana.user.id], kind: 'news', title: 'Read this'}});
  assert.equal(told.body.refused, 0);
  const unread = await ask('GET', '/me/notifications?unreadOnly=true', {token: key, headers: {'Parley-As': bob}});
  assert.ok(unread.body.notifications.some(({title, by}) => title === 'Read this' && by === 'key:backend'));
  const own = await ask('POST', `/rooms/${lobby}/messages`, {token: key, body: {text: 'by nobody'}});
  assert.deepEqual([own.status, own.body.code], [400, 'bad_request']);
  const strange = await ask('POST', '/broadcasts/messages', {body: {rooms: [lobby], text: 'x'}});
  assert.equal(strange.status, 403);
  const live = await Raw.connect({token: sign({sub: bob, exp: inSeconds(600)}), node: nodes.at(-1)});
  await live.ask('parley.session', 'whoami');
  const {body: {sessions}} = await ask('GET', '/me/sessions', {token: key, headers: {'Parley-As': bob}});
  assert.equal(sessions.length, 1);
  assert.equal((await ask('DELETE', `/sessions/${sessions[0].session}`, {token: key})).status, 200);
  await live.closed;
});

test('the page shows every operation of the document and sends requests by itself', async () => {
  const browser = await Browser.start();
  try {
    const api = await (await fetch(`${nodes[0]}/api/v1/openapi.json`)).json();
    const names = Object.values(api.paths).flatMap(item => Object.values(item)).map(one => one.operationId);
    const page = await browser.tab(`${nodes[0]}/api/v1/docs`);
    await page.getByText(`${names.length} operations.`).waitFor();
    assert.deepEqual((await page.$$eval('details[data-words]', all => all.map(one => one.id))).sort(), names.sort());
    await page.fill('#credential', ana.token);
    await page.locator('[id="session.whoami"] > summary').click();
    await page.locator('[id="session.whoami"] button').click();
    await page.locator('[id="session.whoami"] form pre', {hasText: ana.user.id}).waitFor();
    await page.fill('#filter', 'typing stop');
    assert.deepEqual(await page.$$eval('details[data-words]', all => all.filter(one => !one.hidden)
      .map(one => one.id)), ['typing.stop']);
    assert.deepEqual(browser.complaints, []);
  } finally {
    await browser.close();
  }
});

test('every example of the guide does what it says', () => {
  const guide = readFileSync(join(__dirname, '../../../../docs/api.md'), 'utf8');
  const run = fresh('x');
  const examples = [...guide.matchAll(/```sh\n# (\d+)\n([\s\S]+?)```/g)];
  assert.ok(examples.length > 12, `found ${examples.length}`);
  for (const [, status, command] of examples) {
    const own = command.replaceAll(/\b(lobby|orders|ana|bob)\b/g, name => `${name}-${run}`);
    const told = execFileSync('bash', ['-c', own.replace(/^curl /, 'curl -sS -w "\\n%{http_code}" ')], {encoding: 'utf8',
      env: {...process.env, API: `${nodes[0]}/api/v1`, KEY: key,
        TOKEN: sign({sub: `ana-${run}`, name: 'Ana', exp: inSeconds(600)})}});
    assert.equal(told.split('\n').at(-1), status, `${command}\n${told}`);
  }
});
