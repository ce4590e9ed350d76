-- How people were last seen by others, and how they want to be seen. seen: null = never seen. said: when the status
-- was set, in milliseconds of the node that set it; of two the later one counts.
create table parley.presence (
    person text   collate "C" primary key,
    name   text   not null,
    seen   timestamptz,
    status text,
    text   text,
    said   bigint not null default -1
) with (fillfactor = 70);
