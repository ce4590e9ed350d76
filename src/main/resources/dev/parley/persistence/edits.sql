-- What an edit makes of a message.

-- The body of a message with another text.
create or replace function parley.with_text(body text, new_text text) returns text
language sql immutable as $$
    select concat('{', string_agg(concat(to_json(b.key), ':',
            case when b.key = 'text' then to_json(new_text)::text else b.value::text end), ',' order by b.o), '}')
      from json_each(body::json) with ordinality b(key, value, o)
$$;

-- The mentions that the client named once, and then those of the new text, of members only.
create or replace function parley.mentions_after_edit(p parley.publication, found jsonb)
returns table (person text)
language sql stable as $$
    select w.who from (
        select u.who, min(u.o) as place from (
            select k.who, k.o from unnest(p.mentions[:coalesce(p.named, 0)]) with ordinality k(who, o)
            union all
            select f.who, 1000 + f.o from jsonb_array_elements_text(found) with ordinality f(who, o)
             where exists (select from parley.member m
                where m.channel = p.channel and m.person = f.who and m.role > 0)) u
         group by u.who) w
     order by w.place
$$;
