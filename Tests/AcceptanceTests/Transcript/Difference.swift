/// What a page says and what came, line by line: `  ` both, `- ` only on the page, `+ ` only in truth.
///
/// Empty when they agree; then every new placeholder is bound.
func difference(_ expected: [String], _ actual: [String], _ bindings: inout Bindings) -> [String] {
  var trial = bindings
  if expected.count == actual.count, zip(expected, actual).allSatisfy({ trial.match($0, $1) }) {
    bindings = trial
    return []
  }
  // the longest run of lines that agree; each is compared with what was bound before this command
  let before = bindings
  func agree(_ one: Int, _ other: Int) -> Bool {
    var scratch = before
    return scratch.match(expected[one], actual[other])
  }
  var longest = [[Int]](repeating: [Int](repeating: 0, count: actual.count + 1), count: expected.count + 1)
  for one in expected.indices.reversed() {
    for other in actual.indices.reversed() {
      longest[one][other] =
        agree(one, other) ? longest[one + 1][other + 1] + 1 : max(longest[one + 1][other], longest[one][other + 1])
    }
  }
  var lines: [String] = []
  var (one, other) = (0, 0)
  while one < expected.count || other < actual.count {
    if one < expected.count, other < actual.count, agree(one, other) {
      lines.append("  " + actual[other])
      (one, other) = (one + 1, other + 1)
    } else if other == actual.count || one < expected.count && longest[one + 1][other] >= longest[one][other + 1] {
      lines.append("- " + expected[one])
      one += 1
    } else {
      lines.append("+ " + actual[other])
      other += 1
    }
  }
  return lines
}
