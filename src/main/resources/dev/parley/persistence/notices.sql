-- What people do with what they are told of. Every function locks the person's own channel first, then looks.

create or replace function parley.unread_notes(channel_id bigint) returns bigint
language sql stable as $$
    select count(*) from parley.notification n where n.channel = channel_id and not n.read
$$;

-- user, origin; ids (a list), or up_to (a seq, as a number), or up_to (an id or a time, as a text). What is not
-- there or read already stays as it is.
create or replace function parley.user_read(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    held   parley.held := parley.lock('user.' || (args->>'user'), patient);
    up_to  bigint;
    known  text[];
    events jsonb := '[]';
begin
    if held.state = 'busy' then
        return parley.refused('busy', 'busy');
    elsif args ? 'ids' then
        with marked as (
            update parley.notification n set read = true
              from parley.publication p
             where p.channel = held.id and p.id in (select jsonb_array_elements_text(args->'ids'))
               and n.channel = p.channel and n.seq = p.seq and not n.read
            returning p.id, p.seq)
        select array_agg(m.id order by m.seq) into known from marked m;
    else
        up_to := parley.note_seq(held.id, held.head, args->'up_to');
        if up_to is null then
            return parley.refused('not_found', 'There is no such notification.');
        end if;
        with marked as (
            update parley.notification n set read = true
             where n.channel = held.id and n.seq <= up_to and not n.read returning n.seq)
        select case when count(*) > 0 then '{}'::text[] end into known from marked;
    end if;
    if known is not null then
        events := events || parley.add(held.id, 'notification.read', null, args->>'user', args->>'origin',
            args->>'user', (case when up_to is null then jsonb_build_object('ids', known)
                else jsonb_build_object('upTo', up_to) end
                || jsonb_build_object('unread', parley.unread_notes(held.id)))::text);
    end if;
    return parley.done(jsonb_build_object('unread', parley.unread_notes(held.id)), events);
end $$;

-- The seq that an "up to" means: a seq, the id of a notification, or a time. Null: there is no such notification.
create or replace function parley.note_seq(channel_id bigint, head bigint, up_to jsonb) returns bigint
language plpgsql stable as $$
declare
    found_seq bigint;
    meant     text := up_to #>> '{}';
begin
    if jsonb_typeof(up_to) = 'number' then
        return least(meant::bigint, coalesce(head, 0));
    end if;
    select p.seq into found_seq from parley.publication p where p.channel = channel_id and p.id = meant;
    if found_seq is null and meant ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$' then
        select coalesce(max(p.seq), 0) into found_seq from parley.publication p
         where p.channel = channel_id and p.at <= meant::timestamptz;
    end if;
    return found_seq;
end $$;

-- user (whose channel is asked for last), room or none: what he wants to be told of, there or everywhere.
create or replace function parley.preferences(who text, room text, channel_id bigint, at timestamptz)
returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object('room', preferences.room,
        'notify', coalesce(m.notify, p.notify, 'all'), 'mutedUntil', parley.rfc3339(case
            when channel_id is not null and m.quiet_until > preferences.at then m.quiet_until
            when channel_id is null and p.quiet_until > preferences.at then p.quiet_until end)))
      from (values (1)) one
      left join parley.person p on p.id = who
      left join parley.member m on m.channel = channel_id and m.person = who
$$;

