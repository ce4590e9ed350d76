'use strict';
// The servers under test and the people who meet there. JUnit starts the nodes and says where they are.

const crypto = require('node:crypto');

const nodes = (process.env.PARLEY_NODES ?? '').split(',').filter(Boolean);
const pids = (process.env.PARLEY_PIDS ?? '').split(',').filter(Boolean).map(Number);
const secret = process.env.PARLEY_SECRET;
const WAIT_MS = 15000;

if (nodes.length === 0) {
  throw new Error('PARLEY_NODES names no node: run these tests through Maven, or set it to http://host:port,…');
}

let made = 0;
const run = crypto.randomBytes(4).toString('hex');

/** An id that no other test has. */
function fresh(what) {
  made += 1;
  return `${what}-${run}-${made}`;
}

/** A new guest: {token, user:{id, name}}. */
async function guest(name = 'Ana', {ttlSeconds, bearer, node = nodes[0]} = {}) {
  const answer = await fetch(`${node}/auth/guest`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...bearer && {Authorization: `Bearer ${bearer}`}},
    body: JSON.stringify({name, ttlSeconds}),
  });
  if (!answer.ok) {
    throw new Error(`POST /auth/guest: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

/** A token of our own making, signed with the secret of the servers under test unless another is given. */
function sign(claims, {key = secret, header = {alg: 'HS256', typ: 'JWT'}} = {}) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part(header)}.${part(claims)}`;
  const signature = header.alg === 'none' ? ''
    : crypto.createHmac('sha256', key).update(content).digest('base64url');
  return `${content}.${signature}`;
}

const inSeconds = seconds => Math.floor(Date.now() / 1000) + seconds;

/** Waits until the condition gives something true; fails with what was awaited. */
async function until(what, condition, limit = WAIT_MS) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await condition();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${limit} ms: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/**
 * Does something that takes no longer than the limit, as a rule: a machine that stands still for a moment is no
 * slow server, so that it may be tried three times. Each attempt gives how long it took.
 */
async function soon(what, limit, attempt) {
  const took = [];
  while (took.length < 3) {
    took.push(await attempt());
    if (took.at(-1) <= limit) {
      return;
    }
  }
  throw new Error(`each time more than ${limit} ms: ${what}: ${took.join(', ')}`);
}

/** The promise, or a failure with what was awaited. */
function within(what, promise, limit = WAIT_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${limit} ms: ${what}`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

module.exports = {nodes, pids, secret, fresh, guest, sign, inSeconds, soon, until, within};
