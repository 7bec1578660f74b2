import Glibc

/// A moment in Asia/Tokyo, which has had no summer time since 1951: always nine hours ahead.
enum JapanTime {
  /// ISO 8601 with its offset, to the second, from seconds since 1970.
  static func text(_ seconds: Int) -> String {
    var shifted = time_t(seconds + 9 * 3600)
    var parts = tm()
    gmtime_r(&shifted, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "\(day)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))+09:00"
  }
}
