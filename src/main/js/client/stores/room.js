import {Emitter} from '../emitter.js';
import {Fetch} from './fetch.js';
import {Messages} from './messages.js';

const PAGE = 50;
const READ_MS = 400;
const TYPING_MS = 3000;
const NOBODY = {users: [], more: 0};

/**
 * A room as it is now: its timeline (a window of messages that can be moved and grown), what of one's own is still
 * on its way, who types, who has read how far. Emits `change` (with what changed), `reset` when the window was
 * fetched anew, and `ended` when the room may not be read any more.
 */
export class RoomStore extends Emitter {
  #messages;
  #subscription;
  #read = {sent: 0, wanted: 0, timer: null};
  #typedAt = 0;
  #fetches = 0;
  #meanwhile = [];
  #facts = new Fetch(() => this.#fetchFacts());
  #newest = new Fetch(() => this.latest());
  #governedMeanwhile = [];
  #off = [];

  /**
   * @param {import('../parley.js').Parley} parley
   * @param {string} id
   * @param {{page?: number}} [options] messages fetched at once
   */
  constructor(parley, id, {page = PAGE} = {}) {
    super();
    this.parley = parley;
    this.id = id;
    this.page = page;
    this.info = null;
    this.typing = NOBODY;
    this.receipts = new Map();
    this.moreBefore = false;
    this.moreAfter = false;
  }

