/// Counts over categories, to be drawn: bars (side by side where there are several series) or lines.
///
/// The axis starts at 0; a value below 0 is drawn as 0 and printed as it is.
public struct Chart: Sendable, Equatable {
  public enum Kind: Sendable { case bar, line }

  /// Why a value can be missing, in the words that stand in its place.
  public enum Gap: Sendable {
    case noData
    /// It is kept from the reader.
    case hidden
  }

  /// One named row of values, one for each category; nil where there is a gap, which is not 0.
  public struct Series: Sendable, Equatable {
    public let key: String
    public let name: Words
    public let values: [Int?]
  }

  public let key: String
  public let title: String
  public let kind: Kind
  /// The categories: a `.code` has a key for programs and a label for people.
  public let categories: [Cell]
  /// What is counted, as 件 or 人; empty where the title says it.
  public let unit: String
  /// What must be known to read the chart right.
  public let note: String?
  /// Whether it draws a table of the same document: its figures are then not written a second time, and each of its
  /// categories, which are kinds and no months, has its label.
  public let isOfTable: Bool
  /// What a missing value means.
  public let gap: Gap
  public private(set) var series: [Series] = []

  public init(
    _ key: String, title: String, kind: Kind, categories: [Cell], unit: String = "", note: String? = nil,
    isOfTable: Bool = false, gap: Gap = .noData
  ) {
    self.key = key
    self.title = title
    self.kind = kind
    self.categories = categories
    self.unit = unit
    self.note = note
    self.isOfTable = isOfTable
    self.gap = gap
  }

  /// Adds a series; it has a value for each category and a key of its own, or the program stops. Six series are told
  /// apart by pattern, dash and marker; more would repeat them.
  public mutating func add(_ key: String, ja: String, en: String, _ values: [Int?]) {
    precondition(values.count == categories.count, "\(values.count) values over \(categories.count) categories")
    precondition(!series.contains { $0.key == key }, "two series have the key \(key)")
    series.append(Series(key: key, name: Words(ja: ja, en: en), values: values))
  }

  /// The chart's figures as a table, a category a row: what a chart shows must also be readable.
  public var table: Table {
    var columns = [Column("category", ja: "区分", en: "Category", fit: .wrap)]
    for (at, series) in series.enumerated() {
      columns.append(Column("series_\(at + 1)", ja: series.name.ja, en: series.name.en, alignment: .right))
    }
    var table = Table(columns, caption: title)
    for (at, category) in categories.enumerated() {
      table.add([category] + series.map { .integer(orNull: $0.values[at]) })
    }
    return table
  }

  /// Whether a value is missing somewhere, so that the dash in its place needs a word.
  package var hasGaps: Bool { series.contains { $0.values.contains(nil) } }
}

extension Chart.Gap {
  /// What stands where a value is missing.
  package var word: Words {
    switch self {
    case .noData: Words(ja: "データなし", en: "no data")
    case .hidden: Words(ja: "非公表", en: "not told")
    }
  }

  /// How many are missing, in a sentence.
  func count(_ missing: Int, _ lang: Language) -> String {
    switch (self, lang) {
    case (.noData, .en): "\(missing) without data"
    case (.hidden, .en): "\(missing) not told"
    case (_, .ja): "\(word.ja)\(missing)"
    }
  }

  /// What a dash means.
  package var remark: Words {
    switch self {
    case .noData: Words(ja: "「–」はデータがないことを表します。", en: "A dash (–) stands where there is no data.")
    case .hidden: Words(ja: "「–」は公表しない小さい数を表します。", en: "A dash (–) stands for a small number that is not told.")
    }
  }

  /// What an empty cell means.
  package var emptyRemark: Words {
    switch self {
    case .noData: Words(ja: "空欄はデータがないことを表します。", en: "An empty cell has no data.")
    case .hidden: Words(ja: "空欄は公表しない小さい数を表します。", en: "An empty cell is a small number that is not told.")
    }
  }
}
