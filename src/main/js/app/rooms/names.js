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

/** The id of a room as people would write its name: letters, digits and dashes. */
export function idOf(name) {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80);
}

/** The beginning of a message in a list: who and what. */
export function preview(message, me, people, direct) {
  if (!message) {
    return '';
  }
  if (message.deleted) {
    return 'A message was deleted';
  }
  const text = people.plain(message.text.slice(0, 200));
  const who = message.by === me.id ? 'You: ' : direct ? '' : `${people.name(message.by)}: `;
  return who + (text || (message.attachments?.length ? message.attachments[0].name : ''));
}
