-- Emptying the outbox: what of it is visible, in the order of its ids. That keeps the promise: what was committed
-- before something else was published has the lower id, and whoever sees the latter sees it. A row that is committed
-- late is found late, in its turn among what is found then; an id that was rolled back is nowhere, and nobody waits for
-- it.

-- Where to look from, past what is taken away but not yet vacuumed: a long transaction of somebody else may keep
-- millions of dead rows there. memory: {epoch, floor, next, before, starts, declared}, given back as answered. floor:
-- no transaction will bring forth an id up to it any more. A transaction has its number before it takes an id; so those
-- that hold one up to next, read a call ago or more, all came before this one (before). Once none of them runs, next is
-- the floor. What it holds is true of this database only for as long as its epoch is the same.
create or replace function parley.move_floor(memory jsonb, epoch text) returns jsonb
language plpgsql volatile as $$
declare
    given bigint := (select case when s.is_called then s.last_value else 0 end from parley.outbox_id_seq s);
begin
    if memory->>'epoch' is distinct from epoch or (memory->>'next')::bigint > given then
        memory := jsonb_build_object('epoch', epoch, 'floor', 0, 'starts', jsonb_build_object());
    end if;
    if not memory ? 'next' then
        return memory || jsonb_build_object('next', given);
    elsif not memory ? 'before' then
        memory := memory || jsonb_build_object('before', pg_current_xact_id()::text);
    end if;
    return case when (memory->>'before')::xid8 <= pg_snapshot_xmin(pg_current_snapshot())
        then memory - 'before' - 'next' || jsonb_build_object('floor', memory->'next') else memory end;
end $$;

-- Makes dead letters of rows.
create or replace function parley.bury(space text, ids bigint[], why text) returns integer
language sql volatile as $$
    with gone as (
        delete from parley.outbox o where o.namespace = space and o.id = any (ids) returning o.*
    ), dead as (
        insert into parley.outbox_dead (id, at, channel, type, event, made, data, reason)
        select g.id, g.at, g.channel, g.type, g.event, g.made, g.data, why from gone g returning 1
    )
    select count(*)::integer from dead
$$;

-- The next rows of a namespace, by id: so many, of so many bytes (one at least), none of the channels in skip.
create or replace function parley.outbox_page(space text, start bigint, most integer, most_bytes bigint, skip text[],
                                              out ids bigint[], out channels text[])
language sql volatile as $$
    with first as (
        select o.id, o.channel, octet_length(o.data) as bytes from parley.outbox o
         where o.namespace = space and o.id > start and o.channel <> all (skip)
         order by o.id limit most
    )
    select array_agg(x.id order by x.id), array_agg(distinct x.channel)
      from (select f.*, sum(f.bytes) over (order by f.id) - f.bytes as before from first f) x
     where x.before < most_bytes
$$;

-- Locks channels, in the order of all, and creates those that are not there yet. Those that somebody else holds are
-- passed over, except the few in pressing: these are waited for, for a tenth of a second. The ones that are held now.
create or replace function parley.hold_live(channels text[], pressing text[]) returns bigint[]
language plpgsql volatile as $$
declare
    ids bigint[];
begin
    insert into parley.channel (name, class)
    select w.name, 2 from unnest(channels) w(name)
     where not exists (select from parley.channel c where c.name = w.name) order by w.name
        on conflict (name) do nothing;
    if channels && pressing then
        begin
            perform set_config('lock_timeout', '100ms', true);
            perform 1 from parley.channel c where c.name = any (channels) and c.name = any (pressing)
              order by c.class, c.id for no key update;
        exception when lock_not_available then
            null;
        end;
    end if;
    select array_agg(h.id) into ids from (select c.id from parley.channel c where c.name = any (channels)
        order by c.class, c.id for no key update skip locked) h;
    return coalesce(ids, '{}');
end $$;

