-- Questions about rooms. Each function is STABLE: everything in one answer is of one state of the tables.

create or replace function parley.answered(reply jsonb) returns parley.answer
language sql immutable as $$ select row('ok', reply::text)::parley.answer $$;

create or replace function parley.unanswered(failure text, sentence text) returns parley.answer
language sql immutable as $$ select row(failure, sentence)::parley.answer $$;

-- The refusal that a door's verdict stands for.
create or replace function parley.shut(verdict text) returns parley.answer
language sql immutable as $$
    select parley.unanswered(verdict, case verdict when 'forbidden' then 'You are banned from this room.'
        else 'There is no such room.' end)
$$;

-- room, user.
create or replace function parley.ask_room(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    door record;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    return parley.answered(jsonb_build_object('room', parley.room_for(door.id, args->>'user', epoch)));
end $$;

-- A page of a list from its entries and one more, each {entry, cursor}.
create or replace function parley.page(field text, found jsonb, most integer) returns parley.answer
language sql immutable as $$
    select parley.answered(jsonb_build_object(field, coalesce((select jsonb_agg(e.value->'entry' order by e.o)
            from jsonb_array_elements(found) with ordinality e(value, o) where e.o <= most), '[]'::jsonb),
        'more', jsonb_array_length(found) > most)
        || case when jsonb_array_length(found) > most
            then jsonb_build_object('next', found->(most - 1)->>'cursor') else '{}' end)
$$;

-- room, user; after (the last one's id), limit. By user id.
create or replace function parley.ask_members(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most  integer := (args->>'limit')::integer;
    door  record;
    found jsonb;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('entry', parley.member_json(x), 'cursor', x.person)
            order by x.person), '[]') into found
      from (select m.* from parley.member m
             where m.channel = door.id and m.role > 0 and m.person > coalesce(args->>'after', '')
             order by m.person limit most + 1) x;
    return parley.page('members', found, most);
end $$;

-- user; query (part of name or topic), after ("id name" of the last one, the name in lower case), limit. By name.
create or replace function parley.ask_public_rooms(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most       integer := (args->>'limit')::integer;
    after_id   text := split_part(args->>'after', ' ', 1);
    after_name text := substr(args->>'after', length(split_part(args->>'after', ' ', 1)) + 2);
    sought     text := '%' || regexp_replace(args->>'query', '([%_\\])', '\\\1', 'g') || '%';
    found      jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('entry', parley.room_for(x.channel, args->>'user', epoch),
            'cursor', x.id || ' ' || x.shown) order by x.shown, x.id), '[]') into found
      from (select r.channel, lower(r.name) as shown, substr(c.name, 6) as id
              from parley.room r join parley.channel c on c.id = r.channel
             where r.visibility = 'public' and not r.archived
               and (sought is null or r.name ilike sought or r.topic ilike sought)
               and lower(r.name) >= coalesce(after_name, '')
               and (after_id is null or (lower(r.name), substr(c.name, 6)) > (after_name, after_id))
               and not exists (select from parley.member m
                    where m.channel = r.channel and m.person = args->>'user' and m.role = 0)
             order by 2, 3 limit most + 1) x;
    return parley.page('rooms', found, most);
end $$;

-- user; after ("microseconds id" of the last one), limit. Newest first: by the last message, or where there is
-- none, by the room's beginning.
create or replace function parley.ask_my_rooms(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most     integer := (args->>'limit')::integer;
    after_at bigint;
    after_id bigint;
    found    jsonb;
begin
    if args->>'after' !~ '^\d{1,18} \d{1,18}$' then
        return parley.unanswered('bad_request', 'Field "after" must be the "next" of an earlier page.');
    end if;
    after_at := split_part(args->>'after', ' ', 1)::bigint;
    after_id := split_part(args->>'after', ' ', 2)::bigint;
    select coalesce(jsonb_agg(jsonb_build_object('cursor', x.micros || ' ' || x.id,
            'entry', jsonb_build_object('room', parley.room_for(x.id, args->>'user', epoch),
                'lastActivityAt', parley.rfc3339(x.at))
                || coalesce((select jsonb_build_object('last', parley.message_for(p, substr(x.name, 6),
                        args->>'user')::jsonb)
                      from parley.publication p where p.channel = x.id and p.seq = x.last), '{}'))
            order by x.micros desc, x.id desc), '[]') into found
      from (select a.*
              from (select c.id, c.name, c.last_seq as last, c.last_at as at,
                        (extract(epoch from c.last_at) * 1000000)::bigint as micros
                      from parley.member m join parley.channel c on c.id = m.channel
                     where m.person = args->>'user' and m.role > 0) a
             where after_at is null
                or (a.micros, a.id) < (after_at, after_id)
             order by a.at desc, a.id desc limit most + 1) x;
    return parley.page('rooms', found, most);
end $$;

-- room, user, least; after (the last one's id), limit. By user id.
create or replace function parley.ask_bans(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most  integer := (args->>'limit')::integer;
    door  record;
    found jsonb;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    elsif coalesce(door.role, 0) < coalesce((args->>'least')::smallint, 5) then
        return parley.unanswered('forbidden', 'Your role in this room does not allow it.');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('cursor', x.person,
            'entry', jsonb_build_object('user', x.person, 'name', x.name)) order by x.person), '[]') into found
      from (select m.person, m.name from parley.member m
             where m.channel = door.id and m.role = 0 and m.person > coalesce(args->>'after', '')
             order by m.person limit most + 1) x;
    return parley.page('users', found, most);
end $$;
