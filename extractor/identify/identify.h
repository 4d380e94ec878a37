// What a figure shows: its family, and which trace is which curve.
//
// Labels come from a legend, a text at the curve, a leader, a numbered key or a list in curve order
// with an arrow; all traces and labels are matched at once. Rank alone never names a curve.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extractor/axes/read_axes.h"
#include "extractor/document/page.h"
#include "extractor/figure/figure.h"
#include "extractor/identify/family.h"
#include "extractor/trace/trace.h"

namespace curvespice {

struct CurveIdentity {
  std::string label;                         // as printed; empty when not known
  std::map<std::string, double> conditions;  // SI, temperatures in degC
  std::string axis = "y";                    // "y" or "y2"
  double margin = 0;  // how much better than the next best assignment, 0..1; 1 = sure
};

struct Identity {
  std::string title;
  std::string family = "other";
  const Family* kind = nullptr;  // the family's own file, of those given; null for "other"
  std::string device;
  double family_confidence = 0;
  std::string x_quantity, y_quantity, y2_quantity;  // refined by the family; empty = as read
  std::vector<CurveIdentity> curves;                // one a trace, same order
  std::map<std::string, double> conditions;         // of the whole figure
  bool labels_expected = false;                     // labels were found, or several curves drawn
  std::vector<std::string> unused_labels;           // printed labels that fit no trace
  std::vector<std::string> doubts;
};

Identity identify(const Page& page, const Figure& figure, const AxesReading& axes,
                  const TraceReading& traces, const std::vector<Family>& families);

}  // namespace curvespice
