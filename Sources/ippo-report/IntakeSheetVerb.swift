import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

struct IntakeSheetVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "intake-sheet",
    abstract: said("相談受付・申込票", "The intake sheet of an inquiry, or a blank one"),
    discussion: said(
      "問い合わせから作ると、開いたことが記録されます。--blank は手で書きこむ用紙です(サーバーは要りません)。",
      "Of an inquiry, that it was opened is put on record. --blank is a form to fill in by hand and asks no server."))

  @Argument(help: .said("問い合わせのコード", "the inquiry's code")) var inquiry: String?
  @Flag(help: .said("何も書いていない用紙", "an empty form")) var blank = false
  @Option(help: .said("text(既定)、html、pdf", "text (default), html or pdf")) var format: SheetFormat = .text
  @OptionGroup var output: SheetOutput

  func run(at desk: Desk) throws {
    let sheet: Document
    switch (inquiry, blank) {
    case (nil, true): sheet = BlankIntakeSheet.document(lang: output.language)
    case (let code?, false): sheet = try intake(InquiryCode(parsing: code), at: desk).document(lang: output.language)
    case (nil, false), (_?, true):
      throw Trouble(
        ja: "問い合わせのコードか --blank の、どちらか一つが要ります。", en: "Give an inquiry's code or --blank, one of them.",
        status: .usage)
    }
    try desk.deliver(sheet, as: format, to: output)
  }

  private func intake(_ code: InquiryCode, at desk: Desk) throws -> IntakeSheet {
    let store = try desk.store()
    let (inquiry, note, advice, _) = try Inquiry.show(code, in: store)
    let names = try Staff.names(in: store)
    return IntakeSheet(
      inquiry, note: note, advice: advice, office: try Office.list(in: store).first { $0.code == inquiry.office },
      author: names[inquiry.author] ?? inquiry.author, claimedBy: inquiry.claimedBy.map { names[$0] ?? $0 })
  }
}
