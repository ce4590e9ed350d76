const PAGE = 200;
const PAGES_MAX = 5;

/** The members of a room, fetched when somebody is to be named, and kept as they come and go. */
export class Members {
  #asked = null;
  #all = new Map();

  constructor(app, room) {
    this.app = app;
    this.room = room;
    room.on('member', ({type, data: {member}}) => {
      if (type === 'member.left') {
        this.#all.delete(member.user);
      } else {
        this.#all.set(member.user, member);
      }
    });
  }

  /** Those that are here by now: `[{user, name}]`, oneself left out. */
  get list() {
    return [...this.#all.values()].filter(({user}) => user !== this.app.me.id);
  }

  /** Fetches them, the first time. */
  load() {
    this.#asked ??= this.#fetch().catch(() => {
      this.#asked = null;
    });
    return this.#asked;
  }

  async #fetch() {
    let after;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const {members, more, next} = await this.app.client.ask('rooms.members',
        {room: this.room.id, limit: PAGE, ...after && {after}});
      members.forEach(member => this.#all.set(member.user, member));
      this.app.people.heard(members);
      after = next;
      if (!more) {
        return;
      }
    }
  }
}
