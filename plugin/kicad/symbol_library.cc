#include "plugin/kicad/symbol_library.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include "base/file.h"

namespace curvespice::kicad {
namespace {

// How a class of model looks to KiCad: reference, Sim.Device, and the model's pins in its order.
struct Look {
  const char* type;
  const char* reference;
  const char* device;
  const char* sim_type;
  std::vector<std::string> pins;
};

const std::vector<Look>& looks() {
  static const std::vector<Look> known = {
      {"d", "D", "D", "", {"A", "K"}},
      {"npn", "Q", "NPN", "GUMMELPOON", {"C", "B", "E"}},
      {"pnp", "Q", "PNP", "GUMMELPOON", {"C", "B", "E"}},
      {"njf", "J", "NJFET", "SHICHMANHODGES", {"D", "G", "S"}},
      {"pjf", "J", "PJFET", "SHICHMANHODGES", {"D", "G", "S"}},
  };
  return known;
}

// Pins of a symbol that is a box: how far apart, and how wide the box is. Millimetres on KiCad's
// grid of 2.54.
constexpr double kPitch = 2.54;
constexpr double kHalfWidth = 5.08;

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + "\"";
}

class Writer {
 public:
  void open(const std::string& head) {
    indent() << "(" << head << "\n";
    ++depth_;
  }
  void close() {
    --depth_;
    indent() << ")\n";
  }
  void line(const std::string& text) { indent() << text << "\n"; }
  void property(const std::string& name, const std::string& value, double y, bool hidden) {
    std::ostringstream place;
    place << "(at 0 " << y << " 0)";
    line("(property " + quoted(name) + " " + quoted(value) + " " + place.str() +
         " (effects (font (size 1.27 1.27))" + (hidden ? " hide" : "") + "))");
  }
  std::string text() const { return text_.str(); }

 private:
  std::ostream& indent() { return text_ << std::string(2 * static_cast<std::size_t>(depth_), ' '); }

  std::ostringstream text_;
  int depth_ = 0;
};

void write_pin(Writer& writer, std::size_t number, const std::string& name, double x, double y,
               int angle) {
  std::ostringstream pin;
  pin << "(pin passive line (at " << x << " " << y << " " << angle << ") (length 2.54) (name "
      << quoted(name) << " (effects (font (size 1.27 1.27)))) (number \"" << number
      << "\" (effects (font (size 1.27 1.27)))))";
  writer.line(pin.str());
}

constexpr char kStroke[] = "(stroke (width 0.254) (type default)) (fill (type none)))";

// A triangle and a bar, anode on the left.
void draw_diode(Writer& writer) {
  writer.line("(polyline (pts (xy 1.27 1.27) (xy 1.27 -1.27)) " + std::string(kStroke));
  writer.line("(polyline (pts (xy -1.27 1.27) (xy -1.27 -1.27) (xy 1.27 0) (xy -1.27 1.27)) " +
              std::string(kStroke));
  write_pin(writer, 1, "A", -3.81, 0, 0);
  write_pin(writer, 2, "K", 3.81, 0, 180);
}

// A box with its pins down the left side.
void draw_box(Writer& writer, const std::vector<std::string>& pins) {
  const double bottom = -kPitch * static_cast<double>(pins.size());
  std::ostringstream box;
  box << "(rectangle (start " << -kHalfWidth << " " << kPitch << ") (end " << kHalfWidth << " "
      << bottom << ") " << kStroke;
  writer.line(box.str());
  for (std::size_t i = 0; i < pins.size(); ++i)
    write_pin(writer, i + 1, pins[i], -kHalfWidth - kPitch, -kPitch * static_cast<double>(i), 0);
}

std::string pin_map(const std::vector<std::string>& pins) {
  std::string map;
  for (std::size_t i = 0; i < pins.size(); ++i)
    map += (i > 0 ? " " : "") + std::to_string(i + 1) + "=" + pins[i];
  return map;
}

Look look_of(const ModelDefinition& model) {
  for (const Look& look : looks())
    if (model.type == look.type) return look;
  return {"subckt", "X", "SUBCKT", "", model.pins};
}

void write_symbol(Writer& writer, const Symbol& symbol) {
  const Look look = look_of(symbol.model);
  const std::string& name = symbol.model.name;
  // A drawn diode tells its pins by itself.
  const bool is_diode = symbol.model.type == "d";
  writer.open("symbol " + quoted(name) +
              (is_diode ? " (pin_numbers hide) (pin_names hide)" : " (pin_names (offset 0.254))") +
              " (in_bom yes) (on_board yes)");
  writer.property("Reference", look.reference, 3.81, false);
  writer.property("Value", name, 6.35, false);
  writer.property("Footprint", "", 0, true);
  writer.property("Datasheet", "", 0, true);
  writer.property("Sim.Library", symbol.library, 0, true);
  writer.property("Sim.Name", name, 0, true);
  writer.property("Sim.Device", look.device, 0, true);
  if (*look.sim_type != '\0') writer.property("Sim.Type", look.sim_type, 0, true);
  writer.property("Sim.Pins", pin_map(look.pins), 0, true);
  writer.property("ki_description", "SPICE model made from the graphs of the datasheet", 0, true);
  writer.open("symbol " + quoted(name + "_0_1"));
  if (is_diode)
    draw_diode(writer);
  else
    draw_box(writer, look.pins);
  writer.close();
  writer.close();
}

}  // namespace

std::string symbol_library(const std::vector<Symbol>& symbols) {
  Writer writer;
  writer.open("kicad_symbol_lib (version 20211014) (generator curvespice)");
  for (const Symbol& symbol : symbols) write_symbol(writer, symbol);
  writer.close();
  return writer.text();
}

Result<std::string> symbol_library_of(const std::filesystem::path& models) {
  std::vector<std::filesystem::path> files;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(models, failure))
    if (entry.path().extension() == ".lib") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Symbol> symbols;
  for (const auto& file : files) {
    CURVESPICE_ASSIGN(const std::string text, read_file(file));
    for (ModelDefinition& model : definitions_in(text))
      symbols.push_back({std::move(model), file.string()});
  }
  return symbol_library(symbols);
}

Result<std::filesystem::path> write_symbol_library(const std::filesystem::path& models) {
  CURVESPICE_ASSIGN(const std::string text, symbol_library_of(models));
  const auto library = models / "curvespice.kicad_sym";
  CURVESPICE_TRY(write_file_atomic(library, text));
  return library;
}

}  // namespace curvespice::kicad
