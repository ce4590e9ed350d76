-- What applications publish from their own transactions, until it is told.

-- Rows come and go: they are taken away when they are told, so no place is kept in a table of numbers that are given
-- out before the transactions that take them commit. namespace: of the channel, the order of the key, so that one
-- that has to wait stops no other. event: the event's id; made: nobody chose it, so that nobody can
-- repeat it. data: JSON text.
create table parley.outbox (
    namespace text        collate "C" not null,
    id        bigint      generated always as identity,
    at        timestamptz not null default clock_timestamp(),
    channel   text        collate "C" not null,
    type      text        not null,
    event     text        collate "C" not null,
    made      boolean     not null,
    data      text        not null,
    primary key (namespace, id)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- How the outbox is run, as the nodes' settings say. notify: each publish wakes the node that tells.
create table parley.outbox_setting (
    only_row boolean primary key default true check (only_row),
    notify   boolean not null default false
);
insert into parley.outbox_setting default values;

-- What could not be published, and why. It stays for some weeks.
create table parley.outbox_dead (
    id      bigint      primary key,
    at      timestamptz not null,
    channel text        not null,
    type    text        not null,
    event   text        not null,
    made    boolean     not null,
    data    text        not null,
    died_at timestamptz not null default clock_timestamp(),
    reason  text        not null
);
create index outbox_dead_age on parley.outbox_dead (died_at);
