import CaseCore
import Edge
import Paper

extension Wording {
  /// What a directory turned out to be.
  static func found(_ reading: DirectoryReading) -> Words {
    let list = label(ofSource: reading.source.rawValue)
    let layout: Words =
      switch reading.layout {
      case .recommended: Words(ja: "推奨データセットの形式", en: "the older 推奨データセット")
      case .standard: Words(ja: "自治体標準の形式", en: "the current 自治体標準")
      case .hsds1, .hsds2:
        Words(
          ja: "\(reading.layout?.rawValue ?? "") の表で、3.x ではありません。分かる列を読みます",
          en: "\(reading.layout?.rawValue ?? "") tables, not 3.x; read as far as they are understood")
      case .hsds3: Words(ja: "3.x", en: "3.x")
      case nil: Words(ja: "版は列から分かりません", en: "the columns do not tell the version")
      }
    let rows = reading.rows.count
    return Words(
      ja: "\(list.ja)(\(layout.ja)、\(reading.encoding.rawValue)、\(rows)行)",
      en: "\(list.en) (\(layout.en), \(reading.encoding.rawValue), \(rows) row\(rows == 1 ? "" : "s"))")
  }

  /// Where a provider's record comes from.
  static func label(ofSource source: String) -> Words {
    switch source {
    case "own": Words(ja: "自分たちの登録", en: "our own")
    case DirectorySource.facility.rawValue: Words(ja: "公共施設一覧", en: "public facilities")
    case DirectorySource.medical.rawValue: Words(ja: "医療機関一覧", en: "medical institutions")
    case DirectorySource.hsds.rawValue: Words(ja: "HSDS", en: "HSDS")
    default: Words(ja: source, en: source)
    }
  }

  static func label(of state: ImportedRow.State) -> Words {
    switch state {
    case .inserted: Words(ja: "追加", en: "inserted")
    case .updated: Words(ja: "更新", en: "updated")
    case .unchanged: Words(ja: "変更なし", en: "unchanged")
    case .skipped: Words(ja: "除外", en: "skipped")
    }
  }

  /// One line for each place, by place.
  static func lines(of warnings: [ImportWarning]) -> [Words] {
    var lines: [(place: SourcePlace, ja: String, en: String)] = []
    for warning in warnings {
      let words = words(of: warning)
      if lines.last?.place == warning.place {
        lines[lines.count - 1].ja += words.ja
        lines[lines.count - 1].en += " " + words.en
      } else {
        lines.append((warning.place, words.ja, words.en))
      }
    }
    return lines.map { line in
      let table = line.place.table.map { $0 + " " } ?? ""
      return Words(
        ja: "\(table)\(line.place.line)行目: \(line.ja)", en: "\(table)line \(line.place.line): \(line.en)")
    }
  }

