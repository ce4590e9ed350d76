-- How far people have read. A reading moves one row of the reader and takes no number in the room.

-- room; marks: {user: {read, delivered}}, seqs or absent. Moves forward only, and not beyond the head. Rows that
-- somebody else is about to change are left for the next time ('busy'). VOLATILE, and safe to repeat.
-- Answer: {members (how many the room has), marks: {user: {state, read, delivered, moved, unread, mentions}}};
-- state: 'ok', 'busy', 'not_found' or 'forbidden' (not a member).
create or replace function parley.ask_marks(args jsonb, epoch text) returns parley.answer
language plpgsql volatile as $$
declare
    c     parley.channel;
    r     parley.room;
    free  text[];
    moved text[];
begin
    select * into c from parley.channel x where x.name = 'room.' || (args->>'room');
    select * into r from parley.room x where x.channel = c.id;
    free := array(select m.person from parley.member m
        where m.channel = c.id and m.role > 0 and args->'marks' ? m.person
        order by m.person for no key update skip locked);
    with wanted as (
        select k.key as person, least(coalesce((k.value->>'read')::bigint, 0), c.head) as seq,
            least(coalesce((k.value->>'delivered')::bigint, 0), c.head) as got
          from jsonb_each(args->'marks') k
         where k.key = any (free)
    ), counted as (
        select w.person, w.seq, greatest(w.seq, w.got) as got, coalesce((
            select p.n from parley.publication p where p.channel = c.id and p.n is not null and p.seq <= w.seq
             order by p.seq desc limit 1), 0) as n
          from wanted w
    ), done as (
        update parley.member m
           set read_seq = greatest(m.read_seq, w.seq), read_n = greatest(m.read_n, w.n),
               delivered_seq = greatest(m.delivered_seq, w.got)
          from counted w
         where m.channel = c.id and m.person = w.person
           and (m.read_seq < w.seq or greatest(m.delivered_seq, m.read_seq) < w.got)
        returning m.person)
    select array_agg(d.person) into moved from done d;
    return parley.answered(jsonb_build_object('members', r.members, 'marks', (
        select jsonb_object_agg(k.key, case
                when r.channel is null or r.visibility = 'private' and coalesce(m.role, 0) = 0
                    then '{"state": "not_found"}'
                when coalesce(m.role, 0) = 0 then '{"state": "forbidden"}'
                when m.person <> all (free) then '{"state": "busy"}'
                else jsonb_build_object('state', 'ok', 'read', m.read_seq,
                    'delivered', greatest(m.delivered_seq, m.read_seq),
                    'moved', m.person = any (coalesce(moved, '{}')),
                    'unread', parley.unread(h, m), 'mentions', parley.mentions(h, m)) end)
          from jsonb_each(args->'marks') k
          left join parley.channel h on h.id = c.id
          left join parley.member m on m.channel = c.id and m.person = k.key)));
end $$;

-- room, user; after (the last one's id), limit. By user id.
create or replace function parley.ask_receipts(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most  integer := (args->>'limit')::integer;
    door  record;
    found jsonb;
    page  parley.answer;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('cursor', x.person, 'entry', jsonb_build_object(
            'user', x.person, 'read', x.read_seq, 'delivered', greatest(x.delivered_seq, x.read_seq)))
            order by x.person), '[]') into found
      from (select m.* from parley.member m
             where m.channel = door.id and m.role > 0 and m.person > coalesce(args->>'after', '')
             order by m.person limit most + 1) x;
    page := parley.page('receipts', found, most);
    return parley.answered(page.reply::jsonb || jsonb_build_object('head',
        jsonb_build_object('seq', door.head, 'epoch', epoch)));
end $$;

-- user. Every room of his, and all together. As parley.unread and parley.mentions, for all his rooms at once.
create or replace function parley.ask_unread(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    with mine as materialized (
        select c.id, c.name, m.read_n, c.n - m.read_n as behind
          from parley.member m join parley.channel c on c.id = m.channel
         where m.person = args->>'user' and m.role > 0
    ), gone as materialized (
        select o.id, count(*) as count
          from mine o join parley.publication p on p.channel = o.id and p.deleted and p.n > o.read_n
         where o.behind > 0 group by o.id
    ), marked as materialized (
        select o.id, count(*) as count
          from mine o join parley.mention x on x.channel = o.id and x.person = args->>'user' and x.n > o.read_n
         where o.behind > 0 group by o.id
    ), counted as materialized (
        select substr(o.name, 6) as room, o.behind - coalesce(g.count, 0) as unread,
            coalesce(k.count, 0) as mentions
          from mine o left join gone g on g.id = o.id left join marked k on k.id = o.id
    )
    select row('ok', concat('{"unread":', coalesce(sum(c.unread), 0), ',"mentions":',
            coalesce(sum(c.mentions), 0), ',"rooms":[', string_agg(concat('{"room":"', c.room, '","unread":',
                c.unread, ',"mentions":', c.mentions, '}'), ',' order by c.room), ']}'))::parley.answer
      from counted c
$$;
