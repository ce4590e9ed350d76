import {html, render} from './base/ui.js';
import {path} from './base/route.js';
import {App} from './shell/app.js';
import {Door} from './shell/door.js';
import {House} from './shell/house.js';
import {forget, kept} from './shell/identity.js';
import {knownNodes} from './shell/nodes.js';

const place = document.getElementById('app');
const asked = new URLSearchParams(location.search);

/** Old links, and those in mails, name a room before the `#`. */
function oldLink() {
  if (asked.get('room') && location.hash.length < 3) {
    history.replaceState(null, '', `${location.pathname}${location.search}${path.room(asked.get('room'))}`);
  }
}

function showDoor(nodes, fault) {
  document.title = 'Parley';
  const enter = identity => showHouse(identity, nodes);
  render(html`<${Door} nodes=${nodes} fresh=${asked.has('fresh')} fault=${fault} onEnter=${enter} />`, place);
}

function showHouse(identity, nodes) {
  const app = new App(identity, nodes);
  app.on('ended', reason => {
    forget();
    showDoor(nodes, reason);
  });
  app.open();
  render(html`<${House} app=${app} />`, place);
}

async function begin() {
  oldLink();
  const nodes = await knownNodes(asked.getAll('nodes'));
  const identity = kept(asked.has('fresh'));
  if (identity) {
    showHouse(identity, nodes);
  } else {
    showDoor(nodes);
  }
}

begin();
