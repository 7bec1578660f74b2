import Glibc
import Paper
import Postgres
import Seal
import TestSupport
import Testing

@Suite("The batch of monthly reports")
struct BatchTests {
  /// Runs a test with the administrator of both offices and a folder that is not there yet.
  private func each(_ body: (Person, String) throws -> Void) throws {
    try TestOffice.run { office in
      let admin = try Person("admin", of: office)
      try withExtendedLifetime(admin.home) { try body(admin, admin.home.path + "/reports") }
    }
  }

  private func batch(_ person: Person, _ folder: String, _ more: String...) throws -> Run {
    try person.run(["report", "batch", "2020-01", "--output", folder] + more, input: [])
  }

  private func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." && $0 != ".ippo-batch.lock" }.sorted()
  }

  /// Which file it is and when it was written: a file that was not touched has the same.
  private func trace(_ path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }

  private func put(_ text: String, _ path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0, write(file, text, text.utf8.count) == text.utf8.count else { throw Program.Failed(code: errno) }
    close(file)
  }

  private static let all = ["all-offices", "fukuoka", "kitakyushu"].flatMap { office in
    ["csv", "html", "json", "pdf", "xlsx"].map { "\(office)-2020-01.\($0)" }
  }

  @Test("makes a file of each office and of all together in each format, and a manifest of what is in them")
  func everyOffice() throws {
    try each { admin, folder in
      let run = try batch(admin, folder)
      #expect(run.ending == .status(0))
      #expect(run.output == "" && run.errors == "2020-01: 書き出し 15 件、そのまま 0 件、失敗 0 件(\(folder))。\n")
      #expect(names(folder) == BatchTests.all + ["manifest.json"])
      let manifest = String(decoding: try Pages.bytes(of: folder + "/manifest.json"), as: UTF8.self)
      for name in BatchTests.all {
        let bytes = try Pages.bytes(of: folder + "/" + name)
        let digest = try SHA256.hex(of: bytes)
        let entry = "\"file\": \"\(name)\",\n      \"bytes\": \(bytes.count),\n      \"sha256\": \"\(digest)\""
        #expect(manifest.contains(entry), "\(name)")
      }
      #expect(
        manifest.hasPrefix("{\n  \"month\": \"2020-01\",\n  \"audience\": \"internal\",\n  \"audit_head\": null,\n"))
      #expect(manifest.hasSuffix("\"failed\": []\n}\n"))
      // what one asks for alone is the same
      let alone = try admin.run(
        ["report", "monthly", "2020-01", "--office", "kitakyushu", "--format", "xlsx"], input: [])
      #expect(try Pages.bytes(of: folder + "/kitakyushu-2020-01.xlsx") == alone.outputBytes)
      #expect(alone.outputBytes.starts(with: Array("PK".utf8)))
      let together = try admin.run(["report", "monthly", "2020-01", "--format", "csv"], input: [])
      #expect(try Pages.bytes(of: folder + "/all-offices-2020-01.csv") == together.outputBytes)
    }
  }

  @Test("is for the service reporter too, and for a supervisor of one office is of that office alone")
  func others() throws {
    try TestOffice.run { office in
      // the service belongs to the whole cluster: its password comes back as it was
      let superuser = try office.omniscient()
      let verifier: String? = try superuser.one("select rolpassword from pg_authid where rolname = 'reporter'")
      try superuser.script("alter role reporter password '\(TestOffice.password)'")
      defer { try? superuser.script("alter role reporter password \(verifier.map { "'\($0)'" } ?? "null")") }
      let reporter = try Person("reporter", of: office).with(["PGUSER": "reporter"])
      try withExtendedLifetime(reporter.home) {
        let folder = reporter.home.path + "/reports"
        let run = try batch(reporter, folder, "--formats", "csv, html,csv")
        #expect(run.ending == .status(0), "\(run.errors)")
        #expect(names(folder).count == 7)
      }
      let suzuki = try Person("suzuki", of: office)
      try withExtendedLifetime(suzuki.home) {
        let folder = suzuki.home.path + "/reports"
        let run = try batch(suzuki, folder, "--formats", "json")
        #expect(run.ending == .status(0))
        #expect(names(folder) == ["fukuoka-2020-01.json", "manifest.json"])
      }
    }
  }

  @Test("CSV in CP932 has the same text in other bytes; for other formats there is no such thing")
  func encoded() throws {
    try each { admin, folder in
      let plain = try admin.run(["report", "monthly", "2020-01", "--office", "fukuoka", "--format", "csv"], input: [])
      let run = try admin.run(
        ["report", "monthly", "2020-01", "--office", "fukuoka", "--format", "csv", "--encoding", "cp932"], input: [])
      #expect(run.ending == .status(0) && run.outputBytes == CP932(plain.outputBytes)?.bytes)
      #expect(run.outputBytes != plain.outputBytes && !run.outputBytes.isEmpty)
      #expect(try batch(admin, folder, "--formats", "csv", "--encoding", "cp932").ending == .status(0))
      #expect(try Pages.bytes(of: folder + "/fukuoka-2020-01.csv") == run.outputBytes)
      let other = try admin.run(["report", "monthly", "2020-01", "--format", "json", "--encoding", "cp932"], input: [])
      #expect(other.ending == .status(64) && other.outputBytes.isEmpty)
    }
  }

  @Test("for the public: each office, and never all of them together; beside the office's own files")
  func publicEdition() throws {
    try each { admin, folder in
      _ = try batch(admin, folder, "--formats", "json")
      let run = try batch(admin, folder, "--formats", "json", "--for", "public")
      #expect(run.ending == .status(0) && run.errors.contains("一度だけ公表してください"), "\(run.errors)")
      #expect(
        names(folder) == [
          "all-offices-2020-01.json", "fukuoka-2020-01-public.json", "fukuoka-2020-01.json",
          "kitakyushu-2020-01-public.json",
          "kitakyushu-2020-01.json", "manifest-public.json", "manifest.json",
        ])
      let manifest = String(decoding: try Pages.bytes(of: folder + "/manifest-public.json"), as: UTF8.self)
      #expect(manifest.contains("\"audience\": \"public\"") && !manifest.contains("all-offices"))
    }
  }

  @Test("makes the files of each office's programs too, and of a program that several offices work for")
  func programs() throws {
    try each { admin, folder in
      for (code, offices, from) in [
        ("city", "fukuoka", "2019-04-01"), ("both", "fukuoka,kitakyushu", "2019-04-01"),
        ("later", "fukuoka", "2020-02-01"),
      ] {
        let added = try admin.run(
          ["program", "add", code, "--office", offices, "--from", from, "--json", "-"],
          input: Array(#"{"name":"事業"}"#.utf8))
        #expect(added.ending == .status(0), "\(added.errors)")
      }
      #expect(try batch(admin, folder, "--formats", "csv").ending == .status(0))
      #expect(
        names(folder) == [
          "all-offices-2020-01.csv", "all-offices-both-2020-01.csv", "fukuoka-2020-01.csv", "fukuoka-both-2020-01.csv",
          "fukuoka-city-2020-01.csv", "kitakyushu-2020-01.csv", "kitakyushu-both-2020-01.csv", "manifest.json",
        ])
      for (whose, file) in [
        (["--office", "fukuoka", "--program", "city"], "fukuoka-city"), (["--program", "both"], "all-offices-both"),
      ] {
        let alone = try admin.run(["report", "monthly", "2020-01", "--format", "csv"] + whose, input: [])
        #expect(try Pages.bytes(of: "\(folder)/\(file)-2020-01.csv") == alone.outputBytes, "\(file)")
      }
      let manifest = String(decoding: try Pages.bytes(of: folder + "/manifest.json"), as: UTF8.self)
      #expect(manifest.contains("\"office\": \"fukuoka\",\n      \"program\": \"city\",\n"))
      #expect(manifest.contains("\"office\": null,\n      \"program\": \"both\",\n"))
    }
  }

  @Test("run again touches nothing that is there already, and makes what is missing or other")
  func resumed() throws {
    try each { admin, folder in
      _ = try batch(admin, folder)
      let traces = names(folder).map { trace(folder + "/" + $0) }
      let again = try batch(admin, folder)
      #expect(again.errors == "2020-01: 書き出し 0 件、そのまま 15 件、失敗 0 件(\(folder))。\n")
      #expect(names(folder).map { trace(folder + "/" + $0) } == traces)

      unlink(folder + "/fukuoka-2020-01.html")
      let bytes = try Pages.bytes(of: folder + "/kitakyushu-2020-01.csv")
      try put("x" + String(decoding: bytes.dropFirst(), as: UTF8.self), folder + "/kitakyushu-2020-01.csv")
      try put("half", folder + "/.fukuoka-2020-01.html.4711.tmp")
      let mended = try batch(admin, folder)
      #expect(mended.errors == "2020-01: 書き出し 2 件、そのまま 13 件、失敗 0 件(\(folder))。\n")
      #expect(try Pages.bytes(of: folder + "/kitakyushu-2020-01.csv") == bytes)
      #expect(names(folder) == BatchTests.all + ["manifest.json"])
    }
  }

  @Test("holds its folder alone")
  func conflict() throws {
    try each { admin, folder in
      mkdir(folder, 0o700)
      let lock = open(folder + "/.ippo-batch.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      let run = try batch(admin, folder)
      #expect(run.ending == .status(5))
      #expect(run.errors == "別の一括作成が \(folder) に書き出している途中です。終わってから、もう一度実行してください。\n")
      #expect(names(folder) == [])
      close(lock)
      #expect(try batch(admin, folder).ending == .status(0))
    }
  }

  @Test("goes on when a file cannot be written, and says at the end which")
  func failing() throws {
    try each { admin, folder in
      _ = try batch(admin, folder)
      unlink(folder + "/fukuoka-2020-01.html")
      mkdir(folder + "/fukuoka-2020-01.html", 0o700)
      unlink(folder + "/kitakyushu-2020-01.html")
      let run = try batch(admin, folder)
      #expect(run.ending == .status(1))
      let lines = run.errors.split(separator: "\n")
      #expect(lines.first?.hasPrefix("\(folder)/fukuoka-2020-01.html に書き出せません") == true)
      #expect(
        lines.dropFirst() == [
          "2020-01: 書き出し 1 件、そのまま 13 件、失敗 1 件(\(folder))。",
          "作れなかったファイルがあります: fukuoka-2020-01.html",
        ])
      let manifest = String(decoding: try Pages.bytes(of: folder + "/manifest.json"), as: UTF8.self)
      #expect(
        manifest.hasSuffix(
          """
            "failed": [
              {
                "office": "fukuoka",
                "program": null,
                "format": "html",
                "file": "fukuoka-2020-01.html"
              }
            ]
          }

          """))
      #expect(manifest.contains("\"file\": \"kitakyushu-2020-01.html\""))
      #expect(names(folder) == BatchTests.all + ["manifest.json"])
    }
  }

  @Test("is the same bytes at another time, in another zone and language, in another home")
  func sameBytes() throws {
    try each { admin, folder in
      _ = try batch(admin, folder)
      let elsewhere = admin.with(["TZ": "America/New_York", "LANG": "C", "HOME": "/", "PATH": "/usr/bin:/bin"])
      let other = folder + "-other"
      let run = try Run(
        [
          "-f", "@2031-02-03 04:05:06", Program.ippo.path, "report", "batch", "2020-01", "--output", other,
        ], input: [], environment: elsewhere.environment, program: Program(path: "/usr/bin/faketime"))
      #expect(run.ending == .status(0), "\(run.errors)")
      #expect(run.errors.hasPrefix("2020-01: 15 written, "))
      #expect(names(other) == names(folder))
      for name in names(folder) {
        #expect(try Pages.bytes(of: other + "/" + name) == Pages.bytes(of: folder + "/" + name), "\(name)")
      }
    }
  }

  @Test("says no to who may not, to formats that are none, and to a folder that cannot be")
  func refusals() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      #expect(try batch(sato, sato.home.path + "/reports").ending == .status(4))
      let suzuki = try Person("suzuki", of: office)
      for formats in ["docx", "", "html,,csv", "text"] {
        let run = try batch(suzuki, suzuki.home.path + "/reports", "--formats", formats)
        #expect(run.ending == .status(64), "\(formats)")
        #expect(run.errors == "--formats は json,csv,html,pdf,xlsx から選び、「,」で区切ってください。\n")
      }
      let nowhere = try batch(suzuki, "/nonexistent/reports")
      #expect(nowhere.ending == .status(1))
      #expect(nowhere.errors == "/nonexistent/reports に書き出せません(No such file or directory)。\n")
    }
  }

  @Test("a workbook is not sent to a terminal")
  func terminal() throws {
    try TestOffice.run { office in
      let suzuki = try Person("suzuki", of: office)
      let sitting = try Sitting(
        ["report", "monthly", "2020-01", "--format", "xlsx"], environment: suzuki.environment)
      #expect(sitting.finish() == .status(64))
      #expect(sitting.text.contains("xlsx は画面には出せません。--output でファイル名を指定してください。"))
      #expect(!sitting.text.contains("PK"))
    }
  }
}
