import {html, useEffect, useRef} from '../base/ui.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';

/** The head of a page that is no room. Coming to the page brings the focus here, unless a field of it has it. */
export function PageHead({title, children}) {
  const heading = useRef(null);
  useEffect(() => {
    if (!heading.current.closest('.page').contains(document.activeElement)) {
      heading.current.focus();
    }
  }, []);
  return html`<header class="head">
    <a class="button plain round to-list" href=${path.home()} aria-label="All rooms"><${Icon} name="back" /></a>
    <h1 class="head-text" tabindex="-1" ref=${heading}>${title}</h1>
    ${children}
  </header>`;
}
