public import Postgres

/// A free consultation (無料相談) that was booked from an inquiry, or cancelled.
public struct Booking: Sendable {
  public let state: String
  public let code: String?
  public let startsAt: Instant?
  public let staff: String?
  public let place: String?

  init(row: Row) throws {
    state = try row("state")
    code = try row("code")
    startsAt = try row("starts_at")
    staff = try row("staff")
    place = try row("place")
  }
}

extension Inquiry {
  /// Books a free consultation: when, with whom, and where (nil: at the office). Booking again takes the former's place.
  public static func book(
    _ code: InquiryCode, at moment: Instant, staff: String, place: String?, id: RecordID, in store: CaseStore
  ) throws -> Booking {
    try store.one(
      """
      select state, code, starts_at, staff, place
      from api.inquiry_book(\(id), \(code.canonical), \(moment), \(staff), \(place))
      """, Booking.init(row:))
  }

  /// Cancels the booking that stands, for a reason.
  public static func cancelBooking(
    _ code: InquiryCode, reason: String, id: RecordID, in store: CaseStore
  ) throws -> Booking {
    try store.one(
      """
      select state, code, starts_at, staff, place
      from api.inquiry_book_cancel(\(id), \(code.canonical), \(reason))
      """, Booking.init(row:))
  }
}
