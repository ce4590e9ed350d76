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

test('every metric that the page for operators names exists', async () => {
  const closed = await Raw.connect({token: 'bad'});
  await closed.closed;
  const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
  const named = [...new Set(page.match(/\bparley_[a-z_]+/g))];
  assert.ok(named.length > 15, named.join());
  const metrics = await (await get('/metrics')).text();
  assert.deepEqual(named.filter(name => !metrics.includes(`# TYPE ${name} `)), []);
});

test('no path outside those that are served tells anything', async () => {
  for (const path of ['/nothing', '/health', '/metrics/x', '/eventbus/x', '/../conf/parley.yaml', '/page/', '/.git/config']) {
    const answer = await get(path);
    assert.ok([404, 400].includes(answer.status), `${path}: ${answer.status}`);
    assert.doesNotMatch(await answer.text(), /Exception|dev\.parley|\tat /);
  }
});
