-- What passes without a trace, and what it takes to know it.

-- room, user, least. May he type there? Answer: {members}, how many the room has.
create or replace function parley.ask_typist(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    door record;
    r    parley.room;
    m    parley.member;
begin
    select * into door from parley.door('room.' || (args->>'room'), args->>'user');
    select * into r from parley.room x where x.channel = door.id;
    m := parley.member_row(door.id, args->>'user');
    if door.verdict <> 'open' then
        return parley.shut(door.verdict);
    elsif r.archived then
        return parley.unanswered('gone', 'The room is archived.');
    elsif coalesce(m.role, 0) < coalesce((args->>'least')::smallint, 5) or m.muted_until > clock_timestamp() then
        return parley.unanswered('forbidden', 'You may not write in this room.');
    end if;
    return parley.answered(jsonb_build_object('members', r.members));
end $$;

-- room, users. Answer: {last (the newest message or null), counts: {user: {unread, mentions}}} of those of them
-- who are members.
create or replace function parley.ask_inbox(args jsonb, epoch text) returns parley.answer
language sql stable as $$
    select parley.answered(jsonb_build_object(
        'last', (select parley.message_json(p, args->>'room')::jsonb from parley.publication p
            where p.channel = c.id and p.seq = c.last_seq),
        'counts', coalesce((select jsonb_object_agg(m.person, jsonb_build_object(
                'unread', parley.unread(c, m), 'mentions', parley.mentions(c, m)))
              from parley.member m
             where m.channel = c.id and m.role > 0
               and m.person in (select jsonb_array_elements_text(args->'users'))), '{}')))
      from (values ('room.' || (args->>'room'))) one(name)
      left join parley.channel c on c.name = one.name
$$;
