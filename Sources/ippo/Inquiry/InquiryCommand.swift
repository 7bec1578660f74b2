import ArgumentParser
import CaseCore
import Edge
import Paper

struct InquiryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inquiry",
    abstract: said("問い合わせ・相談の受付", "Inquiries"),
    subcommands: [
      InquiryAdd.self, InquiryList.self, InquiryShow.self, InquiryClaim.self, InquiryRelease.self, InquiryLink.self,
      InquiryUnlink.self, InquiryProgram.self, InquiryClose.self, InquiryCallback.self, InquiryBook.self,
      InquiryImport.self, InquiryResponses.self, InquiryReply.self, InquiryRecall.self, InquirySettle.self,
      InquiryMedia.self, InquiryAmend.self,
    ])
}

/// How an inquiry is printed, in lists and alone.
struct InquirySheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("id", ja: "id", en: "id", isShown: false),
    Column("code", ja: "コード", en: "Code"),
    Column("cautions", ja: "連絡上の注意", en: "Cautions", isShown: false),
    Column("received_at", ja: "受付", en: "Received"),
    Column("channel", ja: "経路", en: "Channel", isLabelled: true),
    Column("kind", ja: "種類", en: "Kind", isLabelled: true),
    Column("relation", ja: "どなたから", en: "From", isLabelled: true),
    Column("caller_name", ja: "相談した方", en: "Caller", fit: .truncate),
    Column("caller_kana", ja: "ふりがな", en: "Caller's kana", isShown: false),
    Column("caller_phone", ja: "電話", en: "Telephone"),
    Column("about_name", ja: "ご本人", en: "About", fit: .truncate),
    Column("about_kana", ja: "ご本人のふりがな", en: "About (kana)", isShown: false),
    Column("about_age", ja: "年齢(聞取り)", en: "Age as told"),
    Column("minutes", ja: "分", en: "Min", alignment: .right),
    Column("status", ja: "状態", en: "Status", isLabelled: true),
    Column("claimed_by", ja: "対応", en: "Taken by"),
    Column("claimed_at", ja: "対応開始", en: "Taken at", isShown: false),
    Column("client", ja: "つながった方", en: "Client"),
    Column("client_name", ja: "その名前", en: "Client's name", isShown: false),
    Column("office", ja: "所", en: "Office", isShown: false),
    Column("author", ja: "記入", en: "Written by", isShown: false),
    Column("closed_at", ja: "終了", en: "Closed", isShown: false),
    Column("close_reason", ja: "終了理由", en: "Closing reason", isShown: false, isLabelled: true),
    Column("program", ja: "事業", en: "Program", isShown: false),
    Column("first_response_at", ja: "最初の対応", en: "First response", isShown: false),
    Column("callback_due_at", ja: "折り返し", en: "Call back", isShown: false),
    Column("callback_attempts", ja: "かけた回数", en: "Attempts", alignment: .right, isShown: false),
    Column("booked_for", ja: "無料相談", en: "Booked for", isShown: false),
    Column("booked_with", ja: "無料相談の担当", en: "Booked with", isShown: false),
    Column("booked_place", ja: "無料相談の場所", en: "Booked at", isShown: false, isLabelled: true),
  ]

  func table(_ inquiries: [Inquiry]) -> Table {
    var table = Table(InquirySheet.columns, empty: Words(ja: "問い合わせはありません。", en: "No inquiries."))
    for inquiry in inquiries { table.add(cells(inquiry)) }
    return table
  }

  func record(_ inquiry: Inquiry) -> Record {
    var record = Record()
    for (column, cell) in zip(InquirySheet.columns, cells(inquiry)) {
      record.add(column.key, column.title, cell, isShown: column.key != "id" && cell != .null)
    }
    return record
  }

  /// What stood before each amendment.
  func cell(_ amendments: [InquiryAmendment]) -> Cell {
    .list(
      amendments.map { amendment in
        var record = Record()
        record.add("amended_at", ja: "日時", en: "When", desk.cell(amendment.amendedAt))
        record.add("author", ja: "直した人", en: "By", .text(amendment.author))
        record.add("kind", ja: "前の種類", en: "Kind before", desk.cell(amendment.kind, in: .inquiryKind))
        record.add("relation", ja: "前の関係", en: "Relation before", desk.cell(amendment.relation, in: .relation))
        record.add("minutes", ja: "前の分", en: "Minutes before", .integer(orNull: amendment.minutes))
        record.add("filled", ja: "埋めた欄", en: "Filled", .list(amendment.filled.map { .text($0) }))
        record.add("reason", ja: "理由", en: "Reason", .text(orNull: amendment.reason))
        return .record(record)
      })
  }

  private func cells(_ inquiry: Inquiry) -> [Cell] {
    let status =
      switch inquiry.state {
      case "linked": Words(ja: "担当へ", en: "linked")
      case "closed": Words(ja: "終了", en: "closed")
      default: inquiry.claimedBy == nil ? Words(ja: "未対応", en: "unclaimed") : Words(ja: "対応中", en: "open")
      }
    return [
      desk.cell(inquiry.id), .text(inquiry.code), .text(orNull: inquiry.cautions), desk.cell(inquiry.receivedAt),
      desk.cell(inquiry.channel, in: .channel),
      desk.cell(inquiry.kind, in: .inquiryKind), desk.cell(inquiry.relation, in: .relation),
      .text(orNull: inquiry.callerName), .text(orNull: inquiry.callerKana), .text(orNull: inquiry.callerPhone),
      .text(orNull: inquiry.aboutName), .text(orNull: inquiry.aboutKana), .text(orNull: inquiry.aboutAge),
      .integer(orNull: inquiry.minutes), .code(inquiry.state, label: status(desk.lang)),
      .text(orNull: inquiry.claimedBy), desk.cell(inquiry.claimedAt), .text(orNull: inquiry.clientCode),
      .text(orNull: inquiry.clientName), .text(inquiry.office), .text(inquiry.author), desk.cell(inquiry.closedAt),
      desk.cell(inquiry.closeReason, in: .inquiryClosingReason), .text(orNull: inquiry.program),
      desk.cell(inquiry.firstResponseAt),
      desk.cell(inquiry.callbackDueAt), .integer(orNull: inquiry.callbackAttempts), desk.cell(inquiry.bookedFor),
      .text(orNull: inquiry.bookedWith), desk.cell(inquiry.bookedPlace, in: .sessionMethod),
    ]
  }
}