-- Moves a page of a durable namespace into the log, under the locks of its channels. keep: how many of the newest of
-- each channel can be read from now on; 0 = all. last: its last id; told: how many; again: how many were there already;
-- dead: how many cannot be told; busy: channels that were held by somebody else. Looked up by whole keys, one by one,
-- so that no plan depends on what the planner believes of tables that are empty at times.
create or replace function parley.outbox_append(
    space text, start bigint, most integer, most_bytes bigint, bytes integer, keep bigint, skip text[],
    pressing text[],
    out taken integer, out last bigint, out told integer, out again integer, out dead integer, out busy text[],
    out events jsonb)
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    page   record;
    held   bigint[];
    moment timestamptz;
begin
    select * into page from parley.outbox_page(space, start, most, most_bytes, skip);
    taken := coalesce(cardinality(page.ids), 0);
    last := page.ids[taken];
    told := 0;
    again := 0;
    dead := 0;
    events := '[]';
    busy := '{}';
    if taken = 0 then
        return;
    end if;
    held := parley.hold_live(page.channels, pressing);
    moment := date_trunc('milliseconds', clock_timestamp());
    busy := array(select c.name from parley.channel c where c.name = any (page.channels) and c.id <> all (held));
    with judged as (
        select o.*, c.id as place, c.head, greatest(moment, c.head_at) as told_at, case
                when octet_length(o.data) > bytes then
                    format('its data have %s bytes, more than %s', octet_length(o.data), bytes)
                when p.author is not null then 'its id is that of another one''s event'
                when p.seq is not null then ''
                when row_number() over (partition by o.channel, o.event order by o.id) > 1 then '' end as why
          from parley.outbox o
         cross join lateral (select x.id, x.head, x.head_at from parley.channel x where x.name = o.channel limit 1) c
          left join lateral (select x.seq, x.author from parley.publication x
            where x.channel = c.id and x.id = o.event limit 1) p on not o.made
         where o.namespace = space and o.id = any (page.ids) and c.id = any (held)
    ), numbered as (
        select j.*, j.head + row_number() over (partition by j.place order by j.id) as seq
          from judged j where j.why is null
    ), written as (
        insert into parley.publication (channel, seq, at, type, id, made, data)
        select n.place, n.seq, n.told_at, n.type, n.event, n.made, n.data from numbered n
    ), moved as (
        update parley.channel c set head = x.head, head_at = x.told_at,
               floor = case when keep > 0 then greatest(c.floor, x.head - keep) else c.floor end
          from (select n.place, max(n.seq) as head, max(n.told_at) as told_at from numbered n group by n.place) x
         where c.id = x.place
    ), gone as (
        delete from parley.outbox o using judged j where o.namespace = space and o.id = j.id
    ), buried as (
        insert into parley.outbox_dead (id, at, channel, type, event, made, data, reason)
        select j.id, j.at, j.channel, j.type, j.event, j.made, j.data, j.why from judged j where j.why <> ''
    )
    select (select count(*) from numbered), (select count(*) from judged j where j.why = ''),
        (select count(*) from judged j where j.why <> ''), coalesce((select jsonb_agg(jsonb_build_object(
            'channel', n.channel, 'seq', n.seq, 'at', parley.rfc3339(n.told_at), 'type', n.type, 'id', n.event,
            'data', n.data) order by n.id) from numbered n), '[]')
      into told, again, dead, events;
end $$;

-- Takes a page of a namespace whose events are kept elsewhere, or nowhere. away: they are told once and gone, else they
-- stay until they are done. rows: [{namespace, id, channel, type, event, data}].
create or replace function parley.outbox_hand(space text, start bigint, most integer, most_bytes bigint, bytes integer,
                                              away boolean, out taken integer, out last bigint, out dead integer,
                                              out rows jsonb)
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set plan_cache_mode = force_generic_plan as $$
declare
    page record;
