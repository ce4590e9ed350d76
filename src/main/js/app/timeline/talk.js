import {Signal} from '../base/signal.js';
import {path} from '../base/route.js';
import {Emitter} from '../../client/emitter.js';
import {Drafts} from './drafts.js';
import {Quotes} from './quotes.js';

const RANKS = ['reader', 'member', 'moderator', 'owner'];

/**
 * What one does with the messages of a room, or of a thread in it: everything that a row, a key or a menu may
 * ask for. Emits `jump` (an id or a seq), `write` (the composer should have the focus).
 */
export class Talk extends Emitter {
  /**
   * @param {object} app
   * @param {import('../../client/parley.js').RoomStore} room
   * @param {string | null} thread the id of the message that began it
   */
  constructor(app, room, thread = null) {
    super();
    this.app = app;
    this.room = room;
    this.thread = thread;
    this.quotes = new Quotes(app.client, room);
    this.drafts = new Drafts(storage(), app.me.id);
    /** What the composer is about: `{}`, `{replyTo: message}` or `{edit: message}`. */
    this.about = new Signal({});
    /** What stands over the page: `{kind, message?, near?}` or null. */
    this.over = new Signal(null);
    /** The key of the row that shows what may be done with it. */
    this.active = new Signal(null);
    this.nameOf = user => app.people.name(user);
    /** Of messages of which somebody asked: who reacted with what, emoji by emoji. */
    this.reactors = new Map();
  }

  get me() {
    return this.app.me.id;
  }

  /** Where a draft is kept. */
  get place() {
    return this.thread ? `${this.room.id} ${this.thread}` : this.room.id;
  }

  /** Whether one's role is at least this one, in a room that is not archived. */
  may(role) {
    const {you, archived} = this.room.info ?? {};
    return !archived && Boolean(you) && RANKS.indexOf(you.role) >= RANKS.indexOf(role);
  }

  /** What may be done with a message. */
  rights(message) {
    const mine = message.by === this.me;
    const there = !message.deleted;
    return {
      react: there && this.may('reader'),
      reply: there && this.may('member'),
      edit: there && mine && this.may('member'),
      remove: there && this.may(mine ? 'member' : 'moderator'),
      pin: there && this.may('moderator'),
    };
  }

  reply(message) {
    this.about.value = {replyTo: message};
    this.emit('write');
  }

  edit(message) {
    this.about.value = {edit: message};
    this.emit('write');
  }

  /** Edits the last message of one's own that is to be seen. */
  editLast(messages = this.room.messages) {
    const last = messages.findLast(message => this.rights(message).edit);
    if (last) {
      this.edit(last);
    }
    return Boolean(last);
  }

  openThread(message) {
    this.app.go(path.thread(this.room.id, message.thread ?? message.id));
  }

  jump(to) {
    this.emit('jump', to);
  }

  /** Reacts, or takes it back when one had. */
  async react(message, emoji) {
    const mine = message.reactions.some(one => one.emoji === emoji && one.mine);
    await this.app.attempt('Not done', () =>
      this.room.act(mine ? 'unreact' : 'react', message.id, {emoji}));
  }

  async pin(message) {
    await this.app.attempt('Not done', () => this.room.act(message.pinned ? 'unpin' : 'pin', message.id));
  }

  async remove(message) {
    await this.app.attempt('Not deleted', () => this.room.act('delete', message.id));
  }

  async copyLink(message) {
    const url = new URL(path.room(this.room.id, {at: message.seq}), location.href);
    await this.copy(url.href, 'The link is copied.');
  }

  copyText(message) {
    return this.copy(message.text, 'The text is copied.');
  }

  async copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      this.app.say(said);
    } catch {
      this.app.say(text);
    }
  }

  /** Opens something over the page: a picker, a menu, a question. */
  open(kind, message, near) {
    this.over.value = {kind, message, near};
  }

  close() {
    this.over.value = null;
  }

  /** Fetches who reacted to a message, the first time that somebody wants to know. */
  async askReactors({id}) {
    if (this.reactors.has(id)) {
      return;
    }
    this.reactors.set(id, new Map());
    try {
      const {reactions} = await this.app.client.ask('messages.reactions', {room: this.room.id, id});
      this.reactors.set(id, new Map(reactions.map(({emoji, users}) => [emoji, users])));
      this.emit('reactors');
    } catch {
      this.reactors.delete(id);
    }
  }

  /** Takes what happened in the room: to quotes, who reacted, what others said. */
  heard(event) {
    this.quotes.heard(event);
    const {type, by, data: {id, emoji, message}} = event;
    const isHere = !this.thread || message?.thread === this.thread;
    if (type === 'message.posted' && message.by !== this.me && isHere) {
      this.emit('posted', message);
    }
    const known = this.reactors.get(id);
    if (known && (type === 'reaction.added' || type === 'reaction.removed')) {
      const others = (known.get(emoji) ?? []).filter(user => user !== by);
      known.set(emoji, type === 'reaction.added' ? [...others, by] : others);
    }
  }
}

function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
