#include "spice-export/library/dialect.h"

#include <cctype>
#include <regex>
#include <sstream>

namespace curvespice {
namespace {

struct NamedDialect {
  Dialect dialect;
  const char* name;
};

constexpr NamedDialect kNames[] = {{Dialect::ngspice, "ngspice"}, {Dialect::ltspice, "ltspice"},
                                   {Dialect::pspice, "pspice"},   {Dialect::qspice, "qspice"},
                                   {Dialect::xyce, "xyce"},       {Dialect::kicad, "kicad"}};

std::string replaced(const std::string& text, const char* pattern, const char* with) {
  return std::regex_replace(text, std::regex(pattern, std::regex::icase), with);
}

bool mentions(const std::string& text, const char* pattern) {
  return std::regex_search(text, std::regex(pattern, std::regex::icase));
}

// Comments stay as they are; only what a simulator reads is put into other words.
template <typename Change>
std::string change_lines(const std::string& library, Change change) {
  std::istringstream lines(library);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    out += (line.empty() || line[0] == '*' ? line : change(line)) + "\n";
  return out;
}

// B1 P N I=EXPRESSION becomes G1 P N VALUE={EXPRESSION}; its continuation lines stay inside.
std::string behavioural_as_value(const std::string& library) {
  std::istringstream lines(library);
  std::string out;
  bool open = false;
  for (std::string line; std::getline(lines, line);) {
    const bool continued = !line.empty() && line[0] == '+';
    if (open && !continued) {
      out.insert(out.size() - 1, "}");
      open = false;
    }
    std::smatch parts;
    if (std::regex_match(
            line, parts,
            std::regex("B(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+([IV])=(.*)", std::regex::icase))) {
      const bool current = parts[4] == "I" || parts[4] == "i";
      line = std::string(current ? "G" : "E") + "B" + parts[1].str() + " " + parts[2].str() + " " +
             parts[3].str() + " VALUE={" + parts[5].str();
      open = true;
    }
    out += line + "\n";
  }
  if (open) out.insert(out.size() - 1, "}");
  return out;
}

std::string kelvin_word(const std::string& library, const char* word) {
  return change_lines(
      library, [&](const std::string& line) { return replaced(line, "\\btemper\\b", word); });
}

// TLEVC and the edge capacitance, of HSPICE, are known to ngspice only.
std::string without_hspice_level(const std::string& library) {
  return change_lines(library, [](const std::string& line) {
    return replaced(replaced(line, "\\s*\\bTLEVC=1\\b", ""), "\\s*\\bPJ=1 CJP=\\S+ PHP=\\S+ MJSW=0",
                    "");
  });
}

// Native MOSFET cards mean something else, or nothing, outside ngspice, LTspice and QSPICE.
bool has_vdmos(const std::string& library) { return mentions(library, "\\bVDMOS\\s*\\("); }

void add_common_warnings(const std::string& library, DialectText& out) {
  if (mentions(library, "\\bCJP=[0-9.]*[1-9]"))
    out.warnings.push_back("the constant part of the capacitance (CJP) cannot be said here");
  if (mentions(library, "\\bIKF=[1-9]"))
    out.warnings.push_back(
        "IKF bends differently here than in ngspice: the forward curve at high "
        "current is not the verified one");
  if (has_vdmos(library))
    out.warnings.push_back(
        "VDMOS: MTRIODE and KSUBTHRES are taken as in ngspice; verify the "
        "saturation before use");
}

DialectText refuse(const std::string& why) { return {"", {why}}; }

DialectText to_ltspice(const std::string& library, bool qspice) {
  DialectText out;
  add_common_warnings(library, out);
  out.text = without_hspice_level(kelvin_word(library, "temp"));
  if (qspice && has_vdmos(library))
    out.warnings.push_back(
        "QSPICE reads MTRIODE from LTspice libraries; its own cards say it otherwise");
  out.text = change_lines(out.text, [](const std::string& line) {
    return replaced(replaced(line, "\\bTNOM=25\\b", "TNOM=25"), "\\bTRD1=\\S+\\s*", "");
  });
  if (mentions(library, "\\bTRD1=[-0-9.]*[1-9]"))
    out.warnings.push_back("TRD1 of VDMOS is left out: RD does not follow temperature here");
  return out;
}

DialectText to_pspice(const std::string& library, bool xyce) {
  if (has_vdmos(library))
    return refuse(
        xyce ? "Xyce's level 18 VDMOS is another model: use the class power_fet, whose "
               "subcircuit runs there"
             : "PSpice has no VDMOS: use the class power_fet, whose subcircuit runs there");
  DialectText out;
  add_common_warnings(library, out);
  out.text = without_hspice_level(kelvin_word(library, "TEMP"));
  out.text = change_lines(out.text, [](const std::string& line) {
    return replaced(replaced(line, "\\bTNOM=25\\b", "T_MEASURED=25"), "'([^']*)'", "{$1}");
  });
  if (!xyce) out.text = behavioural_as_value(out.text);
  if (xyce)
    out.text = change_lines(out.text, [](const std::string& line) {
      return replaced(replaced(line, "^(B.*[IV]=)(.*)$", "$1{$2}"), "T_MEASURED=25", "TNOM=25");
    });
  if (mentions(library, "\\bC='[^']*v\\(") || mentions(library, "\\bL='[^']*i\\("))
    return refuse(
        "capacitances or inductances given as expressions are not put into this dialect yet");
  if (xyce && mentions(library, "^B[^\n]*\n\\+"))
    return refuse("expressions over several lines are not put into this dialect yet");
  return out;
}

std::string with_warnings(const DialectText& text, Dialect dialect) {
  std::string header =
      std::string("* In the words of ") + dialect_name(dialect) + "; verified in ngspice only.\n";
  for (const std::string& warning : text.warnings) header += "* Not the same: " + warning + "\n";
  return header + text.text;
}

}  // namespace

const char* dialect_name(Dialect dialect) {
  for (const NamedDialect& named : kNames)
    if (named.dialect == dialect) return named.name;
  return "ngspice";
}

Result<Dialect> dialect_from_name(const std::string& name) {
  std::string known;
  for (const NamedDialect& named : kNames) {
    if (name == named.name) return named.dialect;
    known += (known.empty() ? "" : ", ") + std::string(named.name);
  }
  return Error{ErrorCode::usage, "there is no dialect '" + name + "'; known are: " + known};
}

const std::vector<Dialect>& all_dialects() {
  static const std::vector<Dialect> kAll = {Dialect::ngspice, Dialect::ltspice, Dialect::pspice,
                                            Dialect::qspice,  Dialect::xyce,    Dialect::kicad};
  return kAll;
}

DialectText in_dialect(const std::string& library, Dialect dialect) {
  DialectText out;
  switch (dialect) {
    case Dialect::ngspice:
    case Dialect::kicad:
      return {library, {}};  // KiCad simulates with ngspice
    case Dialect::ltspice:
      out = to_ltspice(library, false);
      break;
    case Dialect::qspice:
      out = to_ltspice(library, true);
      break;
    case Dialect::pspice:
      out = to_pspice(library, false);
      break;
    case Dialect::xyce:
      out = to_pspice(library, true);
      break;
  }
  if (!out.text.empty()) out.text = with_warnings(out, dialect);
  return out;
}

std::string kicad_fields(const std::string& library_file, const std::string& library) {
  std::istringstream lines(library);
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts,
                         std::regex("\\.subckt\\s+(\\S+)\\s+(.*)", std::regex::icase))) {
      std::string pins;
      std::istringstream names(parts[2]);
      int number = 1;
      for (std::string pin; names >> pin; ++number)
        pins += (pins.empty() ? "" : " ") + std::to_string(number) + "=" + pin;
      return "Sim.Device=SUBCKT\nSim.Library=" + library_file + "\nSim.Name=" + parts[1].str() +
             "\nSim.Pins=" + pins + "\n";
    }
    if (std::regex_search(
            line, parts,
            std::regex("^\\.model\\s+(\\S+)\\s+(D|NPN|PNP|NJF|PJF)\\b", std::regex::icase))) {
      const std::string type = parts[2].str();
      const bool diode = type == "D" || type == "d";
      // KiCad's own order for a diode is cathode first: say it, always.
      const std::string pins = diode ? "1=K 2=A" : type[1] == 'J' ? "1=D 2=G 3=S" : "1=C 2=B 3=E";
      return "Sim.Device=" +
             std::string(diode            ? "D"
                         : type[1] == 'J' ? "NJFET"
                                          : type) +
             "\nSim.Library=" + library_file + "\nSim.Name=" + parts[1].str() +
             "\nSim.Pins=" + pins + "\n";
    }
  }
  return "";
}

}  // namespace curvespice
