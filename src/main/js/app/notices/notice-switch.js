import {html, useState} from '../base/ui.js';
import {allowed, setWanted, wanted} from './desktop.js';

/** Whether the browser tells of what is new while one looks elsewhere. */
export function NoticeSwitch({app}) {
  const [on, setOn] = useState(wanted());
  if (!allowed.possible()) {
    return html`<p class="note">This browser cannot show notifications here.</p>`;
  }
  const change = async event => {
    const wish = event.target.checked;
    const granted = !wish || await allowed.ask();
    setWanted(wish && granted);
    setOn(wish && granted);
    if (!granted) {
      app.say('The browser does not allow notifications from this page. Its settings for this site can.');
    }
  };
  return html`<label class="choice"><input type="checkbox" checked=${on} onChange=${change} />
    <span>Show notifications of the browser <span class="note">while this page is out of sight</span></span></label>`;
}