-- user, name, origin; room or none; notify and mutedUntil, each absent, a value, or null (as everywhere; no more).
create or replace function parley.user_prefer(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    actor   text := args->>'user';
    held    parley.held := parley.open_channel('user.' || actor, 1::smallint, patient);
    sets    boolean := args ?| array['notify', 'mutedUntil'];
    until   timestamptz := nullif(greatest((args->>'mutedUntil')::timestamptz, held.at), held.at);
    verdict text;
    role    smallint;
    room_id bigint;
    shown   jsonb;
begin
    if held.state <> 'held' then
        return parley.refused('busy', 'busy');
    end if;
    if args ? 'room' then
        select d.verdict, d.role, d.id into verdict, role, room_id
          from parley.door('room.' || (args->>'room'), actor) d;
        if verdict = 'not_found' then
            return parley.no_room();
        elsif coalesce(role, 0) = 0 then
            return parley.refused('forbidden', 'You are not a member of this room.');
        end if;
        update parley.member m set
                notify = case when args ? 'notify' then args->>'notify' else m.notify end,
                quiet_until = case when args ? 'mutedUntil' then until else m.quiet_until end
         where sets and m.channel = room_id and m.person = actor;
    elsif sets then
        perform parley.meet(actor, args->>'name');
        update parley.person p set
                notify = case when args ? 'notify' then args->>'notify' else p.notify end,
                quiet_until = case when args ? 'mutedUntil' then until else p.quiet_until end
         where p.id = actor;
    end if;
    shown := parley.preferences(actor, args->>'room', room_id, held.at);
    return parley.done(shown, case when sets then jsonb_build_array(parley.add(held.id,
        'notification.preferences', null, actor, args->>'origin', actor, shown::text)) else '[]' end);
end $$;

-- user (who pushes), origin; other (who is told), id, kind, title; body, link, data (JSON text) or none.
create or replace function parley.user_push(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    held   parley.held := parley.open_channel('user.' || (args->>'other'), 1::smallint, patient);
    old    parley.publication;
    events jsonb := '[]';
begin
    if held.state <> 'held' then
        return parley.refused('busy', 'busy');
    end if;
    select * into old from parley.publication p where p.channel = held.id and p.id = args->>'id';
    if old.author <> args->>'user' then
        return parley.refused('conflict', 'The id is taken by another notification.');
    elsif old.id is null then
        events := parley.write_notes(array[row(args->>'other', args->>'id', args->>'user', args->>'origin',
            held.at, parley.note_content(args->>'kind', args->>'title', args->>'body', args->>'link', null, null,
                args->>'user', args->>'data'), null, null)::parley.note]);
    end if;
    return parley.done(jsonb_strip_nulls(jsonb_build_object('id', args->>'id', 'epoch', epoch,
        'seq', coalesce(old.seq, (events->0->>'seq')::bigint),
        'at', coalesce(parley.rfc3339(old.at), events->0->>'at'),
        'duplicate', case when old.id is not null then true end)), events);
end $$;

-- user; after (the seq of the last one), limit, unread (whether only those). Newest first.
create or replace function parley.ask_notifications(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    most  integer := (args->>'limit')::integer;
    c     parley.channel;
    seqs  bigint[];
begin
    select * into c from parley.channel x where x.name = 'user.' || (args->>'user');
    if (args->>'unread')::boolean then
        seqs := array(select n.seq from parley.notification n where n.channel = c.id and not n.read
            and n.seq < coalesce((args->>'after')::bigint, c.head + 1) order by n.seq desc limit most + 1);
    else
        seqs := array(select n.seq from parley.notification n where n.channel = c.id
            and n.seq < coalesce((args->>'after')::bigint, c.head + 1) order by n.seq desc limit most + 1);
    end if;
    return row('ok', concat('{"notifications":[', (
            select string_agg(parley.note_now(p.data, n.read), ',' order by n.seq desc)
              from parley.notification n join parley.publication p on p.channel = n.channel and p.seq = n.seq
             where n.channel = c.id and n.seq = any (seqs[:most])),
        '],"more":', (cardinality(seqs) > most)::text,
        case when cardinality(seqs) > most then concat(',"next":"', seqs[most], '"') end,
        ',"head":{"seq":', coalesce(c.head, 0), ',"epoch":', to_json(epoch), '}}'))::parley.answer;
end $$;

-- user.
create or replace function parley.ask_notification_count(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    select parley.answered(jsonb_build_object('unread', parley.unread_notes(
        (select c.id from parley.channel c where c.name = 'user.' || (args->>'user')))))
$$;
