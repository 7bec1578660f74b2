import ArgumentParser
import CaseCore
import Edge
import Glibc
import Paper
import Postgres
import Terminal

struct InquiryMedia: Verb {
  static let configuration = CommandConfiguration(
    commandName: "media",
    abstract: said(
      "LINE で届いた写真・動画・音声・ファイルを取り出す(取り出したことは記録されます)",
      "Take a picture, video, audio or file of LINE out; that is put on record"),
    discussion: said(
      "番号は inquiry show のやりとりに出ます。Ippo は中身を開きません。取り出したファイルは本人だけが読め、消すのも取り出した人です。",
      "The number stands in the conversation of `inquiry show`. Ippo opens none of them. The file is for its owner alone, who also deletes it."
    ))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Argument(help: .said("やりとりに出る番号", "its number in the conversation")) var number: String
  @Option(help: .said("書き出すファイル(まだないこと)", "the file to write, which must not exist"), completion: .file())
  var to: String
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let code = try InquiryCode(parsing: inquiry)
    guard let number = Int(InputText.folded(number)), number > 0 else {
      throw Trouble(ja: "番号は1からの数です。", en: "A number is 1 or more.", status: .usage)
    }
    let id = try desk.recordID(self.id)
    let store = try desk.store()
    // first the place, then the record that somebody took it: nothing is put on record that could not be written
    let file = try NewFile(at: to)
    let media: ThreadMedia
    do {
      media = try Inquiry.takeMedia(number, of: code, id: id, in: store)
      guard media.content.count == media.size else { throw CaseError.refused(rule: "media.withdrawn") }
      try file.finish(with: media.content)
    } catch {
      file.abandon()
      throw error
    }
    var record = desk.answer(id: id, state: media.state)
    record.add("code", ja: "コード", en: "Code", .text(code.canonical))
    record.add("number", ja: "番号", en: "Number", .integer(media.number))
    record.add("kind", ja: "種類", en: "Kind", .text(media.kind))
    record.add("bytes", ja: "バイト", en: "Bytes", .integer(media.size))
    record.add("declared_type", ja: "LINE の言う形式", en: "Type, says LINE", .text(orNull: media.declaredType))
    record.add("sniffed_type", ja: "中身から見た形式", en: "Type, by its bytes", .text(orNull: media.sniffedType))
    record.add(
      "file_name", ja: "相手が付けた名前", en: "Named by the sender", .text(orNull: media.fileName),
      isShown: media.fileName != nil)
    record.add("to", ja: "書き出し先", en: "Written to", .text(to))
    try desk.show(record, as: output.format)
    if let sniffed = media.sniffedType, let declared = media.declaredType, !Self.agree(sniffed, declared) {
      desk.say(
        Words(
          ja: "【注意】LINE の言う形式と中身が違います。開く前に、管理者に聞いてください。",
          en: "CAUTION: what LINE says it is and what it is differ. Ask an administrator before you open it."))
    }
  }

  /// Of one kind: a phone's picture may be told as jpeg and be heic. A program is never of one kind with anything.
  private static func agree(_ sniffed: String, _ declared: String) -> Bool {
    func kind(_ type: String) -> Substring { type.prefix { $0 != "/" } }
    if declared == "application/octet-stream" {
      return !["application/x-msdownload", "application/x-executable"].contains(sniffed)
    }
    return kind(sniffed) == kind(declared)
      || ["audio", "video"].contains(kind(sniffed)) && ["audio", "video"].contains(kind(declared))
  }
}

/// A file for its owner alone that was not there before; it holds everything or is gone again.
private struct NewFile {
  private let path: String
  private let descriptor: Int32

  init(at path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Trouble(ja: "\(path) はもうあります。別の名前にしてください。", en: "\(path) exists: choose another name.", status: .usage)
      }
      throw Self.failure(path, errno)
    }
  }

  func finish(with bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path, errno)
      }
      written += count
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw Self.failure(path, errno) }
  }

  func abandon() {
    close(descriptor)
    unlink(path)
  }

  private static func failure(_ path: String, _ reason: Int32) -> Trouble {
    Trouble(ja: "\(path) に書けません(errno \(reason))。", en: "\(path) cannot be written (errno \(reason)).", status: .other)
  }
}
