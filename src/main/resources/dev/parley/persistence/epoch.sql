-- The identity of the log as a short opaque text: this database and, unless the operator vouches for a
-- synchronous standby, the timeline of its write-ahead log, which changes when a replica is promoted or a
-- backup is restored. The timeline is that of the insert position: the control file still tells of the old one
-- for a while.
create or replace function parley.epoch(with_timeline boolean) returns text
language sql volatile as $$
    select substr(md5(concat_ws('/', i.value, s.system_identifier, d.oid,
        case when with_timeline then substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) end)), 1, 12)
      from parley.identity i, pg_control_system() s, pg_database d
     where d.datname = current_database()
$$;

-- Makes this log another one, after its files were put back from a copy: every reader starts afresh.
create or replace function parley.new_identity() returns void
language sql volatile as $$
    update parley.identity set value = gen_random_uuid()::text
$$;
