-- What people are told of on their own channels. Whoever writes here holds the rows of those channels, taken
-- after the room's (lock_people).

do $$ begin
    -- A person is addressed by a message. strength: 1 mentioned, 2 answered, 3 in a direct conversation. name: of
    -- the author. body: the beginning of the text.
    create type parley.call as (person text, strength smallint, id text, seq bigint, author text, origin text,
        name text, body text, at timestamptz);
exception when duplicate_object then null;
end $$;

do $$ begin
    -- What a person shall be told. id: the same a second time is not told again. content: see note_content. room,
    -- message: the channel and the seq of the message that it is about, or null.
    create type parley.note as (person text, id text, author text, origin text, at timestamptz, content text,
        room bigint, message bigint);
exception when duplicate_object then null;
end $$;

-- The fields of a notification that its kind brings with it, as JSON text without the braces. data: JSON text.
create or replace function parley.note_content(kind text, title text, body text, link text, room text,
                                               message text, author text, data text)
returns text
language sql stable as $$
    select concat('"kind":', to_json(kind), ',"title":', to_json(title), ',"body":' || to_json(body)::text,
        ',"link":' || to_json(link)::text, ',"room":' || to_json(room)::text,
        ',"message":' || to_json(message)::text, ',"by":' || to_json(author)::text, ',"data":' || data)
$$;

-- What the log holds of a notification.
create or replace function parley.note_text(id text, seq bigint, at timestamptz, content text) returns text
language sql stable as $$
    select concat('{"notification":{"id":', to_json(id), ',"seq":', seq, ',"at":"', parley.rfc3339(at),
        '","read":false,', content, '}}')
$$;

-- The notification in what the log holds, as it stands now.
create or replace function parley.note_now(logged text, read boolean) returns text
language sql immutable as $$
    select case when read then jsonb_set(logged::jsonb->'notification', '{read}', 'true')::text
        else (logged::json->'notification')::text end
$$;

-- Tells people, each on his own channel, whose row this transaction holds; the events.
create or replace function parley.write_notes(notes parley.note[]) returns jsonb
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    events jsonb;
begin
    with numbered as (
        select w.*, c.id as channel, c.name, greatest(w.at, c.head_at) as told_at,
            c.head + row_number() over (partition by c.id order by w.place) as seq
          from unnest(notes) with ordinality w(person, id, author, origin, at, content, room, message, place)
          join parley.channel c on c.name = 'user.' || w.person
         where not exists (select from parley.publication q where q.channel = c.id and q.id = w.id)
    ), published as (
        insert into parley.publication (channel, seq, at, type, id, author, origin, subject, data)
        select n.channel, n.seq, n.told_at, 'notification', n.id, n.author, n.origin, n.person,
            parley.note_text(n.id, n.seq, n.told_at, n.content)
          from numbered n
        returning *
    ), kept as (
        insert into parley.notification (channel, seq, room, message)
        select n.channel, n.seq, n.room, n.message from numbered n
    ), visited as (
        insert into parley.visit (person, channel) select distinct n.author, n.channel from numbered n
            on conflict do nothing
    ), moved as (
        update parley.channel c set head = m.seq, head_at = m.at
          from (select n.channel, max(n.seq) as seq, max(n.told_at) as at from numbered n group by 1) m
         where c.id = m.channel
    )
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('channel', 'user.' || p.subject, 'seq', p.seq,
            'at', parley.rfc3339(p.at), 'type', p.type, 'id', p.id, 'author', p.author, 'origin', p.origin,
            'subject', p.subject, 'data', p.data)) order by p.channel, p.seq)
      into events from published p;
    return coalesce(events, '[]');
end $$;

-- Tells those whom messages of a room address, each of each message once, with its strongest reason, as far as
-- they want it. Nobody is told of what he does himself.
create or replace function parley.notify(room_id bigint, room text, calls parley.call[]) returns jsonb
language sql volatile as $$
    select parley.write_notes(array_agg(row(d.person, 'msg|' || md5(notify.room || ' ' || d.id), d.author,
            d.origin, d.at, parley.note_content((array['mention', 'reply', 'direct'])[d.strength],
                concat(d.name, (array[' mentioned you', ' replied to you', ' wrote to you'])[d.strength],
                    ' in ' || nullif(r.name, '')),
                d.body, null, notify.room, d.id, d.author, null),
            room_id, d.seq)::parley.note order by d.seq, d.person))
      from (select distinct on (c.seq, c.person) c.* from unnest(calls) c where c.person <> c.author
             order by c.seq, c.person, c.strength) d
      join parley.room r on r.channel = room_id
     cross join lateral (select x.* from parley.member x
        where x.channel = room_id and x.person = d.person and x.role > 0 offset 0) m
      left join lateral (select x.* from parley.person x where x.id = d.person offset 0) p on true
     where (greatest(m.quiet_until, p.quiet_until) > d.at) is not true
       and coalesce(m.notify, p.notify, 'all') in ('all', case when d.strength = 1 then 'mentions' end)
    having count(*) > 0
$$;

