-- Whether one's own office has a similar record is asked in one transaction and answered in a later one, so that the
-- question is on record whatever becomes of the answer. `question` is a digest of what was asked. A row without one says
-- that somebody was told; so do all rows of before.
alter table app.similar_notice
  add column question bytea check (octet_length(question) = 32),
  add column asked_in xid8;
alter table app.similar_notice alter column asked_in set default pg_current_xact_id();
create index on app.similar_notice (staff_id, at);
