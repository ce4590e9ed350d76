import {html} from '../base/ui.js';
import {path} from '../base/route.js';
import {full, short} from '../base/when.js';
import {Face} from '../base/parts.js';
import {excerpt, marked} from '../text/marks.js';
import {parse} from '../text/parse.js';
import {nodesView} from '../text/view.js';

/** The part of a tree that stands between two places of its text. */
function between(nodes, from, to) {
  return nodes.flatMap(node => {
    if (node.children) {
      const children = between(node.children, from, to);
      return children.length ? [{...node, children}] : [];
    }
    const end = node.at + (node.source ?? node.text).length;
    if (end <= from || node.at >= to) {
      return [];
    }
    const text = node.text.slice(Math.max(0, from - node.at), to - node.at);
    return node.kind === 'text' ? [{...node, at: Math.max(from, node.at), text}] : [node];
  });
}

/** The text around what was found in it, with that marked. */
export function Found({message, ranges = [], context}) {
  const mentioned = new Set(message.mentions);
  const {from, to} = excerpt(message.text, ranges);
  const nodes = between(parse(message.text, {isMention: user => mentioned.has(user)}), from, to);
  return html`<div class="text" dir="auto">${from > 0 && '… '}${nodesView(marked(nodes, ranges), context)}${
    to < message.text.length && ' …'}</div>`;
}

/** A message elsewhere: who, when, where, and a link to it. */
export function Card({app, message, ranges, where}) {
  const nameOf = user => app.people.name(user);
  const name = nameOf(message.by);
  const href = path.room(message.room, {at: message.seq});
  return html`<article class="hit" aria-label=${`${name}, ${full(message.at)}`}>
    <header><${Face} id=${message.by} name=${name} small /><b class="author" dir="auto">${name}</b>
      ${where && html`<span class="soft small">in ${where}</span>`}
      <a class="small" href=${href}><time datetime=${message.at} title=${full(message.at)}
        >${short(message.at)}</time><span class="unseen"> Go to this message</span></a></header>
    <${Found} message=${message} ranges=${ranges} context=${{nameOf, me: app.me.id}} />
  </article>`;
}
