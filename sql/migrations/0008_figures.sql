-- What the figures of a month look up, so that they touch the month, its fiscal year and last year's month, however long the
-- history is.

-- Amendments are few: which versions of a span were followed by another is asked of these alone.
create index on app.session_version (office_id, session_id, version) include (saved_at) where version > 1;
create index on app.client (office_id, received_on);
create index on app.client_closing (office_id, closed_on);
create index on app.client_reopening (office_id, reopened_on);
create index on app.plan (office_id, agreed_on);
create index on app.plan_check (office_id, checked_on);
create index on app.referral_status (office_id, status_on);
