-- What is kept for a time only, and whose turn it is to clear it away.

-- Takes a lease, or keeps it: its fence; null while somebody else has it. known: the fence that the taker was given
-- the last time, 0 at first. The row stays held until the transaction ends: what is done in the same transaction is
-- done under the lease.
create or replace function parley.take_lease(lease_name text, taker text, known bigint, seconds double precision)
returns bigint
language sql volatile as $$
    insert into parley.lease as l (name, holder, fence, until)
    values (lease_name, taker, 1, clock_timestamp() + make_interval(secs => seconds))
        on conflict (name) do update set holder = excluded.holder, until = excluded.until,
            fence = l.fence + case when l.holder = excluded.holder and l.fence = known then 0 else 1 end
      where l.until <= clock_timestamp() or l.holder = excluded.holder and l.fence = known
    returning fence
$$;

-- Prunes one person's channel: what is older than the cutoff is no longer read (the floor rises, its content is
-- gone, unread notifications among it are read), but its ids are known for 24 hours more. So many rows at most;
-- how many it was, and the events.
create or replace function parley.prune_channel(channel_id bigint, cutoff timestamptz, most integer,
                                                out rows_done bigint, out events jsonb)
language plpgsql volatile as $$
declare
    c         parley.channel;
    new_floor bigint;
    unread    bigint;
begin
    rows_done := 0;
    events := '[]';
    select * into c from parley.channel x where x.id = channel_id for no key update skip locked;
    if c.id is null then
        return;
    end if;
    delete from parley.publication p where p.channel = c.id and p.seq in (select q.seq
        from parley.publication q where q.channel = c.id and q.seq <= c.floor and q.at < cutoff - interval '24 hours'
        order by q.seq limit most);
    get diagnostics rows_done = row_count;
    select max(q.seq) into new_floor from (select p.seq, p.at from parley.publication p
        where p.channel = c.id and p.seq > c.floor order by p.seq limit most - rows_done) q where q.at < cutoff;
    if new_floor is null then
        return;
    end if;
    select count(*) into unread from parley.notification n
     where n.channel = c.id and n.seq <= new_floor and not n.read;
    delete from parley.notification n where n.channel = c.id and n.seq <= new_floor;
    update parley.publication p set data = '{}' where p.channel = c.id and p.seq > c.floor and p.seq <= new_floor;
    update parley.channel x set floor = new_floor where x.id = c.id;
    rows_done := rows_done + new_floor - c.floor;
    if unread > 0 then
        events := events || parley.add(c.id, 'notification.read', null, null, null, substr(c.name, 6),
            jsonb_build_object('upTo', new_floor, 'unread', parley.unread_notes(c.id))::text);
    end if;
end $$;

-- holder, fence, lease_ms; keep_ms (how long), after (the channel to go on behind), channels and rows (at most).
-- One step of a round through all channels of people. The answer: {fence, next?, pruned}; no fence: it is somebody
-- else's turn; no next: the round is over.
create or replace function parley.prune_people(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    fence  bigint := parley.take_lease('pruning', args->>'holder', (args->>'fence')::bigint,
        (args->>'lease_ms')::bigint / 1000.0);
    cutoff timestamptz := clock_timestamp() - make_interval(secs => (args->>'keep_ms')::bigint / 1000.0);
    budget bigint := (args->>'rows')::bigint;
    last   bigint := (args->>'after')::bigint;
    events jsonb := '[]';
    looked integer := 0;
    c      record;
    done   record;
begin
    if fence is null then
        return parley.done('{}');
    end if;
    for c in select x.id, (select p.at from parley.publication p where p.channel = x.id order by p.seq limit 1) as at
               from parley.channel x where x.class = 1 and x.id > last order by x.id
              limit (args->>'channels')::integer loop
        if c.at < cutoff then
            select * into done from parley.prune_channel(c.id, cutoff, budget::integer);
            budget := budget - done.rows_done;
            events := events || done.events;
        end if;
        exit when budget <= 0;
        looked := looked + 1;
        last := c.id;
    end loop;
    return parley.done(jsonb_strip_nulls(jsonb_build_object('fence', fence,
        'pruned', (args->>'rows')::bigint - budget,
        'next', case when budget <= 0 or looked = (args->>'channels')::integer then last end)), events);
end $$;
