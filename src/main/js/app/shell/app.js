import {Emitter} from '../../client/emitter.js';
import {InboxStore, Parley} from '../../client/parley.js';
import {Route} from '../base/route.js';
import {Signal} from '../base/signal.js';
import {People} from '../people/people.js';
import {claims} from './identity.js';
import {Tokens} from './tokens.js';

const NOTE_MS = 6000;
const FAULT_MS = 15000;
const WORDS_MAX = 4;

/**
 * What all views share: the client, one's inbox, the people, where one is, and a place to say something. Emits
 * `ended` (with a reason) when the person is signed out.
 */
export class App extends Emitter {
  #number = 0;

  /**
   * @param {{token: string, name: string, guest: boolean}} identity
   * @param {string[]} nodes servers, the first one first
   */
  constructor(identity, nodes) {
    super();
    this.tokens = new Tokens(identity, nodes, reason => this.end(reason));
    this.client = new Parley({url: nodes, token: this.tokens.give});
    this.nodes = nodes;
    this.inbox = new InboxStore(this.client);
    this.people = new People(this.client);
    this.route = new Route();
    this.line = new Signal(this.client.state);
    this.words = new Signal([]);
    this.ready = new Signal(false);
    const {sub = '', name = identity.name} = claims(identity.token);
    this.me = {id: sub, name: name ?? sub};
    this.client.on('state', state => {
      this.line.value = state;
    });
    this.client.on('who', ({user}) => {
      this.me = {id: user.id, name: user.name};
      this.people.heard([{user: user.id, name: user.name}]);
    });
    this.client.on('error', fault => console.error(fault));
  }

  async open() {
    this.client.open();
    try {
      await this.inbox.open();
      this.ready.value = true;
    } catch (fault) {
      this.say(`Your rooms cannot be shown: ${fault.message}`, {kind: 'fault'});
    }
  }

  /** Ends the person's stay. */
  end(reason) {
    this.client.close();
    this.emit('ended', reason);
  }

  /** Goes to an address of `path`. */
  go(to, options) {
    this.route.go(to, options);
  }

  /**
   * Says something for a moment, to the eye and to the ear.
   * @param {string} text a sentence
   * @param {{kind?: 'note' | 'fault'}} [options]
   */
  say(text, {kind = 'note'} = {}) {
    this.#number += 1;
    const word = {key: this.#number, text, kind};
    this.words.value = [...this.words.value.filter(other => other.text !== text), word].slice(-WORDS_MAX);
    setTimeout(() => this.unsay(word), kind === 'fault' ? FAULT_MS : NOTE_MS);
  }

  unsay(word) {
    this.words.value = this.words.value.filter(other => other !== word);
  }

  /** Does something of which a failure is said, not thrown; the outcome, or nothing. */
  async attempt(what, act) {
    try {
      return await act();
    } catch (fault) {
      this.say(`${what}: ${fault.message}`, {kind: 'fault'});
      return undefined;
    }
  }
}
