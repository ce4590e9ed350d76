-- The messages of rooms as they are now.

-- Messages below a seq, newest first, and above it, oldest first: at most so many.
create or replace function parley.older(channel_id bigint, below bigint, most integer)
returns setof parley.publication
language sql stable as $$
    select * from parley.publication p where p.channel = channel_id and p.n is not null and p.seq < below
     order by p.seq desc limit most
$$;

create or replace function parley.newer(channel_id bigint, above bigint, most integer)
returns setof parley.publication
language sql stable as $$
    select * from parley.publication p where p.channel = channel_id and p.n is not null and p.seq > above
     order by p.seq limit most
$$;

-- How many of these make a page: at most so many, and no more after the one that passes 256 KiB, so
-- that no reply is boundless. There is always one, if there is any.
create or replace function parley.page_of(candidates parley.publication[], most integer) returns integer
language plpgsql immutable as $$
declare
    p     parley.publication;
    count integer := 0;
    total bigint := 0;
begin
    foreach p in array coalesce(candidates, '{}') loop
        exit when count = most or total > 262144;
        count := count + 1;
        total := total + octet_length(p.data);
    end loop;
    return count;
end $$;

-- Messages as one JSON array, oldest first.
create or replace function parley.messages_json(found parley.publication[], room text, who text) returns text
language sql stable as $$
    select concat('[', string_agg(parley.message_for(p, room, who), ',' order by p.seq), ']')
      from unnest(found) p
$$;

-- room, user; before, after or around (seqs), limit.
create or replace function parley.ask_history(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    room  text := args->>'room';
    most  integer := (args->>'limit')::integer;
    pivot bigint := (args->>'around')::bigint;
    door  record;
    found parley.publication[];
    upper parley.publication[];
    fits  integer;
    tail  text;
begin
    select * into door from parley.door('room.' || room, args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    if pivot is not null then
        found := array(select p from parley.older(door.id, pivot, most / 2 + 1) p);
        upper := array(select p from parley.newer(door.id, pivot - 1, most - most / 2 + 1) p);
        fits := parley.page_of(upper, most - most / 2);
        tail := concat(',"moreAfter":', (cardinality(upper) > fits)::text, '}');
        upper := upper[:fits];
        fits := parley.page_of(found, most / 2);
        tail := concat(',"moreBefore":', (cardinality(found) > fits)::text, tail);
        found := found[:fits] || upper;
    else
        if args ? 'after' then
            found := array(select p from parley.newer(door.id, (args->>'after')::bigint, most + 1) p);
        else
            found := array(select p from parley.older(door.id,
                coalesce((args->>'before')::bigint, 9223372036854775807), most + 1) p);
        end if;
        fits := parley.page_of(found, most);
        tail := concat(',"more":', (cardinality(found) > fits)::text, '}');
        found := found[:fits];
    end if;
    return row('ok', concat('{"messages":', parley.messages_json(found, room, args->>'user'), ',"head":{"seq":', door.head,
        ',"epoch":"', epoch, '"}', tail))::parley.answer;
end $$;

-- room, user; id.
create or replace function parley.ask_message(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    door record;
    p    parley.publication;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    p := parley.message_row(door.id, args->>'id');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    elsif p.id is null then
        return parley.unanswered('not_found', 'There is no such message.');
    end if;
    return row('ok', concat('{"message":', parley.message_for(p, args->>'room', args->>'user'), '}'))
        ::parley.answer;
end $$;

-- room, user; id. Who reacted with what: each emoji's first 50 people, in the order in which they did.
create or replace function parley.ask_reactions(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    door  record;
    p     parley.publication;
    found jsonb;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    p := parley.message_row(door.id, args->>'id');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    elsif p.id is null then
        return parley.unanswered('not_found', 'There is no such message.');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('emoji', e.emoji, 'count', e.count, 'users', e.users)
            order by e.since, e.emoji), '[]') into found
      from (select r.emoji, count(*) as count, min(r.since) as since,
                    to_jsonb((array_agg(r.person order by r.since))[1:50]) as users
              from parley.reaction r where r.channel = p.channel and r.seq = p.seq group by r.emoji) e;
    return parley.answered(jsonb_build_object('reactions', found));
end $$;

-- room, user. The newest 200 that make a page, oldest first.
create or replace function parley.ask_pins(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    door  record;
    found parley.publication[];
    fits  integer;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    found := array(select p from parley.publication p where p.channel = door.id and p.pinned
        order by p.seq desc limit 201);
    fits := parley.page_of(found, 200);
    return row('ok', concat('{"messages":', parley.messages_json(found[:fits], args->>'room', args->>'user'),
        ',"more":', (cardinality(found) > fits)::text, '}'))::parley.answer;
end $$;

-- room, user; id (of the root), after (a seq), limit. The root stands apart.
create or replace function parley.ask_thread(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most  integer := (args->>'limit')::integer;
    door  record;
    root  parley.publication;
    found parley.publication[];
    fits  integer;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    root := parley.message_row(door.id, args->>'id');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    elsif root.id is null then
        return parley.unanswered('not_found', 'There is no such message.');
    end if;
    found := array(select p from parley.publication p where p.channel = door.id and p.thread = root.id
        and p.seq > coalesce((args->>'after')::bigint, 0) order by p.seq limit most + 1);
    fits := parley.page_of(found, most);
    return row('ok', concat('{"root":', parley.message_for(root, args->>'room', args->>'user'),
        ',"messages":', parley.messages_json(found[:fits], args->>'room', args->>'user'),
        ',"more":', (cardinality(found) > fits)::text,
        case when cardinality(found) > fits then concat(',"next":"', found[fits].seq, '"') end, '}'))
        ::parley.answer;
end $$;
