/// What 公共施設一覧 and 医療機関一覧 have in common, in the older 推奨データセット and in the current 自治体標準: the columns are
/// matched by name, since files reorder them and add their own.
enum MunicipalColumn {
  static let currentCode = SheetColumn("全国地方公共団体コード")
  static let code = SheetColumn("都道府県コード又は市区町村コード", "全国地方公共団体コード", "都道府県コードまたは市区町村コード")
  static let number = SheetColumn("NO", "ID", "NO.")
  static let prefecture = SheetColumn("都道府県名", "所在地_都道府県")
  static let city = SheetColumn("市区町村名", "所在地_市区町村")
  static let town = SheetColumn("所在地_町字")
  static let block = SheetColumn("所在地_番地以下")
  static let name = SheetColumn("名称")
  static let kana = SheetColumn("名称_カナ")
  static let currentAddress = SheetColumn("所在地_連結表記")
  static let address = SheetColumn("住所", "所在地_連結表記")
  static let building = SheetColumn("方書", "建物名等(方書)")
  static let latitude = SheetColumn("緯度")
  static let longitude = SheetColumn("経度")
  static let phone = SheetColumn("電話番号")
  static let phoneExtension = SheetColumn("内線番号")
  static let postal = SheetColumn("郵便番号")
  static let url = SheetColumn("URL")
  static let remarks = SheetColumn("備考")
}

/// One row of such a list on its way to a provider.
struct MunicipalRow {
  var reader: SheetReader
  var facts = ProviderFacts()
  private var key: String?
  private var isSkipped = false

  init(_ row: Sheet.Row, of sheet: Sheet) { reader = SheetReader(row, of: sheet) }

  /// Reads what both lists have; the kinds, the hours and the notes are each list's own.
  mutating func readCommon(fallbackKey: SheetColumn? = nil) {
    readName()
    readAddress()
    readPhone()
    facts.url = reader.line(MunicipalColumn.url)
    checkCoordinates()
    readKey(fallback: fallbackKey)
  }

  var finished: DirectoryRow {
    DirectoryRow(place: reader.row.place, key: key, facts: facts, isSkipped: isSkipped)
  }

  private mutating func readName() {
    facts.name = reader.line(MunicipalColumn.name)
    facts.kana = reader.line(MunicipalColumn.kana)
    if facts.name == nil {
      reader.warn(.nameMissing)
      isSkipped = true
    } else if facts.name?.unicodeScalars.contains("\u{FFFD}") == true {
      reader.warn(.nameDamaged)
      isSkipped = true
    }
  }

  private mutating func readAddress() {
    if let written = reader.raw(MunicipalColumn.postal) {
      if written != InputText.trimmed(written) { reader.warn(.postalBlanks) }
      let shown = InvalidValue.shown(written)
      if let postal = PostalCode(written) {
        facts.postal = postal.display
      } else if let postal = PostalCode(written, restoringLostZeros: true) {
        reader.warn(.postalZeroRestored, ["postal": shown])
        facts.postal = postal.display
      } else {
        reader.warn(.postalUnreadable, ["postal": shown])
        facts.postal = reader.line(MunicipalColumn.postal)
      }
    }
    let prefecture = reader.line(MunicipalColumn.prefecture)
    if let whole = reader.line(MunicipalColumn.address) {
      facts.address = whole
      // shown and not completed: which part is missing is a guess
      if let prefecture, !whole.hasPrefix(prefecture) {
        reader.warn(.prefectureMissing, ["prefecture": InvalidValue.shown(prefecture)])
      }
    } else {
      let parts = [
        prefecture, reader.line(MunicipalColumn.city), reader.line(MunicipalColumn.town),
        reader.line(MunicipalColumn.block),
      ].compactMap(\.self)
      facts.address = parts.isEmpty ? nil : parts.joined()
    }
    if let building = reader.line(MunicipalColumn.building) {
      facts.address = facts.address.map { $0 + " " + building } ?? building
    }
  }

  private mutating func readPhone() {
    guard let written = reader.line(MunicipalColumn.phone) else { return }
    let number: PhoneNumber
    do throws(InvalidValue) {
      number = try PhoneNumber(parsing: written)
    } catch {
      guard error.code == InvalidValue.Rule.phoneZeroMissing.rawValue,
        let restored = try? PhoneNumber(parsing: written, restoringLostZero: true)
      else {
        reader.warn(.phoneUnreadable)
        facts.phone = ProviderPhone(unread: written)
        return
      }
      reader.warn(.phoneZeroRestored)
      facts.phone = ProviderPhone(restored)
      return
    }
    if number.isWithheld {
      reader.warn(.phoneUnreadable)  // a directory that says 不明 has no number
    } else {
      facts.phone = ProviderPhone(number)
    }
  }

