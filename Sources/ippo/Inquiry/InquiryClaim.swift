import ArgumentParser
import CaseCore
import Edge
import Paper

/// The options of a change to one inquiry.
struct InquiryChange: ParsableArguments {
  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  /// Makes the change and prints what became of it.
  func make(at desk: Desk, _ change: (InquiryCode, RecordID, CaseStore) throws -> InquiryAnswer) throws {
    let code = try InquiryCode(parsing: inquiry)
    let id = try desk.recordID(id)
    let answer = try change(code, id, desk.store())
    var record = desk.answer(id: id, state: answer.state)
    record.add("code", ja: "コード", en: "Code", .text(answer.code ?? code.canonical))
    try desk.show(record, as: output.format)
  }
}

struct InquiryClaim: Verb {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: said("自分が対応する", "Take an inquiry on"))

  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    try change.make(at: desk) { try Inquiry.claim($0, id: $1, in: $2) }
  }
}

struct InquiryRelease: Verb {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: said("対応を所に戻す", "Give an inquiry back to the office"))

  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    try change.make(at: desk) { try Inquiry.release($0, id: $1, in: $2) }
  }
}

struct InquiryLink: Verb {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: said("登録済みの方につなぐ", "Say which client an inquiry belongs to"))

  @Option(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    let reference = try desk.confirmedClient(client)
    try change.make(at: desk) { try Inquiry.link($0, to: reference, id: $1, in: $2) }
  }
}

struct InquiryUnlink: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: said("間違えてつないだものを戻す", "Undo a wrong link"),
    discussion: said("--json - で reason を渡します。", "`--json -` takes the reason."))

  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    let reason = try desk.readReason(json)
    try change.make(at: desk) { try Inquiry.unlink($0, reason: reason, id: $1, in: $2) }
  }
}

struct InquiryProgram: Verb {
  static let configuration = CommandConfiguration(
    commandName: "program",
    abstract: said("どの事業の問い合わせかを決める", "Choose the program that an inquiry belongs to"),
    discussion: said(
      "決めていない問い合わせは、つながった方がその日に参加している事業に入ります。",
      "Where none is chosen it goes with its client: the program that the case was in on that day."))

  @Option(help: .said("事業のコード", "program code")) var program: String?
  @Flag(help: .said("どの事業でもない", "no program")) var none = false
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    guard (program == nil) == none else {
      throw Trouble(ja: "--program か --none のどちらかを付けてください。", en: "Give --program or --none.", status: .usage)
    }
    let chosen = program.map(Program.code(typed:))
    try change.make(at: desk) { try Inquiry.choose(chosen, for: $0, id: $1, in: $2) }
  }
}

struct InquiryClose: Verb {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: said("問い合わせを終える", "Close an inquiry"))

  @Option(help: .said("終了理由のコード", "closing reason")) var reason: String
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    let reason = try CodeList.inquiryClosingReason.demand(reason)
    try change.make(at: desk) { try Inquiry.close($0, reason: reason, id: $1, in: $2) }
  }
}

extension Desk {
  /// A reason in words: from `--json -`, or asked at a terminal.
  func readReason(_ json: String?) throws -> String {
    try demandDash(json, option: "--json")
    if json != nil { return try readJSON(keys: ["reason"]).text("reason") ?? "" }
    guard isAttended else { throw missing("--json -", ja: "理由", en: "The reason") }
    return try askText(Words(ja: "理由: ", en: "Reason: ")) ?? ""
  }
}
