-- How the application's own events are written to live channels (class 2). Rights are decided before: they are the
-- operator's rules, not what stands in tables.

-- Writes a batch of events to one channel, which need not exist before. One call and one transaction: lock, look,
-- number, write. ids are distinct; named: chosen by the publisher, so that it may be there already. authors, origins:
-- null for nobody. denied: refused unless it is there. keep: how many of the newest can be read from now on; 0 = all.
--
-- state: 'done' or 'busy' (the row is held: nothing was done). Then an entry per event: verdicts: 'ok',
-- 'denied', 'duplicate' or 'conflict' (the id is there: of the same author, of another); seqs and ats of those in the
-- log.
create or replace function parley.publish_live(
    channel_name text, patient boolean, ids text[], named boolean[], authors text[], origins text[], types text[],
    bodies text[], denied boolean[], keep bigint,
    out state text, out verdicts text[], out seqs bigint[], out ats timestamptz[])
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    -- Whoever may do nothing makes no channel.
    held parley.held := case when true = all (denied) then parley.lock(channel_name, patient)
        else parley.open_channel(channel_name, 2::smallint, patient) end;
    accepted bigint;
begin
    state := case held.state when 'busy' then 'busy' else 'done' end;
    if state = 'busy' then
        return;
    end if;
    with judged as (
        select i.*, p.seq as old_seq, p.at as old_at, case
                when p.author is not distinct from i.author and p.seq is not null then 'duplicate'
                when i.denied then 'denied'
                when p.seq is not null then 'conflict'
                else 'ok' end as verdict
          from unnest(ids, named, authors, origins, types, bodies, denied) with ordinality
                i(id, named, author, origin, type, body, denied, place)
          left join parley.publication p on i.named and p.channel = held.id and p.id = i.id
    ), numbered as (
        select j.*, count(*) filter (where j.verdict = 'ok') over (order by j.place) as k from judged j
    ), written as (
        insert into parley.publication (channel, seq, at, type, id, author, origin, data, made)
        select held.id, held.head + w.k, held.at, w.type, w.id, w.author, w.origin, w.body, not w.named
          from numbered w where w.verdict = 'ok'
    )
    select array_agg(r.verdict order by r.place),
        array_agg(case r.verdict when 'ok' then held.head + r.k when 'duplicate' then r.old_seq end order by r.place),
        array_agg(case r.verdict when 'ok' then held.at when 'duplicate' then r.old_at end order by r.place),
        count(*) filter (where r.verdict = 'ok')
      into verdicts, seqs, ats, accepted
      from numbered r;
    if accepted > 0 then
        update parley.channel c
           set head = held.head + accepted, head_at = held.at,
               floor = case when keep > 0 then greatest(c.floor, held.head + accepted - keep) else c.floor end
         where c.id = held.id;
    end if;
end $$;

-- The newest so many publications of a channel whose row this transaction holds can be read from now on; 0 = all. What
-- is older goes later (prune_live).
create or replace function parley.trim_live(channel_id bigint, keep bigint) returns void
language sql volatile as $$
    update parley.channel c set floor = c.head - keep where c.id = channel_id and keep > 0 and c.head - keep > c.floor
$$;
