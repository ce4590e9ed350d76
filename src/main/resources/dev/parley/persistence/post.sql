-- Posts a batch of messages to one room. This is one call and one transaction: it takes the lock, then looks
-- (in new statements, so that it sees what was committed before the lock was given), then numbers what it
-- accepts, writes it and moves the head. An item that is refused or repeated takes no number and harms no other.
--
-- ids are distinct, and no item answers another of the same call. leasts: the least role that may post it.
-- replies, threads: the message it answers and the root of its thread, or null. mentioned: wanted mentions,
-- with commas between, or null; the first so many of them (nameds) were named by the client. bodies: what the
-- author wrote, a JSON object. wordings: the words of its text, with spaces between.
--
-- state: 'done', 'busy' (the row is held: nothing was done) or 'absent' (no such room). Then an entry per item:
-- verdicts: 'ok', 'duplicate' or 'conflict' (the id is there: of the same author, of another), 'not_found' (no
-- room for this author), 'outside' (not a member), 'banned', 'archived', 'role' (too low), 'muted',
-- 'no_message' (what it answers is not there), 'no_root' (its thread is not the root of one); seqs, ns and ats of
-- those that are in the log (ats of the muted: until when); the mentions kept.
--
-- Its plans are made once for each connection: made for each call, they cost four times what the post does. None
-- of them depends on the values: everything is looked up by a whole key.
create or replace function parley.post(
    room_channel text, patient boolean, ids text[], authors text[], origins text[], leasts smallint[],
    replies text[], threads text[], mentioned text[], nameds smallint[], bodies text[],
    wordings text[],
    out state text, out verdicts text[], out seqs bigint[], out ns bigint[], out ats timestamptz[],
    out mentions text[])
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    held parley.held := parley.lock(room_channel, patient);
    accepted bigint;
begin
    if held.state <> 'held' then
        state := held.state;
        return;
    end if;
    state := 'done';
    with judged as (
        select i.*, p.seq as old_seq, p.n as old_n, coalesce(p.at, m.muted_until) as old_at, case
                when p.author = i.author then 'duplicate'
                when r.visibility = 'private' and coalesce(m.role, 0) = 0 then 'not_found'
                when p.seq is not null then 'conflict'
                when m.role is null then 'outside'
                when m.role = 0 then 'banned'
                when r.archived then 'archived'
                when m.role < coalesce(i.least, 5) then 'role'
                when m.muted_until > held.at then 'muted'
                when i.reply is not null and not exists (select from parley.publication q
                    where q.channel = held.id and q.id = i.reply and q.n is not null) then 'no_message'
                when i.thread is null then 'ok'
                else coalesce((select case when q.thread is null then 'ok' else 'no_root' end
                    from parley.publication q
                    where q.channel = held.id and q.id = i.thread and q.n is not null), 'no_message')
                end as verdict
          from unnest(ids, authors, origins, leasts, replies, threads, mentioned, nameds, bodies,
                wordings) with ordinality
                i(id, author, origin, least, reply, thread, mentioned, named, body, wording, place)
          join parley.room r on r.channel = held.id
          left join parley.publication p on p.channel = held.id and p.id = i.id
          left join parley.member m on m.channel = held.id and m.person = i.author
    ), numbered as (
        select j.*, count(*) filter (where j.verdict = 'ok') over (order by j.place) as k,
            case when j.verdict = 'ok' and j.mentioned is not null then array(
                select w.person from unnest(string_to_array(j.mentioned, ',')) with ordinality w(person, o)
                  join parley.member m on m.channel = held.id and m.person = w.person and m.role > 0
                 order by w.o) end as kept,
            case when j.verdict = 'ok' and j.named > 0 then (
                select count(*) from unnest(string_to_array(j.mentioned, ',')) with ordinality w(person, o)
                  join parley.member m on m.channel = held.id and m.person = w.person and m.role > 0
                 where w.o <= j.named) end as kept_named
          from judged j
    ), written as (
        insert into parley.publication (channel, seq, at, n, version, type, id, author, origin, thread,
            mentions, named, data, words)
        select held.id, held.head + x.k, held.at, held.n + x.k, 1, 'message.posted', x.id, x.author, x.origin,
            x.thread, nullif(x.kept, '{}'), x.kept_named, x.body,
            parley.words(x.wording, x.author)
          from numbered x where x.verdict = 'ok'
    ), mentioned as (
        insert into parley.mention (channel, person, n)
        select held.id, w.person, held.n + x.k
          from numbered x cross join unnest(x.kept) w(person) where x.kept <> '{}'
    )
    select array_agg(x.verdict order by x.place),
        array_agg(case when x.verdict = 'ok' then held.head + x.k else x.old_seq end order by x.place),
        array_agg(case when x.verdict = 'ok' then held.n + x.k else x.old_n end order by x.place),
        array_agg(case when x.verdict = 'ok' then held.at else x.old_at end order by x.place),
        array_agg(array_to_string(x.kept, ',') order by x.place),
        coalesce(max(x.k), 0)
      into verdicts, seqs, ns, ats, mentions, accepted
      from numbered x;
    if accepted > 0 then
        update parley.channel c set head = c.head + accepted, head_at = held.at, n = c.n + accepted,
                last_seq = c.head + accepted, last_at = held.at
         where c.id = held.id;
        -- One's own post is read by oneself.
        update parley.member m set read_seq = own.seq, read_n = own.n
          from (select u.author, max(u.seq) as seq, max(u.n) as n
                  from unnest(authors, verdicts, seqs, ns) u(author, verdict, seq, n)
                 where u.verdict = 'ok' group by u.author) own
         where m.channel = held.id and m.person = own.author;
    end if;
end $$;
