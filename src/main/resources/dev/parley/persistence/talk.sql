-- What becomes of messages after they were posted. Every function locks the room first, then looks.

-- room, user, origin, least; id, text, words (of the text, with spaces between),
-- mentions (read out of the text), version (or absent). Repeating the edit
-- that brought about the present text changes nothing.
create or replace function parley.room_edit(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand(args, patient);
    p      parley.publication := parley.message_row((s.held).id, args->>'id');
    base   bigint := (args->>'version')::bigint;
    body   json := coalesce(p.edited, p.data)::json;
    wanted text[];
    fresh  text[];
    event  jsonb;
begin
    s.verdict := coalesce(s.verdict, case when p.id is null then parley.no_message()
        when p.author <> args->>'user' then parley.refused('forbidden', 'Only its author edits a message.')
        when p.deleted then parley.deleted_message() end, parley.muted(s.member, (s.held).at));
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif body->>'text' = args->>'text' and coalesce(base, p.version) in (p.version, p.version - 1) then
        return row('ok', concat('{"message":', parley.message_for(p, args->>'room', args->>'user'), '}'),
            '[]'::jsonb)::parley.outcome;
    elsif base <> p.version then
        return parley.refused('conflict', 'The message was edited in the meantime.',
            jsonb_build_object('current', p.version));
    end if;
    wanted := array(select w.person from parley.mentions_after_edit(p, args->'mentions') w);
    fresh := array(select w from unnest(wanted) w
        where w <> all (coalesce(p.mentions, '{}') || coalesce(p.edited_mentions, '{}')) and w <> p.author);
    if not parley.lock_people(fresh, patient) then
        return parley.refused('busy', 'busy');
    end if;
    update parley.publication q set version = q.version + 1, edited_at = (s.held).at,
            edited_mentions = nullif(wanted, '{}'), edited = parley.with_text(coalesce(q.edited, q.data), args->>'text'),
            words = parley.words(args->>'words', q.author)
     where q.channel = p.channel and q.seq = p.seq returning * into p;
    delete from parley.mention x where x.channel = p.channel and x.n = p.n and x.person <> all (wanted);
    insert into parley.mention (channel, person, n) select p.channel, w, p.n from unnest(wanted) w
        on conflict do nothing;
    event := parley.add(p.channel, 'message.edited', null, args->>'user', args->>'origin', null,
        concat('{"message":', parley.message_json(p, args->>'room'), '}'));
    update parley.publication q set about = p.seq
     where q.channel = p.channel and q.seq = (event->>'seq')::bigint;
    return row('ok', concat('{"message":', parley.message_for(p, args->>'room', args->>'user'), '}'),
        jsonb_build_array(event) || parley.notify_edited(p, fresh, args))::parley.outcome;
end $$;

-- Deletes a message of a room whose row this transaction holds: takes its text out of everything that is kept, the
-- message itself and what the log says of its edits. The event that says so.
create or replace function parley.withdraw(message parley.publication, room text, who text, origin text)
returns jsonb
language plpgsql volatile as $$
declare
    p      parley.publication;
    edits  bigint[];
begin
    update parley.publication q set deleted = true, data = '{}', edited = null, edited_at = null,
            mentions = null, edited_mentions = null, named = null, pinned = null, words = null
     where q.channel = message.channel and q.seq = message.seq returning * into p;
    with blanked as (
        update parley.publication q set data = concat('{"message":', parley.message_json(p, room), '}')
         where q.channel = p.channel and q.about = p.seq returning q.seq)
    select coalesce(array_agg(b.seq order by b.seq), '{}') into edits from blanked b;
    delete from parley.mention x where x.channel = p.channel and x.n = p.n;
    delete from parley.reaction x where x.channel = p.channel and x.seq = p.seq;
    return parley.add(p.channel, 'message.deleted', null, who, withdraw.origin, null,
        jsonb_build_object('id', p.id)::text, p.seq || edits);
end $$;

-- room, user, origin, least (to delete one's own), least_other (to delete another's); id.
create or replace function parley.room_delete(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand(args, patient);
    p      parley.publication := parley.message_row((s.held).id, args->>'id');
begin
    s.verdict := coalesce(s.verdict, case when p.id is null then parley.no_message()
        when p.author <> args->>'user' and (s.member).role < coalesce((args->>'least_other')::smallint, 5)
        then parley.refused('forbidden', 'Only its author or a moderator deletes a message.') end);
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif p.deleted then
        return parley.done(jsonb_build_object('id', p.id));
    elsif not parley.lock_people(parley.told(p.channel, p.seq), patient) then
        return parley.refused('busy', 'busy');
    end if;
    return parley.done(jsonb_build_object('id', p.id), jsonb_build_array(
            parley.withdraw(p, args->>'room', args->>'user', args->>'origin'))
        || parley.withdraw_notes(p.channel, p.seq, args));
end $$;

-- room, user, origin, least; id, emoji, on (react or take it back). The same reaction twice is one.
create or replace function parley.room_react(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s       parley.stand := parley.stand(args, patient);
    p       parley.publication := parley.message_row((s.held).id, args->>'id');
    adding  boolean := (args->>'on')::boolean;
    changed bigint;
    total   bigint;
    events  jsonb := '[]';
begin
    s.verdict := coalesce(s.verdict, case when p.id is null then parley.no_message()
        when p.deleted then parley.deleted_message()
        when adding and (select count(distinct x.emoji) from parley.reaction x where x.channel = p.channel
            and x.seq = p.seq and x.emoji <> args->>'emoji') >= 100
        then parley.refused('conflict', 'The message has reactions of 100 kinds already.') end);
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif adding then
        insert into parley.reaction (channel, seq, emoji, person, since)
        values (p.channel, p.seq, args->>'emoji', args->>'user', (s.held).head + 1) on conflict do nothing;
    else
        delete from parley.reaction x where x.channel = p.channel and x.seq = p.seq
            and x.emoji = args->>'emoji' and x.person = args->>'user';
    end if;
    get diagnostics changed = row_count;
    select count(*) into total from parley.reaction x
     where x.channel = p.channel and x.seq = p.seq and x.emoji = args->>'emoji';
    if changed > 0 then
        events := events || parley.add(p.channel, case when adding then 'reaction.added' else
            'reaction.removed' end, null, args->>'user', args->>'origin', null,
            jsonb_build_object('id', p.id, 'emoji', args->>'emoji', 'count', total)::text);
    end if;
    return parley.done(jsonb_build_object('count', total), events);
end $$;

-- room, user, origin, least; id, on (pin or unpin).
create or replace function parley.room_pin(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    s      parley.stand := parley.stand(args, patient);
    p      parley.publication := parley.message_row((s.held).id, args->>'id');
    wanted boolean := (args->>'on')::boolean;
begin
    s.verdict := coalesce(s.verdict, case when p.id is null then parley.no_message()
        when p.deleted then parley.deleted_message() end);
    if (s.verdict).outcome is not null then
        return s.verdict;
    elsif coalesce(p.pinned, false) = wanted then
        return parley.done('{}');
    end if;
    update parley.publication q set pinned = wanted where q.channel = p.channel and q.seq = p.seq;
    return parley.done('{}', jsonb_build_array(parley.add(p.channel, case when wanted then 'message.pinned'
        else 'message.unpinned' end, null, args->>'user', args->>'origin', null,
        jsonb_build_object('id', p.id)::text)));
end $$;
