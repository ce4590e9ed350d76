-- How the application's own events are written to live channels (class 2). Rights are decided before: they are the
-- operator's rules, not what stands in tables.

-- Writes a batch of events to one channel, which need not exist before. One call and one transaction: lock, look,
-- number, write. ids are distinct. named: chosen by the publisher; an id that a server made is there already only when
-- the same call is made again, because nobody knew whether the first was committed. authors, origins: null for nobody.
-- denied: refused unless it is there. keep: how many of the newest can be read from now on; 0 = all.
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
          left join parley.publication p on p.channel = held.id and p.id = i.id
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
        -- Who stands in the log can be taken out of it again (erase.sql).
        insert into parley.visit (person, channel)
        select distinct w.author, held.id from unnest(authors, verdicts) w(author, verdict)
         where w.verdict = 'ok' and w.author is not null
            on conflict do nothing;
    end if;
end $$;

-- The newest so many publications of a channel whose row this transaction holds can be read from now on; 0 = all. What
-- is older goes later (prune_live).
create or replace function parley.trim_live(channel_id bigint, keep bigint) returns void
language sql volatile as $$
    update parley.channel c set floor = c.head - keep where c.id = channel_id and keep > 0 and c.head - keep > c.floor
$$;

-- Takes from one channel what is too old or too much: the floor rises to it at once, so that nobody reads it any more.
-- Rows whose id was made by a server go with it; those of others stay for 24 hours after they were written, without
-- their content, so that their ids are known. So many rows at most; how many it was.
create or replace function parley.trim_channel(channel_id bigint, keep bigint, cutoff timestamptz, most bigint)
returns bigint
language plpgsql volatile as $$
declare
    c         parley.channel;
    new_floor bigint;
    gone      bigint;
    emptied   bigint;
begin
    select * into c from parley.channel x where x.id = channel_id for no key update skip locked;
    if c.id is null then
        return 0;
    end if;
    new_floor := greatest(c.floor, case when keep > 0 then c.head - keep else 0 end,
        (select max(o.seq) from (select p.seq, p.at from parley.publication p
            where p.channel = c.id and p.seq > c.floor order by p.seq limit most) o where o.at < cutoff));
    if new_floor > c.floor then
        update parley.channel x set floor = new_floor where x.id = c.id;
    end if;
    delete from parley.publication p where p.channel = c.id and p.seq in (select o.seq from parley.publication o
        where o.channel = c.id and o.seq <= new_floor and (o.made or o.at < clock_timestamp() - interval '24 hours')
        order by o.seq limit most);
    get diagnostics gone = row_count;
    update parley.publication p set data = 'null' where p.channel = c.id and p.seq in (select o.seq
        from parley.publication o where o.channel = c.id and o.seq <= new_floor and o.data <> 'null'
        order by o.seq limit most - gone);
    get diagnostics emptied = row_count;
    return gone + emptied;
end $$;

-- holder, fence, lease_ms; bounds ({namespace: [length, age in ms]}, 0 = without), after (the channel to go on behind),
-- channels and rows (at most). One step of a round through all live channels. The answer: {fence, next?, trimmed}; no
-- fence: it is another's turn; no next: the round is over.
create or replace function parley.trim_live_step(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    fence  bigint := parley.take_lease('trimming', args->>'holder', (args->>'fence')::bigint,
        (args->>'lease_ms')::bigint / 1000.0);
    budget bigint := (args->>'rows')::bigint;
    last   bigint := (args->>'after')::bigint;
    looked integer := 0;
    cutoff timestamptz;
    c      record;
begin
    if fence is null then
        return parley.done('{}');
    end if;
    for c in select x.id, x.head, x.floor, (b.value->>0)::bigint as length, (b.value->>1)::bigint as age,
                (select p.seq from parley.publication p where p.channel = x.id order by p.seq limit 1) as first,
                (select p.at from parley.publication p where p.channel = x.id and p.seq > x.floor
                  order by p.seq limit 1) as at
               from parley.channel x
               left join jsonb_each(args->'bounds') b on b.key = split_part(x.name, '.', 2)
              where x.class = 2 and x.id > last order by x.id limit (args->>'channels')::integer loop
        cutoff := case when c.age > 0 then clock_timestamp() - make_interval(secs => c.age / 1000.0) end;
        if c.first <= greatest(c.floor, case when c.length > 0 then c.head - c.length else 0 end) or c.at < cutoff then
            budget := budget - parley.trim_channel(c.id, coalesce(c.length, 0), cutoff, budget);
        end if;
        exit when budget <= 0;
        looked := looked + 1;
        last := c.id;
    end loop;
    return parley.done(jsonb_strip_nulls(jsonb_build_object('fence', fence,
        'trimmed', (args->>'rows')::bigint - budget,
        'next', case when budget <= 0 or looked = (args->>'channels')::integer then last end)));
end $$;
