-- Whose tokens are believed no longer.

create or replace function parley.revocation_json(r parley.revocation) returns jsonb
language sql stable as $$
    select jsonb_build_object('kind', r.kind, 'subject', r.subject, 'at', parley.rfc3339(r.at),
        'until', parley.rfc3339(r.until))
$$;

-- kind, subject, keep_days. Once more for the same subject: the later moment counts.
create or replace function parley.revoke_tokens(args jsonb, epoch text, patient boolean) returns parley.outcome
language plpgsql volatile as $$
declare
    newest bigint;
    moment timestamptz;
    r      parley.revocation;
begin
    update parley.revocation_head set version = version + 1 returning version into strict newest;
    moment := date_trunc('milliseconds', clock_timestamp());
    delete from parley.revocation x where x.until <= moment;
    insert into parley.revocation as x (kind, subject, at, until, version)
    values (args->>'kind', args->>'subject', moment, moment + make_interval(days => (args->>'keep_days')::integer),
        newest)
        on conflict (kind, subject) do update set at = excluded.at, until = excluded.until,
            version = excluded.version
    returning x.* into strict r;
    return parley.done(parley.revocation_json(r));
end $$;

-- after (the version that is known), limit. The answer: {version, revocations, more}: those that came later, in their
-- order, and up to which version they are; one below what was asked for tells of a log restored from a copy.
create or replace function parley.ask_revocations(args jsonb, epoch text) returns parley.answer
language plpgsql stable as $$
declare
    newest bigint;
    most   integer := (args->>'limit')::integer;
    found  parley.revocation[];
begin
    select h.version into newest from parley.revocation_head h;
    if newest = (args->>'after')::bigint then
        return parley.answered(jsonb_build_object('version', newest, 'revocations', '[]'::jsonb, 'more', false));
    end if;
    found := array(select r from parley.revocation r where r.version > (args->>'after')::bigint
        and r.until > clock_timestamp() order by r.version limit most);
    return parley.answered(jsonb_build_object(
        'version', case when cardinality(found) = most then found[most].version else newest end,
        'revocations', coalesce((select jsonb_agg(parley.revocation_json(r) order by r.version) from unnest(found) r),
            '[]'), 'more', cardinality(found) = most));
end $$;
