'use strict';
// What an operator asks of a node, and whether docs/operations.md names what there is.

const assert = require('node:assert/strict');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {after, test} = require('node:test');
const {Raw} = require('../support/raw.js');
const {nodes} = require('../support/world.js');

after(() => Raw.closeAll());

const get = path => fetch(nodes[0] + path);

test('a node lives, is ready, and sees all others', async () => {
  assert.equal((await get('/health/live')).status, 200);
  const ready = await get('/health/ready');
  assert.equal(ready.status, 200);
  const {checks} = await ready.json();
  assert.ok(checks.length >= 3 && checks.every(check => check.ready && check.name && check.detail), JSON.stringify(checks));
  const {node, members} = await (await get('/health/cluster')).json();
  assert.equal(members.length, nodes.length);
  assert.deepEqual(members.map(member => member.url).sort(), [...nodes].sort());
  assert.ok(members.some(member => member.node === node));
});

test('of the metrics that the page for operators names, a node has those that need no setting', async () => {
  const closed = await Raw.connect({token: 'bad'});
  await closed.closed;
  assert.equal((await get('/api/v1/rooms/nothing')).status, 401);
  const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
  const named = [...page.matchAll(/\b(parley_[a-z_]+)(?:\{[^}]*\})?`(°?)/g)];
  assert.equal(named.length, page.match(/\bparley_[a-z_]+/g).length, 'each stands as code');
  const names = mark => [...new Set(named.filter(one => one[2] === mark).map(one => one[1]))];
  assert.ok(names('').length > 15, names('').join());
  assert.ok(names('°').length >= 5, names('°').join());
  const metrics = await (await get('/metrics')).text();
  const isThere = name => metrics.includes(`# TYPE ${name} `);
  assert.deepEqual(names('').filter(name => !isThere(name)), []);
  assert.deepEqual(names('°').filter(isThere), []);
});

test('no path outside those that are served tells anything', async () => {
  for (const path of ['/nothing', '/health', '/metrics/x', '/eventbus/x', '/../conf/parley.yaml', '/page/', '/.git/config']) {
    const answer = await get(path);
    assert.ok([404, 400].includes(answer.status), `${path}: ${answer.status}`);
    assert.doesNotMatch(await answer.text(), /Exception|dev\.parley|\tat /);
  }
});
