-- Whoever acts in a room: lock it, then see what it is and what he is in it.

do $$ begin
    -- verdict is null when he may act.
    create type parley.stand as (held parley.held, room parley.room, member parley.member,
        verdict parley.outcome);
exception when duplicate_object then null;
end $$;

-- args: room, user, least (the least role that may; without one nobody may, here and wherever it is asked).
-- Archived rooms refuse all that comes this way.
create or replace function parley.stand(args jsonb, patient boolean) returns parley.stand
language plpgsql volatile as $$
declare
    s parley.stand;
    r parley.room;
    m parley.member;
begin
    s.held := parley.lock('room.' || (args->>'room'), patient);
    select * into r from parley.room x where x.channel = (s.held).id;
    select * into m from parley.member x where x.channel = (s.held).id and x.person = args->>'user';
    s.room := r;
    s.member := m;
    s.verdict := case
        when (s.held).state = 'busy' then parley.refused('busy', 'busy')
        when r.channel is null or r.visibility = 'private' and coalesce(m.role, 0) = 0 then parley.no_room()
        when m.role = 0 then parley.refused('forbidden', 'You are banned from this room.')
        when m.role is null then parley.refused('forbidden', 'You are not a member of this room.')
        when r.archived then parley.refused('gone', 'The room is archived.')
        when m.role < coalesce((args->>'least')::smallint, 5)
            then parley.refused('forbidden', 'Your role in this room does not allow it.')
        end;
    return s;
end $$;

create or replace function parley.muted(m parley.member, at timestamptz) returns parley.outcome
language sql stable as $$
    select case when m.muted_until > at then parley.refused('forbidden', 'You are muted in this room.',
        jsonb_build_object('mutedUntil', parley.rfc3339(m.muted_until))) end
$$;

-- A message of a room by its id, deleted or not.
create or replace function parley.message_row(channel_id bigint, message_id text) returns parley.publication
language sql stable as $$
    select * from parley.publication p where p.channel = channel_id and p.id = message_id and p.n is not null
$$;

create or replace function parley.no_message() returns parley.outcome
language sql immutable as $$ select parley.refused('not_found', 'There is no such message.') $$;

create or replace function parley.deleted_message() returns parley.outcome
language sql immutable as $$ select parley.refused('gone', 'The message is deleted.') $$;
