-- Tokens that are believed no longer, though they have not expired.

-- kind: 'user' (subject: whose; at: tokens issued until then) or 'token' (subject: the id of one). until: when it is
-- forgotten. version: the order in which they became so; they are committed in this order, because whoever writes
-- one holds the row of revocation_head.
create table parley.revocation (
    kind    text        not null check (kind in ('user', 'token')),
    subject text        collate "C" not null,
    at      timestamptz not null,
    until   timestamptz not null,
    version bigint      not null,
    primary key (kind, subject)
);
create unique index revocation_version on parley.revocation (version);
create table parley.revocation_head (
    only_row boolean primary key default true check (only_row),
    version  bigint  not null
) with (fillfactor = 50);
insert into parley.revocation_head (version) values (0);
