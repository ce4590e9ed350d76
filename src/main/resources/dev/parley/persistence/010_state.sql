-- Live state: the one JSON object that a channel may carry, a row for each of its keys.

-- value: JSON text, as it was written. Only the primary key is indexed, and half of each page is left free: a key
-- that is changed all the time stays in its page.
create table parley.state (
    channel bigint not null,
    key     text   collate "C" not null,
    version bigint not null,
    value   text   not null,
    primary key (channel, key)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

-- Keys that were removed: their versions go on from here. seq: of the publication that removed them.
create table parley.state_removed (
    channel bigint not null,
    key     text   collate "C" not null,
    version bigint not null,
    seq     bigint not null,
    primary key (channel, key)
);
create index state_removed_seq on parley.state_removed (channel, seq);

-- How much a channel's state is: keys, and bytes of keys and values; how many removed keys are remembered.
-- forgotten: no removed key that is remembered no longer ever had a version above it.
create table parley.state_size (
    channel   bigint  primary key,
    keys      integer not null default 0,
    bytes     bigint  not null default 0,
    removed   integer not null default 0,
    forgotten bigint  not null default 0
) with (fillfactor = 50);
