// The order of curves by physics, and matchings that keep it.
#include "extractor/identify/curve_order.h"

#include <gmock/gmock.h>

#include "extractor/identify/assignment.h"
#include "tests/extractor/drawn_chart.h"

namespace curvespice {
namespace {

using drawn::Chart;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Trace straight(const Chart& c, double x0, double y0, double x1, double y1) {
  Trace trace;
  trace.points = {{c.x_at(x0), c.y_at(y0)}, {c.x_at(x1), c.y_at(y1)}};
  return trace;
}

FamilyCheck order(const std::string& axis, bool rising) {
  FamilyCheck check;
  check.kind = "order";
  check.by = "T";
  check.axis = axis;
  check.rising = rising;
  return check;
}

struct OrderChart : Chart {
  AxesReading axes;
  OrderChart() {
    plain_axes();
    axes = read_axes(page, figure);
  }
};

TEST(CurveOrder, FromLeastToMost) {
  const OrderChart c;
  const std::vector<Trace> traces = {straight(c, 0, 0.5, 1, 0.6), straight(c, 0, 0.1, 1, 0.2),
                                     straight(c, 0, 0.8, 1, 0.9)};
  EXPECT_THAT(order_of_traces(order("y", true), traces, {0, 1, 2}, c.axes, c.figure.plot),
              ElementsAre(1, 0, 2));
  EXPECT_THAT(order_of_traces(order("y", false), traces, {1, 2}, c.axes, c.figure.plot),
              ElementsAre(1, 0));
}

TEST(CurveOrder, CurvesThatCrossHalfWayHaveNone) {
  const OrderChart c;
  const std::vector<Trace> traces = {straight(c, 0, 0.2, 1, 0.8), straight(c, 0, 0.8, 1, 0.2)};
  EXPECT_THAT(order_of_traces(order("y", true), traces, {0, 1}, c.axes, c.figure.plot), IsEmpty());
}

TEST(CurveOrder, ACrossingNearTheEndChangesNothing) {
  const OrderChart c;
  const std::vector<Trace> traces = {straight(c, 0.5, 0, 0.6, 1), straight(c, 0.2, 0, 0.65, 1)};
  EXPECT_THAT(order_of_traces(order("x", false), traces, {0, 1}, c.axes, c.figure.plot),
              ElementsAre(0, 1));
}

TEST(CurveOrder, OnANegativeAxisMoreIsFartherFromZero) {
  OrderChart c;
  c.axes.y->axis.lo = -4, c.axes.y->axis.hi = 0;
  const std::vector<Trace> traces = {straight(c, 0, 0.3, 1, 0.3), straight(c, 0, 0.7, 1, 0.7)};
  EXPECT_THAT(order_of_traces(order("y", true), traces, {0, 1}, c.axes, c.figure.plot),
              ElementsAre(1, 0));
}

TEST(AssignInOrder, KeepsTheOrderAtLeastCost) {
  // The free matching would cross: row 0 to column 1, row 1 to column 0.
  const std::vector<std::vector<double>> cost = {{0.6, 0.1}, {0.1, 0.6}};
  EXPECT_THAT(assign(cost, 2).column_of_row, ElementsAre(1, 0));
  const Assignment kept = assign_in_order(cost, 2, {0, 1}, {0, 1});
  EXPECT_THAT(kept.column_of_row, ElementsAre(0, 1));
  EXPECT_DOUBLE_EQ(kept.total, 1.2);
}

TEST(AssignInOrder, LeavesARowAloneThatFitsNoColumn) {
  const std::vector<std::vector<double>> cost = {{5, 0.1}, {5, 5}, {0.2, 5}};
  const Assignment kept = assign_in_order(cost, 1, {2, 0, 1}, {0, 1});
  EXPECT_THAT(kept.column_of_row, ElementsAre(1, -1, 0));
  EXPECT_DOUBLE_EQ(kept.total, 1.3);
}

}  // namespace
}  // namespace curvespice
