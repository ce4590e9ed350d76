-- What applications outside are told of. The references are written by a trigger, in the transaction of the
-- publication; there is no trigger where there is no hook.

create or replace function parley.refer_to_webhooks() returns trigger
language plpgsql as $$
begin
    insert into parley.delivery (hook, channel, seq)
    select h.id, a.channel, a.seq
      from added a
      join parley.channel c on c.id = a.channel
      join parley.webhook h on a.type like any (h.types) and c.name like any (h.channels)
        on conflict do nothing;
    return null;
end $$;

-- A pattern with * for any characters, as LIKE reads it.
create or replace function parley.like_pattern(pattern text) returns text
language sql immutable as $$ select replace(regexp_replace(pattern, '([%_\\])', '\\\1', 'g'), '*', '%') $$;

-- Forgets a hook and all that it was to be told of.
create or replace function parley.drop_webhook(hook_id integer) returns void
language sql volatile as $$
    delete from parley.delivery d where d.hook = hook_id;
    delete from parley.webhook_wait w where w.hook = hook_id;
    delete from parley.dead_letter d where d.hook = hook_id;
    delete from parley.webhook h where h.id = hook_id;
$$;

-- hooks: [{name, types, channels}] of one node. Others keep theirs: a hook that no node has had for a day is forgotten.
-- From the answer on, what is published is kept for them.
create or replace function parley.set_webhooks(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    triggered boolean;
begin
    perform pg_advisory_xact_lock(hashtext('parley.webhook'));
    insert into parley.webhook as h (name, types, channels, known_at)
    select x->>'name', array(select parley.like_pattern(p) from jsonb_array_elements_text(x->'types') p),
        array(select parley.like_pattern(p) from jsonb_array_elements_text(x->'channels') p), clock_timestamp()
      from jsonb_array_elements(args->'hooks') x
        on conflict (name) do update set types = excluded.types, channels = excluded.channels,
            known_at = excluded.known_at;
    perform parley.drop_webhook(h.id) from parley.webhook h
      left join parley.lease l on l.name = 'webhook.' || h.name
     where greatest(h.known_at, l.until) < clock_timestamp() - interval '1 day';
    triggered := exists (select from pg_trigger t
        where t.tgrelid = 'parley.publication'::regclass and t.tgname = 'publication_webhook');
    if exists (select from parley.webhook) and not triggered then
        create trigger publication_webhook after insert on parley.publication
            referencing new table as added for each statement execute function parley.refer_to_webhooks();
    elsif triggered and not exists (select from parley.webhook) then
        drop trigger publication_webhook on parley.publication;
    end if;
    return parley.done('{}');
end $$;

-- What became of deliveries: done [{channel, seqs}], failed [{channel, seqs, wait_ms, error}], revive (the receiver is
-- back: nobody waits any longer); see webhook_step.
create or replace function parley.webhook_outcomes(hook_id integer, args jsonb) returns void
language plpgsql volatile as $$
declare
    moment timestamptz := clock_timestamp();
    x      record;
begin
    for x in select * from jsonb_to_recordset(args->'done') d(channel bigint, seqs bigint[]) loop
        delete from parley.delivery d where d.hook = hook_id and d.channel = x.channel and d.seq = any (x.seqs);
        delete from parley.webhook_wait w where w.hook = hook_id and w.channel = x.channel;
    end loop;
    for x in select * from jsonb_to_recordset(args->'failed')
            f(channel bigint, seqs bigint[], wait_ms bigint, error text) loop
        insert into parley.webhook_wait as w (hook, channel, last, since, attempts, next_at, error)
        values (hook_id, x.channel, x.seqs[cardinality(x.seqs)], moment, 1,
            moment + make_interval(secs => x.wait_ms / 1000.0), x.error)
            on conflict (hook, channel) do update set last = excluded.last, attempts = w.attempts + 1,
                next_at = excluded.next_at, error = excluded.error;
        with over as (
            delete from parley.webhook_wait w
             where w.hook = hook_id and w.channel = x.channel
               and w.since <= moment - make_interval(secs => (args->>'give_up_ms')::bigint / 1000.0)
            returning w.since, w.attempts, w.error
        ), given_up as (
            delete from parley.delivery d using over
             where d.hook = hook_id and d.channel = x.channel and d.seq = any (x.seqs)
            returning d.seq, over.since, over.attempts, over.error
        )
        insert into parley.dead_letter (hook, channel, seq, since, attempts, error)
        select hook_id, x.channel, g.seq, g.since, g.attempts, g.error from given_up g
            on conflict do nothing;
    end loop;
    if (args->>'revive')::boolean then
        update parley.webhook_wait w set next_at = moment where w.hook = hook_id and w.next_at > moment;
    end if;
end $$;

-- hook, holder, fence, lease_ms; done and failed (what became of what was given before), give_up_ms; busy (channels
-- under way), want and batch (at most so many channels, so many publications of each), after (the channel to go on
-- behind). One step of the one node that sends for a hook. The answer: {fence, after, work:[{channel, name, seqs,
-- attempts}]}; no fence: it is somebody else's turn. Outcomes count only under the fence that they were worked under.
create or replace function parley.webhook_step(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile set enable_seqscan = off as $$
declare
    known   bigint := (args->>'fence')::bigint;
    fence   bigint;
    hook_id integer;
    busy    bigint[] := array(select b::bigint from jsonb_array_elements_text(args->'busy') b);
    work    jsonb := '[]';
    start   bigint := (args->>'after')::bigint;
    place   bigint := (args->>'after')::bigint;
    around  boolean := false;
    found_c bigint;
    waits   parley.webhook_wait;
    seqs    bigint[];
begin
    select h.id into hook_id from parley.webhook h where h.name = args->>'hook';
    fence := case when hook_id is not null then parley.take_lease('webhook.' || (args->>'hook'),
        args->>'holder', known, (args->>'lease_ms')::bigint / 1000.0) end;
    if fence is null then
        return parley.done('{}');
    end if;
    if fence = known then
        perform parley.webhook_outcomes(hook_id, args);
    end if;
    for looked in 1 .. 10000 loop
        exit when jsonb_array_length(work) >= (args->>'want')::integer;
        found_c := (select d.channel from parley.delivery d
                     where d.hook = hook_id and d.channel > place order by d.channel limit 1);
        if found_c is null and not around then
            around := true;
            place := 0;
            continue;
        end if;
        exit when found_c is null or around and found_c > start;
        place := found_c;
        continue when found_c = any (busy);
        select * into waits from parley.webhook_wait w where w.hook = hook_id and w.channel = found_c;
        continue when waits.next_at > clock_timestamp();
        seqs := array(select d.seq from parley.delivery d where d.hook = hook_id and d.channel = found_c
            and d.seq <= coalesce(waits.last, 9223372036854775807) order by d.seq limit (args->>'batch')::integer);
        if cardinality(seqs) = 0 then
            delete from parley.webhook_wait w where w.hook = hook_id and w.channel = found_c;
            continue;
        end if;
        work := work || jsonb_build_object('channel', found_c,
            'name', (select c.name from parley.channel c where c.id = found_c), 'seqs', seqs,
            'attempts', coalesce(waits.attempts, 0));
    end loop;
    return parley.done(jsonb_build_object('fence', fence, 'after', place, 'work', work));
end $$;

-- No arguments. How each hook stands; what is counted is counted up to 100,000.
create or replace function parley.ask_webhooks(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    select parley.answered(jsonb_build_object('hooks', coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'hook', h.name,
        'pending', (select count(*) from (select from parley.delivery d where d.hook = h.id limit 100000) x),
        'dead', (select count(*) from (select from parley.dead_letter d where d.hook = h.id limit 100000) x),
        'sender', (select l.holder from parley.lease l
                    where l.name = 'webhook.' || h.name and l.until > clock_timestamp()),
        'failing', (select coalesce(jsonb_agg(jsonb_build_object('channel', f.name, 'attempts', f.attempts,
                        'since', parley.rfc3339(f.since), 'next', parley.rfc3339(f.next_at), 'error', f.error)
                        order by f.since), '[]')
                      from (select w.*, c.name from parley.webhook_wait w join parley.channel c on c.id = w.channel
                             where w.hook = h.id order by w.since limit 20) f))) order by h.name), '[]')))
      from parley.webhook h
