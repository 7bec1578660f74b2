/// 公共施設一覧: the places of a municipality, in the older and the current layout.
enum FacilityFile {
  private static let days = SheetColumn("利用可能曜日")
  private static let opens = SheetColumn("開始時間")
  private static let closes = SheetColumn("終了時間")
  private static let special = SheetColumn("利用可能日時特記事項", "利用可能時間特記事項")
  private static let about = SheetColumn("説明")

  /// Reads a file; its places are `community_center`, and nobody has verified them.
  static func read(_ bytes: [UInt8]) throws(DirectoryFault) -> DirectoryReading {
    let sheet = try Sheet(bytes)
    if sheet.has(MedicalFile.departments) { throw .otherSource(.medical) }
    return try sheet.municipalReading(.facility) { row in
      row.facts.kinds = ["community_center"]
      row.readCommon()
      row.readHours(days: days, opens: opens, closes: closes, special: special)
      row.readNotes([
        (nil, about), ("内線", MunicipalColumn.phoneExtension), ("備考", MunicipalColumn.remarks),
      ])
    }
  }
}
