-- The transaction whose entries the chain's head has still to follow; null whenever one has ended (sql/code/4_audit).
alter table audit.head add column pending xid8;
