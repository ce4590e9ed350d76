-- How the state of a channel is changed and read.

-- What a channel's state is now, for a refusal: {"current":{key:{value, version}}} of the keys in these slots, the
-- missed one first; as many as fit into 64 KiB.
create or replace function parley.state_current(slots integer[], missed integer, names text[], vals text[],
                                                versions bigint[])
returns text
language plpgsql immutable as $$
declare
    slot  integer;
    entry text;
    found text := '';
    told  integer[] := '{}';
begin
    foreach slot in array missed || slots loop
        continue when slot = any (told);
        entry := concat(to_json(names[slot])::text, ':{', case when vals[slot] is null then '"version":0'
            else concat('"value":', vals[slot], ',"version":', versions[slot]) end, '}');
        exit when cardinality(told) > 0 and octet_length(found) + octet_length(entry) > 65536;
        told := told || slot;
        found := concat(found, case when found <> '' then ',' end, entry);
    end loop;
    return concat('{"current":{', found, '}}');
end $$;

-- Writes what has become of the keys of a channel whose row this transaction holds, and how much the state now is.
-- first: their versions before; of those that are the same nothing was changed. returned: whether some of them were
-- removed once. last: the seq of the last change. remember: how many removed keys.
create or replace function parley.write_state(size parley.state_size, names text[], vals text[], versions bigint[],
                                              first bigint[], returned boolean, last bigint, remember integer)
returns void
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    changed integer;
    highest bigint;
begin
    insert into parley.state as s (channel, key, version, value)
    select size.channel, u.name, u.version, u.value
      from unnest(names, vals, versions, first) u(name, value, version, first)
     where u.value is not null and u.version <> u.first
        on conflict (channel, key) do update set version = excluded.version, value = excluded.value;
    if returned then
        delete from parley.state_removed r using unnest(names, vals) u(name, value)
         where r.channel = size.channel and r.key = u.name and u.value is not null;
        get diagnostics changed = row_count;
        size.removed := size.removed - changed;
    end if;
    if array_position(vals, null) is not null then
        delete from parley.state s using unnest(names, vals) u(name, value)
         where s.channel = size.channel and s.key = u.name and u.value is null;
        with written as (
            insert into parley.state_removed as r (channel, key, version, seq)
            select size.channel, u.name, u.version, last
              from unnest(names, vals, versions, first) u(name, value, version, first)
             where u.value is null and u.version <> u.first
                on conflict (channel, key) do update set version = excluded.version, seq = excluded.seq
            returning xmax)
        select count(*) filter (where w.xmax = 0) into changed from written w;
        size.removed := size.removed + changed;
    end if;
    if size.removed > remember then
        with gone as (
            delete from parley.state_removed r where r.channel = size.channel and r.key in (
                select x.key from parley.state_removed x where x.channel = size.channel
                 order by x.seq, x.key limit size.removed - remember)
            returning r.version)
        select count(*), max(g.version) into changed, highest from gone g;
        size.removed := size.removed - changed;
        size.forgotten := greatest(size.forgotten, highest);
    end if;
    insert into parley.state_size as z (channel, keys, bytes, removed, forgotten)
    values (size.channel, size.keys, size.bytes, size.removed, size.forgotten)
        on conflict (channel) do update set keys = excluded.keys, bytes = excluded.bytes,
            removed = excluded.removed, forgotten = excluded.forgotten
      where (z.keys, z.bytes, z.removed, z.forgotten)
            is distinct from (excluded.keys, excluded.bytes, excluded.removed, excluded.forgotten);
end $$;

