import {html, pure, useEffect, useLayoutEffect, useMemo, useState} from '../base/ui.js';
import {useListener, useRedraw, useSignal} from '../base/hooks.js';
import {calendar} from '../base/when.js';
import {Announcements} from './announcements.js';
import {Bars} from './bars.js';
import {handlersOf} from './keys.js';
import {drawRow, guessRow, isFirm} from './row.js';
import {Rows} from './rows.js';
import {seenBy} from './seen.js';
import {Stage} from './stage.js';
import {VirtualList} from './virtual-list.js';

/** Counts what rows are made of, so that they are made again when it is something else. */
function useStamps(talk, reading) {
  const [stamps, setStamps] = useState({rows: 0, names: 0, seen: 0});
  useLayoutEffect(() => {
    const count = kind => setStamps(old => ({...old, [kind]: old[kind] + 1}));
    const off = [
      talk.room.on('change', kind => kind !== 'typing' && count(kind === 'receipts' ? 'seen' : 'rows')),
      talk.app.people.on('change', () => count('names')),
      talk.quotes.on('change', () => count('names')),
      talk.on('reactors', () => count('names')),
      reading.on('change', () => count('rows')),
    ];
    return () => off.forEach(one => one());
  }, [talk, reading]);
  return stamps;
}

/**
 * The messages of a room: from the first to the last, as far as one scrolls.
 * @param {{talk: import('./talk.js').Talk, reading: import('./reading.js').Reading, at?: number}} props
 */
export const Timeline = pure(function Timeline({talk, reading, at}) {
  const {room} = talk;
  const redraw = useRedraw();
  const stage = useMemo(() => new Stage(talk, reading, redraw), [talk, reading]);
  const stamps = useStamps(talk, reading);
  const active = useSignal(talk.active);
  const made = useMemo(() => new Rows(calendar), [talk]);
  stage.rows = useMemo(() => made.of({messages: room.messages, pending: room.pending, me: talk.me,
    newAfter: reading.newAfter, moreBefore: room.moreBefore, moreAfter: room.moreAfter}),
  [made, stamps.rows]);
  const seen = useMemo(() => seenBy(room.messages, room.receipts, talk.me), [stamps.seen, stamps.rows]);

  useLayoutEffect(() => stage.drawn());
  useEffect(() => {
    const off = [talk.on('jump', to => stage.jump(to)), talk.on('end', () => stage.toEnd()),
      talk.on('day', moment => stage.toDay(moment))];
    return () => {
      off.forEach(one => one());
      stage.close();
    };
  }, [stage]);
  useEffect(() => {
    if (at) {
      stage.jump(at);
    }
  }, [stage, at]);
  useListener(window, 'focus', () => reading.look());
  useListener(document, 'visibilitychange', () => reading.look());

  const draw = row => drawRow(row, {talk, stamp: stamps.names, seen: seen.get(row.key),
    active: active === row.key, flash: stage.flash === row.key});
  const handlers = useMemo(() => handlersOf(talk, stage), [stage]);
  const keep = list => {
    stage.list = list;
  };
  return html`<div class="timeline">
    <${VirtualList} ref=${keep} rows=${stage.rows} draw=${draw} guess=${guessRow} firm=${isFirm}
      follow=${!room.moreAfter} onMove=${move => stage.moved(move)} props=${handlers} />
    <${Bars} stage=${stage} talk=${talk} reading=${reading} />
    <${Announcements} talk=${talk} />
  </div>`;
});
