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

-- Messages as one JSON array, oldest first.
create or replace function parley.messages_json(found parley.publication[], room text) returns text
language sql stable as $$
    select concat('[', string_agg(parley.message_json(p, room), ',' order by p.seq), ']') from unnest(found) p
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
    tail  text;
begin
    select * into door from parley.door('room.' || room, args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    if pivot is not null then
        found := array(select p from parley.older(door.id, pivot, most / 2 + 1) p);
        upper := array(select p from parley.newer(door.id, pivot - 1, most - most / 2 + 1) p);
        tail := concat(',"moreBefore":', (cardinality(found) > most / 2)::text,
            ',"moreAfter":', (cardinality(upper) > most - most / 2)::text, '}');
        found := found[:most / 2] || upper[:most - most / 2];
    else
        if args ? 'after' then
            found := array(select p from parley.newer(door.id, (args->>'after')::bigint, most + 1) p);
        else
            found := array(select p from parley.older(door.id,
                coalesce((args->>'before')::bigint, 9223372036854775807), most + 1) p);
        end if;
        tail := concat(',"more":', (cardinality(found) > most)::text, '}');
        found := found[:most];
    end if;
    return row('ok', concat('{"messages":', parley.messages_json(found, room), ',"head":{"seq":', door.head,
        ',"epoch":"', epoch, '"}', tail))::parley.answer;
end $$;
