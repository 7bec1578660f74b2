import ArgumentParser
import Edge
import Glibc
import LineIntake
import Logging

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: said("LINE の Webhook を受け取る", "Receive LINE's webhook"),
    discussion: said(
      """
      POST /line/webhook、GET /healthz、GET /metrics（この機械からだけ）。データベースは libpq の環境変数（PGUSER=line_intake）で決まります。
      使えないあいだは受け取ったものを --spool のフォルダーに置き、あとで一度だけ取り込みます。TLS は手前のプロキシで終わります。
      """,
      """
      POST /line/webhook, GET /healthz, GET /metrics (from this machine only). libpq's variables name the database
      (PGUSER=line_intake). While it is away, what arrives waits in the folder of --spool and is taken in later, once. TLS ends
      at a proxy in front.
      """))

  @Option(help: .said("待ち受けるポート。0 なら空いているもの", "the port to listen on; 0 for any that is free", valueName: "N"))
  var port: Int

  @Option(help: .said("待ち受けるアドレス", "the address to listen on", valueName: "ADDRESS"))
  var host = "127.0.0.1"

  @Option(
    help: .said(
      "チャネルシークレットのファイル（最後の改行は除く）", "the file with the channel's secret; its last newline is dropped",
      valueName: "PATH"))
  var secretFile: String

  @Option(
    help: .said(
      "データベースが使えないあいだ置くフォルダー（省略時: ~/.local/state/ippo/line）",
      "where deliveries wait while the database is away (default: ~/.local/state/ippo/line)", valueName: "DIR"))
  var spool: String?

  @Option(help: .said("言葉", "the language of messages", valueName: "ja|en"))
  var lang: String?

  func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError(said("ポートは 0 から 65535 です。", "A port is between 0 and 65535."))
    }
  }

  func run() async throws {
    let desk = Desk.standard
    let log = Logger(label: "ippo-line", factory: { StreamLogHandler.standardError(label: $0) })
    let secret = try Serve.secret(secretFile, log: log)
    let folder = spool ?? Serve.stateFolder(desk.environment) + "/ippo/line"
    let kept: Spool
    do throws(Spool.Failure) {
      kept = try Spool(folder)
    } catch {
      throw switch error {
      case .taken:
        Trouble(
          ja: "別の ippo-line がこのスプールを使っています。", en: "Another ippo-line has this spool.", status: .other)
      case .disk(let reason):
        Trouble(
          ja: "スプールのフォルダーが使えません（\(String(cString: strerror(reason)))）。",
          en: "The spool's folder cannot be used (\(String(cString: strerror(reason)))).", status: .other)
      }
    }
    let intake = Intake(spool: kept, log: log)
    await intake.start()
    do {
      try await Receiver(intake: intake, secret: secret, log: log).run(host: host, port: port) { address in
        try? desk.print("listening on http://\(address)")
      }
    } catch {
      await intake.finish()
      throw Trouble(
        ja: "\(host):\(port) で待ち受けられません（\(error)）。", en: "Cannot listen on \(host):\(port) (\(error)).",
        status: .other)
    }
    await intake.finish()
    log.notice("stopped")
  }

  private static func stateFolder(_ environment: [String: String]) -> String {
    environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (environment["HOME"] ?? "/")
      + "/.local/state"
  }

  /// The bytes of the file without one newline at their end.
  private static func secret(_ path: String, log: Logger) throws -> ChannelSecret {
    let unreadable = Trouble(
      ja: "チャネルシークレットのファイルが読めません。", en: "The file with the channel's secret cannot be read.", status: .other)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable }
    if status.st_mode & 0o077 != 0 {
      log.warning("the file with the channel's secret is open to others; make it 0600")
    }
    var buffer = [UInt8](repeating: 0, count: 4097)
    var bytes: [UInt8] = []
    while bytes.count <= 4096 {
      let count = read(file, &buffer, buffer.count)
      guard count >= 0 else { throw unreadable }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard bytes.count <= 4096, let secret = ChannelSecret(bytes) else {
      throw Trouble(
        ja: "チャネルシークレットのファイルが空か、大きすぎます。", en: "The file with the channel's secret is empty or too large.",
        status: .other)
    }
    return secret
  }
}
