-- What messages can be found by.

-- words: of a message that is not deleted, the distinct words of its present text, as the server reads them, and
-- its author (they hold no positions: who shows a message marks the words in its text).
alter table parley.publication add words tsvector;
-- For words that few messages hold, and, from the newest message backwards, for those that many do.
create index publication_words on parley.publication using gin (words) with (gin_pending_list_limit = 1024);
create index publication_newest on parley.publication (at, channel, seq) where words is not null;
