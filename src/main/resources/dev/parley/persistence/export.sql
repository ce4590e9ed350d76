-- Everything by or about a person.

-- user, after ("channel seq" of the last entry), limit. What he is and where he stands come with the first page;
-- what he wrote and did, and what was done to him, in every one: the log's entries in their rooms' order, of
-- messages also how they are now.
create or replace function parley.ask_export(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    who   text := args->>'user';
    most  integer := (args->>'limit')::integer;
    after bigint[] := coalesce(string_to_array(args->>'after', ' ')::bigint[], '{0,0}');
    found jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('cursor', x.channel || ' ' || x.seq, 'entry',
            jsonb_strip_nulls(jsonb_build_object('channel', c.name, 'seq', x.seq, 'type', x.type, 'id', x.id,
                'at', parley.rfc3339(x.at), 'by', x.author, 'data', case when x.n is null then x.data::jsonb
                    else jsonb_build_object('message', parley.message_for(x, substr(c.name, 6), who)::jsonb) end)))
            order by x.channel, x.seq), '[]') into found
      from (select p.* from parley.publication p
             where (p.channel in (select v.channel from parley.visit v where v.person = who)
                    and (p.author = who or p.subject = who)
                    or p.channel = (select c.id from parley.channel c where c.name = 'user.' || who))
               and (p.channel, p.seq) > (after[1], after[2])
             order by p.channel, p.seq limit most + 1) x
      join parley.channel c on c.id = x.channel;
    return row('ok', ((parley.page('publications', found, most)).reply::jsonb
        || case when args->>'after' is null then parley.export_standing(who, epoch) else '{}' end)::text)
        ::parley.answer;
end $$;

create or replace function parley.export_standing(who text, epoch text) returns jsonb
language sql stable as $$
    select jsonb_build_object('user', jsonb_build_object('id', who, 'name', parley.name_of(who)),
        'presence', coalesce((select jsonb_strip_nulls(jsonb_build_object('lastSeen', parley.rfc3339(p.seen),
                'status', p.status, 'text', nullif(p.text, '')))
              from parley.presence p where p.person = who), '{}'),
        'rooms', coalesce((select jsonb_agg(jsonb_build_object('room', substr(c.name, 6),
                'member', parley.member_json(m), 'read', m.read_seq) order by c.id)
              from parley.member m join parley.channel c on c.id = m.channel
             where m.channel in (select v.channel from parley.visit v where v.person = who)
               and m.person = who), '[]'),
        'reactions', coalesce((select jsonb_agg(jsonb_build_object('room', substr(c.name, 6), 'id', p.id,
                'emoji', r.emoji) order by c.id, p.seq)
              from parley.reaction r join parley.channel c on c.id = r.channel
              join parley.publication p on p.channel = r.channel and p.seq = r.seq
             where r.channel in (select v.channel from parley.visit v where v.person = who)
               and r.person = who), '[]'))
$$;
