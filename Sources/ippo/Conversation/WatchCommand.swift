import ArgumentParser
import CaseCore
import Edge
import Glibc
import Paper
import Postgres
import Terminal

struct WatchCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: said("緊急の知らせを待つ(この画面が開いている間だけ)", "Wait for cries for help, while this runs"),
    discussion: said(
      "番号といつからかだけを示し、端末を鳴らします。内容は出ません。--exec のプログラムは、知らせ1つにつき一度、環境変数 IPPO_INQUIRY に番号だけを入れて動かします(メールなどに)。終わるには Ctrl-C。",
      "Shows codes and times and rings the terminal; never what was written. --exec runs a program once a call, with only the code in IPPO_INQUIRY (for mail and the like). Ctrl-C ends it."
    ))

  @Option(help: .said("知らせごとに動かすプログラム", "program to run for each call")) var exec: String?
  @Flag(help: .said("いまの知らせを示して終わる", "show what waits now, then end")) var once = false
  @OptionGroup var speech: SpeechOption

  func run(at desk: Desk) throws {
    var told: Set<Call> = []
    var wasLost = false
    var isWaiting = false
    while true {
      do {
        let store = try desk.store(delivering: false)
        try CrisisFlag.listen(in: store)
        if wasLost { desk.say(Words(ja: "サーバーにまたつながりました。", en: "The server is back.")) }
        wasLost = false
        while true {
          store.connection.deadline = .after(.seconds(10))
          try tell(CrisisFlag.board(in: store), &told, at: desk)
          if once { return }
          if !isWaiting { desk.say(Words(ja: "知らせを待っています(終わるには Ctrl-C)。", en: "Waiting for calls (Ctrl-C ends it).")) }
          isWaiting = true
          // the minute is for second persons, whom nothing announces
          _ = try store.connection.waitForNotification(until: .after(.seconds(60)))
        }
      } catch let error where isLoss(error) && !once {
        // a watch that stops in silence is worse than none
        if !wasLost {
          ring(
            Words(ja: "サーバーに届きません。いまは知らせを受け取れません。", en: "The server cannot be reached: no call gets through now."),
            at: desk)
        }
        wasLost = true
        sleep(5)
      }
    }
  }

  /// Who is called for what: the second call for one flag is another call.
  private struct Call: Hashable {
    let flag: String
    let isSecond: Bool
  }

  private func tell(_ flags: [CrisisFlag], _ told: inout Set<Call>, at desk: Desk) throws {
    let open = Set(flags.map(\.id.description))
    for gone in told where !open.contains(gone.flag) { told.remove(gone) }
    var isNew = once
    for flag in flags {
      let call = Call(flag: flag.id.description, isSecond: flag.escalatedAt != nil)
      guard told.insert(call).inserted else { continue }
      isNew = true
      ring(line(flag), at: desk)
      // a program is for whom it calls: not each watcher's runs for each call
      if let exec, flag.callsMe { try start(exec, for: flag, at: desk) }
    }
    if isNew && flags.isEmpty { desk.say(Words(ja: "受けていない緊急の知らせはありません。", en: "No cry for help is waiting.")) }
  }

  private func line(_ flag: CrisisFlag) -> Words {
    let nobody = Words(ja: "当番は決まっていません", en: "nobody is on call")
    let ja = "\(flag.inquiry) 緊急の知らせ \(flag.raisedAt.japanese)から"
    let en = "\(flag.inquiry) cry for help, since \(flag.raisedAt.english)"
    guard let first = flag.first, let second = flag.second else {
      return Words(
        ja: "\(ja) \(nobody.ja)。受けるには ippo crisis ack \(flag.inquiry)",
        en: "\(en); \(nobody.en). To take it: ippo crisis ack \(flag.inquiry)")
    }
    let whom =
      flag.escalatedAt == nil
      ? Words(ja: "当番 \(first)、二人目 \(second)", en: "on call \(first), then \(second)")
      : Words(ja: "まだ誰も受けていません。二人目 \(second) を呼んでいます", en: "nobody has taken it; calling \(second) now")
    return Words(
      ja: "\(ja) \(whom.ja)。受けるには ippo crisis ack \(flag.inquiry)",
      en: "\(en); \(whom.en). To take it: ippo crisis ack \(flag.inquiry)")
  }

  /// A line, with the bell where a person is at the terminal.
  private func ring(_ words: Words, at desk: Desk) {
    if desk.console.isTerminal(.error) { try? desk.console.write([0x07], to: .error) }
    desk.say(words)
  }

  private func isLoss(_ error: any Error) -> Bool {
    if case CaseError.unreachable = error { return true }
    if let error = error as? PostgresError, case CaseError.unreachable = CaseError(error) { return true }
    return false
  }

  /// Runs the program without waiting for it; what it gets to know is a code.
  private func start(_ program: String, for flag: CrisisFlag, at desk: Desk) throws {
    var process: pid_t = 0
    var environment = desk.environment.filter { !$0.key.hasPrefix("PG") }
    environment["IPPO_INQUIRY"] = flag.inquiry
    var argv: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    // a child that ended is nobody's concern
    signal(SIGCHLD, SIG_IGN)
    let failure = posix_spawn(&process, program, nil, nil, &argv, &envp)
    if failure != 0 {
      ring(
        Words(ja: "\(program) を動かせません(errno \(failure))。", en: "\(program) cannot be run (errno \(failure))."), at: desk
      )
    }
  }
}