begin
    select * into page from parley.outbox_page(space, start, most, most_bytes, '{}');
    taken := coalesce(cardinality(page.ids), 0);
    last := page.ids[taken];
    dead := parley.bury(space, array(select o.id from parley.outbox o where o.namespace = space
        and o.id = any (page.ids) and octet_length(o.data) > bytes), format('its data have more than %s bytes', bytes));
    rows := coalesce((select jsonb_agg(to_jsonb(o) - 'at' order by o.id) from parley.outbox o
        where o.namespace = space and o.id = any (page.ids)), '[]');
    if away then
        delete from parley.outbox o where o.namespace = space and o.id = any (page.ids);
    end if;
end $$;

-- Buries what has waited for long enough in namespaces that are not declared: how many; found: whether any waits there.
create or replace function parley.bury_undeclared(declared text[], start bigint, wait_ms bigint,
                                                  out buried integer, out found boolean)
language plpgsql volatile set enable_seqscan = off set enable_bitmapscan = off as $$
declare
    space text := '';
begin
    buried := 0;
    found := false;
    for turn in 1 .. 1000 loop
        space := (select o.namespace from parley.outbox o where o.namespace > space and o.id > start
                   order by o.namespace limit 1);
        exit when space is null;
        if not space = any (declared) then
            found := true;
            buried := buried + parley.bury(space, array(select o.id from parley.outbox o where o.namespace = space
                and o.at < clock_timestamp() - make_interval(secs => wait_ms / 1000.0) order by o.id limit 1000),
                format('there is no namespace %s', space));
        end if;
    end loop;
end $$;

-- Whether there is nothing to do for the one who has the lease, and surely has it for a while: then nothing is written.
create or replace function parley.outbox_rests(args jsonb, epoch text) returns boolean
language sql stable set enable_seqscan = off set enable_bitmapscan = off as $$
    select args->'memory'->>'epoch' = epoch and not args ? 'done' and not args ? 'dead' and exists (
            select from parley.lease l where l.name = 'outbox' and l.holder = args->>'holder'
                and l.fence = (args->>'fence')::bigint
                and l.until > clock_timestamp() + make_interval(secs => (args->>'lease_ms')::bigint / 2000.0))
        and not exists (select from jsonb_to_recordset(args->'spaces') s(name text, log text)
            cross join lateral (select from parley.outbox o where o.namespace = s.name
                and o.id > coalesce((args->'memory'->'starts'->>s.name)::bigint, 0) limit 1) waits
             where s.log <> 'RECENT' or (args->>'recent')::boolean)
$$;

-- How long the oldest row of the namespaces has waited, in milliseconds.
create or replace function parley.oldest_of(spaces jsonb, starts jsonb) returns bigint
language sql stable set enable_seqscan = off set enable_bitmapscan = off as $$
    select coalesce((extract(epoch from clock_timestamp() - min(f.at)) * 1000)::bigint, 0)
      from jsonb_array_elements(spaces) s
     cross join lateral (select o.at from parley.outbox o where o.namespace = s->>'name'
        and o.id > coalesce((starts->>(s->>'name'))::bigint, 0) order by o.id limit 1) f
$$;

