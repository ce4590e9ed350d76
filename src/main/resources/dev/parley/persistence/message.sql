-- A message as it is now, as JSON text; the same bytes as the server makes of the same row.
create or replace function parley.message_json(p parley.publication, room text) returns text
language sql stable as $$
    select concat('{"id":"', p.id, '","room":"', room, '","seq":', p.seq, ',"n":', p.n, ',"by":"', p.author,
        '","at":"', parley.rfc3339(p.at), '",',
        case when p.deleted then concat('"version":', p.version,
            ',"deleted":true,"text":"","mentions":[],"attachments":[],"reactions":[]}')
        else concat(substr(coalesce(p.edited, p.data), 2, length(coalesce(p.edited, p.data)) - 2),
            ',"mentions":[', (select string_agg('"' || m || '"', ',' order by o)
                from unnest(p.mentions) with ordinality u(m, o)), '],"version":', p.version,
            case when p.edited_at is not null then
                concat(',"editedAt":"', parley.rfc3339(p.edited_at), '"') end,
            case when p.pinned then ',"pinned":true' end, ',"reactions":[]}') end)
$$;