-- Carries out a batch of changes to one channel's state: one call and one transaction, which takes the lock, then
-- looks (in new statements), then decides change by change, and writes what became of all of them at once. Each
-- change happens whole or not at all; one that is refused or repeated takes no number and harms no other.
--
-- keep: how many of the newest publications can be read from now on; 0 = all. ids are distinct; named: chosen by the
-- client, so that they may be there already. An author null is the application itself. denied: whether the author has
-- no right; that counts only where the id is new. Every change has at least one op: items says of each op which change
-- it belongs to, in ascending order, and kinds, op_keys, operands (JSON texts), lows, highs and wanted (a version, or
-- null) what it is; see state_op.
-- Limits: keys_max keys of bytes_max bytes with their values; value_max bytes of one value; told_max of the values
-- that one change tells of. As many removed keys as keys_max are remembered with their versions.
--
-- state: 'done' or 'busy' (the row is held: nothing was done). Then an entry per change: verdicts: 'ok', 'duplicate'
-- or 'conflict' (the id is there: of the same author, of another), 'denied', 'version' or 'bound' (missed), 'kind'
-- (of a value), 'value', 'keys', 'bytes' or 'told' (over a limit). seqs, ats and texts of those that are in the log
-- (texts: what stands under "data" there); texts of those that missed something: what is there.
create or replace function parley.change_state(
    channel_name text, patient boolean, keys_max integer, bytes_max bigint, value_max integer, told_max integer,
    keep bigint, ids text[], named boolean[], authors text[], origins text[], denied boolean[],
    items integer[], kinds text[], op_keys text[], operands text[], lows text[], highs text[], wanted bigint[],
    out state text, out verdicts text[], out seqs bigint[], out ats timestamptz[], out texts text[])
language plpgsql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set plan_cache_mode = force_generic_plan as $$
declare
    -- Who has no right makes no channel.
    held      parley.held := case when true = all (denied) then parley.lock(channel_name, patient)
        else parley.open_channel(channel_name, 2::smallint, patient) end;
    size      parley.state_size;
    old_seqs  bigint[];
    old_ats   timestamptz[];
    old_texts text[];
    known     text[];
    -- The keys that the batch names, in slots; a value null is absent. first: as they were before the batch.
    slots     integer[];
    names     text[];
    vals      text[];
    versions  bigint[];
    first     bigint[];
    returned  boolean;
    -- What the present change has touched, as it was before.
    touched   integer[];
    was_vals  text[];
    was_versions bigint[];
    marks     integer[];
    op        integer := 1;
    start     integer;
    slot      integer;
    missed    integer;
    verdict   text;
    fresh     text;
    keys      integer;
    bytes     bigint;
    told      text;
    accepted  bigint := 0;
