'use strict';
// Each program of docs/recipes, as it stands there, prints what stands behind it.

const assert = require('node:assert/strict');
const {execFile} = require('node:child_process');
const {readdirSync, readFileSync} = require('node:fs');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');
const {test} = require('node:test');
const {nodes} = require('./support/world.js');

const HERE = 'http://localhost:8080';
const FOLDER = join(__dirname, '../../../docs/recipes');
const LIBRARY = pathToFileURL(join(__dirname, '../../main/js/client/parley.js'));
const PROGRAM = /```js recipe=(\S+)\n([\s\S]*?)```[\s\S]*?It prints\s+```\n([\s\S]*?)```/g;
const recipes = readdirSync(FOLDER).flatMap(file =>
  [...readFileSync(join(FOLDER, file), 'utf8').matchAll(PROGRAM)].map(([, name, program, prints]) => ({name, program, prints})));

test('there is a program for each recipe', () => {
  assert.deepEqual(recipes.map(({name}) => name).sort(), ['cursors', 'dashboard', 'form', 'post', 'rsvp']);
});

for (const {name, program, prints} of recipes) {
  test(`the recipe ${name} prints what it says`, async () => {
    assert.ok(program.includes(HERE), `it speaks to ${HERE}`);
    const channel = `live.demo.orders-${Date.now()}`;
    const here = program.replace(HERE, nodes.at(-1)).replace("'parley.js'", `'${LIBRARY}'`)
      .replace("'live.demo.orders'", `'${channel}'`);
    name === 'dashboard' && await sell(channel);
    assert.equal(await run(`globalThis.WebSocket ??= require("ws");\n(async () => {${here}})();`), prints);
  });
}

/** What the SQL of the recipe publishes (OutboxRecipesTest runs that), told by the application's back end. */
async function sell(channel) {
  const row = {id: 1, customer: 'Ana', total: 12.5, status: 'new'};
  for (const data of [{op: 'insert', row}, {op: 'update', row: {...row, status: 'paid'}, old: row}]) {
    const answer = await fetch(`${nodes[0]}/api/v1/channels/${channel}/publications`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Authorization': `Bearer ${process.env.PARLEY_KEY}`, 'Parley-As': 'shop'},
      body: JSON.stringify({type: 'row.changed', data}),
    });
    assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
  }
}

/** What a program prints until it ends, or within twenty seconds. */
function run(program) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-e', program], {cwd: __dirname, timeout: 20000}, (fault, out, said) =>
      (fault ? reject(new Error(`${fault.message}\n${out}${said}`)) : resolve(out)));
  });
}