-- The members whom posts might address, for locking their channels. mentioned: with commas between, or null. Each
-- is looked up by himself: what it costs does not depend on the size of the room.
create or replace function parley.addressed(room_id bigint, authors text[], messages text[], mentioned text[])
returns text[]
language sql stable as $$
    select array(
        select m.person from (
            select w as person from unnest(mentioned) x cross join unnest(string_to_array(x, ',')) w
            union
            select q.author from parley.publication q
             where q.channel = room_id and q.id = any (messages) and q.n is not null
            union
            select d.person from parley.room r join parley.member d on d.channel = r.channel
             where r.channel = room_id and r.kind = 'direct') a
         cross join lateral (select x.person from parley.member x
            where x.channel = room_id and x.person = a.person and x.role > 0 offset 0) m
         where exists (select from unnest(authors) x where x <> m.person))
$$;

-- As post, for posts that address people: these are told of them. names: of the authors. events: of the telling.
create or replace function parley.post_and_notify(
    room_channel text, patient boolean, ids text[], authors text[], origins text[], leasts smallint[],
    replies text[], threads text[], mentioned text[], nameds smallint[], bodies text[],
    wordings text[], names text[],
    out state text, out verdicts text[], out seqs bigint[], out ns bigint[], out ats timestamptz[],
    out mentions text[], out events jsonb)
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    held  parley.held := parley.lock(room_channel, patient);
    calls parley.call[];
begin
    if held.state <> 'held' then
        state := held.state;
        return;
    elsif not parley.lock_people(parley.addressed(held.id, authors, replies || threads, mentioned), patient) then
        state := 'busy';
        return;
    end if;
    select p.state, p.verdicts, p.seqs, p.ns, p.ats, p.mentions into state, verdicts, seqs, ns, ats, mentions
      from parley.post(room_channel, patient, ids, authors, origins, leasts, replies, threads, mentioned,
        nameds, bodies, wordings) p;
    select array_agg(row(a.person, a.strength, p.id, p.seq, p.author, p.origin, p.name, p.body, p.at)
            ::parley.call) into calls
      from (select i.*, left(i.content::json->>'text', 300) as body
              from unnest(ids, verdicts, seqs, ats, authors, origins, names, replies, threads,
                    post_and_notify.mentions, bodies)
                i(id, verdict, seq, at, author, origin, name, reply, thread, kept, content)
             where i.verdict = 'ok') p
     cross join lateral (
        select w, 1::smallint from unnest(string_to_array(p.kept, ',')) w
        union all
        select q.author, 2::smallint from parley.publication q
         where q.channel = held.id and q.id = any (array[p.reply, p.thread]) and q.n is not null
        union all
        select m.person, 3::smallint from parley.room r join parley.member m on m.channel = r.channel
         where r.channel = held.id and r.kind = 'direct' and m.role > 0) a(person, strength);
    events := coalesce(parley.notify(held.id, substr(room_channel, 6), calls), '[]');
end $$;

-- Tells those whom only the new text of a message mentions. p: the edited message. people: those.
create or replace function parley.notify_edited(p parley.publication, people text[], args jsonb) returns jsonb
language sql volatile as $$
    select coalesce(parley.notify(p.channel, args->>'room', array(
        select row(w, 1, p.id, p.seq, p.author, args->>'origin', args->>'name', left(args->>'text', 300),
            p.edited_at)::parley.call from unnest(people) w)), '[]')
$$;

-- Tells a person that he was brought into a room, unless he wants to be told of nothing.
create or replace function parley.notify_invited(who text, args jsonb, room_id bigint, at timestamptz)
returns jsonb
language sql volatile as $$
    select coalesce((select parley.write_notes(array[row(who, 'invite|' || md5(c.name || ' ' || c.head),
            args->>'user', args->>'origin', notify_invited.at, parley.note_content('invite',
                concat(args->>'name', ' invited you to ', r.name), null, null, args->>'room', null,
                args->>'user', null), room_id, null)::parley.note])
      from parley.room r
      join parley.channel c on c.id = r.channel
      left join parley.person p on p.id = who
     where r.channel = room_id and r.kind = 'group' and coalesce(p.notify, 'all') <> 'none'
       and (p.quiet_until > notify_invited.at) is not true), '[]')
$$;

-- The people who were told of a message.
create or replace function parley.told(room_id bigint, message_seq bigint) returns text[]
language sql stable as $$
    select array(select substr(c.name, 6) from parley.notification n join parley.channel c on c.id = n.channel
         where n.room = room_id and n.message = message_seq)
$$;

-- Takes the words of a message out of everything that tells of it, on channels whose rows this transaction
-- holds; the events.
create or replace function parley.withdraw_notes(room_id bigint, message_seq bigint, args jsonb) returns jsonb
language plpgsql volatile as $$
declare
    p      parley.publication;
    old    json;
    events jsonb := '[]';
begin
    for p in select q.* from parley.notification x
                join parley.publication q on q.channel = x.channel and q.seq = x.seq
              where x.room = room_id and x.message = message_seq order by q.channel loop
        old := p.data::json->'notification';
        update parley.publication q set data = parley.note_text(p.id, p.seq, p.at, parley.note_content(
                old->>'kind', old->>'title', null, null, old->>'room', old->>'message', old->>'by', null))
         where q.channel = p.channel and q.seq = p.seq;
        events := events || parley.add(p.channel, 'notification.withdrawn', null, args->>'user',
            args->>'origin', p.subject, jsonb_build_object('ids', array[p.id])::text, array[p.seq]);
    end loop;
    return events;
end $$;
