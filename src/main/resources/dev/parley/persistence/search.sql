-- Messages by their words.

-- An author as a word that no text can hold.
create or replace function parley.word_of(author text) returns text
language sql immutable as $$ select 'by ' || author $$;

-- What a message is found by: the words of its text, given with spaces between, and its author.
create or replace function parley.words(spaced text, author text) returns tsvector
language sql immutable as $$ select array_to_tsvector(string_to_array(spaced, ' ') || parley.word_of(author)) $$;

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

-- Messages, newest first, of those that the bounds let through. Statements are planned anew each time, with the
-- values in them.
--
-- search_newest looks at nothing but the newest 20,000, one after another, and stops when it has enough: the
-- shortest way to what is common, and a short one in any case. search_all goes by what the words, the author, the
-- rooms or the times leave over, whichever is least, and sorts it: what few messages hold is found like this.
-- Asked in this order, neither meets what it is bad at: to walk through everything for a hit that does not come,
-- or to sort half of all messages.
create or replace function parley.search_newest(bounds text, ordered text, sought tsquery, rooms bigint[],
                                                most integer)
returns parley.publication[]
language plpgsql stable set enable_bitmapscan = off set enable_seqscan = off set enable_sort = off as $$
declare
    found parley.publication[];
begin
    -- "is true" keeps the rooms a table to look into instead of one to join with.
    execute concat('select array(select row(p.*)::parley.publication from (',
        'select * from parley.publication p where ', bounds, ' order by ', ordered, ' limit 20000) p',
        ' where p.words @@ $1 and (p.channel in (select unnest($2))) is true order by ', ordered,
        ' limit ', most, ')') into found using sought, rooms;
    return found;
end $$;

create or replace function parley.search_all(bounds text, ordered text, sought tsquery, rooms bigint[],
                                             most integer)
returns parley.publication[]
language plpgsql stable set enable_indexscan = off set enable_seqscan = off as $$
declare
    found parley.publication[];
begin
    -- A few rooms are shown to the planner; to weigh thousands would take it longer than the search.
    execute concat('select array(select p from parley.publication p where ', bounds, ' and p.words @@ $1 and ',
        case when cardinality(rooms) <= 100 then 'p.channel = any ($2)'
            else '(p.channel in (select unnest($2))) is true' end,
        ' order by ', ordered, ' limit ', most, ')') into found using sought, rooms;
    return found;
end $$;

-- user; words (all of them must stand in the message), room, by, from, to (times, from inclusive), after
-- ("microseconds channel seq" of the last one), limit. Newest first.
create or replace function parley.ask_search(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    who     text := args->>'user';
    most    integer := (args->>'limit')::integer;
    after   bigint[] := string_to_array(args->>'after', ' ')::bigint[];
    sought  tsquery := (select string_agg(quote_literal(w), ' & ')::tsquery from (
        select jsonb_array_elements_text(args->'words') union all
        select parley.word_of(args->>'by') where args->>'by' is not null) x(w));
    bounds  text := concat('p.words is not null and p.n is not null',
        ' and p.at >= ' || quote_literal(args->>'from'), ' and p.at < ' || quote_literal(args->>'to'));
    ordered text := 'p.at desc, p.channel desc, p.seq desc';
    door    record;
    rooms   bigint[];
    found   parley.publication[];
    last    parley.publication;
    fits    integer;
begin
    if args->>'room' is null then
        rooms := parley.readable(who);
        bounds := concat(bounds, ' and (p.at, p.channel, p.seq) < (timestamptz ''epoch'' + '
            || 'interval ''1 microsecond'' * ' || after[1] || ', ' || after[2] || ', ' || after[3] || ')');
    else
        select * into door from parley.door('room.' || (args->>'room'), who);
        if door.verdict <> 'open' then
            return parley.shut(door.verdict);
        end if;
        rooms := array[door.id];
        bounds := concat(bounds, ' and p.channel = ', door.id, ' and p.seq < ' || after[3]);
        ordered := 'p.seq desc';
    end if;
    found := parley.search_newest(bounds, ordered, sought, rooms, most + 1);
    if cardinality(found) <= most then
        found := parley.search_all(bounds, ordered, sought, rooms, most + 1);
    end if;
    fits := parley.page_of(found, most);
    last := found[fits];
    return row('ok', concat('{"messages":[', (select string_agg(parley.message_for(found[i],
            (select substr(c.name, 6) from parley.channel c where c.id = (found[i]).channel), who), ','
            order by i) from generate_series(1, fits) i),
        '],"more":', (cardinality(found) > fits)::text,
        case when cardinality(found) > fits then concat(',"next":"',
            (extract(epoch from last.at) * 1000000)::bigint, ' ', last.channel, ' ', last.seq, '"') end,
        '}'))::parley.answer;
end $$;
