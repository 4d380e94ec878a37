#include "extractor/identify/identify.h"

#include <algorithm>

#include "extractor/axes/quantity.h"
#include "extractor/axes/text.h"
#include "extractor/identify/choose_family.h"
#include "extractor/identify/conditions.h"
#include "extractor/identify/curve_order.h"
#include "extractor/identify/curve_texts.h"
#include "extractor/identify/match_labels.h"
#include "extractor/identify/ordered_list.h"

namespace curvespice {
namespace {

constexpr double kLeastMargin = 0.05;  // below this a label is not given at all
constexpr std::size_t kLongestLabel = 40;

bool is_temperature(const std::string& name) { return name == "T" || name == "TJ" || name == "TC"; }

// "TA" states what the family calls "TJ", or the other way round.
bool same_condition(const std::string& a, const std::string& b) {
  return a == b || (is_temperature(a) && is_temperature(b));
}

class Identifier {
 public:
  Identifier(const Page& page, const Figure& figure, const AxesReading& axes,
             const TraceReading& traces, const std::vector<Family>& families)
      : figure_(figure),
        axes_(axes),
        traces_(traces),
        families_(families),
        texts_(find_curve_texts(page, figure, axes)),
        painted_in_order_(!page.image) {
    lines_ = texts_.inside;
    lines_.insert(lines_.end(), texts_.outside.begin(), texts_.outside.end());
    out_.curves.resize(traces.traces.size());
  }

  Identity run() {
    choose();
    name_by_legend();
    name_by_list();
    name_by_place();
    name_by_elimination();
    for (CurveIdentity& curve : out_.curves) understand(curve);
    if (axes_.y2) share_axes();
    state_conditions();
    report();
    return std::move(out_);
  }

 private:
  void choose() {
    std::vector<std::string> labels;
    for (const TextLine& line : texts_.inside) labels.push_back(line.text);
    std::string words = texts_.all;
    for (const auto* axis : {&axes_.x, &axes_.y, &axes_.y2})
      if (*axis) words += "\n" + (*axis)->axis.title;
    const FamilyChoice choice = choose_family(axes_, words, labels, families_);
    family_ = choice.family;
    out_.title = figure_.caption;
    if (!family_) return;
    out_.kind = family_;
    out_.family = family_->name;
    out_.device = family_->device;
    out_.family_confidence = choice.confidence;
    third_ = family_->third;
  }

  void name_by_legend() {
    bool by_order = false;
    for (const LabelMatch& match : match_legend(lines_, traces_, painted_in_order_, used_)) {
      out_.labels_expected = true;
      by_order = by_order || match.by_drawing_order;
      give(match);
    }
    if (by_order)
      out_.doubts.push_back(
          "the legend's samples look alike: the curves are named in the order "
          "in which they are painted");
  }

  // "TOP 15V ... BOTTOM 4.5V": the words around the values are no part of them.
  void name_by_list() {
    if (!used_.empty()) return;
    const OrderedList list = find_ordered_list(texts_.inside, traces_.traces);
    for (std::size_t i = 0; i < list.traces.size(); ++i) {
      constexpr double kStated = 0.8;
      give({list.traces[i], list.texts[i], kStated, false});
      std::string& label = out_.curves[list.traces[i]].label;
      for (const char* word : {"TOP", "BOTTOM", "Top", "Bottom"})
        if (const std::size_t at = label.find(word); at != std::string::npos)
          label = trimmed(label.substr(0, at) + label.substr(at + std::string(word).size()));
    }
  }

  // One curve without a name, one typical label without a curve.
  void name_by_elimination() {
    std::vector<int> open, labels;
    for (std::size_t i = 0; i < out_.curves.size(); ++i)
      if (out_.curves[i].label.empty()) open.push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < texts_.inside.size(); ++i)
      if (!is_used(static_cast<int>(i)) && names_a_curve(texts_.inside[i].text) &&
          texts_.inside[i].text.size() <= kLongestLabel)
        labels.push_back(static_cast<int>(i));
    if (open.size() != 1 || labels.size() != 1) return;
    constexpr double kLeftForIt = 0.25;
    give({open[0], labels[0], kLeftForIt, false});
  }

