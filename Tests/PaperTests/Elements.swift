/// One element of a page as it was opened, with the text directly within it.
struct Element {
  let name: String
  let attributes: [String: String]
  let ancestors: [String]
  var text = ""
}

struct Malformed: Error, CustomStringConvertible {
  let description: String
}

/// The elements of a page in order, read as strictly as XML: what is open must close, every attribute stands in quotes, no
/// bare `<` or `&` stands in a text.
func elements(_ page: String) throws -> [Element] {
  var rest = Substring(page)
  guard rest.hasPrefix("<!DOCTYPE html>\n") else { throw Malformed(description: "no doctype") }
  rest = rest.dropFirst(16)
  var elements: [Element] = []
  var open: [Int] = []
  while let next = rest.first {
    if next != "<" {
      let text = rest.prefix { $0 != "<" }
      rest = rest.dropFirst(text.count)
      if let last = open.last { elements[last].text += try decoded(text) }
      continue
    }
    guard let end = rest.firstIndex(of: ">") else { throw Malformed(description: "a tag does not end") }
    var tag = rest[rest.index(after: rest.startIndex)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("/") {
      guard let last = open.popLast(), elements[last].name == tag.dropFirst() else {
        throw Malformed(description: "</\(tag.dropFirst())> closes nothing")
      }
      continue
    }
    let isEmpty = tag.hasSuffix("/")
    if isEmpty { tag = tag.dropLast() }
    let name = tag.prefix { $0 != " " }
    let element = Element(
      name: String(name), attributes: try attributes(tag.dropFirst(name.count)),
      ancestors: open.map { elements[$0].name })
    elements.append(element)
    if !isEmpty { open.append(elements.count - 1) }
  }
  if let last = open.last { throw Malformed(description: "<\(elements[last].name)> stays open") }
  return elements
}

private func attributes(_ text: Substring) throws -> [String: String] {
  var rest = text
  var attributes: [String: String] = [:]
  while !rest.isEmpty {
    let parts = rest.dropFirst().split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    guard rest.first == " ", parts.count == 3, parts[0].hasSuffix("=") else {
      throw Malformed(description: String(text))
    }
    let key = String(parts[0].dropLast())
    if attributes[key] != nil { throw Malformed(description: "\(key) twice") }
    attributes[key] = try decoded(parts[1])
    rest = parts[2]
  }
  return attributes
}

private func decoded(_ text: Substring) throws -> String {
  var result = ""
  for (at, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
    if at == 0 {
      result += part
      continue
    }
    let names = ["lt;": "<", "gt;": ">", "amp;": "&", "quot;": "\"", "#39;": "'"]
    guard let (name, character) = names.first(where: { part.hasPrefix($0.key) }) else {
      throw Malformed(description: "&\(part)")
    }
    result += character + part.dropFirst(name.count)
  }
  return result
}
