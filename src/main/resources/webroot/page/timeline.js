// What the room has said, as this tab knows it: messages in order, and one's own that are not acknowledged yet.

/** The messages of one room by id, and the position up to which its log has been heard. */
export class Timeline {
  constructor() {
    this.messages = new Map();
    this.unsent = [];
    this.position = null;
    this.more = false;
  }

  /** Forgets what was shown: the log at this position is not the one that was heard before. */
  restart(position) {
    this.messages.clear();
    this.unsent = this.unsent.filter(own => own.fate !== 'sent');
    this.position = position;
  }

  /** Takes the newest page of history; publications heard meanwhile stay. */
  fill({messages, head, more}) {
    messages.forEach(message => this.put(message));
    this.position ??= head;
    this.more = more;
  }

  /** Adds an older page. */
  extend({messages, more}) {
    messages.forEach(message => this.put(message));
    this.more = more;
  }

  /** One publication: false when it does not follow the last one, so that the log must be asked again. */
  hear(event) {
    if (event.seq <= this.position.seq) {
      return true;
    }
    if (event.seq !== this.position.seq + 1) {
      return false;
    }
    this.position = {...this.position, seq: event.seq};
    if (event.type === 'message.posted' || event.type === 'message.edited') {
      this.put(event.data.message);
    } else if (event.type === 'message.deleted' && this.messages.has(event.data.id)) {
      this.put({...this.messages.get(event.data.id), deleted: true, text: ''});
    }
    return true;
  }

  put(message) {
    this.messages.set(message.id, message);
    this.unsent = this.unsent.filter(own => own.id !== message.id);
  }

  /** Keeps a message of one's own until the server has it. */
  keep(text, by) {
    const own = {id: crypto.randomUUID?.() ?? `w${Date.now()}-${Math.random().toString(36).slice(2)}`,
      text, by, at: new Date().toISOString(), fate: 'sending'};
    this.unsent.push(own);
    return own;
  }

  next() {
    return this.unsent.find(own => own.fate === 'sending');
  }

  /** The server has it: it stays where it is until its publication comes. */
  acknowledge(id) {
    this.mark(id, 'sent');
  }

  refuse(id, reason) {
    this.mark(id, 'refused', reason);
  }

  mark(id, fate, reason) {
    this.unsent = this.unsent.map(own => own.id === id ? {...own, fate, reason} : own);
  }

  drop(id) {
    this.unsent = this.unsent.filter(own => own.id !== id);
  }

  /** Oldest first, unsent ones last. */
  get entries() {
    return [...this.messages.values()].sort((a, b) => a.seq - b.seq).concat(this.unsent);
  }

  get oldest() {
    return Math.min(...[...this.messages.values()].map(message => message.seq));
  }
}
