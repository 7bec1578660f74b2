import Testing

@testable import CaseCore

@Suite("Reading directories")
struct DirectoryTests {
  @Test("a facility of the older layout becomes a community center with its address, hours and notes")
  func older() throws {
    let reading = try Fixture.facilities([
      Fixture.facility(
        "0000000012", "さくら公民館",
        ["方書": "2階", "説明": "囲碁の会あり", "内線番号": "12", "備考": "月曜休み", "利用可能日時特記事項": "祝日は休み", "URL": "http://example.jp/"])
    ])
    #expect(reading.layout == .recommended && reading.encoding == .utf8 && reading.warnings.isEmpty)
    let row = try #require(reading.rows.first)
    #expect(row.key == "40130-12" && row.place == SourcePlace(table: nil, line: 2))
    #expect(row.facts.kinds == ["community_center"])
    #expect(row.facts.phone?.e164 == "+81925550100")
    #expect(row.facts.address == "福岡県福岡市中央区1-1 2階")
    #expect(row.facts.hours == "月火水木金 9:00～17:00 祝日は休み")
    #expect(row.facts.notes == "囲碁の会あり\n内線: 12\n備考: 月曜休み")
    #expect(row.facts.postal == "810-0001" && row.facts.url == "http://example.jp/")
  }

  @Test("the current layout is known by its names in any width and order, with columns of the file's own between them")
  func current() throws {
    let text = """
      \u{FEFF}
      独自項目,ＵＲＬ,名称＿カナ,名称,全国地方公共団体コード,ＩＤ,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等（方書）,利用可能曜日,利用可能時間特記事項
      x,http://example.jp/,ｻｸﾗｺｳﾐﾝｶﾝ,さくら公民館,401307,A01,福岡県,福岡市中央区,天神,1-1,別館,月,要予約
      """
    let reading = try FacilityFile.read(Array(text.utf8))
    #expect(reading.layout == .standard && reading.encoding == .utf8Marked)
    let row = try #require(reading.rows.first)
    #expect(row.key == "40130-A01" && row.place.line == 3, "the blank first line counts")
    #expect(row.facts.kana == "サクラコウミンカン" && row.facts.name == "さくら公民館")
    #expect(row.facts.address == "福岡県福岡市中央区天神1-1 別館")
    #expect(row.facts.hours == "月 要予約")
    #expect(reading.rules(line: 3) == [.halfwidthKana])
  }

  @Test(
    "what is odd in a row is told by its line, and the row stays",
    arguments: [
      (["都道府県コード又は市区町村コード": "401308"], .checkDigit), (["都道府県コード又は市区町村コード": "40130"], .codeLength),
      (["都道府県コード又は市区町村コード": "福岡"], .codeUnreadable), (["郵便番号": "810-0001 "], .postalBlanks),
      (["郵便番号": "640941"], .postalZeroRestored), (["郵便番号": "81-1"], .postalUnreadable),
      (["電話番号": "代表まで"], .phoneUnreadable), (["電話番号": "925550100"], .phoneZeroRestored),
      (["利用可能曜日": "", "開始時間": "", "終了時間": ""], .hoursMissing), (["開始時間": "0:00", "終了時間": "０:００"], .hoursNoLength),
      (["緯度": "", "経度": ""], .coordinatesMissing), (["緯度": "130.40", "経度": "33.59"], .coordinatesSwapped),
      (["緯度": "0", "経度": "0"], .coordinatesElsewhere), (["住所": "中央区1-1"], .prefectureMissing),
      (["説明": "一行目\n二行目"], .lineBreak), (["説明": "ﾊﾟｿｺﾝ教室"], .halfwidthKana), (["説明": "a\u{7}b"], .control),
      (["NO": ""], .keyFromName),
    ] as [([String: String], ImportWarning.Rule)])
  func oddities(changes: [String: String], rule: ImportWarning.Rule) throws {
    let reading = try Fixture.facilities([Fixture.facility("1", "よい公民館"), Fixture.facility("2", "変な公民館", changes)])
    #expect(reading.warnings.map(\.rule) == [rule])
    #expect(reading.rules(line: 3) == [rule])
    #expect(reading.rows.allSatisfy { !$0.isSkipped } && reading.rows.count == 2)
  }

  @Test("a number nobody can read is kept as it came; one without its 0 gets it back; 不明 is none")
  func phones() throws {
    let reading = try Fixture.facilities([
      Fixture.facility("1", "a", ["電話番号": "代表まで"]), Fixture.facility("2", "b", ["電話番号": "925550100"]),
      Fixture.facility("3", "c", ["電話番号": "不明"]),
    ])
    #expect(reading.rows.map(\.facts.phone?.raw) == ["代表まで", "925550100", nil])
    #expect(reading.rows.map(\.facts.phone?.e164) == [nil, "+81925550100", nil])
  }

  @Test("the same row has the same key after its zeros and its check digit were repaired")
  func stableKeys() throws {
    let spoiled = try Fixture.facilities([Fixture.facility("12", "a", ["都道府県コード又は市区町村コード": "401308"])])
    let repaired = try Fixture.facilities([Fixture.facility("0000000012", "a")])
    #expect(spoiled.rows.map(\.key) == repaired.rows.map(\.key))
  }

