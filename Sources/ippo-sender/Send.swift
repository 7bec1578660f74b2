import ArgumentParser
import CaseCore
import Edge
import Glibc
import LineSender
import Postgres
import Terminal

/// Sends what `ippo` queued for LINE. A program of its own, so that neither the staff's nor the receiver's carries it.
@main
struct Send: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ippo-sender",
    abstract: said("LINE への返事を送る", "Send the office's answers to LINE"),
    discussion: said(
      "libpq の変数で接続します(PGUSER=line_sender)。1つの所に1つだけ動きます。いつ止めても、二重に送ることも、送り忘れることもありません。",
      "Connects by libpq's variables (PGUSER=line_sender); one for each office. Stopped at any moment it sends nothing twice and forgets nothing."
    ),
    version: "0.1")

  @Option(help: .said("所のコード", "office code")) var office: String
  @Option(
    help: .said("チャネルアクセストークンのファイル(本人だけが読めること)", "file with the channel access token, readable by its owner alone"))
  var tokenFile: String
  @Flag(
    help: .said(
      "送る代わりに、届いた写真・動画・音声・ファイルを LINE から受け取る(送るものとは別に動かす)",
      "instead of sending, bring pictures, videos, audio and files from LINE; runs beside the one that sends"))
  var media = false
  @Option(
    help: .said(
      "LINE の場所(既定は https://api.line.me、--media では https://api-data.line.me)",
      "where LINE is (default: https://api.line.me, with --media https://api-data.line.me)"))
  var base: String?
  @Flag(help: .said("いまのぶんを終えたら終わる", "do what is due, then end")) var once = false
  @OptionGroup var speech: SpeechOption

  func run(at desk: Desk) throws {
    let token = try TokenFile.read(tokenFile)
    let base = base ?? (media ? "https://api-data.line.me" : "https://api.line.me")
    guard TokenFile.isFit(base: base) else {
      throw Trouble(
        ja: "--base は https:// で始めてください(この端末だけは http:// でもかまいません)。",
        en: "--base must start with https:// (or http:// for this machine alone).", status: .usage)
    }
    let store = try CaseStore.open()
    if media {
      let fetcher = Fetcher(office: office, base: base, token: token, in: store) { desk.complain($0) }
      try fetcher.begin()
      while true {
        let wake = try fetcher.drain()
        if once { return }
        try fetcher.wait(until: wake, now: desk.now, atMost: .seconds(30))
      }
    }
    let sender = Sender(office: office, base: base, token: token, in: store) { desk.complain($0) }
    try sender.begin()
    if !once { try sender.askQuota() }
    var asked = ContinuousClock.now
    while true {
      let wake = try sender.drain()
      if once { return }
      if asked + .seconds(3600) < .now {
        try sender.askQuota()
        asked = .now
      }
      try sender.callSecondPersons()
      try sender.wait(until: wake, now: desk.now, atMost: .seconds(30))
    }
  }

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch {
      Glibc.exit(Desk.standard.end(with: error, of: Send.self))
    }
  }
}
