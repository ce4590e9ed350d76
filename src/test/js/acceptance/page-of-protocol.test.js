'use strict';
// docs/protocol.md says which commands there are. It has to be right about each of them.

const assert = require('node:assert/strict');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {after, test} = require('node:test');
const {Raw} = require('../support/raw.js');

const LATER = '◇';

after(() => Raw.closeAll());

/** [address, action, later] of every row of the command reference. */
function commands() {
  const page = readFileSync(join(__dirname, '../../../../docs/protocol.md'), 'utf8');
  const reference = page.slice(page.indexOf('## Command reference'), page.indexOf('### Who may do what'));
  return reference.split('### `').slice(1).flatMap(part => {
    const address = part.slice(0, part.indexOf('`'));
    return part.split('\n').filter(line => line.startsWith('| `')).flatMap(line => {
      const [, cell] = line.split('|');
      return [...cell.matchAll(/`(\w+)`/g)].map(([, action]) => [address, action, cell.includes(LATER)]);
    });
  });
}

test('the page marks as later what is not there, and nothing else', async () => {
  const ana = await Raw.guest('Ana');
  const all = commands();
  assert.ok(all.length > 50, `found ${all.length} commands`);
  for (const [address, action, later] of all) {
    const frame = await ana.frameOf(address, action, {});
    const unknown = frame.type === 'err' && frame.failureType === 'not_found'
      && [address, action].some(name => frame.message.includes(`"${name}"`));
    assert.equal(unknown, later, `${address} ${action}: ${JSON.stringify(frame)}`);
  }
});