-- holder, fence, lease_ms; spaces: the declared namespaces [{name, log, bytes, keep}], in the order of their turns;
-- rows and bytes (at most, of all), recent (whether more of these is wanted), done and dead (what became of recent
-- ones: [{namespace, id, reason?}]); busy and pressing (channels to pass over and to wait for); wait_ms (of what is not
-- declared), keep_ms (of dead letters); memory. One step of the one node that empties the outbox. The answer: {fence,
-- left_ms? | told, again, dead, letters, oldest_ms, busy, passing: [row], recent: [row], memory, more}; no fence: it
-- is somebody else's turn.
create or replace function parley.outbox_step(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    known   bigint := (args->>'fence')::bigint;
    fence   bigint;
    memory  jsonb;
    rows    integer := (args->>'rows')::integer;
    share   integer := greatest(1, (args->>'rows')::integer / 2);
    start   bigint;
    s       record;
    page    record;
    events  jsonb := '[]';
    busy    text[] := '{}';
    passing jsonb := '[]';
    recent  jsonb := '[]';
    declared text[];
    skip    text[] := array(select jsonb_array_elements_text(args->'busy'));
    told    integer := 0;
    again   integer := 0;
    dead    integer := 0;
    full_   boolean := false;
begin
    if parley.outbox_rests(args, epoch) then
        return parley.done(jsonb_build_object('fence', known, 'left_ms', (args->>'lease_ms')::bigint / 2));
    end if;
    fence := parley.take_lease('outbox', args->>'holder', known, (args->>'lease_ms')::bigint / 1000.0);
    if fence is null then
        return parley.done('{}');
    elsif fence = known then
        delete from parley.outbox o using jsonb_to_recordset(args->'done') d(namespace text, id bigint)
         where o.namespace = d.namespace and o.id = d.id;
        for s in select * from jsonb_to_recordset(args->'dead') d(namespace text, id bigint, reason text) loop
            dead := dead + parley.bury(s.namespace, array[s.id], s.reason);
        end loop;
    end if;
    memory := parley.move_floor(args->'memory', epoch);
    declared := array(select x->>'name' from jsonb_array_elements(args->'spaces') x order by 1);
    if memory->'declared' is distinct from to_jsonb(declared) then
        memory := memory #- '{starts,""}' || jsonb_build_object('declared', declared);
    end if;
    for s in select * from jsonb_to_recordset(args->'spaces') x(name text, log text, bytes integer, keep bigint) loop
        continue when s.log = 'RECENT' and not (args->>'recent')::boolean;
        full_ := full_ or rows <= 0;
        exit when rows <= 0;
        start := coalesce((memory->'starts'->>s.name)::bigint, 0);
        if s.log = 'DURABLE' then
            select * into page from parley.outbox_append(s.name, start, least(share, rows), (args->>'bytes')::bigint,
                s.bytes, s.keep, skip, array(select jsonb_array_elements_text(args->'pressing')));
            told := told + page.told;
            again := again + page.again;
            busy := busy || page.busy;
            events := events || page.events;
        else
            select p.*, '{}'::text[] as busy into page from parley.outbox_hand(s.name, start, least(share, rows),
                (args->>'bytes')::bigint, s.bytes, s.log = 'NONE') p;
            if s.log = 'NONE' then
                passing := passing || page.rows;
            else
                recent := recent || page.rows;
            end if;
        end if;
        dead := dead + page.dead;
        rows := rows - page.taken;
        if cardinality(skip) + cardinality(page.busy) = 0 and (page.taken = 0 or s.log <> 'RECENT') then
            memory := jsonb_set(memory, array['starts', s.name],
                to_jsonb(least((memory->>'floor')::bigint, page.last)));
        end if;
        full_ := full_ or page.taken > 0 and s.log <> 'RECENT';
    end loop;
    select * into page from parley.bury_undeclared(declared,
        coalesce((memory->'starts'->>'')::bigint, 0), (args->>'wait_ms')::bigint);
    dead := dead + page.buried;
    if not page.found then
        memory := jsonb_set(memory, array['starts', ''], memory->'floor');
    end if;
    delete from parley.outbox_dead d where d.id in (select x.id from parley.outbox_dead x where x.died_at
        < clock_timestamp() - make_interval(secs => (args->>'keep_ms')::bigint / 1000.0) order by x.died_at limit 1000);
    return parley.done(jsonb_build_object('fence', fence, 'told', told, 'again', again, 'dead', dead,
        'busy', busy, 'passing', passing, 'recent', recent, 'memory', memory, 'more', full_,
        'oldest_ms', parley.oldest_of(args->'spaces', memory->'starts'), 'letters', (select count(*)
            from (select from parley.outbox_dead limit 10000) l)), events);
end $$;

-- notify: whether each publish wakes the node that empties the outbox. As the node that said so last has it.
create or replace function parley.set_outbox(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
begin
    update parley.outbox_setting s set notify = (args->>'notify')::boolean
     where s.notify <> (args->>'notify')::boolean;
    return parley.done('{}');
end $$;
