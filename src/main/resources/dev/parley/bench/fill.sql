-- Fills an empty database with conversations, by sets: what is in the tables afterwards is what so many posts
-- would have left there. bench.rooms and bench.messages (settings of the session) say how many.
--
-- Room r (1 …) has 21 members: 'ana', who owns and is in every room, and 20 of the 1,000 users 'u0' … 'u999',
-- so that each of them is in a fiftieth of the rooms. One room in five is public. Busy rooms have many messages,
-- quiet ones a few. Message i was posted 15 s after message i - 1. Its text has 8 words 'w0', 'w1' …, of which
-- w0 stands in half of all messages and w5000 in one of 5,000. One in 100,000 says 'heliotrope'. Of 25 messages
-- in a room 2 answer the first in its thread; one in 100 mentions ana.

select setseed(0.5);

create temporary table fill_room as
select r, 'room' || r as id, now() - interval '1 second' * 15 * (current_setting('bench.messages')::bigint + 100) as at
  from generate_series(1, current_setting('bench.rooms')::integer) r;

insert into parley.person (id, name)
select 'u' || u, 'User ' || u from generate_series(0, 999) u union all select 'ana', 'Ana';

insert into parley.channel (name, class, head_at)
select 'room.' || f.id, 0, f.at from fill_room f order by f.r;

alter table fill_room add channel bigint;
update fill_room f set channel = c.id from parley.channel c where c.name = 'room.' || f.id;
analyze fill_room;

insert into parley.room (channel, name, visibility, created_by, created_at, members)
select f.channel, 'Room ' || f.r, case when f.r % 5 = 0 then 'public' else 'private' end, 'ana', f.at, 21
  from fill_room f;

-- Seq 1 is the room's creation, 2 to 22 are the arrivals.
insert into parley.publication (channel, seq, at, type, author, origin, data)
select f.channel, 1, f.at, 'room.created', 'ana', 's', jsonb_build_object('room',
        parley.room_json(o, 'room.' || f.id, 1, 'none'))::text
  from fill_room f join parley.room o on o.channel = f.channel;

create temporary table fill_member as
select f.r, f.channel, f.at, k, case when k = 0 then 'ana' else 'u' || (f.r + 50 * k) % 1000 end as person
  from fill_room f cross join generate_series(0, 20) k;

insert into parley.member (channel, person, role, name, since)
select m.channel, m.person, case when m.k = 0 then 4 else 2 end, p.name, m.at
  from fill_member m join parley.person p on p.id = m.person;

insert into parley.visit (person, channel) select m.person, m.channel from fill_member m;

insert into parley.publication (channel, seq, at, type, author, origin, subject, data)
select f.channel, f.k + 2, f.at, 'member.joined', 'ana', 's', f.person,
    jsonb_build_object('member', parley.member_json(m))::text
  from fill_member f join parley.member m on m.channel = f.channel and m.person = f.person;

-- The messages, numbered in their rooms in the order of their times.
create temporary table fill_message as
select x.i, x.room as r, row_number() over (partition by x.room order by x.i) as n, 'u' || (x.room + 50 * x.k) % 1000
    as author, concat('w', floor(20000 * power(x.a, 4)), ' w', floor(20000 * power(x.b, 4)), ' w',
        floor(20000 * power(x.c, 4)), ' w', floor(20000 * power(x.d, 4)), ' w', floor(20000 * power(x.e, 4)), ' w',
        floor(20000 * power(x.f, 4)), ' w', floor(20000 * power(x.g, 4)), ' w', floor(20000 * power(x.h, 4)),
        case when x.i % 100000 = 77 then ' heliotrope' end) as text
  from (select i, 1 + floor(current_setting('bench.rooms')::integer * power(random(), 2))::integer as room,
            1 + floor(random() * 20)::integer as k, random() a, random() b, random() c, random() d, random() e,
            random() f, random() g, random() h
          from generate_series(1, current_setting('bench.messages')::bigint) i) x;

insert into parley.publication (channel, seq, at, n, version, type, id, author, origin, thread, mentions, named,
    data, words)
select f.channel, 22 + x.n, now() - interval '1 second' * 15 * (current_setting('bench.messages')::bigint - x.i), x.n,
    1, 'message.posted', 'm' || x.n, x.author, 's', case when x.n > 25 and x.n % 25 in (1, 2)
        then 'm' || x.n - x.n % 25 end, case when x.i % 100 = 0 then array['ana'] end,
    case when x.i % 100 = 0 then 0 end, concat('{"text":"', x.text, '","attachments":[]}'), parley.words(x.text, x.author)
  from fill_message x join fill_room f on f.r = x.r order by x.i;

insert into parley.mention (channel, person, n)
select f.channel, 'ana', x.n from fill_message x join fill_room f on f.r = x.r where x.i % 100 = 0;

update parley.channel c
   set head = 22 + coalesce(l.n, 0), n = coalesce(l.n, 0), last_seq = case when l.n is null then 0 else 22 + l.n end,
       last_at = coalesce(l.at, f.at), head_at = coalesce(l.at, f.at)
  from fill_room f
  left join (select x.r, max(x.n) as n, now() - interval '1 second' * 15
            * (current_setting('bench.messages')::bigint - max(x.i)) as at
          from fill_message x group by x.r) l on l.r = f.r
 where c.id = f.channel;

-- ana has read all in half of the rooms and half in the others; each of the rest has read a part.
update parley.member m
   set read_n = s.n, read_seq = 22 + s.n
  from (select f.channel, f.person, floor(c.n * case when f.k > 0 then random() when f.r % 2 = 0 then 1.0 else 0.5 end)
            ::bigint as n
          from fill_member f join parley.channel c on c.id = f.channel) s
 where m.channel = s.channel and m.person = s.person;

-- One message of each fifth room is edited, one deleted, one pinned, and one has reactions: by the commands themselves.
create temporary table fill_talk as
select jsonb_build_object('room', f.id, 'user', 'ana', 'origin', 's', 'least', 1, 'least_other', 1,
        'emoji', '👍', 'on', true, 'text', 'w0 w7 edited', 'words', 'w0 w7 edited', 'mentions', '[]'::jsonb) as args, c.n,
    f.channel
  from fill_room f join parley.channel c on c.id = f.channel where f.r % 5 = 1 and c.n >= 8;

select count((d).outcome) from (select parley.room_delete(t.args || jsonb_build_object('id', 'm' || t.n / 2), 'e', true) d
    from fill_talk t) x;
select count((d).outcome) from (select parley.room_react(t.args || jsonb_build_object('id', 'm' || t.n - 1), 'e', true) d
    from fill_talk t) x;
select count((d).outcome) from (select parley.room_pin(t.args || jsonb_build_object('id', 'm' || t.n - 2), 'e', true) d
    from fill_talk t) x;
select count((d).outcome) from (select parley.room_edit(t.args || jsonb_build_object('id', p.id, 'user', p.author),
        'e', true) d
    from fill_talk t join parley.publication p on p.channel = t.channel and p.id = 'm' || t.n - 3) x;

drop table fill_talk, fill_message, fill_member, fill_room;
