'use strict';
// Each program of docs/clients.md, as it stands there.

const assert = require('node:assert/strict');
const {spawn} = require('node:child_process');
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');
const {test} = require('node:test');
const {nodes} = require('./support/world.js');

const HERE = 'http://localhost:8080';
const LIBRARY = pathToFileURL(join(__dirname, '../../main/js/client/parley.js'));
const guide = readFileSync(join(__dirname, '../../../docs/clients.md'), 'utf8');
const recipes = [...guide.matchAll(/```(?:js|sh) client=(\S+)\n([\s\S]*?)```/g)];

test('there is a recipe for each kind of client', () => {
  assert.deepEqual(recipes.map(([, name]) => name),
    ['parley.js', 'vertx3-eventbus-client', 'websocket', 'socket.io-client', 'eventsource', 'curl']);
});

test('the recipe for curl posts, and hears what it posted', async () => {
  const [, , recipe] = recipes.find(([, name]) => name === 'curl');
  assert.ok(recipe.includes(HERE), `it speaks to ${HERE}`);
  const heard = /event: message\.posted\ndata: .*"text":"Hello from curl!".*\n\n/;
  const printed = await run('sh', ['-c', recipe.replace(HERE, nodes[0])], text => heard.test(text));
  assert.match(printed, heard);
});

for (const [, name, recipe] of recipes.filter(([, known]) => known !== 'curl')) {
  test(`the recipe for ${name} posts, and hears what it posted`, async () => {
    assert.ok(recipe.includes(HERE), `it speaks to ${HERE}`);
    const socket = 'globalThis.WebSocket ??= require("ws");\n';
    const program = recipe.replace(HERE, nodes[0]).replace("'parley.js'", `'${LIBRARY}'`);
    const printed = await run(process.execPath,
      ['-e', name === 'parley.js' ? `${socket}(async () => {${program}})();` : socket + program], done);
    const [, seq] = printed.match(/posted as (\d+)/) ?? assert.fail(printed);
    assert.match(printed, new RegExp(`heard ${seq} message.posted`));
    assert.doesNotMatch(printed, /Error/);
  });
}

/** It has said that it posted, and heard it. */
function done(printed) {
  const seq = printed.match(/posted as (\d+)/)?.[1];
  return seq && printed.includes(`heard ${seq} message.posted`);
}

/** Runs a program until it has printed what is expected, or for ten seconds. */
function run(command, parameters, enough) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {cwd: __dirname, detached: true});
    const end = () => {
      try {
        process.kill(-child.pid);
      } catch {
        // It has ended by itself.
      }
    };
    const late = setTimeout(end, 10000);
    let printed = '';
    const take = text => {
      printed += text;
      if (enough(printed)) {
        end();
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(late);
      resolve(printed);
    });
  });
}
