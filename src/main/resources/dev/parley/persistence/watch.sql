-- Watching a table: a trigger that publishes each row's changes. The trigger's function belongs to whoever watches and
-- runs as him: whoever else writes to the table needs no right of ours, and nothing of the table's types or casts ever
-- runs with ours.

-- The columns that a channel pattern names, as $column or ${any column}; the longest first.
create or replace function parley.named_columns(pattern text) returns text[]
language sql immutable parallel safe as $$
    select array(select c from (select distinct coalesce(m[1], m[2]) as c
          from regexp_matches(pattern, '\$(?:\{([^{}]+)\}|([A-Za-z_][A-Za-z0-9_]*))', 'g') m) n
        order by length(c) desc, c)
$$;

-- The channel of a row: the pattern with the row's values in it, each of which must be one word of a name. fault: why
-- there is none, else null; both are null for a row that has none because of a null where that is wanted. terms: see
-- parley.watch.
create or replace function parley.channel_of(terms jsonb, entry jsonb, out channel text, out fault text)
language plpgsql immutable parallel safe as $$
declare
    col text;
    val text;
begin
    if entry is null then
        return;
    end if;
    channel := terms->>'pattern';
    for col in select jsonb_array_elements_text(terms->'named') loop
        val := entry->>col;
        if val ~ '^[A-Za-z0-9_@:|-]+$' then
            channel := replace(replace(channel, '${' || col || '}', val), '$' || col, val);
            continue;
        end if;
        channel := null;
        fault := case
            when not entry ? col then format('the table has no column %I any more: watch it again', col)
            when val is not null then format('column %I holds %L, which cannot stand in a name', col, left(val, 200))
            when not (terms->>'skip_nulls')::boolean then format('column %I is null', col) end;
        return;
    end loop;
    if not parley.is_live(channel) then
        fault := format('%L is not the name of a live channel', left(channel, 200));
        channel := null;
    end if;
end $$;

-- The chosen columns of a row; null = all.
create or replace function parley.chosen(entry jsonb, columns jsonb) returns jsonb
language sql immutable parallel safe as $$
    select case when columns is null or entry is null then entry
        else coalesce((select jsonb_object_agg(c, entry->c) from jsonb_array_elements_text(columns) c), '{}') end
$$;

-- What the triggers call: publishes {op, row?, old?}, of an update that moves a row from one channel to another on
-- both; nothing when no chosen column has changed. It never fails because of what a row holds: what cannot be published
-- becomes a dead letter.
create or replace function parley.tell_change(op text, terms jsonb, new_row jsonb, old_row jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r     jsonb := parley.chosen(new_row, terms->'columns');
    o     jsonb := parley.chosen(old_row, terms->'columns');
    place record := parley.channel_of(terms, new_row);
    left_ record := parley.channel_of(terms, old_row);
    body  jsonb;
    fault text := coalesce(place.fault, left_.fault);
begin
    if not coalesce(parley.is_event_type(terms->>'type'), false) then
        raise invalid_parameter_value using message = 'parley.tell_change: terms name no type that an event can have';
    elsif r = o and place.channel = left_.channel then
        return;
    end if;
    body := jsonb_build_object('op', op) || case when r is null then '{}' else jsonb_build_object('row', r) end
        || case when o is null then '{}' else jsonb_build_object('old', o) end;
    if left_.channel is not null then
        perform parley.publish(left_.channel, body, null, terms->>'type');
    end if;
    if place.channel is not null and place.channel is distinct from left_.channel then
        perform parley.publish(place.channel, body, null, terms->>'type');
    end if;
    if fault is not null then
        insert into parley.outbox_dead (id, at, channel, type, event, made, data, reason)
        values (nextval('parley.outbox_id_seq'), clock_timestamp(), terms->>'pattern', terms->>'type',
            gen_random_uuid()::text, true, body::text, fault);
    end if;
end $$;

-- Says what is wrong with a wish to watch, before anything is made.
create or replace function parley.check_watch(watched regclass, pattern text, columns text[], type text,
                                              skip_nulls boolean) returns void
language plpgsql stable as $$
declare
    known text[] := array(select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = watched and a.attnum > 0 and not a.attisdropped order by a.attnum);
    named text[] := parley.named_columns(pattern);
    c     pg_catalog.pg_class;
    col   text;
begin
    select * into strict c from pg_catalog.pg_class x where x.oid = watched;
    if c.relkind not in ('r', 'p') then
        raise wrong_object_type using message = format('parley.watch: %s is no table', watched);
    elsif c.relnamespace in ('parley'::regnamespace, 'pg_catalog'::regnamespace) then
        raise insufficient_privilege using message = format('parley.watch: %s is no table of an application', watched);
    elsif not coalesce(parley.is_live(regexp_replace(regexp_replace(pattern, '\$\{[^{}]+\}', 'x', 'g'),
            '\$[A-Za-z_][A-Za-z0-9_]*', 'x', 'g')), false) or pattern ~ '^live\.[^.]*\$' then
        raise invalid_parameter_value using message = format('parley.watch: %s names no live channel',
            coalesce(quote_literal(pattern), 'null')),
            hint = 'Such as live.orders.$id: the namespace is fixed, $column or ${a column} stand for a row''s values.';
    elsif not coalesce(parley.is_event_type(type), false) then
        raise invalid_parameter_value using message = format('parley.watch: %s cannot be an event''s type',
            coalesce(quote_literal(type), 'null'));
    elsif cardinality(columns) = 0 or array_position(columns, null) is not null then
        raise invalid_parameter_value using message = 'parley.watch: columns names none, or null',
            hint = 'null stands for all columns.';
    end if;
    foreach col in array named || columns loop
        if not col = any (known) then
            raise undefined_column using message = format('parley.watch: %s has no column %I', watched, col),
                hint = format('It has %s.', (select string_agg(quote_ident(k), ', ') from unnest(known) k));
        end if;
    end loop;
    select a.attname into col from pg_catalog.pg_attribute a
     where a.attrelid = watched and a.attname = any (named) and not a.attnotnull limit 1;
    if found and not skip_nulls then
        raise null_value_not_allowed using
            message = format('parley.watch: column %I of %s may be null, and such a row has no channel', col, watched),
            hint = 'Declare it not null, or watch with skip_nulls => true: such rows are then not told of.';
    end if;
end $$;

-- The name of the trigger and of its function.
create or replace function parley.watch_name(watched regclass, pattern text) returns text
language sql immutable as $$ select 'parley_watch_' || left(md5(watched::oid::text || ' ' || pattern), 16) $$;

-- Publishes, from now on, each row inserted, updated or deleted, to the channel that the pattern makes of it, as an
-- event {op, row?, old?} of the given type. columns: which are told; null = all. Watching again with the same pattern
-- replaces the watch. Whoever calls it needs what CREATE TRIGGER and CREATE FUNCTION in the table's schema need.
create or replace function parley.watch(watched regclass, pattern text, columns text[] default null,
                                        type text default 'row.changed', skip_nulls boolean default false) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    home text := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = watched);
    name text := parley.watch_name(watched, pattern);
