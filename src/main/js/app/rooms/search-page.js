import {html} from '../base/ui.js';
import {SearchPanel} from '../timeline/search.js';
import {PageHead} from './page-head.js';

/** Searches in all of one's rooms. */
export function SearchPage({app, route}) {
  return html`<div class="page">
    <${PageHead} title="Search everywhere" />
    <div class="page-body"><${SearchPanel} app=${app} room=${null} query=${route.q ?? ''} /></div>
  </div>`;
}
