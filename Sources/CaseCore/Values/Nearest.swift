/// The codes that someone who typed an unknown one may have meant, nearest first; empty when none is near.
///
/// By Damerau-Levenshtein distance (adjacent letters swapped count once), with a code that begins with or holds what
/// was typed counted as near whatever its length: `psych` finds `psychosomatic`. Width, case, `-` and blanks for `_` do
/// not matter.
public func nearest(_ typed: String, in candidates: [String], limit: Int = 3) -> [String] {
  let wanted = nearestKey(typed)
  guard !wanted.isEmpty, limit > 0 else { return [] }
  var found: [(score: Int, distance: Int, place: Int)] = []
  for (place, candidate) in candidates.enumerated() {
    let key = nearestKey(candidate)
    let distance = editDistance(wanted, key)
    var score = distance * 10
    var isNear = distance <= max(1, max(wanted.count, key.count) / 3)
    if key.starts(with: wanted) || (key.count >= 3 && wanted.starts(with: key)) {
      (score, isNear) = (min(score, 12), true)
    } else if wanted.count >= 3, holds(key, wanted) || (key.count >= 3 && holds(wanted, key)) {
      (score, isNear) = (min(score, 22), true)
    }
    if isNear { found.append((score, distance, place)) }
  }
  return found.sorted { $0 < $1 }.prefix(limit).map { candidates[$0.place] }
}

/// At most 64 characters: no code is longer, and what was typed may be anything.
private func nearestKey(_ text: String) -> [Character] {
  let folded = InputText.trimmed(InputText.folded(text)).lowercased()
  return folded.prefix(64).map { $0 == " " || $0 == "-" ? "_" : $0 }
}

private func holds(_ text: [Character], _ part: [Character]) -> Bool {
  guard text.count >= part.count else { return false }
  return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each for one.
func editDistance(_ one: [Character], _ other: [Character]) -> Int {
  guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
  var beforeLast = [Int](repeating: 0, count: other.count + 1)
  var last = Array(0...other.count)
  for i in 1...one.count {
    var row = [Int](repeating: i, count: other.count + 1)
    for j in 1...other.count {
      let cost = one[i - 1] == other[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[other.count]
}
