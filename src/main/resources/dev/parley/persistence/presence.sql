-- What is kept of presence when somebody is away.

-- users. Answer: {users: {user: {name, seen?, status?, text?, said?}}}; of whom nothing is kept, nothing is there.
create or replace function parley.ask_presences(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    select parley.answered(jsonb_build_object('users', coalesce(jsonb_object_agg(u.person, jsonb_strip_nulls(
            jsonb_build_object('name', coalesce(n.name, p.name), 'seen', parley.rfc3339(p.seen),
                'status', p.status, 'text', p.text, 'said', p.said))), '{}')))
      from jsonb_array_elements_text(args->'users') u(person)
      left join parley.presence p on p.person = u.person
      left join parley.person n on n.id = u.person
     where p.person is not null or n.id is not null
$$;

-- May something be kept of him who has nothing yet? Whose tokens were revoked later, or a minute before, may have
-- been erased while he was here: what his sessions leave behind would stay for ever.
create or replace function parley.kept_anew(who text, ms double precision) returns boolean
language sql stable as $$
    select not exists (select from parley.revocation r where r.kind = 'user' and r.subject = who
        and r.at > to_timestamp(ms / 1000) - interval '1 minute')
$$;

-- seen: {user: [name, time in milliseconds]}, said: {user: [name, status, text, time in milliseconds]}. Times only
-- ever go forward. VOLATILE, and safe to repeat. Rows are taken in one order, so that nodes do not meet crosswise.
create or replace function parley.ask_keep_presences(args jsonb, epoch text) returns parley.answer
language plpgsql volatile as $$
begin
    insert into parley.presence as p (person, name, seen)
    select s.key, s.value->>0, to_timestamp((s.value->>1)::double precision / 1000)
      from jsonb_each(args->'seen') s
     where parley.kept_anew(s.key, (s.value->>1)::double precision) order by s.key collate "C"
        on conflict (person) do update set name = excluded.name, seen = greatest(p.seen, excluded.seen);
    insert into parley.presence as p (person, name, status, text, said)
    select s.key, s.value->>0, s.value->>1, s.value->>2, (s.value->>3)::bigint
      from jsonb_each(args->'said') s
     where parley.kept_anew(s.key, (s.value->>3)::double precision) order by s.key collate "C"
        on conflict (person) do update set name = excluded.name, status = excluded.status,
            text = excluded.text, said = excluded.said
      where p.said < excluded.said;
    update parley.presence p
       set name = x.value->>0, seen = greatest(p.seen, to_timestamp((x.value->>1)::double precision / 1000))
      from (select s.key, s.value from jsonb_each(args->'seen') s join parley.presence q on q.person = s.key
             where not parley.kept_anew(s.key, (s.value->>1)::double precision)
             order by q.person for update of q) x
     where p.person = x.key;
    update parley.presence p set status = x.value->>1, text = x.value->>2, said = (x.value->>3)::bigint
      from (select s.key, s.value from jsonb_each(args->'said') s join parley.presence q on q.person = s.key
             where not parley.kept_anew(s.key, (s.value->>3)::double precision)
             order by q.person for update of q) x
     where p.person = x.key and p.said < (x.value->>3)::bigint;
    return parley.answered('{}');
end $$;
