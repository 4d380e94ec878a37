// How an SVG element is painted: presentation attributes, `style` attributes and style sheets.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/document/page.h"

namespace pugi {
class xml_node;
}

namespace curvespice {

// Inherited from element to element. Lengths in user units of the element that sets them.
struct SvgStyle {
  std::optional<Color> stroke;
  std::optional<Color> fill = Color{0, 0, 0};
  double stroke_width = 1;
  std::vector<double> dash;
  double stroke_opacity = 1, fill_opacity = 1, opacity = 1;  // opacity: of all groups around it
  double font_size = 16;
  std::string font_family;
  std::string text_anchor = "start";
  bool visible = true;
};

using Declarations = std::map<std::string, std::string, std::less<>>;

// "fill:none; stroke: #fff" as name and value.
Declarations parse_declarations(std::string_view text);

// The rules of the `<style>` elements. Selectors of one element are understood: `*`, `path`, `.c`,
// `#id`, `path.c`; what needs the tree (descendants, pseudo-classes) is left out.
class StyleSheet {
 public:
  void add(std::string_view css);
  // What applies to the element, weakest rule first.
  std::vector<const Declarations*> matching(const pugi::xml_node& element) const;

 private:
  struct Rule {
    std::string tag, id, class_name;
    Declarations declarations;
    int weight = 0;
  };
  std::vector<Rule> rules_;  // by weight, then as written
};

// The element's style: inherited, then attributes, then the sheet, then its `style` attribute.
SvgStyle style_of(const pugi::xml_node& element, const SvgStyle& inherited,
                  const StyleSheet& sheet);

// "#d62728", "rgb(10%, 0%, 3)", "red"; nothing for "none" and for what is not a colour.
std::optional<Color> parse_color(std::string_view text);

// "12", "12px", "3mm", "1in" in user units (1/96 inch when a unit is named); nothing if no number.
std::optional<double> parse_length(std::string_view text);

}  // namespace curvespice
