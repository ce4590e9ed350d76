/**
 * Keeps small records by id, in the order of their `place`, over a reload: in IndexedDB where there is one, else
 * for as long as the page lives. Nothing here fails: what cannot be kept is merely forgotten at a reload.
 */
export class Storage {
  #base;
  #memory = new Map();

  /** @param {string | false} name of the database; false = memory only */
  constructor(name) {
    this.#base = name && globalThis.indexedDB ? this.#open(`${name}-outbox`).catch(() => null) : Promise.resolve(null);
  }

  /** All records, oldest first. */
  async all() {
    const found = await this.#run('readonly', records => records.getAll());
    const all = found ?? [...this.#memory.values()];
    return all.sort((a, b) => a.place - b.place);
  }

  /** Keeps a record; resolves when it would survive the page. */
  async put(record) {
    this.#memory.set(record.id, record);
    await this.#run('readwrite', records => records.put(record));
  }

  async remove(id) {
    this.#memory.delete(id);
    await this.#run('readwrite', records => records.delete(id));
  }

  #open(name) {
    return new Promise((resolve, reject) => {
      const opening = globalThis.indexedDB.open(name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('records', {keyPath: 'id'});
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
      opening.onblocked = () => reject(new Error('blocked'));
    });
  }

  async #run(mode, act) {
    const base = await this.#base;
    if (!base) {
      return null;
    }
    return new Promise(resolve => {
      try {
        const transaction = base.transaction('records', mode);
        const asked = act(transaction.objectStore('records'));
        transaction.oncomplete = () => resolve(asked.result ?? null);
        transaction.onabort = () => resolve(null);
        transaction.onerror = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  }
}
