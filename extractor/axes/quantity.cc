#include "extractor/axes/quantity.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "extractor/axes/text.h"

namespace curvespice {
namespace {

// One row a quantity. `symbols` and `phrases` are separated by '|', lower case, as words_only gives
// them; a phrase counts by its length, so that "reverse voltage" wins over "voltage".
struct Row {
  const char* name;
  const char* unit;
  const char* symbols;
  const char* phrases;
};

const std::vector<Row>& rows() {  // NOLINT(readability-function-size): a table
  static const std::vector<Row> table = {
      {"VF", "V", "vf|vfm|vf av",
       "forward voltage|forward voltage drop|instantaneous forward voltage|forward drop"},
      {"IF", "A", "if|ifm", "forward current|instantaneous forward current"},
      {"IFAV", "A", "if av|ifav|io|if(av)",
       "average forward current|average rectified forward current|average rectified output "
       "current|dc forward current|output current"},
      {"VR", "V", "vr|vka|vrm",
       "reverse voltage|instantaneous reverse voltage|dc reverse voltage|reverse bias"},
      {"IR", "A", "ir|irm|id ir",
       "reverse current|instantaneous reverse current|leakage current|reverse leakage current"},
      {"CJ", "F", "cj|ct|cd|ctot|cj0|cdiode",
       "junction capacitance|diode capacitance|total capacitance|typical capacitance between "
       "terminals|capacitance between terminals|typical junction capacitance"},
      {"IFSM", "A", "ifsm", "peak forward surge current|surge current|peak surge forward current"},
      {"IM", "A", "im", ""},
      {"trr", "s", "trr", "reverse recovery time"},
      {"Qrr", "C", "qrr", "reverse recovery charge|recovered charge"},
      {"VDS", "V", "vds", "drain source voltage|drain to source voltage"},
      {"VDSsat", "V", "vds on", "drain source on voltage"},
      {"ID", "A", "id|ids", "drain current|drain source current|drain to source current"},
      {"VGS", "V", "vgs|vg", "gate source voltage|gate to source voltage|gate voltage"},
      {"VGSth", "V", "vgs th|vth|vgsth|vt",
       "gate threshold voltage|threshold voltage|gate source threshold voltage"},
      {"QG", "C", "qg|qgate", "gate charge|total gate charge"},
      {"RDSon", "ohm", "rds on|rdson|rds|ron",
       "on resistance|drain source on resistance|drain to source on resistance|on state "
       "resistance|drain source on state resistance|static drain source on resistance|static drain "
       "to source on state resistance|drain to source resistance|drain to source on state "
       "resistance|drain source resistance"},
      {"C", "F", "c|ciss|coss|crss|cies|coes|cres", "capacitance"},
      {"ISD", "A", "isd|is|idr|irev",
       "source current|reverse drain current|source drain current|source to drain current|diode "
       "forward current|body diode current|body diode forward current|diode current"},
      {"VSD", "V", "vsd",
       "source drain voltage|source to drain voltage|body diode forward voltage|body diode "
       "voltage|source to drain diode forward voltage"},
      {"gfs", "S", "gfs|gm|yfs",
       "transconductance|forward transconductance|transfer admittance|forward transfer admittance"},
      {"Eoss", "J", "eoss", "stored energy|coss stored energy|output capacitance stored energy"},
      {"IC", "A", "ic|ice", "collector current|dc collector current"},
      {"IB", "A", "ib", "base current"},
      {"VCE", "V", "vce", "collector emitter voltage|collector to emitter voltage"},
      {"VCEsat", "V", "vce sat|vcesat|vce on",
       "collector emitter saturation voltage|collector to emitter saturation voltage|saturation "
       "voltage"},
      {"VBE", "V", "vbe|vbe on",
       "base emitter voltage|base to emitter voltage|base emitter on voltage"},
      {"VBEsat", "V", "vbe sat|vbesat", "base emitter saturation voltage"},
      {"VGE", "V", "vge", "gate emitter voltage|gate to emitter voltage"},
      {"hFE", "1", "hfe|h fe",
       "dc current gain|current gain|forward current transfer ratio|dc current transfer ratio"},
      {"fT", "Hz", "ft",
       "transition frequency|current gain bandwidth product|gain bandwidth product"},
      {"Cob", "F", "cob|cobo|cib|cibo|ccb|cc|ce", "collector base capacitance|output capacitance"},
      {"VCB", "V", "vcb|vrb", "collector base voltage|collector to base voltage"},
      {"tp", "s", "tp|t1|tw|pw",
       "pulse duration|pulse width|pulse time|rectangular pulse duration|square wave pulse "
       "duration|pulse duration tp"},
      {"t", "s", "t", "time"},
      {"Zth", "K/W", "zth|zthjc|zthja|zth jc|zth ja|zth j c|zth j a|rth|rthjc|zthj c|rth jc",
       "thermal impedance|transient thermal impedance|thermal resistance|transient thermal "
       "resistance|thermal response"},
      {"Ptot", "W", "ptot|pd|pc|ptot w",
       "power dissipation|total power dissipation|collector power dissipation|power"},
      {"PFAV", "W", "pf av",
       "forward power dissipation|average forward power dissipation|power loss|forward power loss"},
      {"TJ", "degC", "tj|tvj", "junction temperature|operating junction temperature"},
      {"TC", "degC", "tc|tcase|tmb", "case temperature|mounting base temperature"},
      {"TA", "degC", "ta|tamb|tl|tt",
       "ambient temperature|free air temperature|lead temperature|terminal temperature|air "
       "temperature|solder point temperature"},
      {"T", "degC", "t|temp", "temperature"},
      {"f", "Hz", "f|freq", "frequency|switching frequency"},
      {"Z", "ohm", "z", "impedance|impedance esr"},
      {"ESR", "ohm", "esr|rs", "equivalent series resistance|series resistance"},
      {"R", "ohm", "r|rt|rl|rg", "resistance|load resistance|insulation resistance"},
      {"X", "ohm", "x|xl", "reactance"},
      {"VDC", "V", "vdc", "dc bias voltage|dc bias|bias voltage|dc voltage"},
      {"dC", "%", "δc c|dcap|c c|Δc c|Δc|δc",
       "capacitance change|cap change|change in capacitance|capacitance change rate|dcapacitance"},
      {"IDC", "A", "idc|ibias", "dc current|dc bias current|bias current|current"},
      {"L", "H", "l", "inductance"},
      {"dL", "%", "dl|Δl l", "inductance change|change in inductance"},
      {"B", "T", "b", "flux density|magnetic flux density"},
      {"H", "A/m", "h", "field strength|magnetic field strength|magnetizing force"},
      {"AOL", "dB", "aol|avol|avd|av|ad",
       "open loop gain|voltage gain|gain|open loop voltage gain|differential voltage "
       "amplification"},
      {"phase", "deg", "phase|φ|phi|θ|ph", "phase|phase margin|phase shift|phase angle"},
      {"VI", "V", "vi|vin", "input voltage"},
      {"VO", "V", "vo|vout|vom", "output voltage|peak output voltage|maximum peak output voltage"},
      {"VCC", "V", "vcc|vs|vdd", "supply voltage"},
      {"ICC", "A", "icc|idd|iq", "supply current|quiescent current"},
      {"lambda", "m", "λ|lambda", "wavelength"},
      {"Iv", "1", "iv|irel|φrel",
       "relative luminous intensity|luminous intensity|relative intensity|relative radiant "
       "power|relative luminous flux|relative spectral emission"},
      {"V", "V", "v|u", "voltage|clamping voltage"},
      {"I", "A", "i", "surge current amplitude|peak current"},
  };
  return table;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t bar = std::min(list.find('|'), list.size());
    if (bar > 0) out.emplace_back(list.substr(0, bar));
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return out;
}

struct Match {
  std::size_t symbol = 0, phrase = 0;  // lengths of the longest that stand in the title
};

Match match_row(const Row& row, const std::string& words, const std::string& spaceless) {
  Match out;
  for (const std::string& symbol : split(row.symbols))
    if (has_phrase(words, symbol) || spaceless == symbol)
      out.symbol = std::max(out.symbol, symbol.size());
  for (const std::string& phrase : split(row.phrases))
    if (has_phrase(words, phrase)) out.phrase = std::max(out.phrase, phrase.size());
  return out;
}

// What the printed unit makes of a row's score.
double with_unit(double score, const std::string& row_unit, const std::string& unit) {
  if (score == 0 || unit.empty()) return score;
  if (row_unit == unit) return score + 6;
  const bool relative = unit == "1" || unit == "%";
  return relative ? score : 0.3 * score;
}

}  // namespace

Quantity find_quantity(const std::string& title, const std::string& unit) {
  const std::string words = words_only(title);
  std::string spaceless = words;
  spaceless.erase(std::remove(spaceless.begin(), spaceless.end(), ' '), spaceless.end());
  Quantity best;
  double best_score = 0;
  for (const Row& row : rows()) {
    const Match match = match_row(row, words, spaceless);
    // One letter is a weak symbol; two or more are as good as words.
    const double symbol = match.symbol == 0 ? 0 : match.symbol == 1 ? 3 : 8 + 2.0 * match.symbol;
    const double score = with_unit(symbol + static_cast<double>(match.phrase), row.unit, unit);
    if (score <= best_score) continue;
    best_score = score;
    const bool both = match.symbol > 0 && match.phrase > 0;
    best = {row.name, row.unit, both ? 1.0 : match.symbol == 1 ? 0.5 : 0.9};
  }
  if (has_phrase(words, "normalized") || has_phrase(words, "normalised")) {
    if (!best.name.empty()) best.name += "_norm";
    best.unit = "1";
  }
  return best;
}

}  // namespace curvespice