$$;

-- hook; after ("channel seq" of the last one, by number), limit.
create or replace function parley.ask_dead_letters(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most    integer := (args->>'limit')::integer;
    hook_id integer := (select h.id from parley.webhook h where h.name = args->>'hook');
    after_c bigint := coalesce(nullif(split_part(args->>'after', ' ', 1), ''), '0')::bigint;
    after_s bigint := coalesce(nullif(split_part(args->>'after', ' ', 2), ''), '0')::bigint;
    found   jsonb;
begin
    if hook_id is null then
        return parley.unanswered('not_found', 'There is no such hook.');
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('cursor', x.channel || ' ' || x.seq, 'entry',
            jsonb_build_object('channel', x.name, 'seq', x.seq, 'attempts', x.attempts,
                'since', parley.rfc3339(x.since), 'error', x.error)) order by x.channel, x.seq), '[]') into found
      from (select d.*, c.name from parley.dead_letter d join parley.channel c on c.id = d.channel
             where d.hook = hook_id and (d.channel, d.seq) > (after_c, after_s)
             order by d.channel, d.seq limit most + 1) x;
    return parley.page('letters', found, most);
end $$;

-- hook; channel (a name) and seq, or null for all; again: whether they are sent once more or thrown away.
create or replace function parley.settle_letters(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    hook_id integer := (select h.id from parley.webhook h where h.name = args->>'hook');
    settled bigint;
begin
    if hook_id is null then
        return parley.refused('not_found', 'There is no such hook.');
    end if;
    with taken as (
        delete from parley.dead_letter d where d.hook = hook_id
           and (args->>'channel' is null
                or d.channel = (select c.id from parley.channel c where c.name = args->>'channel'))
           and (args->>'seq' is null or d.seq = (args->>'seq')::bigint)
        returning d.channel, d.seq
    ), again as (
        insert into parley.delivery (hook, channel, seq)
        select hook_id, t.channel, t.seq from taken t where (args->>'again')::boolean
            on conflict do nothing
    )
    select count(*) into settled from taken;
    return parley.done(jsonb_build_object('hook', args->>'hook', 'letters', settled));
end $$;

-- hook. Forgets it, and all that it was to be told of.
create or replace function parley.forget_webhook(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    hook_id integer := (select h.id from parley.webhook h where h.name = args->>'hook');
begin
    if hook_id is null then
        return parley.refused('not_found', 'There is no such hook.');
    end if;
    perform parley.drop_webhook(hook_id);
    return parley.done(jsonb_build_object('hook', args->>'hook'));
end $$;
