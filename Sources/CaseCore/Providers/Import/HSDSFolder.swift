/// Open Referral's Human Services Data Specification: a provider for each service, and for each organization without one.
///
/// Read here for 3.x, whose required columns it keeps to; what 1.x and 2.x name otherwise is understood as well.
enum HSDSFolder {
  static func read(_ path: String) throws(DirectoryFault) -> DirectoryReading {
    let tables = try HSDSTables(folder: path)
    var reader = HSDSReader(tables)
    reader.readServices()
    reader.readOrganizations()
    return DirectoryReading(
      source: .hsds, layout: tables.layout, encoding: tables.encoding, rows: reader.rows,
      warnings: tables.warnings + tables.dangling() + reader.warnings)
  }
}

/// Joins the tables of a folder into providers.
struct HSDSReader {
  private typealias Entry = HSDSTable.Entry

  private(set) var rows: [DirectoryRow] = []
  private(set) var warnings: [ImportWarning] = []
  private var told: Set<ImportWarning> = []
  private let tables: HSDSTables
  private let organizations: [String: Entry]
  private let sites: [String: [Entry]]
  private let places: [String: [Entry]]
  private let addresses: [String: [Entry]]
  private let phones: [String: [String: [Entry]]]
  private let schedules: [String: [String: [Entry]]]

  /// Where telephone numbers and schedules may hang, the nearest to a service first.
  private static let owners = ["service_id", "service_at_location_id", "location_id", "organization_id"]

  init(_ tables: HSDSTables) {
    func grouped(_ table: String, by column: String) -> [String: [Entry]] {
      var groups: [String: [Entry]] = [:]
      for entry in tables[table] { if let id = entry[column] { groups[id, default: []].append(entry) } }
      return groups
    }
    func byOwner(_ table: String) -> [String: [String: [Entry]]] {
      Dictionary(uniqueKeysWithValues: HSDSReader.owners.map { ($0, grouped(table, by: $0)) })
    }
    self.tables = tables
    organizations = grouped("organization", by: "id").compactMapValues(\.first)
    sites = grouped("location", by: "organization_id")
    places = grouped("service_at_location", by: "service_id")
    addresses = grouped("address", by: "location_id")
    phones = byOwner("phone")
    schedules = byOwner("schedule")
    for location in tables["location"] { checkCoordinates(location) }
  }

  mutating func readServices() {
    for service in tables["service"] {
      let organization = service["organization_id"].flatMap { organizations[$0] }
      // a service may share its organization's name
      let names = [service["name"], organization?["name"]].compactMap(\.self)
      let name = names.count == 2 && names[0] != names[1] ? "\(names[0]) (\(names[1]))" : names.first
      let at = service["id"].flatMap { places[$0] } ?? []
      let locationIDs = [service["location_id"]].compactMap(\.self) + at.compactMap { $0["location_id"] }
      add(
        service, kind: "service", name: service["name"] == nil ? nil : name,
        notes: ["description", "alert", "eligibility_description", "application_process", "fees_description", "fees"],
        owners: [
          ("service_id", [service["id"]].compactMap(\.self)), ("service_at_location_id", at.compactMap { $0["id"] }),
          ("location_id", locationIDs), ("organization_id", [service["organization_id"]].compactMap(\.self)),
        ],
        url: service["url"] ?? organization?["website"] ?? organization?["url"])
    }
  }

  mutating func readOrganizations() {
    let served = Set(tables["service"].compactMap { $0["organization_id"] })
    for organization in tables["organization"] {
      guard let id = organization["id"] else {
        add(organization, kind: "organization", name: organization["name"])
        continue
      }
      if served.contains(id) { continue }
      let own = (sites[id] ?? []).compactMap { $0["id"] }
      add(
        organization, kind: "organization", name: organization["name"], notes: ["description"],
        owners: [("organization_id", [id]), ("location_id", own)],
        url: organization["website"] ?? organization["url"])
    }
  }

  private mutating func add(
    _ entry: Entry, kind: String, name: String?, notes: [String] = [], owners: [(column: String, ids: [String])] = [],
    url: String? = nil
  ) {
    var facts = ProviderFacts()
    facts.name = name.map(oneLine)
    // what a service does is written in taxonomies of the publisher's own
    facts.kinds = ["unknown"]
    facts.url = url
    let locationIDs = owners.first { $0.column == "location_id" }?.ids ?? []
    readAddress(of: locationIDs, into: &facts)
    let remark = readPhone(first(in: phones, of: owners), into: &facts)
    facts.hours = hours(first(in: schedules, of: owners.filter { $0.column != "organization_id" }))
    let told = notes.compactMap { entry[$0] } + [remark].compactMap(\.self)
    facts.notes = told.isEmpty ? nil : told.joined(separator: "\n")

    var row = DirectoryRow(place: entry.place, key: entry["id"].map { "\(kind):\($0)" }, facts: facts)
    func leaveOut(_ rule: ImportWarning.Rule, _ arguments: [String: String] = [:]) {
      row.isSkipped = true
      warnings.append(ImportWarning(entry.place, rule, arguments))
    }
    if row.key == nil { leaveOut(.keyMissing) }
    if facts.name == nil { leaveOut(.nameMissing) }
    if facts.name?.unicodeScalars.contains("\u{FFFD}") == true { leaveOut(.nameDamaged) }
    if let status = entry["status"]?.lowercased(), ["inactive", "defunct"].contains(status) {
      leaveOut(.notActive, ["status": status])
    }
    rows.append(row)
  }

