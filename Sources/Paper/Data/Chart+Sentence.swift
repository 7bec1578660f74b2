extension Chart {
  /// The chart in a sentence or a few, for who cannot see it: its kind, its span, and each series' highest and lowest
  /// value with where they stand; of a line also where it begins and ends.
  public func sentence(_ lang: Language) -> String {
    let labels = categories.map { $0.human(lang) }
    guard let first = labels.first, let last = labels.last, !series.isEmpty else {
      return lang == .ja ? "\(title)：データがありません。" : "\(title): no data."
    }
    let opening: String
    switch lang {
    case .ja:
      let name = kind == .bar ? "棒グラフ" : "折れ線グラフ"
      let span = labels.count == 1 ? "区分は「\(first)」のみ" : "「\(first)」から「\(last)」まで\(labels.count)区分"
      opening = "\(title)の\(name)。\(span)\(unit.isEmpty ? "" : "、単位は\(unit)")。"
    case .en:
      let name = kind == .bar ? "bar chart" : "line chart"
      let span = labels.count == 1 ? "only \(first)" : "\(labels.count) categories from \(first) to \(last)"
      opening = "\(title), a \(name): \(span)\(unit.isEmpty ? "" : ", in \(unit)"). "
    }
    return opening + series.map { sentence($0, labels, lang) }.joined(separator: lang == .ja ? "" : " ")
  }

  private func sentence(_ series: Series, _ labels: [String], _ lang: Language) -> String {
    let known = zip(labels, series.values).compactMap { label, value in value.map { (label: label, value: $0) } }
    let name = series.name(lang)
    guard let high = known.map(\.value).max(), let low = known.map(\.value).min() else {
      return lang == .ja ? "\(name)：\(gap.word.ja)。" : "\(name): \(gap.word.en)."
    }
    let missing = labels.count - known.count
    if high == low {
      switch lang {
      case .ja:
        return "\(name)：\(known.count == 1 ? "" : "いずれも")\(high)\(missing > 0 ? "（\(gap.count(missing, lang))）" : "")。"
      case .en:
        return
          "\(name): \(known.count == 1 ? "" : "always ")\(high)\(missing > 0 ? ", " + gap.count(missing, lang) : "")."
      }
    }
    func place(_ value: Int) -> String {
      let places = known.filter { $0.value == value }
      return (places.first?.label ?? "") + (places.count > 1 ? (lang == .ja ? "ほか" : " and others") : "")
    }
    var parts =
      switch lang {
      case .ja: ["最多は\(high)（\(place(high))）", "最少は\(low)（\(place(low))）"]
      case .en: ["highest \(high) (\(place(high)))", "lowest \(low) (\(place(low)))"]
      }
    if kind == .line, let from = known.first, let to = known.last {
      parts.append(
        lang == .ja
          ? "\(from.label)の\(from.value)から\(to.label)の\(to.value)へ"
          : "from \(from.value) (\(from.label)) to \(to.value) (\(to.label))")
    }
    if missing > 0 { parts.append(gap.count(missing, lang)) }
    return lang == .ja
      ? "\(name)：\(parts.joined(separator: "、"))。" : "\(name): \(parts.joined(separator: ", "))."
  }
}
