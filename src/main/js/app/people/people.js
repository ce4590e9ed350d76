import {Emitter} from '../../client/emitter.js';
import {parse, plainOf} from '../text/parse.js';

const ASK_MAX = 200;
const WAIT_MS = 40;
const STALE_MS = 60_000;

/**
 * Everybody of whom this page has heard: names and how they are, fetched together when somebody is asked for.
 * Emits `change`.
 */
export class People extends Emitter {
  #known = new Map();
  #wanted = new Set();
  #timer = null;

  /** @param {import('../../client/parley.js').Parley} client */
  constructor(client) {
    super();
    this.client = client;
  }

  /**
   * A presence entry, `{user, name, status, text?}`; without a status before it was heard of.
   * @param {string} user
   */
  get(user) {
    const known = this.#known.get(user);
    if (!known || Date.now() - known.asked > STALE_MS) {
      this.#want(user);
    }
    return known?.entry ?? {user, name: user};
  }

  /** A name for people to read. */
  name(user) {
    return this.get(user).name || user;
  }

  /** What a text says, in one line without signs; people who are known by their names. */
  plain(text) {
    const tree = parse(text, {isMention: user => this.#known.has(user)});
    return plainOf(tree, user => this.name(user)).replace(/\s+/g, ' ').trim();
  }

  /** Everybody known so far, by name. */
  get all() {
    return [...this.#known.values()].map(({entry}) => entry).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** What an event or a reply said of people: entries, or members without a status. */
  heard(entries) {
    let changed = false;
    for (const {user, name, status, text} of entries) {
      const old = this.#known.get(user)?.entry;
      const called = name && name !== user ? name : old?.name ?? user;
      const entry = {...status === undefined ? old : {status, ...text && {text}}, user, name: called};
      changed ||= !old || old.name !== entry.name || old.status !== entry.status || old.text !== entry.text;
      this.#known.set(user, {entry, asked: status === undefined ? this.#known.get(user)?.asked ?? 0 : Date.now()});
    }
    if (changed) {
      this.emit('change');
    }
  }

  #want(user) {
    this.#wanted.add(user);
    this.#timer ??= setTimeout(() => this.#ask(), WAIT_MS);
  }

  async #ask() {
    const users = [...this.#wanted].slice(0, ASK_MAX);
    users.forEach(user => this.#wanted.delete(user));
    try {
      const {users: entries} = await this.client.ask('presence.of', {users});
      this.heard(entries);
    } catch {
      // Whoever is drawn next asks again.
    } finally {
      this.#timer = this.#wanted.size ? setTimeout(() => this.#ask(), WAIT_MS) : null;
    }
  }
}
