import {html, useEffect, useRef, useState} from '../base/ui.js';
import {preview} from './message.js';

const GATHER_MS = 700;

/** Says new messages of others to readers of screens: one by its words, several by their number. */
export function Announcements({talk}) {
  const [words, setWords] = useState('');
  const gathered = useRef([]);
  const timer = useRef(null);
  useEffect(() => {
    const say = () => {
      timer.current = null;
      const messages = gathered.current.splice(0);
      setWords(messages.length > 2 ? `${messages.length} new messages`
        : messages.map(one => `${talk.nameOf(one.by)}: ${preview(one, talk.nameOf)}`).join('. '));
    };
    const off = talk.on('posted', message => {
      gathered.current.push(message);
      timer.current ??= setTimeout(say, GATHER_MS);
    });
    return () => {
      off();
      clearTimeout(timer.current);
    };
  }, [talk]);
  return html`<div class="unseen" role="status" aria-live="polite">${words}</div>`;
}
