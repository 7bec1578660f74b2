public import ArgumentParser
public import Paper

/// Which language this run speaks.
package enum Speech {
  /// `--lang`, else the locale: Japanese for a Japanese one, English for every other.
  package static func language(arguments: [String], environment: [String: String]) -> Language {
    var rest = arguments.dropFirst().prefix { $0 != "--" }
    while let argument = rest.popFirst() {
      let value =
        argument == "--lang" ? rest.first : argument.hasPrefix("--lang=") ? String(argument.dropFirst(7)) : nil
      if let value, let lang = Language(rawValue: value) { return lang }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("ja") == true ? .ja : .en
  }
}

/// Words of a help text in the language of this run; help is only evaluated when it is shown.
package func said(_ ja: String, _ en: String) -> String { Words(ja: ja, en: en)(Desk.standard.lang) }

extension ArgumentHelp {
  package static func said(_ ja: String, _ en: String, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(Words(ja: ja, en: en)(Desk.standard.lang), valueName: valueName)
  }
}

extension Language: ExpressibleByArgument {}
extension Format: ExpressibleByArgument {}
