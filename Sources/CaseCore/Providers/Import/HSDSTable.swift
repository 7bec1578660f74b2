/// One table of an HSDS folder, by the ids of its rows.
struct HSDSTable {
  /// A row: its columns as clean text.
  struct Entry {
    let place: SourcePlace
    let values: [String: String]

    subscript(column: String) -> String? { values[column] }
  }

  let columns: Set<String>
  private(set) var entries: [Entry] = []
  private(set) var warnings: [ImportWarning] = []
  let encoding: SourceEncoding

  init(file: String, bytes: [UInt8]) throws(DirectoryFault) {
    let sheet = try Sheet(bytes, table: file)
    encoding = sheet.encoding
    let columns = sheet.header.map { (key: Sheet.folded($0).lowercased(), column: SheetColumn($0)) }
    self.columns = Set(columns.map(\.key))
    for row in sheet.rows {
      var reader = SheetReader(row, of: sheet)
      if reader.isBlank { continue }
      var values: [String: String] = [:]
      for (key, column) in columns { values[key] = reader.prose(column) }
      // descriptions of a service go over several lines and may
      warnings += reader.warnings.filter { $0.rule != .lineBreak }
      entries.append(Entry(place: row.place, values: values))
    }
  }
}

/// The tables of an HSDS folder that tell what a provider is.
///
/// Versions name files in singular or plural, and version 1 has tables of its own for addresses and schedules.
struct HSDSTables {
  private let tables: [String: HSDSTable]

  private static let files: [(table: String, names: [String])] = [
    ("organization", ["organizations", "organization"]), ("service", ["services", "service"]),
    ("location", ["locations", "location"]),
    ("service_at_location", ["service_at_location", "services_at_location", "service_at_locations"]),
    ("phone", ["phones", "phone"]),
    ("address", ["addresses", "address", "physical_addresses", "physical_address"]),
    ("schedule", ["schedules", "schedule", "regular_schedules", "regular_schedule"]),
  ]

  init(folder: String) throws(DirectoryFault) {
    let names = try SourceFile.names(in: folder)
    var tables: [String: HSDSTable] = [:]
    for (table, candidates) in HSDSTables.files {
      guard let file = candidates.lazy.map({ $0 + ".csv" }).first(where: names.contains) else { continue }
      do throws(DirectoryFault) {
        tables[table] = try HSDSTable(file: file, bytes: SourceFile.bytes(folder + "/" + file))
      } catch .empty {
        continue  // an empty file is a table without rows
      }
    }
    self.tables = tables
    guard tables["organization"] != nil || tables["service"] != nil else { throw .tablesMissing }
  }

  subscript(table: String) -> [HSDSTable.Entry] { tables[table]?.entries ?? [] }

  var warnings: [ImportWarning] { tables.values.flatMap(\.warnings) }

  var encoding: SourceEncoding { (tables["service"] ?? tables["organization"])?.encoding ?? .utf8 }

  /// Told from the columns, since the files do not say: 3.x has an organization's `website`, an address's type and a
  /// service's `alert`; 2.x describes schedules as calendars do; 1.x has a `weekday` and the rest of neither.
  var layout: DirectoryLayout? {
    func has(_ table: String, _ columns: String...) -> Bool {
      columns.contains { tables[table]?.columns.contains($0) == true }
    }
    if has("organization", "website", "parent_organization_id", "uri") || has("address", "address_type")
      || has("location", "location_type", "external_identifier")
      || has("service", "fees_description", "alert", "minimum_age", "last_modified")
    {
      return .hsds3
    }
    if has("schedule", "freq", "dtstart", "byday", "wkst") { return .hsds2 }
    let isOlder =
      has("organization", "url", "tax_status", "legal_status") || has("schedule", "weekday")
      || has("service", "location_id", "taxonomy_ids", "wait_time") || has("phone", "department")
    return isOlder ? .hsds1 : nil
  }

  /// References that lead nowhere, each at its own line.
  func dangling() -> [ImportWarning] {
    let references: [(column: String, target: String)] = [
      ("organization_id", "organization"), ("parent_organization_id", "organization"), ("service_id", "service"),
      ("location_id", "location"), ("service_at_location_id", "service_at_location"),
    ]
    let known = tables.mapValues { table in Set(table.entries.compactMap { $0["id"] }) }
    var warnings: [ImportWarning] = []
    for (table, _) in HSDSTables.files {
      for entry in self[table] {
        for (column, target) in references {
          guard let id = entry[column], known[target]?.contains(id) != true else { continue }
          warnings.append(ImportWarning(entry.place, .dangling, ["column": column, "table": target]))
        }
      }
    }
    return warnings
  }
}
