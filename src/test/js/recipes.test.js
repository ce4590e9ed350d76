'use strict';
// Each program of docs/clients.md, as it stands there.

const assert = require('node:assert/strict');
const {execFile} = require('node:child_process');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');
const {test} = require('node:test');
const {nodes} = require('./support/world.js');

const HERE = 'http://localhost:8080';
const LIBRARY = pathToFileURL(join(__dirname, '../../main/js/client/parley.js'));
const guide = readFileSync(join(__dirname, '../../../docs/clients.md'), 'utf8');
const recipes = [...guide.matchAll(/```js client=(\S+)\n([\s\S]*?)```/g)];

test('there is a recipe for each kind of client', () => {
  assert.deepEqual(recipes.map(([, name]) => name), ['parley.js', 'vertx3-eventbus-client', 'websocket']);
});

for (const [, name, recipe] of recipes) {
  test(`the recipe for ${name} posts, and hears what it posted`, async () => {
    assert.ok(recipe.includes(HERE), `it speaks to ${HERE}`);
    const socket = 'globalThis.WebSocket ??= require("ws");\n';
    const program = recipe.replace(HERE, nodes[0]).replace("'parley.js'", `'${LIBRARY}'`);
    const printed = await run(name === 'parley.js' ? `${socket}(async () => {${program}})();` : socket + program);
    const [, seq] = printed.match(/posted as (\d+)/) ?? assert.fail(printed);
    assert.match(printed, new RegExp(`heard ${seq} message.posted`));
    assert.doesNotMatch(printed, /Error/);
  });
}

/** Runs a program until it has said that it posted and heard it, or for ten seconds. */
function run(program) {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['-e', program], {cwd: __dirname, timeout: 10000});
    let printed = '';
    const take = text => {
      printed += text;
      const seq = printed.match(/posted as (\d+)/)?.[1];
      if (seq && printed.includes(`heard ${seq} message.posted`)) {
        child.kill();
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', () => resolve(printed));
  });
}
