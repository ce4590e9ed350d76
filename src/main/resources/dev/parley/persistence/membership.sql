-- Rooms come into being, people come and go. Every function locks the room first, then looks.

-- A new member in a room whose row this transaction holds, read up to his own arrival; the events so far with
-- his joining.
create or replace function parley.enter(held parley.held, args jsonb, who text, member_role smallint,
                                        events jsonb)
returns jsonb
language plpgsql volatile as $$
declare
    m parley.member;
begin
    insert into parley.member (channel, person, role, name, since, read_seq, read_n)
    select c.id, who, member_role, parley.name_of(who), held.at, c.head + 1, c.n
      from parley.channel c where c.id = held.id returning * into m;
    update parley.room r set members = r.members + 1 where r.channel = held.id;
    insert into parley.visit (person, channel) values (who, held.id) on conflict do nothing;
    return events || parley.add(held.id, 'member.joined', null, args->>'user', args->>'origin', who,
        jsonb_build_object('member', parley.member_json(m))::text);
end $$;

-- room, user, name, origin; title, topic, open, members (ids). The creator's second call finds his room again.
create or replace function parley.room_create(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    actor  text := args->>'user';
    people text[] := array(select m from jsonb_array_elements_text(args->'members') m where m <> actor);
    held   parley.held := parley.open_channel('room.' || (args->>'room'), 0::smallint, patient);
    r      parley.room;
    events jsonb := '[]';
    first  text;
begin
    if held.state <> 'held' or not parley.lock_people(people, patient) then
        return parley.refused('busy', 'busy');
    end if;
    select * into r from parley.room x where x.channel = held.id;
    if found and r.created_by = actor then
        return parley.done(jsonb_build_object('room', parley.room_for(held.id, actor, epoch),
            'duplicate', true));
    elsif found then
        return parley.refused('conflict', 'The id is taken by another room.');
    end if;
    perform parley.meet(actor, args->>'name');
    insert into parley.room (channel, name, topic, visibility, created_by, created_at)
    values (held.id, args->>'title', args->>'topic',
        case when (args->>'open')::boolean then 'public' else 'private' end, actor, held.at)
    returning * into r;
    events := events || parley.add(held.id, 'room.created', null, actor, args->>'origin', null,
        jsonb_build_object('room', parley.room_json(r, 'room.' || (args->>'room'), held.head + 1, epoch))::text);
    events := parley.enter(held, args, actor, 4::smallint, events);
    update parley.channel c set last_at = held.at where c.id = held.id;
    foreach first in array people loop
        events := parley.enter(held, args, first, 2::smallint, events);
    end loop;
    foreach first in array people loop
        events := events || parley.tell_invited(first, args, held.id, epoch);
    end loop;
    return parley.done(jsonb_build_object('room', parley.room_for(held.id, actor, epoch)), events);
end $$;

-- room, user, name, origin. Who is a member already stays what he is.
create or replace function parley.room_join(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    actor  text := args->>'user';
    held   parley.held := parley.lock('room.' || (args->>'room'), patient);
    r      parley.room;
    m      parley.member;
    events jsonb := '[]';
begin
    if held.state = 'busy' then
        return parley.refused('busy', 'busy');
    end if;
    select * into r from parley.room x where x.channel = held.id;
    select * into m from parley.member x where x.channel = held.id and x.person = actor;
    if r.channel is null or r.visibility = 'private' and coalesce(m.role, 0) = 0 then
        return parley.no_room();
    elsif m.role = 0 then
        return parley.refused('forbidden', 'You are banned from this room.');
    elsif m.role is null and r.archived then
        return parley.refused('gone', 'The room is archived.');
    elsif m.role is null then
        perform parley.meet(actor, args->>'name');
        events := parley.enter(held, args, actor, 2::smallint, events);
        select * into m from parley.member x where x.channel = held.id and x.person = actor;
    end if;
    return parley.done(jsonb_build_object('room', parley.room_for(held.id, actor, epoch),
        'member', parley.member_json(m)), events);
end $$;

-- Ends a membership in a room whose row this transaction holds; the events so far with the leaving.
create or replace function parley.part(m parley.member, args jsonb, reason text, events jsonb) returns jsonb
language plpgsql volatile as $$
begin
    delete from parley.member x where x.channel = m.channel and x.person = m.person;
    update parley.room r set members = r.members - 1 where r.channel = m.channel;
    return events || parley.add(m.channel, 'member.left', null, args->>'user', args->>'origin', m.person,
        jsonb_build_object('member', parley.member_json(m), 'reason', reason)::text);
end $$;

-- room, user, origin. Who is not in a public room has left it already.
create or replace function parley.room_leave(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    held parley.held := parley.lock('room.' || (args->>'room'), patient);
    r    parley.room;
    m    parley.member;
begin
    if held.state = 'busy' then
        return parley.refused('busy', 'busy');
    end if;
    select * into r from parley.room x where x.channel = held.id;
    select * into m from parley.member x where x.channel = held.id and x.person = args->>'user';
    if r.channel is null or r.visibility = 'private' and coalesce(m.role, 0) = 0 then
        return parley.no_room();
    elsif coalesce(m.role, 0) = 0 then
        return parley.done('{}');
    elsif r.kind = 'direct' then
        return parley.refused('forbidden', 'The people of a direct conversation are fixed.');
    elsif m.role = 4 and not exists (select from parley.member x
            where x.channel = held.id and x.role = 4 and x.person <> m.person) then
        return parley.refused('conflict', 'The last owner cannot leave.');
    end if;
    return parley.done('{}', parley.part(m, args, 'left', '[]'));
end $$;
