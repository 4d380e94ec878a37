#include "extractor/identify/ordered_list.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace curvespice {
namespace {

int find_word(const std::vector<TextLine>& lines, const std::string& word) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (has_phrase(words_only(lines[i].text), word)) return static_cast<int>(i);
  return -1;
}

// The y at which a trace passes `x`, the smallest one (highest on the page).
std::optional<double> height_at(const Trace& trace, double x) {
  std::optional<double> best;
  for (std::size_t i = 1; i < trace.points.size(); ++i) {
    const Point &a = trace.points[i - 1], &b = trace.points[i];
    if (std::min(a.x, b.x) > x || std::max(a.x, b.x) < x) continue;
    const double t = a.x == b.x ? 0 : (x - a.x) / (b.x - a.x);
    const double y = a.y + t * (b.y - a.y);
    if (!best || y < *best) best = y;
  }
  return best;
}

// Traces from the top where they all are drawn and stand farthest apart; empty when they never do.
std::vector<int> from_the_top(const std::vector<Trace>& traces) {
  double left = -1e300, right = 1e300;
  for (const Trace& trace : traces) {
    const auto [low, high] =
        std::minmax_element(trace.points.begin(), trace.points.end(),
                            [](const Point& a, const Point& b) { return a.x < b.x; });
    left = std::max(left, low->x), right = std::min(right, high->x);
  }
  std::vector<int> best;
  double widest = 0;
  for (int step = 1; step < 20 && left < right; ++step) {
    const double x = left + (right - left) * step / 20;
    std::vector<std::pair<double, int>> at;
    for (std::size_t i = 0; i < traces.size(); ++i)
      if (const auto y = height_at(traces[i], x)) at.emplace_back(*y, static_cast<int>(i));
    if (at.size() != traces.size()) continue;
    std::sort(at.begin(), at.end());
    double closest = 1e300;
    for (std::size_t i = 1; i < at.size(); ++i)
      closest = std::min(closest, at[i].first - at[i - 1].first);
    if (closest <= widest) continue;
    widest = closest;
    best.clear();
    for (const auto& [y, trace] : at) best.push_back(trace);
  }
  constexpr double kApart = 0.5;  // page units: closer curves have no order to speak of
  return widest > kApart ? best : std::vector<int>{};
}

}  // namespace

OrderedList find_ordered_list(const std::vector<TextLine>& lines,
                              const std::vector<Trace>& traces) {
  OrderedList out;
  const int top = find_word(lines, "top"), bottom = find_word(lines, "bottom");
  if (top < 0 || bottom < 0 || lines[top].box.top >= lines[bottom].box.bottom) return out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Box& box = lines[i].box;
    const bool between =
        box.centre().y >= lines[top].box.top && box.centre().y <= lines[bottom].box.bottom;
    const double right = std::max(lines[top].box.right, lines[bottom].box.right);
    const bool beside = box.left < right + 2 * lines[top].height && box.right > lines[top].box.left;
    const bool has_digit = std::any_of(lines[i].text.begin(), lines[i].text.end(),
                                       [](char c) { return c >= '0' && c <= '9'; });
    if (between && beside && has_digit) out.texts.push_back(static_cast<int>(i));
  }
  std::sort(out.texts.begin(), out.texts.end(),
            [&](int a, int b) { return lines[a].box.centre().y < lines[b].box.centre().y; });
  if (out.texts.size() != traces.size() || traces.size() < 2) return out;
  out.traces = from_the_top(traces);
  return out;
}

}  // namespace curvespice
