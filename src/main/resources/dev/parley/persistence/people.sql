-- What members do to one another. Every function locks the room first, then the channels of those who are told,
-- then looks.

-- Locks the own channels of people, creating them where they are missing, in one order for everybody. False:
-- somebody holds one of them.
create or replace function parley.lock_people(people text[], patient boolean) returns boolean
language plpgsql volatile as $$
declare
    channel_name text;
begin
    insert into parley.channel (name, class)
    select 'user.' || w.who, 1 from (select distinct unnest(people) as who order by 1) w
     where not exists (select from parley.channel c where c.name = 'user.' || w.who)
        on conflict (name) do nothing;
    for channel_name in select c.name from parley.channel c
            where c.name in (select 'user.' || w from unnest(people) w) order by c.id loop
        if (parley.lock(channel_name, patient)).state <> 'held' then
            return false;
        end if;
    end loop;
    return true;
end $$;

-- Tells a person, on his own channel whose row this transaction holds, of something about a room.
create or replace function parley.tell(who text, args jsonb, type text, data jsonb) returns jsonb
language sql volatile as $$
    select parley.add(c.id, tell.type, null, args->>'user', args->>'origin', who, tell.data::text)
      from parley.channel c where c.name = 'user.' || who
$$;

-- Tells a person that he was brought into a room whose row this transaction holds; the events.
create or replace function parley.tell_invited(who text, args jsonb, channel_id bigint, epoch text)
returns jsonb
language plpgsql volatile as $$
declare
    c      parley.channel;
    events jsonb;
begin
    select * into c from parley.channel x where x.id = channel_id;
    select jsonb_build_array(parley.tell(who, args, 'room.invited', jsonb_build_object('by', args->>'user',
            'room', parley.room_json(r, c.name, c.head, epoch)))) into events
      from parley.room r where r.channel = channel_id;
    return events || parley.notify_invited(who, args, channel_id, c.head_at);
end $$;

-- As stand; and the other one's channel is locked, his standing is compared with the actor's, and the kind of
-- room with what can be done in it. args: as stand, and other (a user), above (the actor must stand higher).
create or replace function parley.stand_before(args jsonb, patient boolean) returns parley.stand
language plpgsql volatile as $$
declare
    s     parley.stand := parley.stand(args, patient);
    other smallint;
begin
    if (s.verdict).outcome is not null then
        return s;
    elsif not parley.lock_people(array[args->>'other'], patient) then
        s.verdict := parley.refused('busy', 'busy');
        return s;
    end if;
    select m.role into other from parley.member m
     where m.channel = (s.held).id and m.person = args->>'other';
    s.verdict := case
        when (s.room).kind = 'direct'
            then parley.refused('forbidden', 'The people of a direct conversation are fixed.')
        when (args->>'above')::boolean and coalesce(other, 0) >= (s.member).role
            then parley.refused('forbidden', 'The other stands as high as you or higher.')
        end;
    return s;
end $$;

create or replace function parley.member_row(channel_id bigint, who text) returns parley.member
language sql stable as $$
    select * from parley.member m where m.channel = channel_id and m.person = who
$$;

create or replace function parley.no_member() returns parley.outcome
language sql immutable as $$ select parley.refused('not_found', 'That user is not a member of this room.') $$;

-- Publishes what a member has become.
create or replace function parley.member_updated(m parley.member, args jsonb) returns parley.outcome
language sql volatile as $$
    select parley.done(jsonb_build_object('member', parley.member_json(m)), jsonb_build_array(
        parley.add(m.channel, 'member.updated', null, args->>'user', args->>'origin', m.person,
            jsonb_build_object('member', parley.member_json(m))::text)))
$$;

-- room, user, origin, least, other. A member at once; who is one already stays what he is.
create or replace function parley.room_invite(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand_before(args, patient);
    m      parley.member := parley.member_row((s.held).id, args->>'other');
    events jsonb := '[]';
begin
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif m.role = 0 then
        return parley.refused('forbidden', 'That user is banned from this room.');
    elsif m.role is null then
        events := parley.enter(s.held, args, args->>'other', 2::smallint, events);
        events := events || parley.tell_invited(args->>'other', args, (s.held).id, epoch);
        m := parley.member_row((s.held).id, args->>'other');
    end if;
    return parley.done(jsonb_build_object('member', parley.member_json(m)), events);
end $$;

-- room, user, origin, least, above, other; role (its number).
create or replace function parley.room_role(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s       parley.stand := parley.stand_before(args, patient);
    m       parley.member := parley.member_row((s.held).id, args->>'other');
    granted smallint := (args->>'role')::smallint;
begin
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif coalesce(m.role, 0) = 0 then
        return parley.no_member();
    elsif granted > (s.member).role then
        return parley.refused('forbidden', 'Nobody grants a role above his own.');
    elsif granted = m.role then
        return parley.done(jsonb_build_object('member', parley.member_json(m)));
    end if;
    update parley.member x set role = granted
     where x.channel = m.channel and x.person = m.person returning * into m;
    return parley.member_updated(m, args);
end $$;

-- room, user, origin, least, above, other; seconds (0 ends it).
create or replace function parley.room_mute(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s parley.stand := parley.stand_before(args, patient);
    m parley.member := parley.member_row((s.held).id, args->>'other');
begin
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif coalesce(m.role, 0) = 0 then
        return parley.no_member();
    end if;
    update parley.member x set muted_until = case when (args->>'seconds')::bigint > 0
            then (s.held).at + make_interval(secs => (args->>'seconds')::bigint) end
     where x.channel = m.channel and x.person = m.person returning * into m;
    return parley.member_updated(m, args);
end $$;

-- room, user, origin, least, above, other; ban. Who is not a member can still be banned; he loses the right to
-- read a public room, and the log says so.
create or replace function parley.room_remove(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand_before(args, patient);
    m      parley.member := parley.member_row((s.held).id, args->>'other');
    ban    boolean := (args->>'ban')::boolean;
    reason text := case when ban then 'banned' else 'removed' end;
    events jsonb := '[]';
begin
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif m.role = 0 and ban then
        return parley.done('{}');
    elsif coalesce(m.role, 0) = 0 and not ban then
        return parley.no_member();
    elsif m.role > 0 then
        events := parley.part(m, args, reason, events);
    end if;
    if ban then
        insert into parley.member (channel, person, role, name, since)
        values ((s.held).id, args->>'other', 0, parley.name_of(args->>'other'), (s.held).at)
        returning * into m;
        insert into parley.visit (person, channel) values (m.person, m.channel) on conflict do nothing;
    end if;
    if jsonb_array_length(events) = 0 then
        events := events || parley.add((s.held).id, 'member.left', null, args->>'user', args->>'origin',
            m.person, jsonb_build_object('member', parley.member_json(m), 'reason', reason)::text);
    end if;
    return parley.done('{}', events || parley.tell(m.person, args, 'room.removed', jsonb_build_object(
        'room', args->>'room', 'by', args->>'user', 'banned', ban)));
end $$;

-- room, user, least, other. Who is not banned stays what he is.
create or replace function parley.room_unban(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s parley.stand := parley.stand(args, patient);
begin
    if (s.verdict).outcome is not null then
        return s.verdict;
    end if;
    delete from parley.member m where m.channel = (s.held).id and m.person = args->>'other' and m.role = 0;
    return parley.done('{}');
end $$;
