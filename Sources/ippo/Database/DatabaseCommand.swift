import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: said("データベースの版と点検", "The database's schema"),
    subcommands: [DatabaseMigrate.self, DatabaseStatus.self, DatabaseDoctor.self])
}

struct DatabaseMigrate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: said("データベースをこのプログラムの版に合わせる", "Bring the database to this program's schema"),
    discussion: said("ippo_migrate のログインで接続します。", "Connects as the login ippo_migrate."))

  @Flag(name: .customLong("dry-run"), help: .said("試すだけで、元に戻す", "try everything and roll it back")) var dryRun = false
  @OptionGroup var speech: SpeechOption

  func run(at desk: Desk) throws {
    let source = try SchemaSource(folder: SQLFolder.find(at: desk).path)
    let store = try desk.store(login: "ippo_migrate", within: .seconds(10))
    store.connection.deadline = .none
    do {
      try Migrator(source, connection: store.connection).migrate(dryRun: dryRun) { step in
        switch step {
        case .migration(let version, let name):
          desk.say(Words(ja: "移行 \(version) \(name)", en: "migration \(version) \(name)"))
        case .code(let files):
          desk.say(
            Words(
              ja: "関数・方針・コード表を入れ直しました(\(files)ファイル)",
              en: "installed functions, policies and code lists (\(files) files)"))
        case .nothing: desk.say(Words(ja: "すでに最新です。", en: "Nothing to do."))
        }
      }
    } catch Migrator.Refusal.changed(let version, let name) {
      throw Trouble(
        ja: "適用済みの移行 \(version) \(name) のファイルが変わっています。元に戻してください。",
        en: "Migration \(version) \(name) was applied and its file has changed since; restore it.", status: .refused)
    } catch Migrator.Refusal.newer(let version) {
      throw Trouble(
        ja: "データベースは新しい版(移行 \(version))です。ippo を更新してください。",
        en: "The database has migration \(version), which this program does not know: update ippo.", status: .refused)
    }
    if dryRun { desk.say(Words(ja: "試しただけで、何も変えていません。", en: "It was a dry run; nothing was changed.")) }
  }
}

struct DatabaseStatus: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: said("データベースの版", "Which schema the database has"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let status = try SchemaStatus.read(in: desk.store())
    let fits = Int(CaseStore.schemaVersion) <= status.version && Int(CaseStore.schemaVersion) >= status.oldestProgram
    var record = Record()
    record.add("schema_version", ja: "データベースの版", en: "Schema", .integer(status.version))
    record.add("oldest_program", ja: "使える最も古いプログラム", en: "Oldest program served", .integer(status.oldestProgram))
    record.add("program", ja: "このプログラム", en: "This program", .integer(Int(CaseStore.schemaVersion)))
    record.add("fits", ja: "使えるか", en: "They fit", .flag(fits))
    record.add("installed_at", ja: "導入", en: "Installed", desk.cell(status.installedAt))
    record.add("postgres", ja: "PostgreSQL", en: "PostgreSQL", .text(status.postgres))
    try desk.show(record, as: output.format)
  }
}

struct DatabaseDoctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: said("安全の点検(問題があれば終了状態1)", "Examine what must hold; exit status 1 if something does not"),
    discussion: said("office_admin が実行します。", "For an office_admin."))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let findings = try SchemaFinding.examine(in: desk.store())
    var table = Table([
      Column("check", ja: "点検", en: "Check", fit: .wrap), Column("ok", ja: "結果", en: "Holds"),
      Column("offenders", ja: "合わないもの", en: "What breaks it", fit: .wrap),
    ])
    for finding in findings {
      table.add([
        .code(finding.check, label: DoctorWords.label(of: finding.check, in: desk.lang)),
        .flag(finding.offenders.isEmpty), .list(finding.offenders.map { .text($0) }),
      ])
    }
    try desk.show(table, as: output.format)
    if findings.contains(where: { !$0.offenders.isEmpty }) {
      throw Trouble(ja: "点検に合わないものがあります。", en: "Something does not hold.", status: .other)
    }
  }
}
