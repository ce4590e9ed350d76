-- What applications call in their own transactions: what they publish becomes an event if and only if they commit.
-- Whoever may call parley.publish and parley.watch needs no other right: they run as the owner of the schema, see no
-- schema but PostgreSQL's own and take nothing but text and JSON. parley.allow gives that right to a role.

-- Whether it is the name of a live channel.
create or replace function parley.is_live(channel text) returns boolean
language sql immutable parallel safe as $$
    select channel ~ '^live\.[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}$'
$$;

-- Whether an application may give an event this id.
create or replace function parley.is_event_id(id text) returns boolean
language sql immutable parallel safe as $$
    select id ~ '^[A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}$'
$$;

-- Whether an application may call an event so.
create or replace function parley.is_event_type(type text) returns boolean
language sql immutable parallel safe as $$
    select type ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' and type <> 'subscribed' and type <> 'state.changed'
$$;

-- Publishes data on a live channel once this transaction commits. id: the event's, unique in its channel: the same
-- again is published once; without one it is given one. Replies with the id. It waits for nobody, and nobody waits for
-- it: unless NOTIFY is switched on, whose commits go one after the other. The transaction has its number before the row
-- has its: whoever sees that no transaction before n runs, sees all rows whose ids were given before n began. All is
-- looked at in one expression, and what is wrong only then: each is made ready anew in every transaction.
create or replace function parley.publish(channel text, data jsonb, id text default null, type text default 'message')
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    event text;
    told  boolean;
begin
    if (parley.is_live(publish.channel) and publish.data is not null and parley.is_event_type(publish.type)
        and (publish.id is null or parley.is_event_id(publish.id))
        and pg_current_xact_id() is not null) is not true then
        perform parley.refuse_event(publish.channel, publish.data, publish.id);
        raise invalid_parameter_value using message = format('parley.publish: %s cannot be an event''s type',
            coalesce(quote_literal(publish.type), 'null')),
            hint = 'Types are words with dots between, such as order.paid; state.changed is the server''s own.';
    end if;
    insert into parley.outbox (namespace, channel, type, event, made, data)
    values (split_part(publish.channel, '.', 2), publish.channel, publish.type,
        coalesce(publish.id, gen_random_uuid()::text), publish.id is null, publish.data::text)
    returning outbox.event, (select s.notify from parley.outbox_setting s) into event, told;
    if told then
        perform pg_notify('parley_outbox', '');
    end if;
    return event;
end $$;

-- Says what is wrong with an event, unless it is its type.
create or replace function parley.refuse_event(channel text, data jsonb, id text) returns void
language plpgsql immutable as $$
begin
    if not coalesce(parley.is_live(refuse_event.channel), false) then
        raise invalid_parameter_value using message = format('parley.publish: %s is not the name of a live channel',
            coalesce(quote_literal(refuse_event.channel), 'null')),
            hint = 'Names are live.<namespace>.<name>: letters, digits and . _ - @ : |.';
    elsif refuse_event.data is null then
        raise null_value_not_allowed using message = 'parley.publish: data is null',
            hint = 'JSON''s own null is ''null''::jsonb.';
    elsif not parley.is_event_id(refuse_event.id) then
        raise invalid_parameter_value using message = format('parley.publish: %L cannot be an event''s id',
            refuse_event.id), hint = 'Ids have up to 128 letters, digits and . _ - @ : |.';
    end if;
end $$;

-- Lets a role publish and watch. Called by the owner of the schema.
create or replace function parley.allow(role_name text) returns void
language plpgsql volatile as $$
begin
    execute format('grant usage on schema parley to %I', role_name);
    execute format('grant execute on function parley.publish(text, jsonb, text, text),'
        'parley.watch(regclass, text, text[], text, boolean), parley.unwatch(regclass, text), parley.watches(),'
        'parley.tell_change(text, jsonb, jsonb, jsonb) to %I', role_name);
end $$;

-- Takes that right away again.
create or replace function parley.disallow(role_name text) returns void
language plpgsql volatile as $$
begin
    execute format('revoke execute on function parley.publish(text, jsonb, text, text),'
        'parley.watch(regclass, text, text[], text, boolean), parley.unwatch(regclass, text), parley.watches(),'
        'parley.tell_change(text, jsonb, jsonb, jsonb) from %I', role_name);
    execute format('revoke usage on schema parley from %I', role_name);
end $$;

revoke execute on function parley.publish(text, jsonb, text, text), parley.allow(text), parley.disallow(text)
    from public;

-- What watches called before they published as everybody does.
drop function if exists parley.put_out(text, text, text, text);
