-- Messages by their words.

-- The words of a text, with spaces between, as they are stored.
create or replace function parley.words(spaced text) returns tsvector
language sql immutable as $$ select array_to_tsvector(string_to_array(spaced, ' ')) $$;

-- The channels of all rooms that a person may read.
create or replace function parley.readable(who text) returns bigint[]
language sql stable as $$
    select array(
        select m.channel from parley.member m where m.person = who and m.role > 0
        union
        select r.channel from parley.room r
         where r.visibility = 'public' and not exists (select from parley.member m
            where m.channel = r.channel and m.person = who and m.role = 0))
$$;

-- user; words (all of them must stand in the message), room, by, from, to (times, from inclusive), after
-- ("microseconds channel seq" of the last one), limit. Newest first.
--
-- The statement is planned anew each time, with the values in it: whether the rare words, the room or the newest
-- messages are the shortest way depends on them.
create or replace function parley.ask_search(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    who    text := args->>'user';
    most   integer := (args->>'limit')::integer;
    after  bigint[] := string_to_array(args->>'after', ' ')::bigint[];
    sought tsquery := (select string_agg(quote_literal(w), ' & ')::tsquery
        from jsonb_array_elements_text(args->'words') w);
    door   record;
    rooms  bigint[];
    found  parley.publication[];
    last   parley.publication;
begin
    if args->>'room' is null then
        rooms := parley.readable(who);
    else
        select * into door from parley.door('room.' || (args->>'room'), who);
        if door.verdict <> 'open' then
            return parley.shut(door.verdict);
        end if;
        rooms := array[door.id];
    end if;
    execute concat('select array(select p from parley.publication p where p.n is not null and p.words @@ ',
        quote_literal(sought), ' and p.channel = any (', quote_literal(rooms), ')',
        ' and p.author = ' || quote_literal(args->>'by'),
        ' and p.at >= ' || quote_literal(args->>'from'), ' and p.at < ' || quote_literal(args->>'to'),
        case when args->>'room' is null then concat(
            ' and (p.at, p.channel, p.seq) < (timestamptz ''epoch'' + interval ''1 microsecond'' * '
                || after[1] || ', ' || after[2] || ', ' || after[3] || ')',
            ' order by p.at desc, p.channel desc, p.seq desc')
        else concat(' and p.seq < ' || after[3], ' order by p.seq desc') end,
        ' limit ', most + 1, ')') into found;
    last := found[most];
    return row('ok', concat('{"messages":[', (select string_agg(parley.message_for(found[i],
            (select substr(c.name, 6) from parley.channel c where c.id = (found[i]).channel), who), ','
            order by i) from generate_series(1, least(most, cardinality(found))) i),
        '],"more":', (cardinality(found) > most)::text,
        case when cardinality(found) > most then concat(',"next":"',
            (extract(epoch from last.at) * 1000000)::bigint, ' ', last.channel, ' ', last.seq, '"') end,
        '}'))::parley.answer;
end $$;