  @Test("a row without a name and a repeated key are left out and told; a blank row is nothing")
  func leftOut() throws {
    let blank = Fixture.line(Array(repeating: "", count: Fixture.olderHeader.count))
    let reading = try Fixture.facilities([
      Fixture.facility("1", "a"), Fixture.facility("2", ""), blank, Fixture.facility("0001", "b"),
    ])
    #expect(reading.rows.map(\.isSkipped) == [false, true, true])
    #expect(reading.rules(line: 3) == [.nameMissing])
    #expect(reading.rules(line: 5) == [.keyRepeated])
    #expect(reading.warnings.last?.arguments["first"] == "2")
  }

  @Test("bytes that cannot be read are told by their own line; a name with such bytes is not imported")
  func undecodable() throws {
    let mark = Array("＠".utf8)
    func spoil(_ text: String) throws -> [UInt8] {
      // the marker is one that CP932 knows; its two bytes give way to one that means nothing
      var bytes = try Fixture.cp932(text)
      let found = try Fixture.cp932(String(decoding: mark, as: UTF8.self))
      while let at = bytes.firstRange(of: found) { bytes.replaceSubrange(at, with: [0xFD]) }
      return bytes
    }
    let reading = try FacilityFile.read(
      spoil(
        Fixture.olderFile([
          Fixture.facility("1", "a", ["説明": "一行目\n二行目＠"]), Fixture.facility("2", "さくら＠館"),
        ])))
    #expect(reading.encoding == .cp932)
    #expect(reading.rows.map(\.isSkipped) == [false, true])
    #expect(reading.rules(line: 3) == [.undecodable], "the second line of the description is line 3 of the file")
    #expect(reading.rules(line: 4) == [.undecodable, .nameDamaged])
  }

  @Test("rows shorter or longer than the header are told; a comma too many at the end is not")
  func widths() throws {
    let full = Fixture.facility("1", "a")
    let reading = try Fixture.facilities([
      full + ",,", Fixture.facility("2", "b") + ",x", Fixture.line(["401307", "3", "福岡県", "福岡市", "c"]),
    ])
    #expect(reading.rules(line: 2).isEmpty)
    #expect(reading.rules(line: 3) == [.rowWidth])
    #expect(reading.rules(line: 4).first == .rowWidth)
  }

  @Test(
    "departments tell the kinds",
    arguments: [
      ("内科;精神科", false, ["psychiatry"]), ("内;精", true, ["psychiatry", "medical"]), ("心療内科", false, ["psychosomatic"]),
      ("精神科；心内", false, ["psychiatry", "psychosomatic"]), ("内科;外科", false, ["medical"]), ("", false, ["medical"]),
      ("歯科;小児歯科", false, ["medical", "dental"]), ("精神科、歯科", false, ["psychiatry"]),
    ])
  func departments(written: String, isHospital: Bool, kinds: [String]) {
    #expect(MedicalFile.kinds(departments: written, isHospital: isHospital) == kinds)
  }

  @Test("a list of medical institutions is read with its departments; a hospital is one by its kind, name or beds")
  func medical() throws {
    let text = """
      都道府県コード又は市区町村コード,NO,名称,医療機関の種類,住所,電話番号,診療曜日,診療開始時間,診療終了時間,診療日時特記事項,診療科目,病床数
      401307,1,さくら病院,,福岡市1-1,092-555-0101,月火,9:00,12:00,予約制,内科;精神科,
      401307,2,うめ医院,診療所,福岡市1-2,092-555-0102,月火,9:00,12:00,,心療内科,0
      401307,3,もも会,,福岡市1-3,092-555-0103,月火,9:00,12:00,,精,40
      401307,4,ふじ医院,診療所,福岡市1-4,092-555-0104,月火,9:00,12:00,,,
      """
    let reading = try MedicalFile.read(Array(text.utf8))
    #expect(
      reading.rows.map(\.facts.kinds) == [
        ["psychiatry", "medical"], ["psychosomatic"], ["psychiatry", "medical"], ["medical"],
      ])
    #expect(reading.rows.first?.facts.hours == "月火 9:00～12:00 予約制")
    #expect(reading.rows.first?.facts.notes == "診療科目: 内科;精神科")
    #expect(reading.warnings.map(\.rule) == [.departmentsMissing])
  }

  @Test("a list given as another source is refused, and so is a file that is no list")
  func otherSources() throws {
    #expect(throws: DirectoryFault.otherSource(.facility)) { try MedicalFile.read(Array(Fixture.olderFile([]).utf8)) }
    #expect(throws: DirectoryFault.otherSource(.medical)) { try FacilityFile.read(Array("名称,診療科目\na,内科\n".utf8)) }
    #expect(throws: DirectoryFault.columnMissing(column: "名称", encoding: .utf8)) {
      try FacilityFile.read(Array("a,b\n1,2\n".utf8))
    }
    #expect(throws: DirectoryFault.empty) { try FacilityFile.read([]) }
    #expect(throws: DirectoryFault.unreadable(path: "/nowhere/x")) {
      try DirectoryReading.read(.facility, path: "/nowhere/x")
    }
    #expect(try Fixture.facilities([]).rows.isEmpty, "a header without rows is an empty list")
  }
}