  static func words(of warning: ImportWarning) -> Words {
    func given(_ key: String) -> String { warning.arguments[key] ?? "" }
    let column = given("column")
    return switch warning.rule {
    case .undecodable:
      Words(
        ja: "「\(column)」に読めない文字が\(given("count"))字あります。", en: "\(column) holds \(given("count")) unreadable characters."
      )
    case .control: Words(ja: "「\(column)」の制御文字を除きました。", en: "Control characters were taken out of \(column).")
    case .lineBreak: Words(ja: "「\(column)」に改行があります。", en: "\(column) holds a line break.")
    case .halfwidthKana:
      Words(ja: "「\(column)」の半角カナを全角にしました。", en: "Half-width kana in \(column) were widened.")
    case .rowWidth:
      Words(
        ja: "列の数が見出しと違います(\(given("fields"))、見出しは\(given("columns")))。",
        en: "The row has \(given("fields")) fields under \(given("columns")) columns.")
    case .nameMissing: Words(ja: "名称がないので除きます。", en: "It has no name and is left out.")
    case .nameDamaged: Words(ja: "名称が読めないので除きます。", en: "Its name cannot be read, and it is left out.")
    case .keyMissing: Words(ja: "番号(ID)がないので除きます。", en: "It has no id and is left out.")
    case .keyRepeated:
      Words(
        ja: "番号 \(given("key")) は\(given("first"))行目にもあるので除きます。",
        en: "The key \(given("key")) is on line \(given("first")) already; this one is left out.")
    case .keyFromName:
      Words(
        ja: "番号がないので、名称と所在地で見分けます(変わると別の紹介先になります)。",
        en: "It has no number and is known by name and address; when they change it is another provider.")
    case .checkDigit:
      Words(
        ja: "団体コード \(given("code")) の検査数字が違います(正しくは\(given("expected")))。",
        en: "The check digit of the municipality code \(given("code")) should be \(given("expected")).")
    case .codeLength:
      Words(
        ja: "団体コード \(given("code")) が6桁ではありません。", en: "The municipality code \(given("code")) has not six digits.")
    case .codeUnreadable:
      Words(ja: "団体コード「\(given("code"))」を読めません。", en: "\"\(given("code"))\" is not a municipality code.")
    case .postalBlanks: Words(ja: "郵便番号の前後の空白を除きました。", en: "Blanks around the postcode were taken off.")
    case .postalZeroRestored:
      Words(
        ja: "郵便番号 \(given("postal")) の先頭の0を補いました。", en: "The postcode \(given("postal")) got back its leading 0.")
    case .postalUnreadable:
      Words(ja: "郵便番号「\(given("postal"))」を読めません。", en: "\"\(given("postal"))\" is not a postcode.")
    case .phoneUnreadable:
      Words(ja: "電話番号を読めません(書かれたまま残します)。", en: "The telephone number cannot be read; it is kept as written.")
    case .phoneZeroRestored:
      Words(ja: "電話番号の先頭の0を補いました。", en: "The telephone number got back its leading 0.")
    case .phoneQuoted: Words(ja: "電話番号の引用符を除きました。", en: "Quotes around the telephone number were taken off.")
    case .hoursMissing: Words(ja: "曜日と時間がありません。", en: "It has neither days nor hours.")
    case .hoursNoLength:
      Words(
        ja: "開始と終了が同じ時刻です(\(given("time")))。", en: "It opens and closes at the same time (\(given("time"))).")
    case .coordinatesMissing: Words(ja: "緯度・経度がありません。", en: "It has no coordinates.")
    case .coordinatesSwapped: Words(ja: "緯度と経度が逆のようです。", en: "Latitude and longitude seem to be swapped.")
    case .coordinatesElsewhere:
      Words(ja: "緯度・経度がありえない場所です。", en: "The coordinates lead to no possible place.")
    case .prefectureMissing:
      Words(
        ja: "住所が\(given("prefecture"))から始まっていません。", en: "The address does not start with \(given("prefecture")).")
    case .departmentsMissing: Words(ja: "診療科目がありません。", en: "It has no departments.")
    case .dangling:
      Words(
        ja: "\(column) の先が \(given("table")) の表にありません。",
        en: "\(column) leads to nothing in the table \(given("table")).")
    case .notActive:
      Words(ja: "提供されていない(\(given("status")))ので除きます。", en: "It is \(given("status")) and left out.")
    }
  }

  static func trouble(of fault: DirectoryFault) -> Trouble {
    switch fault {
    case .unreadable(let path):
      Trouble(ja: "読めません: \(path)", en: "Cannot read \(path)", status: .other)
    case .tooLarge(let limit):
      Trouble(
        ja: "大きすぎます(\(limit >> 20) MB まで)。", en: "It is too large (at most \(limit >> 20) MB).", status: .refused)
    case .empty: Trouble(ja: "見出しの行がありません。", en: "There is no header.", status: .refused)
    case .utf16:
      Trouble(
        ja: "UTF-16 のファイルです。UTF-8 か Shift_JIS(CP932)の CSV で保存し直してください。",
        en: "The file is UTF-16: save it as CSV in UTF-8 or CP932.", status: .refused)
    case .quoteNotClosed(let place):
      Trouble(
        ja: "\(place.table.map { $0 + " " } ?? "")\(place.line)行目の引用符が閉じていません。",
        en: "The quote on \(place.table.map { $0 + " " } ?? "")line \(place.line) is never closed.", status: .refused)
    case .columnMissing(let column, let encoding):
      Trouble(
        ja: "「\(column)」の列がありません(\(encoding.rawValue) として読みました)。",
        en: "There is no column \(column) (it was read as \(encoding.rawValue)).", status: .refused)
    case .otherSource(let source):
      Trouble(
        ja: "別の種類の一覧のようです。--source \(source.rawValue) を試してください。",
        en: "This looks like another list: try --source \(source.rawValue).", status: .refused)
    case .tablesMissing:
      Trouble(
        ja: "organizations.csv も services.csv もありません。", en: "There is neither organizations.csv nor services.csv.",
        status: .refused)
    case .noCP932: Trouble(ja: "この環境では CP932 を読めません。", en: "This system cannot read CP932.", status: .other)
    }
  }
}
