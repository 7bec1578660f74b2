import Paper
import Press
import TestPress
import TestTerminal
import Testing

@Suite("The same document is the same bytes")
struct IdentityTests {
  @Test("whatever was printed before with the same typesetter")
  func reuse() throws {
    let typesetter = try Typesetter()
    let first = try typesetter.pdf(monthSample(), date: (2026, 10, 31)).bytes
    let english = try typesetter.pdf(monthSample(.en), date: (2026, 10, 31)).bytes
    _ = try typesetter.pdf(monthSample(seed: 2, isLong: true), date: (2026, 10, 31))
    #expect(try typesetter.pdf(monthSample(), date: (2026, 10, 31)).bytes == first)
    #expect(try pdf(monthSample(), date: (2026, 10, 31)).bytes == first)
    #expect(try pdf(monthSample(.en), date: (2026, 10, 31)).bytes == english)
    #expect(try pdf(monthSample(), date: (2026, 11, 30)).bytes != first)
  }

  @Test("in every time zone, locale and home, and with whatever font settings the user has")
  func environments() throws {
    let folder = try Tool.Folder()
    try Tool.run("/bin/mkdir", ["-p", "\(folder.path)/.config/fontconfig"])
    let settings = """
      <?xml version="1.0"?><fontconfig><match target="pattern"><edit name="family" mode="assign" binding="strong">
      <string>DejaVu Sans</string></edit></match><match target="font"><edit name="embolden" mode="assign"><bool>true</bool>
      </edit></match></fontconfig>
      """
    _ = try folder.write(Array(settings.utf8), ".config/fontconfig/fonts.conf")
    let own = try folder.write(Array(settings.utf8), "fonts.conf")
    let expected = try pdf(monthSample(), date: (2026, 10, 31)).bytes
    let environments: [[String: String]] = [
      [:], ["TZ": "America/New_York", "LANG": "de_DE.UTF-8"], ["TZ": "Asia/Tokyo", "LC_ALL": "C"],
      ["LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ja"], ["HOME": folder.path, "XDG_CONFIG_HOME": "\(folder.path)/.config"],
      ["HOME": folder.path, "FONTCONFIG_FILE": own],
      ["PANGOCAIRO_BACKEND": "none", "FC_LANG": "zh-cn", "PANGO_LANGUAGE": "ko"],
    ]
    for environment in environments {
      let path = "\(folder.path)/month.pdf"
      let (status, words) = try Tool.run(
        "\(Tool.programs)/press-bench", ["month", "ja", path], environment: environment)
      #expect(status == 0 && words.isEmpty, "\(environment): \(words)")
      #expect(try Tool.bytes(of: path) == expected, "\(environment)")
    }
  }

  @Test("and does not go to a terminal: the command says what to do instead")
  func terminal() throws {
    let pty = try Pty()
    let (status, _) = try Tool.run(
      "\(Tool.programs)/ippo-report", ["monthly", "2026-10", "--format", "pdf"], environment: ["TERM": "dumb"],
      terminal: pty.path)
    #expect(status == 64)
  }
}
