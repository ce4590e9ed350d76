-- Who outside is told of what, and what he has not been told of yet.

-- types, channels: patterns as LIKE reads them. known_at: when a node last said that it has this hook.
create table parley.webhook (
    id       integer     generated always as identity primary key,
    name     text        collate "C" not null unique,
    types    text[]      not null,
    channels text[]      not null,
    known_at timestamptz not null
);

-- A publication that a hook is to be told of: a reference, never a copy, so that what is deleted meanwhile is told
-- of as it is then. Rows come and go: they are cleared away early.
create table parley.delivery (
    hook    integer not null,
    channel bigint  not null,
    seq     bigint  not null,
    primary key (hook, channel, seq)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- A channel whose delivery has failed: its next one, up to this seq, not before next_at. since: the first failure.
create table parley.webhook_wait (
    hook     integer     not null,
    channel  bigint      not null,
    last     bigint      not null,
    since    timestamptz not null,
    attempts integer     not null,
    next_at  timestamptz not null,
    error    text        not null,
    primary key (hook, channel)
) with (fillfactor = 50);

-- What could not be told for so long that it was given up.
create table parley.dead_letter (
    hook     integer     not null,
    channel  bigint      not null,
    seq      bigint      not null,
    since    timestamptz not null,
    attempts integer     not null,
    error    text        not null,
    primary key (hook, channel, seq)
);
