import CaseCore
import Glibc
import Postgres

/// The migrated database that every test's is copied from, named by what is in `sql/`.
public enum TestTemplate {
  /// `sql/` of this checkout.
  public static let folder: String = {
    // …/Tests/TestSupport/TestTemplate.swift
    let here = #filePath
    return here.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/sql"
  }()

  /// A file of `sql/`.
  public static func text(_ name: String) throws -> String {
    guard let file = fopen(folder + "/" + name, "r") else { throw SchemaSource.Unreadable(path: name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes the template if it is not there; several test processes may ask at once.
  static func prepare(by superuser: Connection) throws -> String {
    let source = try SchemaSource(folder: folder)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a: it only has to differ when the files do
    let texts = source.migrations.map(\.text) + (source.codes + source.code).map { $0.path + $0.text }
    for byte in (texts + [try text("database.sql"), try text("roles.sql")]).joined(separator: "\0").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let name = "ippo_template_" + String(hash, radix: 36)
    let lock = 0x7465_7374
    try superuser.run("select pg_advisory_lock(\(lock))")
    defer { _ = try? superuser.run("select pg_advisory_unlock(\(lock))") }  // a lost session holds no lock
    let isReady: Bool = try superuser.one(
      "select exists (select from pg_database where datname = \(name) and datistemplate)")
    if isReady { return name }
    try superuser.script("drop database if exists \(name) with (force)")
    try superuser.script("create database \(name)")
    try TestCluster.superuser(database: name).script(text("database.sql"))
    let migration = try TestCluster.connect(
      "ippo_migrate", password: TestCluster.variable("IPPO_TEST_MIGRATE_PASSWORD"), database: name)
    try Migrator(source, connection: migration).migrate { _ in }
    migration.close()
    try superuser.script("alter database \(name) is_template true")
    return name
  }
}
