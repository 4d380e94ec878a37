#include "extractor/document/svg_reader.h"

#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <unordered_map>

#include <pugixml.hpp>

#include "extractor/document/clip.h"
#include "extractor/document/svg_shapes.h"
#include "extractor/document/svg_style.h"
#include "extractor/document/svg_text.h"
#include "extractor/document/text_layout.h"

namespace curvespice {
namespace {

constexpr int kDeepest = 40;  // nested groups and uses; a use of itself ends here

struct Surroundings {
  Matrix to_page;
  SvgStyle style;
  std::optional<Box> clip;
  int depth = 0;
};

Box intersection(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top),
          std::max(std::max(a.left, b.left), std::min(a.right, b.right)),
          std::max(std::max(a.top, b.top), std::min(a.bottom, b.bottom))};
}

// What a colour of this opacity looks like on paper.
Color on_white(Color color, double opacity) {
  const auto mix = [&](std::uint8_t channel) {
    return static_cast<std::uint8_t>(std::lround(255 - opacity * (255 - channel)));
  };
  return opacity >= 1 ? color : Color{mix(color.r), mix(color.g), mix(color.b)};
}

std::string target_of(const pugi::xml_node& use) {
  std::string href = use.attribute("xlink:href").value();
  if (href.empty()) href = use.attribute("href").value();
  return href.starts_with('#') ? href.substr(1) : std::string();
}

// Plotting programs that draw text as outlines name them by font and code: "DejaVuSans-2212".
std::optional<char32_t> code_in_name(const std::string& id) {
  const std::size_t dash = id.rfind('-');
  if (dash == std::string::npos || dash == 0 || id.size() - dash > 6 || dash + 2 >= id.size())
    return std::nullopt;
  if (id.find_first_not_of("0123456789abcdef", dash + 1) != std::string::npos) return std::nullopt;
  return static_cast<char32_t>(std::stoul(id.substr(dash + 1), nullptr, 16));
}

class Reader {
 public:
  Reader(const pugi::xml_document& document, std::size_t segment_limit)
      : document_(document), segment_limit_(segment_limit) {}

  Result<SvgPage> read() {
    const pugi::xml_node root = document_.child("svg");
    if (!root)
      return Error{ErrorCode::bad_input, "it holds no <svg> element: export the drawing again"};
    index(document_);
    Surroundings around;
    around.to_page = root_matrix(root, out_.page.width, out_.page.height);
    around.style = style_of(root, around.style, sheet_);
    children(root, around);
    if (segments_ > segment_limit_)
      return Error{ErrorCode::too_large, "it draws more than " + std::to_string(segment_limit_) +
                                             " line segments on one page: export the figure alone"};
    return std::move(out_);
  }

 private:
  struct GlyphOutline {
    Box box;
    bool blank = true;
  };

  void index(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      if (const char* id = child.attribute("id").value(); *id) by_id_.emplace(id, child);
      if (std::string_view(child.name()) == "style") sheet_.add(child.child_value());
      index(child);
    }
  }

  void children(const pugi::xml_node& node, const Surroundings& around) {
    std::vector<PlacedChar> outer = std::move(text_run_);
    text_run_.clear();
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element) element(child, around);
    flush_text_run();
    text_run_ = std::move(outer);
  }

  void element(const pugi::xml_node& node, const Surroundings& outer);
  void draw_shape(const pugi::xml_node& node, const Surroundings& around);
  void add_path(std::vector<Polyline> lines, const Surroundings& around);
  void use(const pugi::xml_node& node, const Surroundings& around);
  void add_glyph(const std::string& id, const pugi::xml_node& symbol, const Surroundings& around);
  void add_coded_glyph(char32_t code, const pugi::xml_node& outline, const Surroundings& around);
  void add_picture(const pugi::xml_node& node, const Surroundings& around);
  const GlyphOutline& outline_of(const std::string& id, const pugi::xml_node& symbol);
  std::optional<Box> clip_box(const pugi::xml_node& node, const Matrix& to_page);

  void flush_text_run() {
    for (Word& word : words_of(text_run_)) out_.page.words.push_back(std::move(word));
    text_run_.clear();
  }

  const pugi::xml_document& document_;
  std::size_t segment_limit_;
  std::size_t segments_ = 0;
  int order_ = 0;
  StyleSheet sheet_;
  std::unordered_map<std::string, pugi::xml_node> by_id_;
  std::unordered_map<std::string, GlyphOutline> outlines_;
  std::vector<PlacedChar> text_run_;  // of outlines with a code in their name
  SvgPage out_;
};

