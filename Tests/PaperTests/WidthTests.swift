import Paper
import Testing

@Suite("Widths in terminal columns")
struct WidthTests {
  @Test(
    "a text is as wide as a terminal draws it",
    arguments: [
      ("", 0), ("Ippo", 4), ("一歩", 4), ("ｱｲｳ", 3), ("ﾊﾞｽ", 3), ("ＡＢ", 4), ("𠮷田", 4), ("髙橋", 4),
      ("が", 2), ("か\u{3099}", 2), ("é", 1), ("e\u{301}", 1), ("…─α①", 4), ("辻\u{E0100}", 2),
      ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇯🇵", 2), ("1\u{FE0F}\u{20E3}", 2), ("☎", 1), ("☎\u{FE0F}", 2), ("♥\u{FE0E}", 1),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("한", 2), ("a\u{200B}b", 2), ("🏴\u{E0067}\u{E0062}\u{E007F}", 2),
      ("क्ष", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns, "\(text.unicodeScalars.map(\.value))")
  }

  @Test("every emoji that is drawn as a picture is two columns wide, every combining mark none")
  func tableAgreesWithTheStandardLibrary() {
    var pictures = 0
    var marks = 0
    for value in UInt32(0x80)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      if properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value) {
        pictures += 1
        #expect(scalar.displayWidth == 2, "U+\(String(value, radix: 16))")
      }
      // Marks that Unicode added after the table's version may be one column wide until it is generated again.
      let isOld = properties.age.map { $0.major <= 14 } ?? false
      if isOld && [.nonspacingMark, .enclosingMark].contains(properties.generalCategory) {
        marks += 1
        #expect(scalar.displayWidth == 0, "U+\(String(value, radix: 16))")
      }
    }
    #expect(pictures > 1100 && marks > 1900)
  }
}

@Suite("Control characters")
struct PrintableTests {
  @Test("an escape sequence is shown, not obeyed")
  func escape() {
    #expect(printable("a\u{1B}[31mb\u{7F}\u{0}") == "a␛[31mb␡␀")
    #expect(printable("\u{9B}2J") == "\\u{9B}2J")
    #expect(printable("x\u{202E}y\u{2066}z\u{2028}") == "x\\u{202E}y\\u{2066}z\\u{2028}")
  }

  @Test("on one line a line end is a picture; where lines are kept it stays, CR LF as LF")
  func lines() {
    #expect(printable("a\r\nb\tc") == "a␍␊b␉c")
    #expect(printable("a\r\nb\tc\rd\n", keeping: .lines) == "a\nb    c␍d\n")
  }

  @Test("ordinary text and joined emoji stay as they are")
  func ordinary() {
    #expect(printable("山田 太郎 👩‍👩‍👧 か\u{3099}") == "山田 太郎 👩‍👩‍👧 か\u{3099}")
  }

  @Test("no text, whatever scalar it holds, keeps a control that a terminal acts on")
  func everyScalar() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for shown in printable(String(scalar)).unicodeScalars {
        #expect(shown.properties.generalCategory != .control, "U+\(String(value, radix: 16))")
        #expect(!shown.properties.isBidiControl, "U+\(String(value, radix: 16))")
      }
    }
  }
}

@Suite("Wrapping")
struct WrapTests {
  @Test("Japanese breaks anywhere but not before a full stop or after an opening bracket")
  func japanese() {
    #expect(wrap("今日は晴れ。明日", width: 10) == ["今日は晴", "れ。明日"])
    #expect(wrap("母が「はい」と", width: 6) == ["母が", "「は", "い」と"])
    #expect(wrap("セッション", width: 6) == ["セッ", "ション"])
  }

  @Test("other words break at spaces, and a word too long for the line is cut")
  func words() {
    #expect(wrap("the first small step", width: 10) == ["the first", "small step"])
    #expect(wrap("abcdefgh", width: 3) == ["abc", "def", "gh"])
    #expect(wrap("LINEで email を", width: 8) == ["LINEで", "email を"])
  }

  @Test("line ends stay, and so does an empty line")
  func lineEnds() {
    #expect(wrap("一\n\n二", width: 10) == ["一", "", "二"])
    #expect(wrap("", width: 10) == [""])
  }

  @Test("no line is wider than asked for, at any width", arguments: 2...24)
  func neverWider(width: Int) {
    let text = "母より電話。本人（３８歳）は「部屋から出た」とのこと。Next visit on 2026-11-02, ﾊﾞｽで。👩‍👩‍👧と一緒に   歩く"
    let lines = wrap(text, width: width)
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    let letters = { (text: String) in text.filter { $0 != " " } }
    #expect(letters(lines.joined()) == letters(text))
  }

  /// JIS X 4051: what may not begin a line, and what may not end one.
  private static let neverFirst =
    Array("、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〟％℃…‥〜～")
    + Array("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
  private static let neverLast = Array("（［｛〔〈《「『【〝￥＄")

  @Test(
    "no mark makes a line too wide, begins one or ends one where it may not", arguments: [2, 3, 5, 8, 9, 12, 13, 20])
  func kinsoku(width: Int) {
    for mark in Self.neverFirst + Self.neverLast {
      let texts = [
        "あいうえおかき\(mark)くけこさしすせ", "あ\(mark)", "\(mark)あ", "あ\(mark)\(mark)い", "　あ\(mark)　", "ab cd\(mark)e  ",
      ]
      for text in texts {
        let lines = wrap(text, width: width)
        #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(text)")
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        // in fewer columns than two marks with what they cling to there is no other place to break at
        if width < 8 { continue }
        if Self.neverFirst.contains(mark) { #expect(lines.dropFirst().allSatisfy { $0.first != mark }, "\(text)") }
        if Self.neverLast.contains(mark) { #expect(lines.dropLast().allSatisfy { $0.last != mark }, "\(text)") }
      }
    }
  }

  @Test("a text cut short says so, within its width")
  func truncated() {
    #expect(truncate("一歩ずつ", width: 8) == "一歩ずつ")
    #expect(truncate("一歩ずつ", width: 7) == "一歩ず…")
    #expect(truncate("一歩ずつ", width: 6) == "一歩…")
    #expect(truncate("一歩", width: 0) == "")
  }
}