begin
    perform parley.check_watch(watched, pattern, columns, type, skip_nulls);
    execute format($make$
        create or replace function %I.%I() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
        begin
            perform parley.tell_change(lower(tg_op), tg_argv[0]::jsonb,
                case when tg_op <> 'DELETE' then to_jsonb(new) end, case when tg_op <> 'INSERT' then to_jsonb(old) end);
            return null;
        end $body$ $make$, home, name);
    execute format('revoke execute on function %I.%I() from public', home, name);
    execute format('create or replace trigger %I after insert or update or delete on %s for each row'
        ' execute function %I.%I(%L)', name, watched, home, name, jsonb_strip_nulls(jsonb_build_object(
        'pattern', pattern, 'named', parley.named_columns(pattern), 'columns', columns, 'type', type,
        'skip_nulls', skip_nulls)));
end $$;

-- The watches there are.
create or replace function parley.watches()
returns table (watched regclass, pattern text, columns text[], type text, skip_nulls boolean, enabled boolean)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select t.tgrelid::regclass, w.pattern, w.columns, w.type, w.skip_nulls, t.tgenabled <> 'D'
      from pg_trigger t
     cross join lateral jsonb_to_record(convert_from(substr(t.tgargs, 1, length(t.tgargs) - 1),
        getdatabaseencoding())::jsonb) w(pattern text, columns text[], type text, skip_nulls boolean)
     where t.tgname like 'parley\_watch\_%' and t.tgparentid = 0
$$;

-- Ends the watch of a table with this pattern; null = all of them. How many there were.
create or replace function parley.unwatch(watched regclass, pattern text default null) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    t     record;
    ended integer := 0;
begin
    for t in select x.tgname, x.tgfoid::regprocedure as tells from pg_trigger x
              where x.tgrelid = watched and x.tgparentid = 0 and case when pattern is null
                then x.tgname like 'parley\_watch\_%' else x.tgname = parley.watch_name(watched, pattern) end loop
        execute format('drop trigger %I on %s', t.tgname, watched);
        execute format('drop function %s', t.tells);
        ended := ended + 1;
    end loop;
    return ended;
end $$;

revoke execute on function parley.tell_change(text, jsonb, jsonb, jsonb),
    parley.watch(regclass, text, text[], text, boolean), parley.unwatch(regclass, text), parley.watches() from public;
