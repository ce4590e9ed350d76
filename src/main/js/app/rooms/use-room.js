import {RoomStore} from '../../client/parley.js';
import {useCallback, useEffect, useState} from '../base/ui.js';

/**
 * A room, opened for as long as the view stands: `{room, fault, again}`; `room` is null until it is there.
 * `again` opens it anew, when one's rights have changed.
 */
export function useRoom(app, id) {
  const [state, setState] = useState({room: null, fault: null});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let here = true;
    const room = new RoomStore(app.client, id);
    const told = value => here && setState(value);
    room.on('ended', fault => told({room: null, fault}));
    room.open().then(() => told({room, fault: null}), fault => told({room: null, fault}));
    return () => {
      here = false;
      room.close();
    };
  }, [app, id, turn]);
  return {...state, again: useCallback(() => setTurn(one => one + 1), [])};
}
