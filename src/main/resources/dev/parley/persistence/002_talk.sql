-- What becomes of messages: reactions, pins, edits that a deletion must find again.

-- Who reacted to which message with what. since: the seq of the reaction.added.
create table parley.reaction (
    channel bigint not null,
    seq     bigint not null,
    emoji   text   not null,
    person  text   not null,
    since   bigint not null,
    primary key (channel, seq, emoji, person)
);

-- about: of message.edited, the seq of the message. named: of message.posted, how many of its mentions, the
-- first ones, were named by the client and are not read out of the text. edited_mentions: those of the edited
-- message; the posted one keeps its own, because it is replayed as it was told.
alter table parley.publication add about bigint, add named smallint, add edited_mentions text[];
create index publication_about on parley.publication (channel, about) where about is not null;
create index publication_pinned on parley.publication (channel, seq) where pinned;
create index room_public on parley.room (lower(name)) where visibility = 'public' and not archived;
create index publication_deleted on parley.publication (channel, n) where deleted;

-- Delivered up to this publication on one of the member's devices.
alter table parley.member add delivered_seq bigint not null default 0;
create index member_owner on parley.member (channel) where role = 4;
