-- Live channels: rows of class 2.

-- made: the id was made by a server, so that nobody can ever repeat it. Of live channels only.
alter table parley.publication add column made boolean;
