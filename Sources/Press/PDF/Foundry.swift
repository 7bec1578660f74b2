import CPango

/// The two faces that pages are set in, and nothing else: no font of the user's, no setting of the user's.
///
/// Confined to whoever made it, as pango's objects are.
final class Foundry {
  static let family = "Noto Sans CJK JP"
  static let package = "fonts-noto-cjk"
  static let folder = "/usr/share/fonts/opentype/noto"

  let context: OpaquePointer
  private let map: UnsafeMutablePointer<PangoFontMap>
  private let config: OpaquePointer

  init(folder: String, lang: String) throws(PressError) {
    guard Self.isFontconfigOurs, let config = FcConfigCreate() else { throw .failed(reason: "fontconfig") }
    guard Self.load(folder, into: config) else {
      FcConfigDestroy(config)
      throw .failed(reason: "fontconfig")
    }
    // Asked before pango is: without a font it warns on standard error, with another it goes on.
    guard Self.hasFaces(config) else {
      FcConfigDestroy(config)
      throw .missingFont(family: Self.family, package: Self.package)
    }
    guard let map = cpango_font_map(config), let context = cpango_context(map, lang) else {
      FcConfigDestroy(config)
      throw .failed(reason: "pango")
    }
    self.config = config
    self.map = map
    self.context = context
    for isBold in [false, true] where !loads(isBold: isBold) {
      throw .missingFont(family: Self.family, package: Self.package)
    }
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(UnsafeMutableRawPointer(map))
    FcConfigDestroy(config)
  }

  /// Whether the face has a character's glyph.
  func has(_ scalar: Unicode.Scalar) -> Bool { pango_font_has_char(regular, scalar.value) != 0 }

  private lazy var regular: UnsafeMutablePointer<PangoFont>? = {
    let description = Self.description(size: 10, isBold: false)
    defer { pango_font_description_free(description) }
    // the map keeps the font as long as it lives itself
    let font = pango_font_map_load_font(map, context, description)
    if let font { g_object_unref(UnsafeMutableRawPointer(font)) }
    return font
  }()

  static func description(size: Double, isBold: Bool) -> OpaquePointer? {
    let description = pango_font_description_new()
    pango_font_description_set_family(description, family)
    pango_font_description_set_weight(description, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, size * Double(PANGO_SCALE))
    return description
  }

  /// Fontconfig's own configuration is an empty one from the first use on, so that whatever asks it instead of ours finds no
  /// font: the system's and the user's files are never read.
  private static let isFontconfigOurs: Bool = {
    guard let empty = FcConfigCreate() else { return false }
    defer { FcConfigDestroy(empty) }
    return FcConfigSetCurrent(empty) != 0
  }()

  /// One folder and in it the two files of the family; the system's cache only saves time.
  private static func load(_ folder: String, into config: OpaquePointer) -> Bool {
    let settings = """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>\(folder)</dir><cachedir>/var/cache/fontconfig</cachedir>
      <selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>
      <glob>\(folder)/NotoSansCJK-Regular.ttc</glob><glob>\(folder)/NotoSansCJK-Bold.ttc</glob>
      </acceptfont></selectfont></fontconfig>
      """
    return FcConfigParseAndLoadFromMemory(config, settings, FcTrue) != 0 && FcConfigBuildFonts(config) != 0
  }

  private static func hasFaces(_ config: OpaquePointer) -> Bool {
    var weights: Set<Int32> = []
    var font: Int32 = 0
    while case let weight = cpango_weight(config, font), weight != -1 {
      var nth: Int32 = 0
      while let name = cpango_family(config, font, nth) {
        if String(cString: name) == family { weights.insert(weight) }
        nth += 1
      }
      font += 1
    }
    return weights.isSuperset(of: [FC_WEIGHT_REGULAR, FC_WEIGHT_BOLD])
  }

  /// Whether the font that pango loads is the one that was asked for.
  private func loads(isBold: Bool) -> Bool {
    let wanted = Self.description(size: 10, isBold: isBold)
    defer { pango_font_description_free(wanted) }
    guard let font = pango_font_map_load_font(map, context, wanted) else { return false }
    defer { g_object_unref(UnsafeMutableRawPointer(font)) }
    let found = pango_font_describe(font)
    defer { pango_font_description_free(found) }
    guard let family = pango_font_description_get_family(found) else { return false }
    return String(cString: family) == Self.family
      && pango_font_description_get_weight(found) == pango_font_description_get_weight(wanted)
  }
}
