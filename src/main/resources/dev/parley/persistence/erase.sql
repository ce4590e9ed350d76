-- Takes a person out of everything that is kept. In the places where a name must stand, an alias stands.

-- user. The channels that may hold something of him.
create or replace function parley.ask_visits(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    select parley.answered(jsonb_build_object('channels', coalesce(jsonb_agg(c.name order by c.id), '[]')))
      from parley.visit v join parley.channel c on c.id = v.channel where v.person = args->>'user'
$$;

-- What the log says of members, rooms and notifications, with the alias in place of the person and without his name.
create or replace function parley.scrubbed(data text, who text, alias text) returns text
language plpgsql immutable as $$
declare
    d jsonb := data::jsonb;
begin
    if d->>'by' = who then
        d := jsonb_set(d, '{by}', to_jsonb(alias));
    end if;
    if d->'notification'->>'by' = who then
        d := jsonb_set(d, '{notification}', (d->'notification') - 'body'
            || jsonb_build_object('by', alias, 'title', ''));
    end if;
    if d->'member'->>'user' = who then
        d := jsonb_set(d, '{member}', d->'member' || jsonb_build_object('user', alias, 'name', ''));
    end if;
    if d->'room'->>'createdBy' = who then
        d := jsonb_set(d, '{room,createdBy}', to_jsonb(alias));
    end if;
    if d->'room' ? 'people' then
        d := jsonb_set(d, '{room,people}', parley.scrubbed_people(d->'room'->'people', who, alias));
    end if;
    if d->'message'->'mentions' ? who then
        d := jsonb_set(d, '{message,mentions}', (select jsonb_agg(case when m = who then alias else m end)
            from jsonb_array_elements_text(d->'message'->'mentions') m));
    end if;
    return d::text;
end $$;

create or replace function parley.scrubbed_people(people jsonb, who text, alias text) returns jsonb
language sql immutable as $$
    select coalesce(jsonb_agg(case when p->>'user' = who
            then jsonb_build_object('user', alias, 'name', '') else p end order by o), '[]')
      from jsonb_array_elements(people) with ordinality e(p, o)
$$;

-- Puts the alias where the person stands in the log between two seqs; the seqs of the entries that changed. His
-- messages, which are withdrawn by themselves, are among them only when they were deleted before. What the application
-- published on a live channel stays as it is, but for who published it.
create or replace function parley.scrub(channel_id bigint, first bigint, last bigint, who text, alias text)
returns bigint[]
language plpgsql volatile as $$
declare
    live    boolean := (select c.class = 2 from parley.channel c where c.id = channel_id);
    changed bigint[];
begin
    with rewritten as (
        update parley.publication p
           set author = case when p.author = who then alias else p.author end,
               origin = case when p.author = who then null else p.origin end,
               subject = case when p.subject = who then alias else p.subject end,
               mentions = array_replace(p.mentions, who, alias),
               edited_mentions = array_replace(p.edited_mentions, who, alias),
               data = case when p.n is null and not live then parley.scrubbed(p.data, who, alias)
                    else p.data end
         where p.channel = channel_id and p.seq between first and last
           and (p.author = who or p.subject = who or who = any (p.mentions)
                or who = any (p.edited_mentions)
                or not live and p.type in ('room.created', 'room.updated', 'message.edited')
                    and strpos(p.data, to_json(who)::text) > 0)
        returning p.seq)
    select coalesce(array_agg(r.seq order by r.seq), '{}') into changed from rewritten r;
    -- What the log says of edits of deleted messages names their author.
    update parley.publication e
       set data = concat('{"message":', parley.message_json(p, (select substr(c.name, 6) from parley.channel c
            where c.id = channel_id)), '}')
      from parley.publication p
     where e.channel = channel_id and e.seq between first and last and e.type = 'message.edited'
       and p.channel = e.channel and p.seq = e.about and p.deleted;
    return changed;
end $$;

-- channel (of a room, another person's own, or a live one), user, alias, after (a seq, 0 first), window (how many entries of
-- the log are looked at). One piece of it, oldest first; with the last one his membership of a room ends. Reply: {messages, next?}, next being the after of
-- the piece that follows. Repeating a piece changes nothing more.
create or replace function parley.room_erase(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    who     text := args->>'user';
    room_id text := substr(args->>'channel', 6);
    is_room boolean := args->>'channel' like 'room.%';
    is_live boolean := args->>'channel' like 'live.%';
    alias   text := args->>'alias';
    first   bigint := (args->>'after')::bigint + 1;
    last    bigint := (args->>'after')::bigint + (args->>'window')::bigint;
    held    parley.held := parley.lock(args->>'channel', patient);
    changed bigint[];
    events  jsonb := '[]';
    total   bigint := 0;
    p       parley.publication;
    x       record;
begin
    if held.state = 'busy' then
        return parley.refused('busy', 'busy');
    elsif held.state = 'absent' then
        return parley.done('{"messages":0}');
    end if;
    for p in select q.* from parley.publication q where q.channel = held.id and q.seq between first and last
            and q.author = who and q.n is not null and q.deleted is not true order by q.seq loop
        update parley.publication q set author = alias, origin = null
         where q.channel = p.channel and q.seq = p.seq returning * into p;
        events := events || parley.withdraw(p, room_id, alias, null);
        total := total + 1;
    end loop;
    for x in delete from parley.reaction r where r.channel = held.id and r.seq between first and last
            and r.person = who returning r.seq, r.emoji loop
        events := events || parley.add(held.id, 'reaction.removed', null, alias, null, null,
            (select jsonb_build_object('id', m.id, 'emoji', x.emoji, 'count', (select count(*)
                    from parley.reaction r where r.channel = held.id and r.seq = x.seq and r.emoji = x.emoji))
               from parley.publication m where m.channel = held.id and m.seq = x.seq)::text);
    end loop;
    delete from parley.mention m using parley.publication q
     where m.channel = held.id and m.person = who and q.channel = held.id
       and q.seq between first and last and q.n = m.n;
    changed := parley.scrub(held.id, first, last, who, alias);
    if not is_room then
        if last >= held.head then
            delete from parley.visit v where v.person = who and v.channel = held.id;
        end if;
        if cardinality(changed) > 0 then
            events := events || parley.add(held.id,
                case when is_live then 'author.erased' else 'notification.withdrawn' end, null, null, null,
                case when is_live then null else room_id end,
                jsonb_build_object('ids', (select coalesce(jsonb_agg(q.id order by q.seq), '[]')
                      from parley.publication q where q.channel = held.id and q.seq = any (changed)
                       and (is_live or q.type = 'notification')))::text, changed);
        end if;
        return parley.done(jsonb_strip_nulls(jsonb_build_object('messages', 0,
            'next', case when last < held.head then last end)), events);
    elsif last < held.head then
        return parley.done(jsonb_build_object('messages', total, 'next', last),
            parley.blanking(events, held.id, changed, epoch));
    end if;
    events := events || parley.depart(held, who, alias);
    return parley.done(jsonb_build_object('messages', total), parley.blanking(events, held.id, changed, epoch));
end $$;

-- The events, of which the first also withdraws these seqs from what is kept in memory; where there is none to
-- carry them, the room is told anew.
create or replace function parley.blanking(events jsonb, channel_id bigint, seqs bigint[], epoch text)
returns jsonb
language plpgsql volatile as $$
declare
    withdrawn bigint[];
begin
    if cardinality(seqs) = 0 then
        return events;
    elsif jsonb_array_length(events) = 0 then
        return jsonb_build_array((select parley.add(c.id, 'room.updated', null, null, null, null,
                jsonb_build_object('room', parley.room_json(r, c.name, c.head + 1, epoch))::text, seqs)
              from parley.channel c join parley.room r on r.channel = c.id where c.id = channel_id));
    end if;
    withdrawn := array(select distinct b from (
        select jsonb_array_elements_text(coalesce(events->0->'blanks', '[]'))::bigint as b
        union all select unnest(seqs)) w order by b);
    update parley.publication p set blanks = withdrawn
     where p.channel = channel_id and p.seq = (events->0->>'seq')::bigint;
    return jsonb_set(events, '{0,blanks}', to_jsonb(withdrawn));
end $$;

-- Ends what the person is in a room whose row this transaction holds. Those who listen are told who left; what is
-- kept names the alias. Where he was the last owner, the longest-standing of the highest becomes one.
create or replace function parley.depart(held parley.held, who text, alias text) returns jsonb
language plpgsql volatile as $$
declare
    m      parley.member := parley.member_row(held.id, who);
    heir   parley.member;
    events jsonb := '[]';
    told   jsonb;
begin
    update parley.room r set created_by = case when r.created_by = who then alias else r.created_by end,
            people = parley.scrubbed_people(r.people::jsonb, who, alias)::text
     where r.channel = held.id;
    delete from parley.visit v where v.person = who and v.channel = held.id;
    if coalesce(m.role, 0) = 0 then
        delete from parley.member x where x.channel = held.id and x.person = who;
        return events;
    end if;
    told := parley.part(m, jsonb_build_object('user', alias), 'removed', '[]')->0;
    update parley.publication p set subject = alias, data = parley.scrubbed(p.data, who, alias),
            blanks = array[p.seq]
     where p.channel = held.id and p.seq = (told->>'seq')::bigint;
    events := jsonb_build_array(told || jsonb_build_object('blanks', jsonb_build_array(told->'seq')));
    if m.role = 4 and not exists (select from parley.member x where x.channel = held.id and x.role = 4) then
        update parley.member x set role = 4
         where x.channel = held.id and x.person = (select y.person from parley.member y
            where y.channel = held.id and y.role > 0 order by y.role desc, y.since, y.person limit 1)
        returning * into heir;
        if heir.person is not null then
            events := events || parley.add(held.id, 'member.updated', null, alias, null, heir.person,
                jsonb_build_object('member', parley.member_json(heir))::text);
        end if;
    end if;
    return events;
end $$;

-- user, alias. What is left of a person once he is in no room: his own channel's log, his name and his presence.
create or replace function parley.room_forget(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    held parley.held := parley.lock('user.' || (args->>'user'), patient);
begin
    if held.state = 'busy' then
        return parley.refused('busy', 'busy');
    end if;
    delete from parley.publication p where p.channel = held.id;
    delete from parley.notification n where n.channel = held.id;
    update parley.channel c set floor = c.head, name = 'user.' || (args->>'alias') where c.id = held.id;
    delete from parley.person p where p.id = args->>'user';
    delete from parley.presence p where p.person = args->>'user';
    delete from parley.visit v where v.person = args->>'user';
    return parley.done('{}');
end $$;
