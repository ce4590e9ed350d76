import {html, pure, useEffect, useId, useLayoutEffect, useMemo, useRef} from '../base/ui.js';
import {useListener, useRedraw, useSignal, useWatch} from '../base/hooks.js';
import {Icon} from '../base/icons.js';
import {IconButton} from '../base/parts.js';
import {preview} from './message.js';
import {Members} from './members.js';
import {Suggestions, useSuggestions} from './suggestions.js';
import {Writing} from './writing.js';

const TELL_FREE = 500;

/** What the message to come is about: an answer, or an old one that is changed. */
function About({talk, writing}) {
  const {replyTo, edit} = useSignal(talk.about);
  const message = edit ?? replyTo;
  return message ? html`<div class="about">
    <${Icon} name=${edit ? 'edit' : 'reply'} />
    <span class="about-text"><b>${edit ? 'Editing' : `Replying to ${talk.nameOf(replyTo.by)}`}</b>
      <span class="soft">${preview(message, talk.nameOf)}</span></span>
    <${IconButton} name="close" label=${edit ? 'Stop editing' : 'No reply'}
      onClick=${() => writing.cancel()} />
  </div>` : null;
}

function Attached({writing}) {
  return writing.attachments.length > 0 && html`<ul class="attached" aria-label="Attached">
    ${writing.attachments.map((one, i) => html`<li key=${i}><${Icon} name="attach" /> <span>${one.name}</span>
      <${IconButton} name="close" label=${`Remove ${one.name}`}
        onClick=${() => writing.detach(one)} /></li>`)}
  </ul>`;
}

/** As high as its text, up to a part of the window. */
function fit(area) {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight + 2, innerHeight * 0.4)}px`;
}

const isTouch = () => matchMedia('(hover: none) and (pointer: coarse)').matches;

/** Keeps the field as high as its text; the function puts a text into it, and the caret where it belongs. */
function usePlacing(writing, area) {
  const caret = useRef(null);
  useLayoutEffect(() => fit(area.current), [writing.text]);
  useLayoutEffect(() => {
    if (caret.current !== null) {
      area.current.focus();
      area.current.setSelectionRange(caret.current, caret.current);
      caret.current = null;
    }
  });
  return (text, place) => {
    caret.current = place;
    writing.input(text);
  };
}

function useFocus(talk, writing, area) {
  const redraw = useRedraw();
  useEffect(() => {
    const focus = () => {
      area.current?.focus();
      area.current?.setSelectionRange(writing.text.length, writing.text.length);
    };
    // At once, for whoever types on; and once more when what stood over the page has given the focus back.
    const write = () => {
      focus();
      requestAnimationFrame(focus);
    };
    const off = [talk.on('write', write), writing.on('change', () => redraw())];
    if (!isTouch() && isNowhere(document.activeElement)) {
      focus();
    }
    return () => {
      off.forEach(one => one());
      writing.close();
    };
  }, [talk, writing]);
  useListener(window, 'pagehide', () => writing.save());
}

/** Whether nobody has chosen a place: the focus is nowhere, or on the name of the room, where arriving has put it. */
function isNowhere(focused) {
  return !focused || focused === document.body || focused.id === 'room-name';
}

/** Where one writes. `messages` are those of which the last may be edited by the key up. */
export const Composer = pure(function Composer({talk, label = 'Message', messages}) {
  const area = useRef(null);
  const id = useId();
  const writing = useMemo(() => new Writing(talk), [talk]);
  const members = useMemo(() => new Members(talk.app, talk.room), [talk]);
  const place = usePlacing(writing, area);
  const suggestions = useSuggestions({members, onMention: person => writing.mention(person), onText: place});
  const {edit, replyTo} = useSignal(talk.about);
  useFocus(talk, writing, area);
  useWatch(talk.app.people);

  const send = event => {
    event?.preventDefault();
    suggestions.close();
    writing.send();
    area.current.focus();
  };
  const input = ({target}) => {
    writing.input(target.value);
    suggestions.look(target.value, target.selectionStart);
  };
  const key = event => {
    if (suggestions.key(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !isTouch()) {
      send(event);
    } else if (event.key === 'Escape' && (edit || replyTo)) {
      event.preventDefault();
      writing.cancel();
    } else if (event.key === 'ArrowUp' && writing.isEmpty && !edit && talk.editLast(messages?.())) {
      event.preventDefault();
    }
  };
  const insert = sign => {
    const {selectionStart: from, selectionEnd: to} = area.current;
    place(writing.text.slice(0, from) + sign + writing.text.slice(to), from + sign.length);
  };
  const near = event => event.currentTarget.getBoundingClientRect();
  const {items, index} = suggestions.state;
  const {free} = writing;
  return html`<form class="composer" onSubmit=${send}>
    <${Suggestions} id=${id} state=${suggestions.state} onPick=${suggestions.pick} />
    <${About} talk=${talk} writing=${writing} />
    <${Attached} writing=${writing} />
    <div class="composer-field">
      ${!edit && html`<${IconButton} name="attach" label="Attach a file by its address" aria-haspopup="dialog"
        onClick=${() => talk.open('attach', writing)} />`}
      <textarea ref=${area} rows="1" aria-label=${label} placeholder=${edit ? 'The new text' : label}
        dir="auto" autocomplete="off" value=${writing.text} onInput=${input} onKeyDown=${key}
        onBlur=${suggestions.close} aria-autocomplete="list" aria-controls=${items.length ? id : undefined}
        aria-activedescendant=${items.length ? `${id}-${index}` : undefined}
        aria-invalid=${free < 0 ? 'true' : undefined}></textarea>
      <${IconButton} name="smile" label="Emoji" aria-haspopup="dialog"
        onClick=${event => talk.open('emoji', insert, near(event))} />
      <button type="submit" class="primary round send" aria-label=${edit ? 'Save' : 'Send'}
        title=${edit ? 'Save' : 'Send'} disabled=${writing.busy || free < 0 || !edit && writing.isEmpty}
        ><${Icon} name=${edit ? 'check' : 'send'} /></button>
    </div>
    ${free < TELL_FREE && html`<p class=${free < 0 ? 'free over' : 'free'} role="status">${free < 0
      ? `${-free} characters too many` : `${free} characters left`}</p>`}
  </form>`;
});
