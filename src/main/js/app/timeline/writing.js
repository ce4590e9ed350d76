import {Emitter} from '../../client/emitter.js';
import {decode, encode, labelFor} from '../text/mentions.js';

export const LENGTH_MAX = 16000;
const SAVE_MS = 300;
const QUOTED_MAX = 300;

/** What is kept of a message that a draft answers. */
const short = ({id, by, seq, at, text}) => ({id, by, seq, at, text: text.slice(0, QUOTED_MAX), mentions: [],
  attachments: [], reactions: []});

/**
 * What somebody is writing in one place: a new message, an answer, or another text for an old one. Drafts of
 * new messages are kept. Emits `change`.
 */
export class Writing extends Emitter {
  #timer;
  #off;
  #editing = null;

  /** @param {import('./talk.js').Talk} talk */
  constructor(talk) {
    super();
    this.talk = talk;
    this.text = '';
    this.chosen = [];
    this.attachments = [];
    this.busy = false;
    this.#restore();
    this.#off = talk.about.on(about => this.#turn(about));
  }

  /** Keeps what is there and ends. */
  close() {
    this.save();
    this.#off();
  }

  /** The text as the wire has it. */
  get encoded() {
    const text = encode(this.text, this.chosen).replace(/^(?:[ \t]*\r?\n)+|\s+$/g, '');
    return text || this.attachments.map(({name}) => name).join(', ');
  }

  /** How many code points are still free; negative: too many. */
  get free() {
    return LENGTH_MAX - [...this.encoded].length;
  }

  get isEmpty() {
    return this.text.trim() === '' && this.attachments.length === 0;
  }

  /** Another text stands in the field. */
  input(text) {
    this.text = text;
    if (!this.talk.about.value.edit) {
      this.talk.room.type(text === '');
      this.#later();
    }
    this.emit('change');
  }

  /** Somebody was chosen to be mentioned: the label that stands for him. */
  mention(person) {
    const label = labelFor(person, this.chosen);
    this.chosen = [...this.chosen.filter(one => one.user !== person.user), {user: person.user, label}];
    return label;
  }

  attach(attachment) {
    this.attachments = [...this.attachments, attachment];
    this.#later();
    this.emit('change');
  }

  detach(attachment) {
    this.attachments = this.attachments.filter(one => one !== attachment);
    this.#later();
    this.emit('change');
  }

  /** Sends, or saves what is edited; whether there was something to send. */
  async send() {
    const {about, app, room, thread} = this.talk;
    if (about.value.edit) {
      return this.#saveEdit(about.value.edit);
    }
    if (this.isEmpty || this.free < 0) {
      return false;
    }
    const {replyTo} = about.value;
    room.post({text: this.encoded, ...thread && {thread}, ...replyTo && {replyTo: replyTo.id},
      ...this.attachments.length && {attachments: this.attachments}}).catch(() => {});
    this.#clear();
    about.value = {};
    this.save();
    this.emit('change');
    this.talk.emit('sent', app.me);
    return true;
  }

  /** Gives up an answer or an edit. */
  cancel() {
    this.talk.about.value = {};
  }

  /** Keeps the draft now. */
  save() {
    clearTimeout(this.#timer);
    if (!this.#editing) {
      const {replyTo} = this.talk.about.value;
      const {text, chosen, attachments} = this;
      this.talk.drafts.set(this.talk.place, {text, chosen, attachments,
        ...replyTo && {replyTo: short(replyTo)}});
    }
  }

  async #saveEdit(message) {
    const text = encode(this.text, this.chosen).trim();
    if (text === '') {
      this.talk.open('delete', message);
      return false;
    }
    if (text === message.text) {
      this.cancel();
      return true;
    }
    if (this.busy || this.free < 0) {
      return false;
    }
    this.busy = true;
    this.emit('change');
    const reply = await this.talk.app.attempt('Not changed', () =>
      this.talk.room.act('edit', message.id, {text, version: message.version}));
    this.busy = false;
    if (reply && this.#editing === message) {
      this.cancel();
    }
    this.emit('change');
    return Boolean(reply);
  }

  /** Something else is written from now on. */
  #turn({edit = null, replyTo}) {
    if (edit && !this.#editing) {
      this.save();
    }
    if (edit) {
      this.#editing = edit;
      Object.assign(this, decode(edit.text, edit.mentions, this.talk.nameOf), {attachments: []});
    } else if (this.#editing) {
      this.#editing = null;
      this.#clear();
      this.#restore(replyTo);
    } else {
      this.#later();
    }
    this.emit('change');
  }

  #clear() {
    Object.assign(this, {text: '', chosen: [], attachments: []});
  }

  #restore(replyTo) {
    const draft = this.talk.drafts.get(this.talk.place) ?? {};
    const {text = '', chosen = [], attachments = [], replyTo: kept} = draft;
    Object.assign(this, {text, chosen, attachments});
    if (kept && !replyTo) {
      this.talk.about.value = {replyTo: kept};
    }
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), SAVE_MS);
  }
}
