extension InputText {
  /// Half-width kana and their punctuation (ﾄｳｷｮｳ､｢ｶﾞ｣) become full-width, a voicing mark joining the kana before it.
  ///
  /// For what a directory publishes, where half-width is an accident of a spreadsheet; a person's name keeps its writing.
  public static func widened(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHalfwidthKana) else { return text }
    var out: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      guard isHalfwidthKana(scalar) else {
        out.append(scalar)
        continue
      }
      let wide = fullwidth[Int(scalar.value - 0xFF61)]
      if let last = out.last, let voiced = voiced(last, by: wide) {
        out[out.count - 1] = voiced
      } else {
        out.append(wide)
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: out)
    return String(text)
  }

  static func isHalfwidthKana(_ scalar: Unicode.Scalar) -> Bool { (0xFF61...0xFF9F).contains(scalar.value) }

  /// U+FF61 to U+FF9F, in their order.
  private static let fullwidth = Array(
    "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
      .unicodeScalars)

  /// The kana with its mark, which stands one or two places behind it in Unicode.
  private static func voiced(_ kana: Unicode.Scalar, by mark: Unicode.Scalar) -> Unicode.Scalar? {
    switch (kana, mark) {
    case ("ウ", "゛"): "ヴ"
    case ("カ", "゛"), ("キ", "゛"), ("ク", "゛"), ("ケ", "゛"), ("コ", "゛"), ("サ", "゛"), ("シ", "゛"), ("ス", "゛"),
      ("セ", "゛"), ("ソ", "゛"), ("タ", "゛"), ("チ", "゛"), ("ツ", "゛"), ("テ", "゛"), ("ト", "゛"), ("ハ", "゛"), ("ヒ", "゛"),
      ("フ", "゛"), ("ヘ", "゛"), ("ホ", "゛"):
      Unicode.Scalar(kana.value + 1)
    case ("ハ", "゜"), ("ヒ", "゜"), ("フ", "゜"), ("ヘ", "゜"), ("ホ", "゜"): Unicode.Scalar(kana.value + 2)
    default: nil
    }
  }
}
