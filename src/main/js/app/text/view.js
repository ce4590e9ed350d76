import {html, pure} from '../base/ui.js';
import {emojiNamed, isEmojiOnly, nameOfEmoji} from './emoji.js';
import {parse} from './parse.js';

const trees = new WeakMap();

/** The tree of a message, made once for each of its versions. */
export function treeOf(message) {
  let tree = trees.get(message);
  if (!tree) {
    const mentioned = new Set(message.mentions);
    tree = parse(message.text, {isMention: user => mentioned.has(user)});
    trees.set(message, tree);
  }
  return tree;
}

const TAGS = {bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote'};

/** A tree of `parse` as elements. Every value is text or an address that was checked. */
export function nodesView(nodes, context) {
  return nodes.map(node => {
    const view = nodeView(node, context);
    return node.marked ? html`<mark>${view}</mark>` : view;
  });
}

function nodeView(node, context) {
  switch (node.kind) {
    case 'link':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${node.text}</a>`;
    case 'mention':
      return html`<span class=${node.user === context.me ? 'mention me' : 'mention'} title=${node.user}
        >@${context.nameOf(node.user)}</span>`;
    case 'emoji':
      return html`<span class="emoji" role="img" aria-label=${nameOfEmoji(node.text)}>${node.text}</span>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'block':
      return html`<pre tabindex="0" aria-label="Code"><code>${node.text}</code></pre>`;
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return html`<${TAGS[node.kind]}>${nodesView(node.children, context)}<//>`;
    default:
      return node.text;
  }
}

/** Emoji by name count as the signs that they stand for. */
function isLarge(text) {
  return text.length < 80
    && isEmojiOnly(text.replace(/:([a-z0-9_+-]+):/g, (all, name) => emojiNamed(name) ?? all));
}

/**
 * The text of a message. `version` is another number when names have changed.
 * @param {{message: object, nameOf: (user: string) => string, me: string, version?: number}} props
 */
export const MessageText = pure(function MessageText({message, nameOf, me}) {
  const large = isLarge(message.text) ? ' large' : '';
  return html`<div class=${`text${large}`} dir="auto">${nodesView(treeOf(message), {nameOf, me})}</div>`;
});
