import {html, useState} from '../base/ui.js';
import {Icon} from '../base/icons.js';
import {safeSource} from '../text/links.js';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
const trusted = new Set();

/** A size for people: "1.4 MB". */
export function sizeWord(size) {
  const power = Math.min(UNITS.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

/** Pictures that a browser draws and that cannot carry scripts. */
const PICTURE = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/i;

/**
 * A picture in a box of a fixed size. One from another host is fetched only when one asks for it, because
 * that host then learns who looks.
 */
function Picture({name, url}) {
  const {host, origin} = new URL(url);
  const [state, setState] = useState(origin === location.origin || trusted.has(host) ? 'shown' : 'asked');
  const show = () => {
    trusted.add(host);
    setState('shown');
  };
  if (state === 'asked') {
    return html`<button type="button" class="picture asked" onClick=${show}>
      <${Icon} name="attach" /> <span dir="auto">${name}</span>
      <span class="small">Show the picture from ${host}</span>
    </button>`;
  }
  return html`<a class="picture" href=${url} target="_blank" rel="noopener noreferrer nofollow">
    ${state === 'broken' ? html`<span class="small soft">${name} cannot be shown</span>`
      : html`<img src=${url} alt=${name} width="320" height="200" loading="lazy" decoding="async"
        referrerpolicy="no-referrer" onError=${() => setState('broken')} />`}
  </a>`;
}

function File({name, type, size, url}) {
  const about = [type, size !== undefined && sizeWord(size), new URL(url).host].filter(Boolean).join(' · ');
  return html`<a class="file" href=${url} target="_blank" rel="noopener noreferrer nofollow">
    <${Icon} name="file" large /> <span class="file-text"><b dir="auto">${name}</b>
      <span class="small soft">${about}</span></span></a>`;
}

/** What is attached to a message. Without an address that a link may have it is a name only. */
export function Attachments({list}) {
  return html`<ul class="attachments">
    ${list.map((one, i) => {
      const url = safeSource(one.url);
      const view = url === null ? html`<span class="file"><${Icon} name="file" large /> ${one.name}</span>`
        : PICTURE.test(one.type ?? '') ? html`<${Picture} name=${one.name} url=${url} />`
          : html`<${File} name=${one.name} type=${one.type} size=${one.size} url=${url} />`;
      return html`<li key=${i}>${view}</li>`;
    })}
  </ul>`;
}