  void give(const LabelMatch& match) {
    const std::string text = trimmed(lines_[match.text].text);
    if (std::find(used_.begin(), used_.end(), match.text) == used_.end())
      used_.push_back(match.text);
    CurveIdentity& curve = out_.curves[match.trace];
    curve.margin = match.margin;
    if (match.margin < kLeastMargin) return;
    const auto entry = texts_.key.find(key_number(text));
    curve.label = tidy_label(entry == texts_.key.end() ? text : entry->second);
  }

  bool is_used(int line) const {
    return std::find(used_.begin(), used_.end(), line) != used_.end();
  }

  void name_by_place() {
    std::vector<int> open;
    for (std::size_t i = 0; i < out_.curves.size(); ++i)
      if (out_.curves[i].label.empty()) open.push_back(static_cast<int>(i));
    if (open.empty() || (!used_.empty() && open.size() < out_.curves.size())) return;
    const std::vector<int> candidates = label_candidates();
    if (candidates.size() >= 2 && open.size() >= 2) out_.labels_expected = true;
    bool by_physics = false;
    for (const LabelMatch& match :
         match_by_place(lines_, candidates, traces_, open, known_order(candidates, open))) {
      by_physics = by_physics || match.by_physics;
      give(match);
    }
    if (by_physics)
      out_.doubts.push_back(
          "labels between two curves are given to the one that physics expects there");
  }

  // Where the family says how its curves lie by the condition that the labels state.
  KnownOrder known_order(const std::vector<int>& candidates, const std::vector<int>& open) const {
    if (!family_ || third_.empty() || axes_.y2 || !axes_.read()) return {};
    const auto check = std::ranges::find_if(family_->checks, [&](const FamilyCheck& c) {
      return c.kind == "order" && same_condition(c.by, third_);
    });
    if (check == family_->checks.end()) return {};
    std::vector<std::pair<double, int>> values;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (const auto value = stated_value(lines_[static_cast<std::size_t>(candidates[i])].text))
        values.emplace_back(*value, static_cast<int>(i));
    // A P-channel part's voltages are printed negative: more is further from zero.
    const bool negative = third_[0] != 'T' && std::ranges::all_of(values, [](const auto& value) {
                            return value.first < 0;
                          });
    for (auto& [value, candidate] : values) value = negative ? -value : value;
    std::ranges::sort(values);
    const auto equal = [](const auto& a, const auto& b) { return a.first == b.first; };
    if (std::ranges::adjacent_find(values, equal) != values.end()) return {};
    KnownOrder order;
    for (const auto& [value, candidate] : values) order.candidates.push_back(candidate);
    order.open = order_of_traces(*check, traces_.traces, open, axes_, figure_.plot);
    return values.size() == candidates.size() ? order : KnownOrder{};
  }

  // What a label says of the family's third quantity.
  std::optional<double> stated_value(const std::string& text) const {
    const auto entry = texts_.key.find(key_number(text));
    const std::string& meant = entry == texts_.key.end() ? text : entry->second;
    for (const auto& [name, value] : read_label_conditions(meant, third_))
      if (same_condition(name, third_)) return value;
    return std::nullopt;
  }

  // Texts of the kind that names curves here: numbers of a key, the family's third quantity, its
  // fixed names; failing those, the largest group of texts that state one and the same thing.
  std::vector<int> label_candidates() const {
    std::vector<int> keyed, typical;
    std::map<std::string, std::vector<int>> groups;
    for (std::size_t i = 0; i < texts_.inside.size(); ++i) {
      const int index = static_cast<int>(i);
      const std::string& text = texts_.inside[i].text;
      if (is_used(index) || text.size() > kLongestLabel) continue;
      if (texts_.key.count(key_number(text))) keyed.push_back(index);
      if (names_a_curve(text)) typical.push_back(index);
      groups[signature(text)].push_back(index);
    }
    if (!keyed.empty()) return keyed;
    if (!typical.empty()) return typical;
    std::vector<int> best;
    for (const auto& [name, members] : groups)
      if (members.size() > best.size() && members.size() >= 2 && !name.empty()) best = members;
    if (best.empty() && out_.curves.size() > 1) {
      const auto plain = groups.find("");
      if (plain != groups.end()) best = plain->second;
    }
    return best;
  }

