-- Who may read a channel, in one place. person '' is the server itself. A private room does not exist for
-- whoever is outside it. A person's own channel exists before anything was written to it.
-- A live channel, too; who may read those is decided by the operator's rules, and then asked in the name of the
-- server.
-- One row: verdict 'open', 'not_found' or 'forbidden'; id, head, floor and n where there is a channel.
create or replace function parley.door(channel_name text, person text)
returns table (verdict text, id bigint, head bigint, floor bigint, n bigint, role smallint)
language sql stable as $$
    select case
            when door.channel_name like 'user.%' then
                case when door.person in ('', substr(door.channel_name, 6)) then 'open' else 'forbidden' end
            when door.channel_name like 'live.%' then
                case when door.person = '' then 'open' else 'forbidden' end
            when c.id is null then 'not_found'
            when door.person = '' or m.role >= 1 then 'open'
            when r.visibility = 'public' then case when m.role is null then 'open' else 'forbidden' end
            else 'not_found'
        end, c.id, coalesce(c.head, 0), coalesce(c.floor, 0), coalesce(c.n, 0), m.role
      from (values (1)) one
      left join parley.channel c on c.name = door.channel_name
      left join parley.room r on r.channel = c.id
      left join parley.member m on m.channel = c.id and m.person = door.person
$$;

-- Many doors at once, in their order; see door.
create or replace function parley.doors(channels text[], persons text[])
returns table (verdict text, head bigint, floor bigint)
language sql stable as $$
    select d.verdict, d.head, d.floor
      from unnest(channels, persons) with ordinality q(channel, person, place)
     cross join lateral parley.door(q.channel, q.person) d
     order by q.place
$$;
