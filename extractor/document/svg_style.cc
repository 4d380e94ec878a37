#include "extractor/document/svg_style.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <pugixml.hpp>

#include "extractor/document/path_data.h"

namespace curvespice {
namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

struct NamedColor {
  std::string_view name;
  Color color;
};

constexpr std::array kNamedColors = {
    NamedColor{"black", {0, 0, 0}},           NamedColor{"white", {255, 255, 255}},
    NamedColor{"red", {255, 0, 0}},           NamedColor{"green", {0, 128, 0}},
    NamedColor{"blue", {0, 0, 255}},          NamedColor{"gray", {128, 128, 128}},
    NamedColor{"grey", {128, 128, 128}},      NamedColor{"silver", {192, 192, 192}},
    NamedColor{"lightgray", {211, 211, 211}}, NamedColor{"lightgrey", {211, 211, 211}},
    NamedColor{"darkgray", {169, 169, 169}},  NamedColor{"darkgrey", {169, 169, 169}},
    NamedColor{"dimgray", {105, 105, 105}},   NamedColor{"dimgrey", {105, 105, 105}},
    NamedColor{"gainsboro", {220, 220, 220}}, NamedColor{"cyan", {0, 255, 255}},
    NamedColor{"aqua", {0, 255, 255}},        NamedColor{"magenta", {255, 0, 255}},
    NamedColor{"fuchsia", {255, 0, 255}},     NamedColor{"yellow", {255, 255, 0}},
    NamedColor{"orange", {255, 165, 0}},      NamedColor{"darkorange", {255, 140, 0}},
    NamedColor{"purple", {128, 0, 128}},      NamedColor{"violet", {238, 130, 238}},
    NamedColor{"brown", {165, 42, 42}},       NamedColor{"pink", {255, 192, 203}},
    NamedColor{"lime", {0, 255, 0}},          NamedColor{"navy", {0, 0, 128}},
    NamedColor{"teal", {0, 128, 128}},        NamedColor{"olive", {128, 128, 0}},
    NamedColor{"maroon", {128, 0, 0}},        NamedColor{"crimson", {220, 20, 60}},
    NamedColor{"firebrick", {178, 34, 34}},   NamedColor{"darkred", {139, 0, 0}},
    NamedColor{"darkgreen", {0, 100, 0}},     NamedColor{"forestgreen", {34, 139, 34}},
    NamedColor{"darkblue", {0, 0, 139}},      NamedColor{"royalblue", {65, 105, 225}},
    NamedColor{"steelblue", {70, 130, 180}},  NamedColor{"lightblue", {173, 216, 230}},
    NamedColor{"gold", {255, 215, 0}},        NamedColor{"tomato", {255, 99, 71}},
    NamedColor{"indigo", {75, 0, 130}},       NamedColor{"turquoise", {64, 224, 208}},
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<Color> hex_color(std::string_view digits) {
  const bool brief = digits.size() == 3;
  if (!brief && digits.size() != 6) return std::nullopt;
  if (!std::ranges::all_of(digits, [](char c) { return hex_digit(c) >= 0; })) return std::nullopt;
  const auto channel = [&](std::size_t i) {
    const int high = hex_digit(digits[brief ? i : 2 * i]);
    const int low = brief ? high : hex_digit(digits[2 * i + 1]);
    return static_cast<std::uint8_t>(16 * high + low);
  };
  return Color{channel(0), channel(1), channel(2)};
}

std::optional<Color> rgb_color(std::string_view inside) {
  NumberScanner scan(inside);
  std::array<std::uint8_t, 3> channels{};
  for (std::uint8_t& channel : channels) {
    double value = 0;
    if (!scan.next(value)) return std::nullopt;
    if (scan.peek() == '%') {
      scan.skip();
      value *= 2.55;
    }
    channel = static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
  }
  return Color{channels[0], channels[1], channels[2]};
}

void set_paint(std::optional<Color>& paint, std::string_view value) {
  if (value == "inherit") return;
  if (value.starts_with("url(")) {  // a gradient or pattern: painted, its colour unknown
    paint = Color{128, 128, 128};
    return;
  }
  paint = parse_color(value);
}

void set_number(double& target, std::string_view value) {
  if (const std::optional<double> number = parse_length(value)) target = *number;
}

std::vector<double> parse_dash(std::string_view value) {
  std::vector<double> dash;
  NumberScanner scan(value);
  for (double length = 0; scan.next(length);) {
    dash.push_back(length);
    while (std::isalpha(static_cast<unsigned char>(scan.peek()))) scan.skip();  // "2px"
  }
  if (dash.size() % 2) dash.insert(dash.end(), dash.begin(), dash.end());
  double sum = 0;
  for (const double length : dash) sum += std::abs(length);
  return sum > 0 ? dash : std::vector<double>{};
}

// "italic 8.07px 'Liberation Sans'": the first word that starts with a digit is the size.
void set_font(SvgStyle& style, std::string_view value) {
  std::size_t at = 0;
  while (at < value.size()) {
    std::size_t end = std::min(value.find(' ', at), value.size());
    const std::string_view word = value.substr(at, end - at);
    if (!word.empty() && (std::isdigit(static_cast<unsigned char>(word[0])) || word[0] == '.')) {
      set_number(style.font_size, word);
      style.font_family = trim(value.substr(end));
      return;
    }
    at = end + 1;
  }
}

void apply(SvgStyle& style, std::string_view name, std::string_view value) {
  value = trim(value);
  if (name == "stroke") set_paint(style.stroke, value);
  if (name == "fill") set_paint(style.fill, value);
  if (name == "stroke-width") set_number(style.stroke_width, value);
  if (name == "stroke-dasharray") style.dash = parse_dash(value);
  if (name == "stroke-opacity") set_number(style.stroke_opacity, value);
  if (name == "fill-opacity") set_number(style.fill_opacity, value);
  if (name == "font-size") set_number(style.font_size, value);
  if (name == "font-family") style.font_family = value;
  if (name == "font") set_font(style, value);
  if (name == "text-anchor") style.text_anchor = value;
  if (name == "visibility") style.visible = value == "visible";
  if (name == "display" && value == "none") style.visible = false;
  if (name == "opacity") {
    double own = 1;
    set_number(own, value);
    style.opacity *= std::clamp(own, 0.0, 1.0);
  }
}

bool has_class(std::string_view classes, std::string_view wanted) {
  for (std::size_t at = 0; at <= classes.size();) {
    const std::size_t end = std::min(classes.find(' ', at), classes.size());
    if (classes.substr(at, end - at) == wanted) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  text = trim(text);
  if (text.starts_with('#')) return hex_color(text.substr(1));
  const std::size_t open = text.find('(');
  if (text.starts_with("rgb") && open != std::string_view::npos)
    return rgb_color(text.substr(open + 1));
  if (text == "currentColor") return Color{0, 0, 0};
  const auto named = std::ranges::find(kNamedColors, text, &NamedColor::name);
  if (named == kNamedColors.end()) return std::nullopt;
  return named->color;
}

std::optional<double> parse_length(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || !std::isfinite(value)) return std::nullopt;
  const std::string_view unit(stop, static_cast<std::size_t>(text.data() + text.size() - stop));
  if (unit == "pt") return value * 96 / 72;
  if (unit == "pc") return value * 16;
  if (unit == "in") return value * 96;
  if (unit == "mm") return value * 96 / 25.4;
  if (unit == "cm") return value * 96 / 2.54;
  if (unit == "em") return value * 16;
  return value;
}

Declarations parse_declarations(std::string_view text) {
  Declarations declarations;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view declaration = text.substr(at, end - at);
    const std::size_t colon = declaration.find(':');
    if (colon != std::string_view::npos)
      declarations[std::string(trim(declaration.substr(0, colon)))] =
          trim(declaration.substr(colon + 1));
    at = end + 1;
  }
  return declarations;
}

void StyleSheet::add(std::string_view css) {
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t open = css.find('{', at);
    const std::size_t close = css.find('}', open == std::string_view::npos ? at : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    std::string_view selectors = css.substr(at, open - at);
    const Declarations declarations = parse_declarations(css.substr(open + 1, close - open - 1));
    for (std::size_t from = 0; from <= selectors.size();) {
      const std::size_t end = std::min(selectors.find(',', from), selectors.size());
      const std::string_view selector = trim(selectors.substr(from, end - from));
      from = end + 1;
      if (selector.empty() || selector.find_first_of(" >:[+~") != std::string_view::npos) continue;
      const std::size_t mark = std::min(selector.find_first_of(".#"), selector.size());
      Rule rule{std::string(selector.substr(0, mark)), "", "", declarations, 0};
      if (rule.tag == "*") rule.tag.clear();
      if (mark < selector.size() && selector[mark] == '.')
        rule.class_name = selector.substr(mark + 1);
      if (mark < selector.size() && selector[mark] == '#') rule.id = selector.substr(mark + 1);
      rule.weight = (rule.tag.empty() ? 0 : 1) + (rule.class_name.empty() ? 0 : 10) +
                    (rule.id.empty() ? 0 : 100);
      rules_.push_back(std::move(rule));
    }
    at = close + 1;
  }
  std::ranges::stable_sort(rules_, {}, &Rule::weight);
}

std::vector<const Declarations*> StyleSheet::matching(const pugi::xml_node& element) const {
  std::vector<const Declarations*> result;
  for (const Rule& rule : rules_) {
    if (!rule.tag.empty() && rule.tag != element.name()) continue;
    if (!rule.id.empty() && rule.id != element.attribute("id").value()) continue;
    if (!rule.class_name.empty() && !has_class(element.attribute("class").value(), rule.class_name))
      continue;
    result.push_back(&rule.declarations);
  }
  return result;
}

SvgStyle style_of(const pugi::xml_node& element, const SvgStyle& inherited,
                  const StyleSheet& sheet) {
  SvgStyle style = inherited;
  for (const pugi::xml_attribute& attribute : element.attributes())
    apply(style, attribute.name(), attribute.value());
  for (const Declarations* rule : sheet.matching(element))
    for (const auto& [name, value] : *rule) apply(style, name, value);
  if (const pugi::xml_attribute own = element.attribute("style"))
    for (const auto& [name, value] : parse_declarations(own.value())) apply(style, name, value);
  return style;
}

}  // namespace curvespice
