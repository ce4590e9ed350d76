-- Rooms and members in the shapes of the wire, and what every command about rooms begins and ends with.

do $$ begin
    -- The answer to a change. outcome: 'ok', 'busy' (nothing was done: somebody holds the room), or the word of a
    -- failure type; then reply is its sentence and events its details.
    create type parley.outcome as (outcome text, reply text, events jsonb);
exception when duplicate_object then null;
end $$;

do $$ begin
    -- The answer to a question; outcome as above.
    create type parley.answer as (outcome text, reply text);
exception when duplicate_object then null;
end $$;

create or replace function parley.done(reply jsonb, events jsonb default '[]') returns parley.outcome
language sql immutable as $$ select row('ok', reply::text, events)::parley.outcome $$;

create or replace function parley.refused(failure text, sentence text, details jsonb default null)
returns parley.outcome
language sql immutable as $$ select row(failure, sentence, details)::parley.outcome $$;

-- The refusal for a room that does not exist for the one who asks.
create or replace function parley.no_room() returns parley.outcome
language sql immutable as $$ select parley.refused('not_found', 'There is no such room.') $$;

create or replace function parley.role_word(role smallint) returns text
language sql immutable as $$
    select (array['banned', 'reader', 'member', 'moderator', 'owner'])[role + 1]
$$;

create or replace function parley.role_number(word text) returns smallint
language sql immutable as $$
    select array_position(array['banned', 'reader', 'member', 'moderator', 'owner'], word) - 1
$$;

-- Remembers under which name a user was last seen.
create or replace function parley.meet(who text, shown text) returns void
language sql volatile as $$
    insert into parley.person (id, name) values (who, shown)
        on conflict (id) do update set name = excluded.name where person.name <> excluded.name
$$;

-- The name of a user as last seen; of one never seen, the id.
create or replace function parley.name_of(who text) returns text
language sql stable as $$ select coalesce((select p.name from parley.person p where p.id = who), who) $$;

create or replace function parley.member_json(m parley.member) returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object('user', m.person, 'name', m.name,
        'role', parley.role_word(m.role), 'since', parley.rfc3339(m.since),
        'mutedUntil', parley.rfc3339(m.muted_until)))
$$;

-- A room for everybody alike, as of a position.
create or replace function parley.room_json(r parley.room, channel_name text, head bigint, epoch text)
returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object('id', substr(channel_name, 6), 'kind', r.kind, 'name', r.name,
        'topic', r.topic, 'visibility', r.visibility, 'createdBy', r.created_by,
        'createdAt', parley.rfc3339(r.created_at), 'members', r.members, 'people', r.people::jsonb,
        'archived', nullif(r.archived, false), 'head', jsonb_build_object('seq', head, 'epoch', epoch)))
$$;

-- The messages after what the member has read, without the deleted ones. One's own are never among them,
-- because posting moves the author's own reading.
create or replace function parley.unread(c parley.channel, m parley.member) returns bigint
language sql stable as $$
    select case when c.n = m.read_n then 0 else c.n - m.read_n - (select count(*) from parley.publication p
        where p.channel = c.id and p.n > m.read_n and p.deleted) end
$$;

-- Those of them that mention the member.
create or replace function parley.mentions(c parley.channel, m parley.member) returns bigint
language sql stable as $$
    select case when c.n = m.read_n then 0 else (select count(*) from parley.mention x
        where x.channel = c.id and x.person = m.person and x.n > m.read_n) end
$$;

-- What a room is to one of its members. mutedUntil: by himself or by a moderator, whichever is later;
-- silencedUntil: by a moderator.
create or replace function parley.you_json(c parley.channel, m parley.member) returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object('role', parley.role_word(m.role), 'read', m.read_seq,
        'unread', parley.unread(c, m), 'mentions', parley.mentions(c, m), 'notify', coalesce(m.notify,
            (select p.notify from parley.person p where p.id = m.person), 'all'),
        'mutedUntil', parley.rfc3339(greatest(m.quiet_until, m.muted_until)),
        'silencedUntil', parley.rfc3339(m.muted_until)))
$$;

-- A room as the person sees it.
create or replace function parley.room_for(channel_id bigint, who text, epoch text) returns jsonb
language sql stable as $$
    select parley.room_json(r, c.name, c.head, epoch)
        || case when m.role > 0 then jsonb_build_object('you', parley.you_json(c, m)) else '{}' end
      from parley.channel c
      join parley.room r on r.channel = c.id
      left join parley.member m on m.channel = c.id and m.person = who
     where c.id = channel_id
$$;