  /// Japan lies between 20 and 46 degrees north and between 122 and 154 degrees east.
  private mutating func checkCoordinates() {
    guard reader.sheet.has(MunicipalColumn.latitude), reader.sheet.has(MunicipalColumn.longitude) else { return }
    guard let latitude = reader.line(MunicipalColumn.latitude), let longitude = reader.line(MunicipalColumn.longitude)
    else {
      reader.warn(.coordinatesMissing)
      return
    }
    func isIn(_ range: ClosedRange<Double>, _ text: String) -> Bool {
      Double(InputText.folded(text)).map(range.contains) ?? false
    }
    if isIn(20...46, latitude), isIn(122...154, longitude) { return }
    let isSwapped = isIn(20...46, longitude) && isIn(122...154, latitude)
    reader.warn(isSwapped ? .coordinatesSwapped : .coordinatesElsewhere)
  }

  /// The municipality and the number that its list gives the row. Leading zeros and the check digit stay out, as both come
  /// and go between two editions of a file.
  private mutating func readKey(fallback: SheetColumn?) {
    let municipality = readMunicipality()
    if let number = reader.line(MunicipalColumn.number) {
      key = [municipality, MunicipalRow.withoutZeros(number)].compactMap(\.self).joined(separator: "-")
    } else if let fallback, let code = reader.line(fallback) {
      key = [municipality, MunicipalRow.withoutZeros(code)].compactMap(\.self).joined(separator: "-")
    } else if let name = facts.name {
      reader.warn(.keyFromName)
      key = [municipality, name, facts.address].compactMap(\.self).joined(separator: "-")
    }
    if key?.unicodeScalars.contains("\u{FFFD}") == true {
      key = nil
      reader.warn(.keyMissing)
      isSkipped = true
    }
  }

  private mutating func readMunicipality() -> String? {
    guard let written = reader.line(MunicipalColumn.code) else { return nil }
    let shown = InvalidValue.shown(written)
    guard let code = MunicipalityCode(written) else {
      reader.warn(.codeUnreadable, ["code": shown])
      return InputText.folded(written)
    }
    if let expected = code.expectedCheckDigit {
      if !code.isCheckDigitRight { reader.warn(.checkDigit, ["code": shown, "expected": "\(expected)"]) }
    } else {
      reader.warn(.codeLength, ["code": shown])
    }
    return code.municipality
  }

  private static func withoutZeros(_ number: String) -> String {
    let folded = InputText.folded(number)
    guard folded.unicodeScalars.allSatisfy({ (0x30...0x39).contains($0.value) }) else { return folded }
    let kept = folded.drop { $0 == "0" }
    return kept.isEmpty ? "0" : String(kept)
  }
}

extension MunicipalRow {
  /// 月火水木金 9:00～17:00 (…): the days, the hours and what is special, as far as they are given.
  mutating func readHours(days: SheetColumn, opens: SheetColumn, closes: SheetColumn, special: SheetColumn) {
    let (days, opens) = (reader.line(days), reader.line(opens).map(InputText.folded))
    let (closes, special) = (reader.line(closes).map(InputText.folded), reader.line(special))
    if days == nil, opens == nil, closes == nil { reader.warn(.hoursMissing) }
    if let opens, opens == closes { reader.warn(.hoursNoLength, ["time": InvalidValue.shown(opens)]) }
    let span = opens == nil && closes == nil ? nil : "\(opens ?? "")～\(closes ?? "")"
    let parts = [days, span, special].compactMap(\.self)
    facts.hours = parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The columns that people may want to read, each on its own line, with what is not clear by itself named.
  mutating func readNotes(_ columns: [(title: String?, column: SheetColumn)]) {
    var lines: [String] = []
    for (title, column) in columns {
      guard let text = reader.prose(column) else { continue }
      lines.append(title.map { "\($0): \(text)" } ?? text)
    }
    facts.notes = lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension Sheet {
  /// Every row that is not blank, made into a provider.
  func municipalReading(
    _ source: DirectorySource, _ read: (inout MunicipalRow) -> Void
  ) throws(DirectoryFault) -> DirectoryReading {
    guard has(MunicipalColumn.name) else {
      throw .columnMissing(column: MunicipalColumn.name.title, encoding: encoding)
    }
    var finished: [DirectoryRow] = []
    var warnings: [ImportWarning] = []
    for row in rows {
      var row = MunicipalRow(row, of: self)
      if row.reader.isBlank { continue }
      read(&row)
      finished.append(row.finished)
      warnings += row.reader.warnings
    }
    let isCurrent = has(MunicipalColumn.currentCode) || has(MunicipalColumn.currentAddress)
    return DirectoryReading(
      source: source, layout: isCurrent ? .standard : .recommended, encoding: encoding, rows: finished,
      warnings: warnings)
  }
}
