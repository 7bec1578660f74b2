public import CaseCore
import Paper

/// The figures of an office's month (docs/contract.md, "The monthly report as JSON"), as the database counted them in one
/// snapshot: numbers under dotted paths such as `sessions.by_method.phone.people`.
public struct MonthFigures: Sendable {
  public let month: ReportMonth
  /// The hash of the last audit entry that touches the month; nil where nothing does.
  public internal(set) var auditHead: String?
  private var numbers: [String: Int]
  /// What is hidden from the reader (docs/editions.md): figures, or whole tables of which not even the codes are told.
  public private(set) var hidden: Set<String> = []
  private var absent: [String] = []

  /// Where there are numbers, in no order.
  var paths: [String] { Array(numbers.keys) }

  /// The number at a path; 0 where there is none, as codes without cases are left out. One that was hidden is gone: asking for it
  /// is a mistake in the program and stops it.
  public subscript(path: String) -> Int {
    precondition(!isHidden(path) && !isAbsent(path), "\(path) is not told")
    return numbers[path] ?? 0
  }

  /// What people read at a path: the number, a mark where it is hidden, nothing where this edition does not have it.
  func cell(_ path: String) -> Cell {
    if isAbsent(path) { return .null }
    return isHidden(path) ? MonthFigures.mark : .integer(self[path])
  }

  /// What programs read at a path: null where there is no number for them.
  func number(_ path: String) -> Cell { isHidden(path) || isAbsent(path) ? .null : .integer(self[path]) }

  /// What charts draw at a path: nil where there is no number for them.
  func drawn(_ path: String) -> Int? { isHidden(path) || isAbsent(path) ? nil : self[path] }

  static let mark = Cell.text("*")

  func isHidden(_ path: String) -> Bool {
    hidden.contains(path) || hidden.contains { path.hasPrefix($0 + ".") }
  }

  /// Whether the edition does not have the figure at all.
  func isAbsent(_ path: String) -> Bool { absent.contains { path == $0 || path.hasPrefix($0 + ".") } }

  /// Hides figures and whole tables for good: their numbers are not kept.
  mutating func hide(_ paths: Set<String>) {
    hidden.formUnion(paths)
    forget()
  }

  /// Takes figures and tables out for good.
  mutating func remove(_ paths: [String]) {
    absent += paths
    forget()
  }

  private mutating func forget() {
    numbers = numbers.filter { !isHidden($0.key) && !isAbsent($0.key) }
  }

  /// The codes under a path, in their list's order; what the list does not know comes last.
  public func codes(under path: String, in order: [String]) -> [String] {
    let prefix = path + "."
    var found: Set<String> = []
    for key in Array(numbers.keys) + hidden where key.hasPrefix(prefix) {
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
