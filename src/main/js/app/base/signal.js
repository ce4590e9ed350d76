/** A value that tells when it becomes another one. */
export class Signal {
  #value;
  #handlers = new Set();

  /** @param {any} value the first one */
  constructor(value) {
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      [...this.#handlers].forEach(handler => handler(value));
    }
  }

  /**
   * Calls the handler with each new value.
   * @returns {() => void} ends it
   */
  on(handler) {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }
}
