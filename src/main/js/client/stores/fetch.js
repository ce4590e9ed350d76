const AGAIN_MS = 1000;

/**
 * Something that is fetched, and fetched once more when that was asked for while it was on its way: what has come
 * by then may be older than the reason for asking.
 */
export class Fetch {
  #run;
  #wanted = false;
  #running = null;

  /** @param {() => Promise<void>} run fetches once */
  constructor(run) {
    this.#run = run;
  }

  get isRunning() {
    return this.#running !== null;
  }

  /** Fetches; settles when what is there is not older than this call. */
  again() {
    this.#wanted = true;
    this.#running ??= this.#fetch();
    return this.#running;
  }

  /**
   * The same, and where it fails it is tried again, as long as that may help. Rejects with the first refusal.
   * @param {() => boolean} mayHelp
   */
  async surely(mayHelp) {
    try {
      await this.again();
    } catch (refusal) {
      if (refusal.passing && mayHelp()) {
        setTimeout(() => this.surely(mayHelp).catch(() => {}), AGAIN_MS);
      }
      throw refusal;
    }
  }

  async #fetch() {
    try {
      while (this.#wanted) {
        this.#wanted = false;
        await this.#run();
      }
    } finally {
      this.#running = null;
    }
  }
}
