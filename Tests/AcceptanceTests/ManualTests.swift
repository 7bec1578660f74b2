import TestSupport
import Testing

@Suite("The manual")
struct ManualTests {
  private static let path =
    Pages.folder.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/docs/manual.ja.md"

  private static func page() throws -> String { String(decoding: try Pages.bytes(of: path), as: UTF8.self) }

  @Test("shows what a person sees, command by command, in one office")
  func isTrue() throws {
    let manual = try Manual(Self.page())
    let difference = try TestOffice.run { office in
      var player = try Player(manual.transcript, in: office)
      return try player.play()
    }
    if let difference { Issue.record("docs/manual.ja.md \(difference)") }
  }

  @Test("names no command in its sentences that it does not run")
  func namesWhatItRuns() throws {
    let manual = try Manual(Self.page())
    let run = manual.transcript.commands.map { Player.words($0.text).drop { $0 != "ippo" } }
    #expect(!manual.named.isEmpty)
    for named in manual.named {
      // the nouns and verbs; what follows stands for whatever one would type there
      let verb = named.split(separator: " ").map(String.init).prefix { word in
        word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } && !word.hasPrefix("-")
      }
      let isRun = run.contains { $0.starts(with: verb) }
      #expect(isRun, "\(named)")
    }
  }

  @Test("an example stands for what it meets first; what is typed and today are told apart from it")
  func examples() throws {
    let manual = try Manual(
      """
      <!-- console: lang=ja today=2025-11-04 -->
      ```console
      sato(オフライン)$ ippo client show C-2222 \\
        --format table
      コード: C-2345
      受付日: 2025年11月4日(令和7年) 2025年11月4日(火) 9:05 2025年11月3日(令和7年)
      名前: 《山田》
      | 《》
      | 《^D》
      パスワード: 《ひみつ》（画面には出ません）
      → 4

      mori$ ippo client show C-2345
      ▒ 本文
      ▒ 1/1行 《q》
      ```
      """)
    let commands = manual.transcript.commands
    #expect(
      commands.map(\.text) == [
        "PGUSER=sato PGHOST=/nonexistent ippo client show C-2222 --format table",
        "PGUSER=mori ippo client show {code:a}",
      ])
    #expect(
      commands[0].expected == [
        "コード: {code:a}", "受付日: {date} {time} 2025年11月3日(令和7年)", "名前: 山田", "|", "|", "パスワード:", "→ 4",
      ])
    #expect(
      commands[0].steps == [
        .see("名前:"), .type("山田⏎"), .see("|"), .type("⏎"), .see("|"), .type("^D"), .see("パスワード:"), .type("ひみつ⏎"),
      ])
    #expect(commands[1].steps == [.seeScreen(["本文", "1/1行"]), .type("q")])
    #expect(commands[1].expected == ["→ 0"])
  }

  @Test("a command in another block would never be run, and is refused")
  func otherBlocks() {
    for page in ["```\nippo today\n```\n", "```console\nippo today\n```\n"] {
      #expect(throws: Transcript.Malformed.self) { try Manual(page) }
    }
  }
}
