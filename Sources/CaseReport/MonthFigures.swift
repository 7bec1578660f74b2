public import CaseCore

/// The figures of an office's month (docs/contract.md, "The monthly report as JSON"), as the database counted them in one
/// snapshot: numbers under dotted paths such as `sessions.by_method.phone.people`.
public struct MonthFigures: Sendable {
  public let month: ReportMonth
  /// The hash of the last audit entry that touches the month; nil where nothing does.
  public let auditHead: String?
  private let numbers: [String: Int]

  /// The number at a path; 0 where there is none, as codes without cases are left out.
  public subscript(path: String) -> Int { numbers[path] ?? 0 }

  /// The codes under a path, in their list's order; what the list does not know comes last.
  public func codes(under path: String, in order: [String]) -> [String] {
    let prefix = path + "."
    var found: Set<String> = []
    for key in numbers.keys where key.hasPrefix(prefix) {
      found.insert(String(key.dropFirst(prefix.count).prefix { $0 != "." }))
    }
    return order.filter { found.contains($0) } + found.subtracting(order).sorted()
  }

  init(month: ReportMonth, _ node: Node) throws {
    self.month = month
    guard case .object(let members) = node else { throw CaseError.schema(newer: true) }
    var numbers: [String: Int] = [:]
    for (key, node) in members { node.collect(into: &numbers, at: key) }
    self.numbers = numbers
    if case .text(let head) = members["audit_head"] { auditHead = head } else { auditHead = nil }
  }

  enum Node: Decodable {
    case number(Int), text(String), null
    case object([String: Node])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .object(try container.decode([String: Node].self))
      }
    }

    fileprivate func collect(into numbers: inout [String: Int], at path: String) {
      switch self {
      case .number(let number): numbers[path] = number
      case .object(let members): for (key, node) in members { node.collect(into: &numbers, at: path + "." + key) }
      case .text, .null: break
      }
    }
  }
}
