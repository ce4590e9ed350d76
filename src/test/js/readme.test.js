'use strict';
// The README's example, as somebody would paste it.

const assert = require('node:assert/strict');
const {execFile} = require('node:child_process');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {test} = require('node:test');
const {nodes} = require('./support/world.js');

const HERE = 'http://localhost:8080';

test('the example of the README works when pasted', async () => {
  const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
  const [, example] = readme.match(/```js\n([\s\S]*?)```/);
  assert.ok(example.includes(HERE), `the example speaks to ${HERE}`);
  assert.ok(example.trim().split('\n').length <= 25, 'the example is short');
  const printed = await run(example.replace(HERE, nodes[0]), /Hello from the stock client/);
  assert.match(printed, /Hello from the stock client/);
  assert.match(await run(example.replace(HERE, nodes[0]), /Hello.*\n.*Hello/), /Hello.*\n.*Hello/, 'a second time too');
});

/** Runs a program until it has printed what is expected, or for ten seconds. */
function run(program, expected) {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['-e', program], {cwd: __dirname, timeout: 10000});
    let printed = '';
    child.stdout.on('data', text => {
      printed += text;
      if (expected.test(printed)) {
        child.kill();
      }
    });
    child.stderr.on('data', text => {
      printed += text;
    });
    child.on('error', reject);
    child.on('close', () => resolve(printed));
  });
}
