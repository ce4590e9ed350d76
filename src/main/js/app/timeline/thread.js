import {html, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState} from '../base/ui.js';
import {useRedraw, useSignal, useWatch} from '../base/hooks.js';
import {Fault} from '../base/parts.js';
import {calendar} from '../base/when.js';
import {whyNotWrite} from '../rooms/rights.js';
import {Announcements} from './announcements.js';
import {Composer} from './composer.js';
import {handlersOf} from './keys.js';
import {Overlays} from './overlays.js';
import {drawRow, guessRow, isFirm} from './row.js';
import {Rows} from './rows.js';
import {Talk} from './talk.js';
import {ThreadStore} from './thread-store.js';
import {VirtualList} from './virtual-list.js';

const NEAR = 20;

function useThread(app, room, id) {
  const [store, setStore] = useState(null);
  useEffect(() => {
    const made = new ThreadStore(app.client, room.id, id, app.me.id);
    made.open().then(() => setStore(made));
    return () => made.close();
  }, [app, room, id]);
  return store;
}

/** The list of a thread, as `handlersOf` and jumps need it. */
function makeStage(talk, redraw) {
  return {
    talk,
    rows: [],
    list: null,
    waiting: [],
    toEnd() {
      this.waiting.push(() => this.list?.toEnd());
      redraw();
    },
    jump(to) {
      const row = this.rows.find(({message}) => message && (message.id === to || message.seq === to));
      this.waiting.push(() => row && this.list?.toKey(row.key));
      redraw();
    },
  };
}

function Replies({app, room, talk, store, at}) {
  const redraw = useRedraw();
  const stage = useMemo(() => makeStage(talk, redraw), [talk]);
  const made = useMemo(() => new Rows(calendar), [store]);
  const active = useSignal(talk.active);
  useWatch(store);
  useWatch(talk.quotes);
  useWatch(talk, 'reactors');
  useWatch(app.people);
  useWatch(app.client.outbox);
  const pending = room.pending
    .filter(({message}) => message.thread === store.id && !store.kept.get(message.id));
  stage.rows = made.of({messages: store.messages, pending, me: talk.me, moreAfter: store.more})
    .filter(({kind}) => kind !== 'begin');
  useEffect(() => {
    const off = [talk.on('jump', to => stage.jump(to)), talk.on('end', () => stage.toEnd())];
    if (at) {
      stage.jump(at);
    }
    return () => off.forEach(one => one());
  }, [stage, at]);
  useLayoutEffect(() => stage.waiting.splice(0).forEach(act => act()));
  const stamp = useRef(0);
  stamp.current += 1;
  const draw = row => drawRow(row, {talk, stamp: stamp.current, active: active === row.key, inThread: true});
  const handlers = useMemo(() => ({...handlersOf(talk, stage), 'aria-label': 'Thread'}), [stage]);
  const keep = list => {
    stage.list = list;
  };
  return html`<div class="timeline">
    <${VirtualList} ref=${keep} rows=${stage.rows} draw=${draw} guess=${guessRow} firm=${isFirm}
      follow=${!store.more} props=${handlers}
      onMove=${({to}) => store.more && to > stage.rows.length - NEAR && store.grow()} />
    <${Announcements} talk=${talk} />
  </div>`;
}

/**
 * A thread: what began it, its replies, and where one adds to them.
 * @param {{app: object, room: object, id: string, at?: number}} props
 */
export function ThreadPanel({app, room, id, at}) {
  const talk = useMemo(() => new Talk(app, room, id), [app, room, id]);
  const store = useThread(app, room, id);
  const messages = useCallback(() => store?.messages ?? [], [store]);
  useWatch(room);
  useEffect(() => {
    const off = [talk.on('sent', () => talk.emit('end')),
      app.client.subscription(`room.${room.id}`)?.on('event', event => talk.heard(event))];
    return () => off.forEach(one => one?.());
  }, [talk]);
  if (!store) {
    return html`<div class="empty">One moment …</div>`;
  }
  if (!store.root) {
    return html`<div class="empty"><${Fault} fault=${store.fault?.type === 'not_found'
      ? 'This thread is not there.' : store.fault} /></div>`;
  }
  return html`<div class="conversation thread">
    <${Replies} app=${app} room=${room} talk=${talk} store=${store} at=${at} />
    <div class="foot">
      ${whyNotWrite(room.info) ? html`<p class="instead">${whyNotWrite(room.info)}</p>`
        : html`<${Composer} talk=${talk} label="Reply in the thread" messages=${messages} />`}
    </div>
    <${Overlays} talk=${talk} />
  </div>`;
}
