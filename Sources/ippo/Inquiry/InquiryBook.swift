import ArgumentParser
import CaseCore
import Edge
import Paper

struct InquiryBook: Verb {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract: said("無料相談を予約する(いつ、だれが)", "Book a free consultation: when and with whom"),
    discussion: said(
      "もう一度予約すると、前の予約に代わります。--cancel は理由を尋ねます(スクリプトでは --json - の reason)。",
      "Booking again takes the former's place. --cancel asks for the reason (in scripts: `--json -`, reason)."))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Option(help: .said("日時", "when")) var at: String?
  @Option(help: .said("担当する職員のログイン名", "login of who will be there")) var staff: String?
  @Option(
    help: .said("どこで(office online phone home_visit …。既定は office)", "where (office online phone …; default: office)"))
  var place: String?
  @Flag(help: .said("予約を取り消す", "cancel the booking")) var cancel = false
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let code = try InquiryCode(parsing: inquiry)
    let id = try desk.recordID(self.id)
    let booking: Booking
    if cancel {
      guard at == nil, staff == nil, place == nil else {
        throw Trouble(ja: "--cancel は --at、--staff、--place と一緒には使えません。", en: "--cancel goes alone.", status: .usage)
      }
      let reason = try desk.readReason(json)
      booking = try Inquiry.cancelBooking(code, reason: reason, id: id, in: desk.store())
    } else {
      guard let at, let staff else {
        throw Trouble(ja: "--at と --staff が必要です。", en: "--at and --staff are needed.", status: .usage)
      }
      booking = try Inquiry.book(
        code, at: Instant(parsing: at, now: desk.now), staff: Login(staff).text,
        place: place.map { try CodeList.sessionMethod.demand($0) }, id: id, in: desk.store())
    }
    var record = desk.answer(id: id, state: booking.state)
    record.add("code", ja: "コード", en: "Code", .text(booking.code ?? code.canonical))
    record.add("booked_for", ja: "日時", en: "When", desk.cell(booking.startsAt), isShown: booking.startsAt != nil)
    record.add("booked_with", ja: "担当", en: "With", .text(orNull: booking.staff), isShown: booking.staff != nil)
    record.add(
      "booked_place", ja: "どこで", en: "Where", desk.cell(booking.place, in: .sessionMethod),
      isShown: booking.place != nil)
    record.add("cancelled", ja: "取消し", en: "Cancelled", .flag(cancel), isShown: cancel)
    try desk.show(record, as: output.format)
  }
}
