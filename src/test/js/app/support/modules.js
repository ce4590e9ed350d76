'use strict';
// The application's modules under Node, and chance that can be repeated.

const path = require('node:path');
const {pathToFileURL} = require('node:url');

const ROOT = path.join(__dirname, '../../../../main/js/app');

/** A module of the application, such as `text/parse.js`. */
function app(file) {
  return import(pathToFileURL(path.join(ROOT, file)));
}

/** Numbers from 0 to 1 that a seed repeats (SEED in the environment); the seed is printed. */
function random() {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  let state = seed;
  console.log(`# seed ${seed}`);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {seed, next, pick: list => list[Math.floor(next() * list.length)],
    upTo: bound => Math.floor(next() * bound)};
}

module.exports = {app, random};
