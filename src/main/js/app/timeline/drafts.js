const KEEP_DAYS = 30;
const DRAFTS_MAX = 200;
const DAY_MS = 86400000;

/**
 * What somebody has begun to write and not sent, for each room and thread, kept over a reload. Where nothing
 * can be kept (no storage, or it is full) drafts live as long as the page.
 */
export class Drafts {
  #memory = new Map();

  /**
   * @param {Storage | undefined} storage such as `localStorage`
   * @param {string} user whose they are
   */
  constructor(storage, user, now = Date.now) {
    this.storage = storage;
    this.name = `parley-drafts ${user}`;
    this.now = now;
    this.#load();
  }

  /** What was kept for a place, such as a room's id; null when there is nothing. */
  get(place) {
    return this.#memory.get(place)?.draft ?? null;
  }

  /** Keeps a draft; one without text, reply or attachments is forgotten. */
  set(place, draft) {
    this.#load();
    this.#memory.delete(place);
    if (draft && (draft.text.trim() !== '' || draft.replyTo || draft.attachments?.length)) {
      this.#memory.set(place, {draft, at: this.now()});
    }
    while (this.#memory.size > DRAFTS_MAX) {
      this.#memory.delete(this.#memory.keys().next().value);
    }
    try {
      this.storage?.setItem(this.name, JSON.stringify([...this.#memory]));
    } catch {
      // Nothing more can be kept here; this page still has it.
    }
  }

  /** The places that have one. */
  get places() {
    return [...this.#memory.keys()];
  }

  /** Takes what another tab, or another field of this one, has kept since. */
  #load() {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.name) ?? 'null');
      if (kept === null) {
        return;
      }
      const oldest = this.now() - KEEP_DAYS * DAY_MS;
      this.#memory = new Map(kept.filter(([place, {draft, at}]) =>
        typeof place === 'string' && typeof draft.text === 'string' && at >= oldest));
    } catch {
      this.#memory = new Map();
    }
  }
}