begin
    if held.state = 'busy' then
        state := 'busy';
        return;
    end if;
    state := 'done';
    select array_agg(case when p.seq is not null and p.author is not distinct from i.author then 'duplicate'
            when i.denied then 'denied' when p.seq is not null then 'conflict' end order by i.place),
        array_agg(p.seq order by i.place), array_agg(p.at order by i.place),
        array_agg(case when p.type = 'state.changed' then p.data end order by i.place)
      into known, old_seqs, old_ats, old_texts
      from unnest(ids, authors, denied) with ordinality i(id, author, denied, place)
      left join parley.publication p on p.channel = held.id and p.id = i.id;
    select * into size from parley.state_size s where s.channel = held.id;
    if size.channel is null then
        size := row(held.id, 0, 0, 0, 0)::parley.state_size;
    end if;
    select array_agg(n.key order by n.key), array_agg(s.value order by n.key),
        array_agg(coalesce(s.version, r.version, size.forgotten) order by n.key), bool_or(r.key is not null)
      into names, vals, versions, returned
      from (select distinct k.key collate "C" as key from unnest(op_keys) k(key)) n
      left join parley.state s on s.channel = held.id and s.key = n.key
      left join parley.state_removed r on r.channel = held.id and r.key = n.key;
    select array_agg(k.slot order by k.place) into slots
      from (select dense_rank() over (order by u.key collate "C")::integer as slot, u.place
              from unnest(op_keys) with ordinality u(key, place)) k;
    first := versions;
    marks := array_fill(0, array[cardinality(names)]);
    keys := size.keys;
    bytes := size.bytes;
    for item in 1 .. cardinality(ids) loop
        verdict := known[item];
        start := op;
        touched := '{}';
        was_vals := '{}';
        was_versions := '{}';
        while items[op] = item loop
            if verdict is null then
                slot := slots[op];
                if wanted[op] is not null
                    and wanted[op] <> (case when vals[slot] is null then 0 else versions[slot] end) then
                    verdict := 'version';
                else
                    select o.verdict, o.fresh into verdict, fresh
                      from parley.state_op(kinds[op], vals[slot], operands[op], lows[op], highs[op]) o;
                    verdict := coalesce(verdict, case when octet_length(fresh) > value_max then 'value' end);
                end if;
                missed := slot;
                if verdict is null and (fresh is distinct from vals[slot] or kinds[op] = 'set') then
                    if marks[slot] <> item then
                        marks[slot] := item;
                        touched := touched || slot;
                        was_vals := was_vals || vals[slot];
                        was_versions := was_versions || versions[slot];
                    end if;
                    keys := keys + (fresh is not null)::integer - (vals[slot] is not null)::integer;
                    bytes := bytes + coalesce(octet_length(names[slot]) + octet_length(fresh), 0)
                        - coalesce(octet_length(names[slot]) + octet_length(vals[slot]), 0);
                    vals[slot] := fresh;
                    versions[slot] := versions[slot] + 1;
                end if;
            end if;
            op := op + 1;
        end loop;
        if verdict is null then
            told := '';
            foreach slot in array touched loop
                told := concat(told, case when told <> '' then ',' end, '{"key":', to_json(names[slot])::text,
                    case when vals[slot] is null then ',"removed":true' else concat(',"value":', vals[slot]) end,
                    ',"version":', versions[slot], '}');
            end loop;
            verdict := case when keys > keys_max and keys > size.keys then 'keys'
                when bytes > bytes_max and bytes > size.bytes then 'bytes'
                when octet_length(told) > told_max then 'told' else 'ok' end;
        end if;
        verdicts[item] := verdict;
        if verdict = 'ok' then
            accepted := accepted + 1;
            seqs[item] := held.head + accepted;
            ats[item] := held.at;
            texts[item] := concat('{"changes":[', told, ']}');
            size.keys := keys;
            size.bytes := bytes;
        else
            for i in 1 .. cardinality(touched) loop
                vals[touched[i]] := was_vals[i];
                versions[touched[i]] := was_versions[i];
                marks[touched[i]] := 0;
            end loop;
            keys := size.keys;
            bytes := size.bytes;
            seqs[item] := old_seqs[item];
            ats[item] := old_ats[item];
            texts[item] := case when verdict in ('version', 'bound', 'kind')
                then parley.state_current(slots[start : op - 1], missed, names, vals, versions)
                else old_texts[item] end;
        end if;
    end loop;
    if accepted > 0 then
        perform parley.write_state(size, names, vals, versions, first, returned, held.head + accepted, keys_max);
        insert into parley.publication (channel, seq, at, type, id, author, origin, data, made)
        select held.id, w.seq, held.at, 'state.changed', w.id, w.author, w.origin, w.data, not w.named
          from unnest(ids, named, authors, origins, verdicts, seqs, texts)
            w(id, named, author, origin, verdict, seq, data)
         where w.verdict = 'ok';
        update parley.channel c
           set head = held.head + accepted, head_at = held.at,
               floor = case when keep > 0 then greatest(c.floor, held.head + accepted - keep) else c.floor end
         where c.id = held.id;
        insert into parley.visit (person, channel)
        select distinct w.author, held.id from unnest(authors, verdicts) w(author, verdict)
         where w.verdict = 'ok' and w.author is not null
            on conflict do nothing;
    end if;
end $$;

-- The whole state of a channel and where it stands, in one view; of a channel that is not there yet, an empty one.
create or replace function parley.state_of(channel_name text)
returns table (head bigint, floor bigint, state text, versions text)
language sql stable set enable_seqscan = off as $$
    select coalesce(c.head, 0), coalesce(c.floor, 0), concat('{', x.state, '}'), concat('{', x.versions, '}')
      from (values (1)) one
      left join parley.channel c on c.name = channel_name
     cross join lateral (
        select string_agg(concat(to_json(s.key)::text, ':', s.value), ',' order by s.key) as state,
            string_agg(concat(to_json(s.key)::text, ':', s.version), ',' order by s.key) as versions
          from parley.state s where s.channel = c.id) x
$$;
