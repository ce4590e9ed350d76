-- Which channels may hold something by or about a person: the rooms that he ever entered or was banned from, and
-- the own channels of those whom he did something to.
create table parley.visit (
    person  text   not null,
    channel bigint not null,
    primary key (person, channel)
);
insert into parley.visit (person, channel)
select m.person, m.channel from parley.member m
union select p.author, p.channel from parley.publication p
 where p.author is not null
union select p.subject, p.channel from parley.publication p join parley.room r on r.channel = p.channel
 where p.subject is not null and p.subject not in ('', '*')
    on conflict do nothing;
