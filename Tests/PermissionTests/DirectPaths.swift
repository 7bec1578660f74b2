/// The ways straight to a table that somebody with a password and a psql can try. Each is denied to every login but the
/// superuser's, for whom the same text works.
enum DirectPaths {
  struct Relation: Sendable {
    let name: String
    /// A column that may be written, one that may be referred to, and their types.
    let column: String
    let type: String
    let key: String
    let keyType: String
    var bare: Substring { name.drop { $0 != "." }.dropFirst() }
  }

  struct Path: Sendable {
    let name: String
    /// `copy` ends the wrapper's connection when it works, and a table that is referred to is changed by that.
    var isLastWord = false
    let statement: @Sendable (Relation) -> String
  }

  /// One statement a path. `where false`: the superuser's turn must change nothing.
  static let all: [Path] = [
    Path(name: "select") { "select \($0.column)::text as line from \($0.name) limit 1" },
    Path(name: "select nothing") { "select 'x' as line from \($0.name) where false" },
    Path(name: "select system columns") { "select ctid::text as line from \($0.name) limit 1" },
    Path(name: "count") { "select count(*)::text as line from \($0.name)" },
    Path(name: "for update") { "select 'x' as line from \($0.name) limit 1 for update" },
    Path(name: "insert") { "insert into \($0.name) (\($0.column)) select null::\($0.type) where false" },
    Path(name: "insert returning") {
      "insert into \($0.name) (\($0.column)) select null::\($0.type) where false returning \($0.column)::text as line"
    },
    Path(name: "on conflict do nothing") {
      "insert into \($0.name) (\($0.column)) select null::\($0.type) where false on conflict do nothing"
    },
    Path(name: "on conflict do update") {
      """
      insert into \($0.name) as t (\($0.column)) select null::\($0.type) where false
      on conflict (\($0.key)) do update set \($0.column) = t.\($0.column)
      """
    },
    Path(name: "update") { "update \($0.name) set \($0.column) = null where false" },
    Path(name: "update returning") {
      "update \($0.name) set \($0.column) = null where false returning \($0.column)::text as line"
    },
    Path(name: "delete") { "delete from \($0.name) where false" },
    Path(name: "delete returning") { "delete from \($0.name) where false returning \($0.column)::text as line" },
    Path(name: "merge") {
      "merge into \($0.name) t using (select 1 where false) s on false when matched then delete when not matched then do nothing"
    },
    Path(name: "truncate") { "truncate \($0.name) cascade" },
    Path(name: "lock") { "lock table \($0.name) in access share mode" },
    Path(name: "lock in a function") { "do $$ begin lock table \($0.name) in row share mode; end $$" },
    Path(name: "explain") { "explain select * from \($0.name)" },
    Path(name: "explain analyze") { "explain (analyze, verbose) select * from \($0.name)" },
    Path(name: "cursor") { "declare c cursor for select * from \($0.name)" },
    Path(name: "in a do block") { "do $$ begin perform 1 from \($0.name); end $$" },
    Path(name: "query_to_xml") {
      "select query_to_xml('select * from \($0.name) limit 1', true, false, '')::text as line"
    },
    Path(name: "table_to_xml") { "select table_to_xml('\($0.name)', true, false, '')::text as line" },
    Path(name: "foreign key") { "create table play.probe (x \($0.keyType) references \($0.name) (\($0.key)))" },
    Path(name: "view") { "create view play.v as select * from \($0.name); select count(*) from play.v" },
    Path(name: "like") { "create table play.l (like \($0.name) including all); select 1 from \($0.name)" },
    Path(name: "trigger") {
      "create trigger t before insert on \($0.name) for each row execute function suppress_redundant_updates_trigger()"
    },
    Path(name: "rule") { "create rule r as on insert to \($0.name) do also nothing" },
    Path(name: "policy") { "create policy p on \($0.name) using (true)" },
    Path(name: "no row security") { "alter table \($0.name) disable row level security" },
    Path(name: "owner") { "alter table \($0.name) owner to current_user" },
    Path(name: "grant") { "grant select on \($0.name) to public" },
    Path(name: "index") { "create index on \($0.name) (\($0.column))" },
    Path(name: "statistics") { "create statistics play.s on (\($0.column)::text || 'x') from \($0.name)" },
    Path(name: "drop") { "drop table \($0.name) cascade" },
    Path(name: "rows of pg_stats") {
      "select (select count(*) from pg_stats where schemaname || '.' || tablename = '\($0.name)')::text as line"
    },
    Path(name: "counters of the table") { "select pg_stat_get_live_tuples('\($0.name)'::regclass)::text as line" },
    Path(name: "counters of the transaction") {
      "select pg_stat_get_xact_tuples_returned('\($0.name)'::regclass)::text as line"
    },
    Path(name: "counters of the view") {
      "select seq_tup_read::text as line from pg_stat_xact_all_tables where schemaname || '.' || relname = '\($0.name)'"
    },
    Path(name: "copy to", isLastWord: true) { "copy \($0.name) to stdout" },
    Path(name: "copy from", isLastWord: true) { "copy \($0.name) (\($0.column)) from stdin" },
  ]

  /// The same privileges, asked of the catalogue.
  static let privileges = [
    "select", "insert", "update", "delete", "truncate", "references", "trigger",
  ]
}