void Reader::element(const pugi::xml_node& node, const Surroundings& outer) {
  if (outer.depth > kDeepest || segments_ > segment_limit_) return;
  const std::string_view name = node.name();
  if (name == "defs" || name == "symbol" || name == "clipPath" || name == "mask" ||
      name == "pattern" || name == "marker" || name == "style" || name == "metadata" ||
      name == "linearGradient" || name == "radialGradient" || name == "filter")
    return;
  Surroundings around{outer.to_page, style_of(node, outer.style, sheet_), outer.clip,
                      outer.depth + 1};
  if (!around.style.visible) return;
  if (const char* transform = node.attribute("transform").value(); *transform)
    around.to_page = outer.to_page * parse_transform(transform);
  if (const std::optional<Box> clip = clip_box(node, around.to_page))
    around.clip = outer.clip ? intersection(*outer.clip, *clip) : *clip;
  if (name == "g" || name == "a" || name == "switch") return children(node, around);
  if (name == "svg") {
    around.to_page = around.to_page * nested_matrix(node);
    return children(node, around);
  }
  if (name == "use") return use(node, around);
  if (name == "image") return add_picture(node, around);
  if (name == "text") {
    for (Word& word : words_of_text(node, around.to_page, around.style, sheet_))
      if (around.style.fill) out_.page.words.push_back(std::move(word));
    return;
  }
  draw_shape(node, around);
}

std::optional<Box> Reader::clip_box(const pugi::xml_node& node, const Matrix& to_page) {
  std::string reference = node.attribute("clip-path").value();
  if (reference.empty()) {
    const Declarations own = parse_declarations(node.attribute("style").value());
    if (const auto found = own.find("clip-path"); found != own.end()) reference = found->second;
  }
  const std::size_t open = reference.find("#"), close = reference.find_first_of(")\"'", open);
  if (!reference.starts_with("url(") || open == std::string::npos) return std::nullopt;
  const auto found = by_id_.find(reference.substr(open + 1, close - open - 1));
  if (found == by_id_.end()) return std::nullopt;
  const Matrix own = to_page * parse_transform(found->second.attribute("transform").value());
  std::vector<Polyline> lines;
  for (const pugi::xml_node& child : found->second.children())
    for (Polyline& line :
         shape_lines(child, own * parse_transform(child.attribute("transform").value())))
      lines.push_back(std::move(line));
  if (lines.empty()) return std::nullopt;
  return bounding_box(lines);
}

void Reader::draw_shape(const pugi::xml_node& node, const Surroundings& around) {
  if (!around.style.stroke && !around.style.fill) return;
  add_path(shape_lines(node, around.to_page), around);
}

void Reader::add_path(std::vector<Polyline> lines, const Surroundings& around) {
  const SvgStyle& style = around.style;
  const double stroke_opacity = style.opacity * style.stroke_opacity;
  const double fill_opacity = style.opacity * style.fill_opacity;
  const double scale = around.to_page.scale();
  Path path;
  if (style.stroke && stroke_opacity > 0.02) path.stroke = on_white(*style.stroke, stroke_opacity);
  if (style.fill && fill_opacity > 0.02) path.fill = on_white(*style.fill, fill_opacity);
  if (!path.stroke && !path.fill) return;
  path.width = path.stroke ? style.stroke_width * scale : 0;
  for (const double length : style.dash) path.dash.push_back(length * scale);
  path.clip = around.clip;
  path.order = order_++;
  for (Polyline& line : lines) {
    segments_ += line.size();
    if (!around.clip || (path.stroke && path.fill)) {
      path.lines.push_back(std::move(line));
    } else if (path.fill) {
      if (Polyline part = clip_polygon(line, *around.clip); !part.empty())
        path.lines.push_back(std::move(part));
    } else {  // a line on the clip's edge still shows half its width
      const double half = path.width / 2;
      const Box clip{around.clip->left - half, around.clip->top - half, around.clip->right + half,
                     around.clip->bottom + half};
      for (Polyline& part : clip_line(line, clip)) path.lines.push_back(std::move(part));
    }
  }
  if (!path.lines.empty()) out_.page.paths.push_back(std::move(path));
}

