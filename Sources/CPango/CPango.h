#ifndef CPANGO_H
#define CPANGO_H

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// What Swift cannot say: casts by macro.

/// A font map that knows the fonts of a configuration and no others; whatever PANGOCAIRO_BACKEND says.
static inline PangoFontMap *cpango_font_map(FcConfig *config) {
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  if (map != NULL) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
  return map;
}

/// A context whose measures do not depend on a screen: nothing is hinted, no position is rounded.
static inline PangoContext *cpango_context(PangoFontMap *map, const char *language) {
  PangoContext *context = pango_font_map_create_context(map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string(language));
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  return context;
}

/// The name of a font in a configuration's list, nth of its names; NULL after the last.
static inline const char *cpango_family(FcConfig *config, int font, int nth) {
  FcFontSet *fonts = FcConfigGetFonts(config, FcSetSystem);
  FcChar8 *name = NULL;
  if (fonts == NULL || font >= fonts->nfont) return NULL;
  return FcPatternGetString(fonts->fonts[font], FC_FAMILY, nth, &name) == FcResultMatch ? (const char *)name : NULL;
}

/// How bold a font in a configuration's list is, in fontconfig's measure; -1 after the last font, -2 where it is not said.
static inline int cpango_weight(FcConfig *config, int font) {
  FcFontSet *fonts = FcConfigGetFonts(config, FcSetSystem);
  int weight = -2;
  if (fonts == NULL || font >= fonts->nfont) return -1;
  return FcPatternGetInteger(fonts->fonts[font], FC_WEIGHT, 0, &weight) == FcResultMatch ? weight : -2;
}

#endif