  /// The entries of the nearest owner that has any.
  private func first(
    in groups: [String: [String: [Entry]]], of owners: [(column: String, ids: [String])]
  ) -> [Entry] {
    for (column, ids) in owners {
      let found = ids.flatMap { groups[column]?[$0] ?? [] }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Every location's address, a physical one before a postal one; a name to the attention of is nobody's business here.
  private func readAddress(of locationIDs: [String], into facts: inout ProviderFacts) {
    var texts: [String] = []
    for id in locationIDs {
      let all = addresses[id] ?? []
      guard let address = all.first(where: { $0["address_type"] == "physical" }) ?? all.first else { continue }
      let parts = ["address_1", "address_2", "city", "region", "state_province", "country"].compactMap { address[$0] }
      let text = oneLine(parts.joined(separator: ", "))
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
      if facts.postal == nil, let postal = address["postal_code"] {
        // postcodes of other countries are kept as they are
        facts.postal = PostalCode(postal)?.display ?? oneLine(postal)
      }
    }
    facts.address = texts.isEmpty ? nil : texts.joined(separator: " / ")
  }

  /// The first number that is spoken into; answers what is to be noted of it.
  private mutating func readPhone(_ entries: [Entry], into facts: inout ProviderFacts) -> String? {
    let spoken = entries.first { !["fax", "tty", "text", "pager"].contains($0["type"]?.lowercased() ?? "") }
    guard let spoken, var written = spoken["number"].map(oneLine) else { return nil }
    if written.count > 2, written.hasPrefix("\""), written.hasSuffix("\"") {
      written = InputText.trimmed(String(written.dropFirst().dropLast()))
      warnOnce(ImportWarning(spoken.place, .phoneQuoted))
    }
    do throws(InvalidValue) {
      facts.phone = ProviderPhone(try PhoneNumber(parsing: written))
    } catch {
      warnOnce(ImportWarning(spoken.place, .phoneUnreadable))
      facts.phone = ProviderPhone(unread: written)
    }
    return spoken["extension"].map { "ext. \(oneLine($0))" }
  }

  /// Each schedule in words where it has them, else its days and hours.
  private func hours(_ entries: [Entry]) -> String? {
    var texts: [String] = []
    for entry in entries {
      let days = entry["byday"] ?? entry["weekday"]
      let span =
        entry["opens_at"] == nil && entry["closes_at"] == nil
        ? nil : "\(shortTime(entry["opens_at"]))–\(shortTime(entry["closes_at"]))"
      let text = oneLine([days, span, entry["description"]].compactMap(\.self).joined(separator: " "))
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
    return texts.isEmpty ? nil : texts.joined(separator: " / ")
  }

  /// 10:00 for 10:00:00 and for 10:00:00Z.
  private func shortTime(_ time: String?) -> String {
    guard let time else { return "" }
    let parts = time.split(separator: ":")
    return parts.count >= 2 ? parts.prefix(2).joined(separator: ":") : time
  }

  private mutating func checkCoordinates(_ location: Entry) {
    func isIn(_ range: ClosedRange<Double>, _ text: String) -> Bool { Double(text).map(range.contains) ?? false }
    guard let latitude = location["latitude"], let longitude = location["longitude"] else {
      // a location that is no place on the map has none
      if location["location_type"].map({ $0 == "physical" }) ?? true {
        warnings.append(ImportWarning(location.place, .coordinatesMissing))
      }
      return
    }
    if isIn(-90...90, latitude), isIn(-180...180, longitude) { return }
    let isSwapped = isIn(-90...90, longitude) && isIn(-180...180, latitude)
    warnings.append(ImportWarning(location.place, isSwapped ? .coordinatesSwapped : .coordinatesElsewhere))
  }

  /// A number that several services share is told once.
  private mutating func warnOnce(_ warning: ImportWarning) {
    if told.insert(warning).inserted { warnings.append(warning) }
  }

  private func oneLine(_ text: String) -> String {
    text.split(separator: "\n").map { InputText.trimmed(String($0)) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
