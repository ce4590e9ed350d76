-- How everything but a post is written to the log: lock, decide in new statements, add. A post, of which there
-- are many, does the same at once for a whole batch (post.sql).

do $$ begin
    create type parley.held as (state text, id bigint, head bigint, n bigint, at timestamptz);
exception when duplicate_object then null;
end $$;

-- RFC 3339, UTC, with milliseconds.
create or replace function parley.rfc3339(moment timestamptz) returns text
language sql immutable parallel safe as $$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The time to write after a head: the database's clock, never backwards, in whole milliseconds as on the wire.
create or replace function parley.next_at(head_at timestamptz) returns timestamptz
language sql volatile as $$
    select greatest(date_trunc('milliseconds', clock_timestamp()), head_at)
$$;

-- Locks the channel's row until the transaction ends. state: 'held', 'absent' (no such channel), or 'busy'
-- (somebody else holds it). The patient wait for it, as long as lock_timeout lets them.
create or replace function parley.lock(channel_name text, patient boolean) returns parley.held
language plpgsql volatile as $$
declare
    held parley.held;
begin
    if patient then
        select 'held', c.id, c.head, c.n, parley.next_at(c.head_at) into held
          from parley.channel c where c.name = channel_name for no key update;
    else
        select 'held', c.id, c.head, c.n, parley.next_at(c.head_at) into held
          from parley.channel c where c.name = channel_name for no key update skip locked;
    end if;
    if held.state is null then
        held.state := case when exists (select from parley.channel c where c.name = channel_name)
            then 'busy' else 'absent' end;
    end if;
    return held;
end $$;

-- As lock, but creates the channel where there is none. class as in the table channel.
create or replace function parley.open_channel(channel_name text, channel_class smallint, patient boolean)
returns parley.held
language plpgsql volatile as $$
declare
    held parley.held := parley.lock(channel_name, patient);
begin
    if held.state = 'absent' then
        insert into parley.channel (name, class) values (channel_name, channel_class)
            on conflict (name) do nothing;
        held := parley.lock(channel_name, patient);
    end if;
    return held;
end $$;

-- Writes one publication to a channel whose row this transaction holds, and moves its head. data_text is the
-- JSON text under "data". The answer is what a server needs to tell of it.
create or replace function parley.add(channel_id bigint, type text, id text, author text, origin text,
                                      subject text, data_text text, blanks bigint[] default null)
returns jsonb
language plpgsql volatile as $$
declare
    c parley.channel;
begin
    update parley.channel
       set head = channel.head + 1, head_at = parley.next_at(channel.head_at)
     where channel.id = channel_id returning * into strict c;
    -- Who stands in another person's own log can be taken out of it again (erase.sql).
    if c.class = 1 and add.author is not null then
        insert into parley.visit (person, channel) values (add.author, c.id) on conflict do nothing;
    end if;
    insert into parley.publication (channel, seq, at, type, id, author, origin, subject, blanks, data)
    values (c.id, c.head, c.head_at, add.type, add.id, add.author, add.origin, add.subject, add.blanks,
        data_text);
    return jsonb_strip_nulls(jsonb_build_object('channel', c.name, 'seq', c.head,
        'at', parley.rfc3339(c.head_at), 'type', add.type, 'id', add.id, 'author', add.author,
        'origin', add.origin, 'subject', add.subject, 'blanks', to_jsonb(add.blanks), 'data', data_text));
end $$;
