import {useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState} from './ui.js';

/** A function that draws the component again; several calls within a frame draw once. */
export function useRedraw() {
  return useReducer(count => count + 1, 0)[1];
}

/**
 * Draws the component again at each event of an emitter; without one it waits for one.
 * @param {{on(name: string, handler: Function): () => void} | null} emitter
 */
export function useWatch(emitter, event = 'change') {
  const redraw = useRedraw();
  useLayoutEffect(() => emitter?.on(event, () => redraw()), [emitter, event]);
}

/** The value of a signal, drawn again when it is another one. */
export function useSignal(signal) {
  const redraw = useRedraw();
  useLayoutEffect(() => signal.on(() => redraw()), [signal]);
  return signal.value;
}

/** Listens to an event of a target of the DOM, such as `window`. */
export function useListener(target, event, handler) {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    const listen = given => latest.current(given);
    target.addEventListener(event, listen);
    return () => target.removeEventListener(event, listen);
  }, [target, event]);
}

/**
 * What a promise gives: `{busy, value, fault, again}`. Asked anew when an input is another one, and by `again()`;
 * answers to a former question are passed over.
 * @param {() => Promise<any>} ask
 */
export function useAsked(ask, inputs) {
  const [state, setState] = useState({busy: true});
  const turn = useRef(0);
  const again = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setState(old => ({...old, busy: true}));
    const answered = outcome => mine === turn.current && setState({busy: false, ...outcome});
    return ask().then(value => answered({value}), fault => answered({fault}));
  }, inputs);
  useEffect(() => {
    setState({busy: true});
    again();
    return () => {
      turn.current += 1;
    };
  }, inputs);
  return {...state, again};
}

/**
 * An act with an outcome that a form shows: `[run, {busy, fault}]`. Only one at a time.
 * @param {(...args: any[]) => Promise<any>} act
 */
export function useAct(act) {
  const [state, setState] = useState({busy: false, fault: null});
  const busy = useRef(false);
  const here = useRef(true);
  useEffect(() => () => {
    here.current = false;
  }, []);
  const run = async (...args) => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setState({busy: true, fault: null});
    try {
      await act(...args);
      here.current && setState({busy: false, fault: null});
    } catch (fault) {
      here.current && setState({busy: false, fault});
    } finally {
      busy.current = false;
    }
  };
  return [run, state];
}