void Reader::use(const pugi::xml_node& node, const Surroundings& around) {
  const std::string id = target_of(node);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  Surroundings inner = around;
  inner.to_page =
      around.to_page *
      Matrix{1, 0, 0, 1, node.attribute("x").as_double(), node.attribute("y").as_double()};
  const pugi::xml_node target = found->second;
  if (id.starts_with("glyph")) return add_glyph(id, target, inner);
  if (std::string_view(target.name()) == "path")
    if (const std::optional<char32_t> code = code_in_name(id))
      return add_coded_glyph(*code, target, inner);
  if (std::string_view(target.name()) == "symbol") return children(target, inner);
  element(target, inner);
}

const Reader::GlyphOutline& Reader::outline_of(const std::string& id,
                                               const pugi::xml_node& symbol) {
  const auto [entry, is_new] = outlines_.try_emplace(id);
  if (!is_new) return entry->second;
  std::vector<Polyline> lines;
  const auto collect = [&](const pugi::xml_node& node) {
    for (Polyline& line :
         shape_lines(node, parse_transform(node.attribute("transform").value()), 0.1))
      lines.push_back(std::move(line));
  };
  collect(symbol);
  for (const pugi::xml_node& child : symbol.children()) collect(child);
  if (!lines.empty()) entry->second = {bounding_box(lines), false};
  return entry->second;
}

void Reader::add_glyph(const std::string& id, const pugi::xml_node& symbol,
                       const Surroundings& around) {
  const GlyphOutline& outline = outline_of(id, symbol);
  const Point origin = around.to_page.apply({0, 0});
  const Box ink = outline.blank ? Box{origin.x, origin.y, origin.x, origin.y}
                                : around.to_page.apply_box(outline.box);
  out_.glyphs.push_back({origin, ink, order_++});
}

void Reader::add_coded_glyph(char32_t code, const pugi::xml_node& outline,
                             const Surroundings& around) {
  const GlyphOutline& shape = outline_of(outline.attribute("id").value(), outline);
  PlacedChar c;
  c.code = code;
  c.origin = around.to_page.apply({0, 0});
  c.box = shape.blank ? Box{c.origin.x, c.origin.y, c.origin.x, c.origin.y}
                      : around.to_page.apply_box(shape.box);
  c.size = 100 * around.to_page.scale();  // these outlines are made for a size of 100
  c.angle = -std::atan2(around.to_page.b, around.to_page.a) * 180 / std::numbers::pi;
  const Box& box = shape.box;
  c.next = shape.blank ? c.origin : around.to_page.apply({box.right + box.left, 0});
  text_run_.push_back(c);
}

void Reader::add_picture(const pugi::xml_node& node, const Surroundings& around) {
  const double x = node.attribute("x").as_double(), y = node.attribute("y").as_double();
  const double width = parse_length(node.attribute("width").value()).value_or(0);
  const double height = parse_length(node.attribute("height").value()).value_or(0);
  Box box = around.to_page.apply_box(Box{x, y, x + width, y + height});
  if (around.clip) box = intersection(box, *around.clip);
  if (box.width() > 0 && box.height() > 0) out_.page.pictures.push_back({box});
}

}  // namespace

Result<SvgPage> read_svg(std::string_view bytes, std::size_t segment_limit) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed)
    return Error{ErrorCode::bad_input, std::string("it is no well-formed SVG (") +
                                           parsed.description() + "): export the drawing again"};
  return Reader(document, segment_limit).read();
}

}  // namespace curvespice
