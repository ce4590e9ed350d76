/**
 * Who wants to hear what. A handler that throws does not keep the others from hearing: its error goes to the
 * `error` handlers, or to the console when there are none.
 */
export class Emitter {
  #handlers = new Map();

  /**
   * Calls the handler at each event of that name.
   * @param {string} name
   * @param {(value: any) => void} handler
   * @returns {() => void} ends it
   */
  on(name, handler) {
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  /** Tells all who listen now. */
  emit(name, value) {
    for (const handler of [...this.#handlers.get(name) ?? []]) {
      this.guard(() => handler(value), name);
    }
  }

  /** Runs foreign code; what it throws is told, not passed on. */
  guard(run, name = '') {
    try {
      run();
    } catch (error) {
      if (name !== 'error' && this.#handlers.get('error')?.size) {
        this.emit('error', error);
      } else {
        console.error(error);
      }
    }
  }
}
