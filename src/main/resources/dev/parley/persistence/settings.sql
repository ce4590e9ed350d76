-- What a room is called and who may find it; and conversations of fixed people.

-- room, user, origin, least, least_archive; each or none of title, topic, open, archived. What stays as it is
-- publishes nothing. Of an archived room nothing changes but that it is brought back.
create or replace function parley.room_update(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand(args, patient);
    old    parley.room := s.room;
    r      parley.room;
    store  boolean := (args->>'archived')::boolean;
    plain  boolean := args ?| array['title', 'topic', 'open'];
    events jsonb := '[]';
begin
    if (s.verdict).outcome = 'gone' and (store is false or not plain) then
        s.verdict := null;
    end if;
    s.verdict := coalesce(s.verdict, case
        when (s.member).role < coalesce((args->>'least')::smallint, 5)
            or store is not null and (s.member).role < coalesce((args->>'least_archive')::smallint, 5)
        then parley.refused('forbidden', 'Your role in this room does not allow it.')
        when old.kind = 'direct' then parley.refused('forbidden', 'A direct conversation has no settings.') end);
    if (s.verdict).outcome is not null then
        return s.verdict;
    end if;
    update parley.room x set name = coalesce(args->>'title', x.name), topic = coalesce(args->>'topic', x.topic),
            visibility = case (args->>'open')::boolean when true then 'public' when false then 'private'
                else x.visibility end,
            archived = x.archived and store is not false
     where x.channel = old.channel returning * into r;
    if r is distinct from old then
        events := events || parley.add(r.channel, 'room.updated', null, args->>'user', args->>'origin',
            case when old.visibility = 'public' and r.visibility = 'private' then '*' end,
            jsonb_build_object('room', parley.room_json(r, 'room.' || (args->>'room'), (s.held).head + 1,
                epoch))::text);
    end if;
    if store and not old.archived then
        update parley.room x set archived = true where x.channel = old.channel returning * into r;
        events := events || parley.add(r.channel, 'room.archived', null, args->>'user', args->>'origin', null,
            jsonb_build_object('room', parley.room_json(r, 'room.' || (args->>'room'),
                (s.held).head + jsonb_array_length(events) + 1, epoch))::text);
    end if;
    return parley.done(jsonb_build_object('room', parley.room_for(r.channel, args->>'user', epoch)), events);
end $$;

-- room (an id made of the people), user, name, origin, people (ids, the caller among them). The same people
-- find the same room, however many ask at once.
create or replace function parley.room_direct(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    actor  text := args->>'user';
    people text[] := array(select w from jsonb_array_elements_text(args->'people') w order by w);
    held   parley.held := parley.open_channel('room.' || (args->>'room'), 0::smallint, patient);
    r      parley.room;
    events jsonb := '[]';
    who    text;
begin
    if held.state <> 'held' or not parley.lock_people(people, patient) then
        return parley.refused('busy', 'busy');
    end if;
    perform parley.meet(actor, args->>'name');
    if not exists (select from parley.room x where x.channel = held.id) then
        insert into parley.room (channel, kind, name, visibility, created_by, created_at, people)
        select held.id, 'direct', '', 'private', actor, held.at,
            json_agg(json_build_object('user', w, 'name', parley.name_of(w)) order by w)::text
          from unnest(people) w returning * into r;
        update parley.channel c set last_at = held.at where c.id = held.id;
        events := events || parley.add(held.id, 'room.created', null, actor, args->>'origin', null,
            jsonb_build_object('room', parley.room_json(r, 'room.' || (args->>'room'), held.head + 1,
                epoch))::text);
        foreach who in array people loop
            events := parley.enter(held, args, who, 2::smallint, events);
        end loop;
        foreach who in array array_remove(people, actor) loop
            events := events || parley.tell_invited(who, args, held.id, epoch);
        end loop;
    end if;
    return parley.done(jsonb_build_object('room', parley.room_for(held.id, actor, epoch)), events);
end $$;