  bool names_a_curve(const std::string& text) const {
    if (!family_) return false;
    const std::string words = words_only(text);
    for (const std::string& label : family_->labels)
      if (has_phrase(words, words_only(label))) return true;
    if (third_.empty()) return false;
    for (const auto& [name, value] : read_label_conditions(text, third_))
      if (same_condition(name, third_)) return true;
    return false;
  }

  // What kind of thing a text states: the names of its conditions, or its unit.
  std::string signature(const std::string& text) const {
    std::string out;
    for (const auto& [name, value] : read_label_conditions(text, third_)) out += name + ";";
    if (!out.empty()) return out;
    const auto value = read_value(text);
    return value ? "[" + value->unit + "]" : "";
  }

  void understand(CurveIdentity& curve) const {
    curve.conditions = read_label_conditions(curve.label, third_);
    if (curve.conditions.size() == 1 && is_temperature(curve.conditions.begin()->first))
      curve.label = join_broken_number(curve.label);
  }

  // Which axis a curve belongs to: its label says what it shows.
  void share_axes() {
    bool all_known = true;
    for (CurveIdentity& curve : out_.curves) {
      const double left = kinship(curve.label, axes_.y->axis);
      const double right = kinship(curve.label, axes_.y2->axis);
      if (left == right) all_known = false;
      curve.axis = right > left ? "y2" : "y";
    }
    if (!all_known && !out_.curves.empty())
      out_.doubts.push_back(
          "it is not known which curve belongs to the left and which to the "
          "right axis");
  }

  static double kinship(const std::string& label, const Axis& axis) {
    if (label.empty()) return 0;
    const Quantity quantity = find_quantity(label);
    double score = !quantity.name.empty() && quantity.name == axis.quantity ? 2 : 0;
    if (has_phrase(words_only(axis.title), words_only(label))) score += 1;
    return score;
  }

  // Everything stated that names no curve holds for the whole figure.
  void state_conditions() {
    std::map<std::string, double> stated = read_conditions(figure_.caption);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_used(static_cast<int>(i))) continue;
      for (const auto& [name, value] : read_conditions(lines_[i].text)) stated.emplace(name, value);
    }
    for (const auto& [number, entry] : texts_.key)
      for (const auto& [name, value] : read_conditions(entry)) stated.erase(name);
    const bool told_apart = out_.curves.size() > 1;
    for (const auto& [name, value] : stated) {
      const bool of_curves = told_apart && std::any_of(out_.curves.begin(), out_.curves.end(),
                                                       [&, n = name](const CurveIdentity& curve) {
                                                         return curve.conditions.count(n) > 0;
                                                       });
      if (!of_curves) out_.conditions[name] = value;
    }
  }

  void report() {
    std::size_t unknown = 0, unsure = 0;
    for (const CurveIdentity& curve : out_.curves) {
      unknown += curve.label.empty();
      unsure += !curve.label.empty() && curve.margin < 0.3;
    }
    if (out_.curves.size() > 1) {
      out_.labels_expected = true;
      if (unknown > 0)
        out_.doubts.push_back(std::to_string(unknown) + " of " +
                              std::to_string(out_.curves.size()) +
                              " curves could not be told apart by a printed label");
      if (unsure > 0)
        out_.doubts.push_back(std::to_string(unsure) +
                              " labels lie almost as near to another curve");
    }
    for (std::size_t i = 0; i < texts_.inside.size(); ++i)
      if (!is_used(static_cast<int>(i)) && names_a_curve(texts_.inside[i].text))
        out_.unused_labels.push_back(texts_.inside[i].text);
  }

  const Figure& figure_;
  const AxesReading& axes_;
  const TraceReading& traces_;
  const std::vector<Family>& families_;
  CurveTexts texts_;
  bool painted_in_order_;        // traces of a vector page come in the order of painting
  std::vector<TextLine> lines_;  // inside first, then outside
  std::vector<int> used_;        // lines that name a curve
  const Family* family_ = nullptr;
  std::string third_;
  Identity out_;
};

}  // namespace

Identity identify(const Page& page, const Figure& figure, const AxesReading& axes,
                  const TraceReading& traces, const std::vector<Family>& families) {
  return Identifier(page, figure, axes, traces, families).run();
}

}  // namespace curvespice
