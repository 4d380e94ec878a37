#include "extractor/verdict.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "extractor/identify/domain_checks.h"

namespace curvespice {
namespace {

constexpr double kExplained = 0.98;    // of a curve's length on its own ink
constexpr double kLeftOver = 0.05;     // of the plot's diagonal, all pieces together
constexpr double kLongestLeft = 0.03;  // the same for one piece
constexpr double kMarginWanted = 0.3;  // of a label against the next best curve

std::string percent(double fraction) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %%", 100 * fraction);
  return text;
}

// Collects reasons against acceptance and the factors of the confidence as it goes.
class Judge {
 public:
  Judge(const AxesReading& axes, const TraceReading& traces, const Identity& identity,
        const Family* family, Extraction& extraction)
      : axes_(axes), traces_(traces), identity_(identity), family_(family), out_(extraction) {}

  void run() {
    if (!readable()) return refuse();
    weigh_axis("x", *axes_.x);
    weigh_axis("y", *axes_.y);
    if (axes_.y2) weigh_axis("right y", *axes_.y2);
    weigh_ink();
    weigh_identity();
    if (family_)
      for (const std::string& failed : failed_checks(*family_, out_)) object(failed, 0.5);
    out_.status = out_.reasons.empty() ? Verdict::accepted : Verdict::review;
    out_.confidence = std::clamp(confidence_, 0.0, 1.0);
    give_curves_confidence();
    append_notes();
  }

 private:
  bool readable() {
    for (const std::string& doubt : axes_.doubts) out_.reasons.push_back(doubt);
    if (axes_.read() && out_.curves.empty()) {
      for (const std::string& doubt : traces_.doubts) out_.reasons.push_back(doubt);
      out_.reasons.push_back("no curve was found in the plot");
    }
    return axes_.read() && !out_.curves.empty();
  }

  void refuse() {
    out_.status = Verdict::refused;
    out_.curves.clear();
    out_.confidence = 0;
  }

  void object(const std::string& reason, double factor) {
    out_.reasons.push_back(reason);
    confidence_ *= factor;
  }

  void weigh_axis(const std::string& name, const AxisReading& axis) {
    confidence_ *= axis.confidence;
    const bool objection = !axis.proven || !axis.unit_read;
    for (const std::string& doubt : axis.doubts)
      (objection ? out_.reasons : notes_).push_back(name + " axis: " + doubt);
    if (objection && axis.doubts.empty())
      out_.reasons.push_back(name + " axis: the scale is not proven");
  }

  void weigh_ink() {
    double explained = 1;
    for (const Trace& trace : traces_.traces) explained = std::min(explained, trace.explained);
    confidence_ *= std::pow(std::clamp(explained, 0.0, 1.0), 2);
    if (explained < kExplained)
      object("only " + percent(explained) + " of a curve lies on drawn ink", 1);
    confidence_ *= std::exp(-traces_.left_over / (4 * kLeftOver));
    if (traces_.left_over > kLeftOver || traces_.left_over_longest > kLongestLeft)
      object("drawn lines of " + percent(traces_.left_over) +
                 " of the plot's diagonal look like curves but belong to none",
             0.8);
    for (const std::string& doubt : traces_.doubts) object(doubt, 0.85);
  }

  void weigh_identity() {
    double margin = 1;
    for (const CurveIdentity& curve : identity_.curves)
      if (!curve.label.empty()) margin = std::min(margin, curve.margin);
    confidence_ *= 0.95 + 0.05 * std::min(1.0, margin / kMarginWanted);
    for (const std::string& doubt : identity_.doubts) object(doubt, 0.97);
    if (!identity_.unused_labels.empty() && identity_.labels_expected)
      object("the label '" + identity_.unused_labels.front() +
                 "' fits none of the curves: one may be missing",
             0.8);
  }

  void give_curves_confidence() {
    for (std::size_t i = 0; i < out_.curves.size(); ++i) {
      double own = out_.confidence;
      if (i < traces_.traces.size()) own *= std::clamp(traces_.traces[i].explained, 0.0, 1.0);
      if (i < identity_.curves.size() && !identity_.curves[i].label.empty())
        own *= 0.9 + 0.1 * std::min(1.0, identity_.curves[i].margin / kMarginWanted);
      out_.curves[i].confidence = own;
    }
  }

  // An accepted figure keeps what was outvoted as a note: nothing is silent.
  void append_notes() {
    for (const std::string& note : notes_) out_.reasons.push_back("note: " + note);
  }

  const AxesReading& axes_;
  const TraceReading& traces_;
  const Identity& identity_;
  const Family* family_;
  Extraction& out_;
  double confidence_ = 1;
  std::vector<std::string> notes_;
};

}  // namespace

void judge(const AxesReading& axes, const TraceReading& traces, const Identity& identity,
           const Family* family, Extraction& extraction) {
  Judge(axes, traces, identity, family, extraction).run();
}

}  // namespace curvespice
