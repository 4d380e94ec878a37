#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "extractor/identify/assignment.h"
#include "extractor/identify/match_labels.h"

namespace curvespice {
namespace {

constexpr double kAlone = 0.7;        // a sample that looks like no trace stays without
constexpr double kFullMargin = 0.4;   // style distance that leaves no doubt
constexpr double kOrderMargin = 0.2;  // what the order of painting is worth

double color_distance(const std::string& a, const std::string& b) {
  if (a.size() != 7 || b.size() != 7) return a == b ? 0 : 0.3;
  double squares = 0;
  for (int channel = 0; channel < 3; ++channel) {
    const auto value = [&](const std::string& c) {
      return std::strtol(c.substr(1 + 2 * channel, 2).c_str(), nullptr, 16);
    };
    squares += std::pow(static_cast<double>(value(a) - value(b)), 2);
  }
  return std::min(1.0, std::sqrt(squares) / 100);
}

// Dashes are the same when their rhythm is: a legend may be drawn to another scale.
double dash_distance(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.empty() && b.empty()) return 0;
  if (a.empty() != b.empty()) return 1;
  double sum_a = 0, sum_b = 0;
  for (double d : a) sum_a += d;
  for (double d : b) sum_b += d;
  const double scale = std::abs(std::log(sum_a / sum_b)) / std::log(2.0);
  if (a.size() != b.size()) return 0.8;
  double off = 0;
  for (std::size_t i = 0; i < a.size(); ++i) off += std::abs(a[i] / sum_a - b[i] / sum_b);
  return std::min(1.0, 2 * off + 0.4 * scale);
}

// How far right of the sample a text begins on its height; for one left of it, counted as farther.
// Nothing for a text elsewhere.
std::optional<double> gap_beside(const TextLine& text, const Box& sample) {
  if (text.angle != 0) return std::nullopt;
  const double h = text.height;
  const double right = text.box.left - sample.right, left = sample.left - text.box.right;
  if (std::abs(text.box.centre().y - sample.centre().y) > 0.6 * h) return std::nullopt;
  if (std::max(right, left) < -0.3 * h) return std::nullopt;
  const double gap = right > -0.3 * h ? right : left + 1.5 * h;
  return gap > 4 * h ? std::nullopt : std::optional<double>(gap);
}

// The gap that most samples have a text at: a note may end beside one of them, but not all.
double common_gap(const std::vector<TextLine>& texts, const std::vector<LegendSample>& samples) {
  std::vector<double> gaps;
  for (const LegendSample& sample : samples)
    for (const TextLine& text : texts)
      if (const auto gap = gap_beside(text, sample.box)) gaps.push_back(*gap);
  double best = 0;
  std::ptrdiff_t most = 0;
  std::sort(gaps.begin(), gaps.end());
  for (double gap : gaps) {
    constexpr double kAlike = 1.0;  // page units; legends are set out by machine
    const auto alike = std::count_if(gaps.begin(), gaps.end(),
                                     [&](double other) { return std::abs(other - gap) < kAlike; });
    if (alike > most) most = alike, best = gap;
  }
  return best;
}

int text_beside(const std::vector<TextLine>& texts, const Box& sample, double usual_gap) {
  int best = -1;
  double best_off = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto gap = gap_beside(texts[i], sample);
    if (!gap) continue;
    const double off =
        std::abs(*gap - usual_gap) + std::abs(texts[i].box.centre().y - sample.centre().y);
    if (best < 0 || off < best_off) best = static_cast<int>(i), best_off = off;
  }
  return best;
}

struct Entry {
  const LegendSample* sample;
  int text;
};

std::vector<Entry> legend_entries(const std::vector<TextLine>& texts, const TraceReading& traces,
                                  std::vector<int>& used) {
  std::vector<Entry> entries;
  const double usual_gap = common_gap(texts, traces.samples);
  for (const LegendSample& sample : traces.samples) {
    const int text = text_beside(texts, sample.box, usual_gap);
    if (text < 0 || std::find(used.begin(), used.end(), text) != used.end()) continue;
    entries.push_back({&sample, text});
    used.push_back(text);
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.sample->box.centre().y < b.sample->box.centre().y;
  });
  return entries;
}

bool look_alike(const LegendSample& a, const LegendSample& b) {
  constexpr double kAlike = 0.05;
  return style_distance(a.style, a.marker, b.style, b.marker) < kAlike;
}

// Deals the traces of samples that look alike to them in the order of painting, which is the order
// of the legend from the top.
void deal_in_order(const std::vector<Entry>& entries, std::vector<int>& trace_of,
                   std::vector<bool>& dealt) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::vector<std::size_t> alike;
    std::vector<int> group;
    for (std::size_t j = 0; j < entries.size(); ++j) {
      if (!look_alike(*entries[i].sample, *entries[j].sample)) continue;
      alike.push_back(j);
      group.push_back(trace_of[j]);
    }
    if (alike.size() < 2 || std::count(group.begin(), group.end(), -1) > 0) continue;
    std::sort(group.begin(), group.end());
    for (std::size_t k = 0; k < alike.size(); ++k) {
      trace_of[alike[k]] = group[k];
      dealt[alike[k]] = true;
    }
  }
}

}  // namespace

double style_distance(const CurveStyle& a, const std::string& marker_a, const CurveStyle& b,
                      const std::string& marker_b) {
  double distance = color_distance(a.color, b.color) + dash_distance(a.dash, b.dash);
  if (marker_a != marker_b) distance += marker_a.empty() || marker_b.empty() ? 0.4 : 1;
  if (a.width > 0 && b.width > 0)
    distance += 0.3 * std::min(1.0, std::abs(std::log(a.width / b.width)));
  return distance;
}

std::vector<LabelMatch> match_legend(const std::vector<TextLine>& texts, const TraceReading& traces,
                                     bool in_painting_order, std::vector<int>& used) {
  const std::vector<Entry> entries = legend_entries(texts, traces, used);
  std::vector<std::vector<double>> cost;
  for (const Entry& entry : entries) {
    cost.emplace_back();
    for (const Trace& trace : traces.traces)
      cost.back().push_back(
          style_distance(entry.sample->style, entry.sample->marker, trace.style, trace.marker));
  }
  std::vector<LabelMatch> out;
  if (cost.empty() || traces.traces.empty()) return out;
  const Assignment best = assign(cost, kAlone);
  std::vector<int> trace_of = best.column_of_row;
  std::vector<bool> dealt(entries.size(), false);
  if (in_painting_order) deal_in_order(entries, trace_of, dealt);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (trace_of[i] < 0) continue;
    std::vector<std::vector<double>> without = cost;
    without[i][best.column_of_row[i]] = 1e3;
    const double worse = assign(without, kAlone).total - best.total;
    const double margin = dealt[i] ? kOrderMargin : std::clamp(worse / kFullMargin, 0.0, 1.0);
    out.push_back({trace_of[i], entries[i].text, margin, dealt[i]});
  }
  return out;
}

}  // namespace curvespice
