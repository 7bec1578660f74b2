/// 医療機関一覧: hospitals and clinics with their departments.
enum MedicalFile {
  static let departments = SheetColumn("診療科目")
  private static let type = SheetColumn("医療機関の種類")
  private static let beds = SheetColumn("病床数")
  private static let code = SheetColumn("医療機関コード")
  private static let days = SheetColumn("診療曜日")
  private static let opens = SheetColumn("診療開始時間")
  private static let closes = SheetColumn("診療終了時間")
  private static let special = SheetColumn("診療日時特記事項")
  private static let afterHours = SheetColumn("時間外における対応")

  static func read(_ bytes: [UInt8]) throws(DirectoryFault) -> DirectoryReading {
    let sheet = try Sheet(bytes)
    // both lists have names and addresses; only this one has departments or kinds of institution
    guard sheet.has(departments) || sheet.has(type) else {
      throw sheet.has(SheetColumn("利用可能曜日"))
        ? .otherSource(.facility) : .columnMissing(column: departments.title, encoding: sheet.encoding)
    }
    return try sheet.municipalReading(.medical) { row in
      row.readCommon(fallbackKey: code)
      row.facts.kinds = kinds(&row.reader, name: row.facts.name)
      row.readHours(days: days, opens: opens, closes: closes, special: special)
      row.readNotes([
        ("診療科目", departments), ("種類", type), ("時間外", afterHours), ("内線", MunicipalColumn.phoneExtension),
        ("備考", MunicipalColumn.remarks),
      ])
    }
  }

  private static func kinds(_ reader: inout SheetReader, name: String?) -> [String] {
    let written = reader.line(departments)
    if written == nil { reader.warn(.departmentsMissing) }
    let isHospital =
      [reader.line(type), name].contains { $0?.contains("病院") == true }
      || reader.line(beds).flatMap { Int(InputText.folded($0)) }.map { $0 >= 20 } == true
    return kinds(departments: written ?? "", isHospital: isHospital)
  }

  /// 精 and 精神科 are psychiatry, 心内 and 心療内科 psychosomatic medicine; everything else, and a hospital besides, is
  /// `medical`, and `dental` too where there is nothing but dentistry.
  ///
  /// A hospital is what calls itself one or has 20 beds (医療法1条の5).
  static func kinds(departments written: String, isHospital: Bool) -> [String] {
    let departments = InputText.folded(InputText.widened(written))
      .split { ";、,・/ \n".contains($0) }.map { InputText.trimmed(String($0)) }.filter { !$0.isEmpty }
    var kinds: [String] = []
    if departments.contains(where: { $0 == "精" || $0 == "精神" || $0.contains("精神科") }) { kinds.append("psychiatry") }
    if departments.contains(where: { $0 == "心内" || $0.contains("心療内科") }) { kinds.append("psychosomatic") }
    if isHospital || kinds.isEmpty { kinds.append("medical") }
    if !departments.isEmpty, departments.allSatisfy({ $0.contains("歯") }) {
      kinds.append("dental")
    }
    return kinds
  }
}
