import TestSupport
import Testing

/// docs/permissions.md, held against what the tests count: the page renews none of its numbers by itself.
enum PermissionsPage {
  /// Fails, with the words to write, where the page does not say them; how its lines are broken does not matter.
  static func tells(_ words: String, at location: SourceLocation = #_sourceLocation) throws {
    let page = try TestTemplate.text("../docs/permissions.md")
    let isTold = page.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words)
    #expect(isTold, "docs/permissions.md does not say: \(words)", sourceLocation: location)
  }

  /// 32054 as the page writes it: 32,054.
  static func grouped(_ count: Int) -> String {
    let digits = String(count)
    var grouped = ""
    for (at, digit) in digits.enumerated() {
      if at > 0 && (digits.count - at).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }
}
