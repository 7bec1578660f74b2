/// A kind of directory that providers are imported from; its name is the provider's `source`.
public enum DirectorySource: String, Sendable, CaseIterable {
  /// 公共施設一覧, a CSV file of a municipality.
  case facility
  /// 医療機関一覧, a CSV file of a prefecture or municipality.
  case medical
  /// Open Referral's Human Services Data Specification, a folder of CSV tables.
  case hsds
}

/// How a file's bytes were read as text.
public enum SourceEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf8Marked = "UTF-8 BOM"
  case cp932 = "CP932"
}

/// What a directory turned out to be.
public enum DirectoryLayout: String, Sendable {
  /// 推奨データセット, until 2022.
  case recommended
  /// 自治体標準オープンデータセット, its successor.
  case standard
  case hsds1 = "HSDS 1.x"
  case hsds2 = "HSDS 2.x"
  case hsds3 = "HSDS 3.x"
}

/// A place in what was imported.
public struct SourcePlace: Sendable, Hashable, Comparable {
  /// The table's file name where there are several.
  public let table: String?
  /// The line of the file, counted from 1, on which the row (or the field) starts.
  public let line: Int

  public init(table: String?, line: Int) {
    self.table = table
    self.line = line
  }

  public static func < (one: SourcePlace, other: SourcePlace) -> Bool {
    (one.table ?? "", one.line) < (other.table ?? "", other.line)
  }
}

/// One row of a directory on its way in.
public struct DirectoryRow: Sendable {
  public let place: SourcePlace
  /// What the directory calls it for good; nil only where the row is left out.
  public let key: String?
  public let facts: ProviderFacts
  /// Left out, with a warning that says why.
  public var isSkipped = false
}

/// A directory as it was read: its rows in the file's order, and everything that is odd in it.
public struct DirectoryReading: Sendable {
  public let source: DirectorySource
  /// Nil where the columns do not tell.
  public let layout: DirectoryLayout?
  public let encoding: SourceEncoding
  public private(set) var rows: [DirectoryRow]
  /// By place.
  public private(set) var warnings: [ImportWarning]

  /// Leaves out every row whose key came before: over the whole file, as the server sees a part of it at a time.
  init(
    source: DirectorySource, layout: DirectoryLayout?, encoding: SourceEncoding, rows: [DirectoryRow],
    warnings: [ImportWarning]
  ) {
    var (rows, warnings) = (rows, warnings)
    var first: [String: SourcePlace] = [:]
    for index in rows.indices where !rows[index].isSkipped {
      guard let key = rows[index].key else { continue }
      if let earlier = first[key] {
        rows[index].isSkipped = true
        warnings.append(
          ImportWarning(rows[index].place, .keyRepeated, ["key": InvalidValue.shown(key), "first": "\(earlier.line)"]))
      } else {
        first[key] = rows[index].place
      }
    }
    self.source = source
    self.layout = layout
    self.encoding = encoding
    self.rows = rows
    self.warnings = warnings.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }

  /// Reads the file or folder of a source.
  ///
  /// - Throws: `DirectoryFault`.
  public static func read(_ source: DirectorySource, path: String) throws -> DirectoryReading {
    switch source {
    case .facility: try FacilityFile.read(SourceFile.bytes(path))
    case .medical: try MedicalFile.read(SourceFile.bytes(path))
    case .hsds: try HSDSFolder.read(path)
    }
  }
}
