-- Messages as they are now, as JSON text.

-- The reactions to a message as a JSON array, in the order in which each emoji first came. With a person, his
-- own are marked.
create or replace function parley.reactions_json(channel_id bigint, message_seq bigint, who text)
returns text
language sql stable as $$
    select concat('[', string_agg(concat('{"emoji":', to_json(e.emoji), ',"count":', e.count,
            case when e.mine then ',"mine":true' end, '}'), ',' order by e.since, e.emoji), ']')
      from (select r.emoji, count(*) as count, min(r.since) as since, bool_or(r.person = who) as mine
              from parley.reaction r
             where r.channel = channel_id and r.seq = message_seq group by r.emoji) e
$$;

-- What hangs under the root of a thread: how many messages, when the last came, and of whom the last ones are
-- (at most 3 people, the last first). Null where nothing hangs.
create or replace function parley.replies_json(channel_id bigint, root text) returns text
language sql stable as $$
    select concat(',"replies":{"count":', count(*), ',"lastAt":"', parley.rfc3339(max(t.at)), '","users":',
            (select coalesce(json_agg(u.author order by u.last desc), '[]')
               from (select q.author, max(q.seq) as last from parley.publication q
                      where q.channel = channel_id and q.thread = root and q.deleted is not true
                      group by q.author order by 2 desc limit 3) u), '}')
      from parley.publication t
     where t.channel = channel_id and t.thread = root and t.deleted is not true
    having count(*) > 0
$$;

-- What stands between the braces of a JSON object. By bytes: to count the characters of a long message takes fifty
-- times as long, and was half of what a page of history cost.
create or replace function parley.inside(object text) returns text
language sql stable as $$
    select convert_from(substr(convert_to(object, 'UTF8'), 2, octet_length(convert_to(object, 'UTF8')) - 2), 'UTF8')
$$;

-- A message, for everybody alike (who null) or as one person sees it. Of a new message the same bytes as the
-- server makes of the same row.
create or replace function parley.message_for(p parley.publication, room text, who text) returns text
language sql stable as $$
    select concat('{"id":"', p.id, '","room":"', room, '","seq":', p.seq, ',"n":', p.n, ',"by":"', p.author,
        '","at":"', parley.rfc3339(p.at), '",',
        case when p.deleted then concat('"version":', p.version,
            ',"deleted":true,"text":"","mentions":[],"attachments":[],"reactions":[]}')
        else concat(parley.inside(coalesce(p.edited, p.data)),
            ',"mentions":[', (select string_agg('"' || m || '"', ',' order by o)
                from unnest(case when p.edited is null then p.mentions else p.edited_mentions end) with ordinality u(m, o)), '],"version":', p.version,
            case when p.edited_at is not null then
                concat(',"editedAt":"', parley.rfc3339(p.edited_at), '"') end,
            case when p.pinned then ',"pinned":true' end,
            ',"reactions":', parley.reactions_json(p.channel, p.seq, who),
            case when p.thread is null then parley.replies_json(p.channel, p.id) end, '}') end)
$$;

create or replace function parley.message_json(p parley.publication, room text) returns text
language sql stable as $$ select parley.message_for(p, room, null) $$;
