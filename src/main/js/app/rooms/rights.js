/** Who may do what, as the server has it: a view offers no more than what would be granted. */

const ORDER = ['reader', 'member', 'moderator', 'owner'];

export const ROLES = [...ORDER].reverse();

export const ROLE_NAMES = {owner: 'Owner', moderator: 'Moderator', member: 'Member', reader: 'Reader'};

const rank = role => ORDER.indexOf(role);

function isGroup(room) {
  return room.kind !== 'direct';
}

/** Whether a member of this role may do something in a room: `write`, `invite`, `govern`, `archive`, `roles`. */
export function may(room, what) {
  const mine = rank(room.you?.role);
  switch (what) {
    case 'write':
      return !room.archived && mine >= rank('member');
    case 'invite':
      return isGroup(room) && !room.archived && mine >= rank('member');
    case 'govern':
      return isGroup(room) && mine >= rank('moderator');
    case 'archive':
    case 'roles':
      return isGroup(room) && mine >= rank('owner');
    default:
      return false;
  }
}

/** Whether one may mute, remove or ban a member: moderators may, those below them. */
export function mayActOn(room, member) {
  return may(room, 'govern') && rank(member.role) < rank(room.you.role);
}

/** The roles that one may give to a member; empty when none. */
export function rolesFor(room, member) {
  return may(room, 'roles') && rank(member.role) < rank(room.you.role) ? ROLES : [];
}

/** Why one cannot write here, as a sentence; null when one can. */
export function whyNotWrite(room, now = new Date()) {
  if (room.archived) {
    return 'This room is archived. It can be read.';
  }
  if (!room.you) {
    return 'You read along. Join to write.';
  }
  if (room.you.role === 'reader') {
    return 'You may read and react here, and not write.';
  }
  return room.you.silencedUntil && new Date(room.you.silencedUntil) > now
    ? 'A moderator has muted you for a while.' : null;
}