  /** Fetches the newest page and follows the room from there. Rejects with the refusal when it may not be read. */
  async open() {
    const {user} = await this.parley.ready();
    this.#messages = new Messages(user.id);
    const head = await this.latest();
    this.#subscription = this.parley.subscribe(`room.${this.id}`, {since: head.seq, epoch: head.epoch});
    await new Promise((resolve, reject) => {
      this.#off = [
        this.#subscription.on('event', event => this.#heard(event)),
        this.#subscription.on('subscribed', () => this.#follows().then(resolve, reject)),
        this.#subscription.on('lost', () => this.#newest.surely(() => this.#mayHelp()).catch(() => {})),
        this.#subscription.on('ended', refusal => {
          reject(refusal);
          this.emit('ended', refusal);
        }),
        this.parley.on('state', ({phase, reason}) => phase === 'closed' && reject(new Error(reason))),
        this.parley.outbox.on('change', room => room === this.id && this.emit('change', 'pending')),
      ];
    });
    return this;
  }

  close() {
    this.#off.forEach(off => off());
    clearTimeout(this.#read.timer);
    this.#subscription?.close();
  }

  /** The messages of the window, oldest first. */
  get messages() {
    return this.#messages?.list ?? [];
  }

  /** One's own posts that nobody has seen yet: entries of the outbox, in order. */
  get pending() {
    return this.parley.outbox.entries(this.id).filter(entry => !this.#messages?.get(entry.id));
  }

  /** Moves the window to the newest page. */
  latest() {
    return this.#window({});
  }

  /** Moves the window to the messages around a seq. */
  around(seq) {
    return this.#window({around: seq});
  }

  /** Grows the window towards older messages. */
  async before() {
    if (this.moreBefore && this.messages.length) {
      await this.#history({before: this.messages[0].seq}, ({more}) => {
        this.moreBefore = more;
      });
    }
  }

  /** Grows the window towards newer messages. */
  async after() {
    if (this.moreAfter) {
      await this.#history({after: this.messages.at(-1)?.seq ?? 0}, ({more}) => {
        this.moreAfter = more;
      });
    }
  }

  /** Posts, surely and once; see `Parley.post`. */
  post(message) {
    return this.parley.post(this.id, typeof message === 'string' ? {text: message} : message);
  }

  /** A command on a message of this room: `act('edit', id, {text})`, `act('react', id, {emoji})` … */
  async act(action, id, fields = {}) {
    const reply = await this.parley.ask(`messages.${action}`, {room: this.id, id, ...fields});
    if (reply.message) {
      this.#messages.put(reply.message);
      this.emit('change', 'messages');
    }
    return reply;
  }

  /** The messages up to that seq were seen; told to the server a moment later, together with what follows. */
  read(seq) {
    const {sent, wanted, timer} = this.#read;
    if (seq > Math.max(sent, wanted, this.info?.you?.read ?? 0)) {
      this.#read.wanted = seq;
      this.#read.timer = timer ?? setTimeout(() => this.#tellRead(), READ_MS);
    }
  }

  /** The user is typing (call it at each key), or has stopped. */
  type(stopped = false) {
    const now = Date.now();
    if (stopped ? this.#typedAt : now - this.#typedAt > TYPING_MS) {
      this.#typedAt = stopped ? 0 : now;
      this.parley.ask(`typing.${stopped ? 'stop' : 'start'}`, {room: this.id}, {limitMs: 2000}).catch(() => {});
    }
  }

  /** Fetches a page; events that come while it is on its way may be newer than it, and are taken once more. */
  async #history(where, place) {
    this.#fetches += 1;
    try {
      const reply = await this.parley.ask('messages.history', {room: this.id, limit: this.page, ...where});
      place(reply);
      this.#messages.addPage(reply.messages, reply.head.seq);
      this.#meanwhile.forEach(event => this.#messages.apply(event, !this.moreAfter));
      this.emit('change', 'messages');
      return reply.head;
    } finally {
      this.#fetches -= 1;
      this.#meanwhile = this.#fetches ? this.#meanwhile : [];
    }
  }

  #window(where) {
    return this.#history(where, ({more = false, moreBefore = more, moreAfter = false}) => {
      this.#messages.clear();
      this.moreBefore = moreBefore;
      this.moreAfter = moreAfter;
      this.emit('reset');
    });
  }

  /** Listening begins, or begins anew: what is told by signals alone has to be asked for. */
  #follows() {
    this.typing = NOBODY;
    this.emit('change', 'typing');
    return this.#facts.surely(() => this.#mayHelp());
  }

  /** Where the connection breaks, the next one begins anew. */
  #mayHelp() {
    return this.parley.state.phase === 'open' && !this.#subscription.over;
  }

  /** What is heard while the answer is on its way may be newer than it, and is taken once more. */
  async #fetchFacts() {
    this.#governedMeanwhile = [];
    const [{room}, {receipts}] = await Promise.all([
      this.parley.ask('rooms.get', {room: this.id}),
      this.parley.ask('receipts.list', {room: this.id}).catch(() => ({receipts: []})),
    ]);
    this.info = room;
    this.#governedMeanwhile.forEach(event => this.#governed(event));
    receipts.forEach(receipt => this.#received(receipt));
    this.emit('change', 'info');
    this.emit('change', 'receipts');
  }

  #heard(event) {
    switch (event.type) {
      case 'typing':
        this.typing = event.data;
        return this.emit('change', 'typing');
      case 'receipts':
        event.data.receipts.forEach(receipt => this.#received(receipt));
        return this.emit('change', 'receipts');
      case 'room.updated':
      case 'room.archived':
      case 'member.joined':
      case 'member.left':
      case 'member.updated':
        this.#governedMeanwhile.push(...this.#facts.isRunning ? [event] : []);
        if (this.#governed(event)) {
          this.emit('change', 'info');
          this.emit('member', event);
        }
        return undefined;
      default:
        if (this.#fetches) {
          this.#meanwhile.push(event);
        }
        this.#messages.apply(event, !this.moreAfter).forEach(id => this.#fetch(id));
        return this.emit('change', 'messages');
    }
  }

  /** @returns {boolean} whether it was news */
  #governed(event) {
    if (!this.info || event.seq <= this.info.head.seq) {
      return false;
    }
    const {you} = this.info;
    const {member} = event.data;
    if (event.data.room) {
      this.info = {...event.data.room, head: {...this.info.head, seq: event.seq}, ...you && {you}};
    } else {
      const step = {'member.joined': 1, 'member.left': -1, 'member.updated': 0}[event.type];
      const mine = member.user === this.parley.who.user.id && you ? {you: {...you, role: member.role}} : {};
      this.info = {...this.info, members: this.info.members + step, ...mine,
        head: {...this.info.head, seq: event.seq}};
    }
    return true;
  }

  async #fetch(id) {
    try {
      const {message} = await this.parley.ask('messages.get', {room: this.id, id});
      this.#messages.put(message);
      this.emit('change', 'messages');
    } catch {
      // A message that cannot be read is one that will be told as deleted.
    }
  }

  #received({user, read, delivered}) {
    const old = this.receipts.get(user) ?? {user, read: 0, delivered: 0};
    this.receipts.set(user, {user, read: Math.max(old.read, read), delivered: Math.max(old.delivered, delivered)});
  }

  async #tellRead() {
    const seq = this.#read.wanted;
    this.#read = {sent: seq, wanted: 0, timer: null};
    try {
      const {read, unread, mentions} = await this.parley.ask('receipts.read', {room: this.id, seq}, {repeat: true});
      if (this.info?.you) {
        this.info = {...this.info, you: {...this.info.you, read, unread, mentions}};
        this.emit('change', 'info');
      }
    } catch {
      this.#read.sent = 0;
    }
  }
}
