/** The others of a direct conversation: `{user, name}`; oneself when there is nobody else. */
export function others(room, me) {
  const people = room.people ?? [];
  const rest = people.filter(({user}) => user !== me.id);
  return rest.length ? rest : people;
}

/** What a room is called, for this reader. */
export function roomName(room, me) {
  return room.kind === 'direct' ? others(room, me).map(({name}) => name).join(', ') || 'Yourself' : room.name;
}
