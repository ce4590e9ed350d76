-- What one op makes of one value. Values are JSON texts; null = absent.

-- The members of a set in their order, false and true first, then numbers by value, then strings by code points; each
-- once, with the member or without it. Null where the array holds what no member can be.
create or replace function parley.state_members(members jsonb, member jsonb, wanted boolean) returns text
language sql immutable as $$
    select case when bool_and(jsonb_typeof(e.value) in ('boolean', 'number', 'string')) is not false then
        concat('[', (select string_agg(x.shown, ',' order by x.rank, x.number, x.word collate "C")
          from (select distinct case jsonb_typeof(m.value) when 'boolean' then 0 when 'number' then 1 else 2 end as rank,
                    case jsonb_typeof(m.value) when 'number' then trim_scale(m.value::numeric) end as number,
                    case jsonb_typeof(m.value) when 'number' then null else m.value #>> '{}' end as word,
                    case jsonb_typeof(m.value) when 'number' then trim_scale(m.value::numeric)::text
                        else m.value::text end as shown
                  from jsonb_array_elements(case when wanted then members || jsonb_build_array(member)
                    else members end) m(value)
                 where wanted or m.value <> member) x), ']') end
      from jsonb_array_elements(members) e(value)
$$;

-- kind: set, remove, add, insert, discard. operand: the value, of an add the number. low, high: the bounds of an add,
-- or null. verdict: null, 'kind' (the value is none that this op can meet) or 'bound'.
-- Sums are exact to 15 places after the point, and stay among the numbers that every client can count in.
create or replace function parley.state_op(kind text, old text, operand text, low text, high text,
                                           out verdict text, out fresh text)
language plpgsql immutable as $$
declare
    total numeric;
begin
    if kind = 'set' then
        fresh := operand;
    elsif kind = 'remove' or kind = 'discard' and old is null then
        fresh := null;
    elsif kind = 'add' then
        if old is not null and json_typeof(old::json) <> 'number' then
            verdict := 'kind';
            return;
        end if;
        total := trim_scale(round(coalesce(old, '0')::numeric + operand::numeric, 15));
        if total < low::numeric or total > high::numeric or abs(total) > 9007199254740991 then
            verdict := 'bound';
            return;
        end if;
        fresh := total::text;
    elsif old is not null and json_typeof(old::json) <> 'array' then
        verdict := 'kind';
    else
        fresh := parley.state_members(coalesce(old, '[]')::jsonb, operand::jsonb, kind = 'insert');
        verdict := case when fresh is null then 'kind' end;
    end if;
end $$;
