import {html, useEffect, useLayoutEffect, useRef} from '../base/ui.js';

const GAP = 6;
const EDGE = 8;

/** Where a box stands beside a place: below it, or above when there is no room, within the window. */
export function beside(near, {width, height}, {innerWidth, innerHeight}) {
  const below = near.bottom + GAP;
  const above = near.top - GAP - height;
  const top = below + height <= innerHeight - EDGE || above < EDGE ? below : above;
  const left = near.left < innerWidth / 2 ? near.left : near.right - width;
  return {
    top: Math.max(EDGE, Math.min(top, innerHeight - EDGE - height)),
    left: Math.max(EDGE, Math.min(left, innerWidth - EDGE - width)),
  };
}

/**
 * Something small over the page, beside what opened it. Escape and a press elsewhere close it, and the focus
 * goes back to where it was.
 * @param {{near: DOMRect, label: string, role?: string, onClose: () => void, children: any}} props
 */
export function Popover({near, label, role = 'dialog', onClose, children}) {
  const box = useRef(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const {top, left} = beside(near, box.current.getBoundingClientRect(), window);
    Object.assign(box.current.style, {top: `${top}px`, left: `${left}px`});
  });
  useEffect(() => {
    const before = document.activeElement;
    const element = box.current;
    const pressed = event => !box.current?.contains(event.target) && close.current();
    document.addEventListener('pointerdown', pressed, true);
    (box.current.querySelector('[data-first]') ?? box.current.querySelector('button, input'))?.focus();
    return () => {
      document.removeEventListener('pointerdown', pressed, true);
      const now = document.activeElement;
      if (before?.isConnected && (!now || now === document.body || element.contains(now))) {
        before.focus({preventScroll: true});
      }
    };
  }, []);
  const key = event => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close.current();
    }
  };
  return html`<div class="popover" ref=${box} role=${role} aria-label=${label} tabindex="-1" onKeyDown=${key}
    >${children}</div>`;
}
