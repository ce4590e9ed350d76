import {useEffect, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';

const PAGE = 200;

/** The members of a room: `{members, more, fault, busy}`, kept by what the room tells. */
export function useMembers(app, room) {
  const [members, setMembers] = useState([]);
  const [next, setNext] = useState(null);
  const [fetch, {busy, fault}] = useAct(async after => {
    const page = await app.client.ask('rooms.members', {room: room.id, limit: PAGE, ...after && {after}});
    app.people.heard(page.members.map(({user, name}) => ({user, name})));
    setNext(page.more ? page.next : null);
    setMembers(old => [...after ? old : [], ...page.members]);
  });
  useEffect(() => {
    fetch();
    const offs = [room.on('member', ({type, data: {member}}) => setMembers(old => {
      const rest = old.filter(({user}) => user !== member.user);
      return type === 'member.left' ? rest : [...rest, member];
    })), room.on('reset', () => fetch())];
    return () => offs.forEach(off => off());
  }, [room]);
  return {members, fault, busy, more: next && (() => fetch(next))};
}
