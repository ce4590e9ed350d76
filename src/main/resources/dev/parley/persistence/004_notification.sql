-- What people are told of, and how much of it they want.

-- A publication of type notification on a person's own channel: read or not, and what it is about: the channel of
-- a room and, of a message, its seq there. What it says stands in the log alone.
create table parley.notification (
    channel bigint  not null,
    seq     bigint  not null,
    read    boolean not null default false,
    room    bigint,
    message bigint,
    primary key (channel, seq)
) with (fillfactor = 80);
create index notification_unread on parley.notification (channel, seq) where not read;
create index notification_message on parley.notification (room, message) where message is not null;

-- What a person wants to be told of, everywhere and in one room; null = as everywhere, and everywhere all.
-- quiet_until: of nothing until then.
alter table parley.person add notify text check (notify in ('all', 'mentions', 'none')),
    add quiet_until timestamptz;
alter table parley.member add notify text check (notify in ('all', 'mentions', 'none')),
    add quiet_until timestamptz;

-- Work that one node at a time does. fence grows with every change of hands: who comes with an old one has lost
-- the lease, however long he was stopped.
create table parley.lease (
    name   text        primary key,
    holder text        not null,
    fence  bigint      not null,
    until  timestamptz not null
);
