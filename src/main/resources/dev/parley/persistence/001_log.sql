-- The durable log, the rooms and who is in them.

-- Who this log is. A restore from a copy of files must call parley.new_identity(): positions of the two
-- histories cannot be compared.
create table parley.identity (
    only_row boolean primary key default true check (only_row),
    value    text not null
);
insert into parley.identity (value) values (gen_random_uuid()::text);

-- A channel and its head. This row is the lock under which the channel's publications are numbered.
-- class: the order in which rows of several channels are locked: 0 rooms, 1 users, 2 live channels.
-- n: the number of messages ever posted. last_seq, last_at: the newest message, 0 and the room's creation before
-- the first one. floor: publications up to this seq are no longer kept.
-- No index touches what an append changes, and half of each page is left free: updates stay in their page.
create table parley.channel (
    id       bigint generated always as identity primary key,
    name     text        collate "C" not null unique,
    class    smallint    not null,
    head     bigint      not null default 0,
    head_at  timestamptz not null default '-infinity',
    n        bigint      not null default 0,
    last_seq bigint      not null default 0,
    last_at  timestamptz not null default '-infinity',
    floor    bigint      not null default 0
) with (fillfactor = 50);

-- The log: every publication of every channel, once.
-- data: the object under "data", as JSON text, byte for byte as it was sent; of a message.posted only what its
--     author wrote (text, attachments …): the numbers and times are put in on reading.
-- blanks: the earlier seqs of the channel whose content this publication withdraws.
-- n and what follows: of message.posted only, the message as it is now. edited: what replaced data.
create table parley.publication (
    channel   bigint      not null,
    seq       bigint      not null,
    at        timestamptz not null,
    n         bigint,
    version   integer,
    pinned    boolean,
    deleted   boolean,
    type      text        not null,
    id        text        collate "C",
    author    text        collate "C",
    origin    text,
    subject   text,
    thread    text        collate "C",
    mentions  text[],
    blanks    bigint[],
    data      text        not null,
    edited    text,
    edited_at timestamptz,
    primary key (channel, seq)
);
create unique index publication_id on parley.publication (channel, id) where id is not null;
create index publication_message on parley.publication (channel, seq) where n is not null;
create index publication_thread on parley.publication (channel, thread, seq) where thread is not null;

-- A plan that is made while the log is empty is kept for long, and the planner takes every column of an unknown
-- table for selective: it would look for an id by scanning its channel. So it is shown rows of one channel once.
insert into parley.publication (channel, seq, at, n, version, type, id, author, origin, data)
select 0, i, now(), i, 1, 'message.posted', 'id' || i, 'author' || i % 50, 's', '{}' from generate_series(1, 3000) i;
analyze parley.publication;
truncate parley.publication;

-- A conversation. members: how many stand in it with role 1 or more. people: of a direct one, [{user, name}].
create table parley.room (
    channel    bigint      primary key references parley.channel,
    kind       text        not null default 'group' check (kind in ('group', 'direct')),
    name       text        not null,
    topic      text        not null default '',
    visibility text        not null check (visibility in ('public', 'private')),
    created_by text        not null,
    created_at timestamptz not null,
    members    integer     not null default 0,
    people     text,
    archived   boolean     not null default false
) with (fillfactor = 80);

-- Where a person stands in a room. role: 0 banned, 1 reader, 2 member, 3 moderator, 4 owner.
-- read_seq, read_n: read up to this publication, up to this message.
create table parley.member (
    channel     bigint      not null references parley.channel,
    person      text        collate "C" not null,
    role        smallint    not null check (role between 0 and 4),
    name        text        not null,
    since       timestamptz not null,
    read_seq    bigint      not null default 0,
    read_n      bigint      not null default 0,
    muted_until timestamptz,
    primary key (channel, person)
) with (fillfactor = 70);
create index member_person on parley.member (person, channel) where role > 0;

-- Who is mentioned in which message, by its number in the room.
create table parley.mention (
    channel bigint not null,
    person  text   collate "C" not null,
    n       bigint not null,
    primary key (channel, person, n)
);

-- A user as last seen.
create table parley.person (
    id   text primary key,
    name text not null
);
