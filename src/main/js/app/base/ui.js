/** What views are made of. */
import {Component, Fragment, createContext, createRef, h, options, render, toChildArray} from '/vendor/preact.js';
import {templates} from './template.js';

export * from '/vendor/preact-hooks.js';
export {Component, Fragment, createContext, createRef, h, options, render, toChildArray};

/** Markup; see template.js. */
export const html = templates(h);

function differ(one, other) {
  return Object.keys(one).length !== Object.keys(other).length
    || Object.entries(one).some(([key, value]) => other[key] !== value);
}

/**
 * A component that is drawn again only when one of its properties is another value than before.
 * @param {(props: object) => any} view
 */
export function pure(view) {
  class Pure extends Component {
    shouldComponentUpdate(props, state) {
      return differ(props, this.props) || state !== this.state;
    }

    render(props) {
      return h(view, props);
    }
  }
  Pure.displayName = `Pure(${view.name})`;
  return Pure;
}
