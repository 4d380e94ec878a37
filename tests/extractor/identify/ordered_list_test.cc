#include "extractor/identify/ordered_list.h"

#include <gmock/gmock.h>

namespace curvespice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TextLine line(const std::string& text, double x, double y) {
  TextLine out;
  out.text = text;
  out.box = {x, y - 3, x + 4.0 * static_cast<double>(text.size()), y + 3};
  out.height = 6;
  return out;
}

std::vector<Trace> flat_traces(std::vector<double> heights) {
  std::vector<Trace> out;
  for (double y : heights) {
    Trace trace;
    trace.points = {{0, 100}, {100, y}};
    out.push_back(trace);
  }
  return out;
}

TEST(OrderedList, TopToBottomNamesTheCurvesAsItSays) {
  const std::vector<TextLine> lines = {line("TOP", 10, 20), line("15V", 40, 20),
                                       line("10V", 40, 28), line("BOTTOM", 10, 36),
                                       line("4.5V", 40, 36)};
  const OrderedList list = find_ordered_list(lines, flat_traces({60, 10, 30}));
  EXPECT_THAT(list.texts, ElementsAre(1, 2, 4));
  EXPECT_THAT(list.traces, ElementsAre(1, 2, 0));
}

TEST(OrderedList, AListThatDoesNotSayItsDirectionNamesNothing) {
  const std::vector<TextLine> lines = {line("15V", 40, 20), line("10V", 40, 28)};
  EXPECT_THAT(find_ordered_list(lines, flat_traces({60, 10})).traces, IsEmpty());
}

TEST(OrderedList, AnotherCountOfCurvesNamesNothing) {
  const std::vector<TextLine> lines = {line("TOP", 10, 20), line("15V", 40, 20),
                                       line("BOTTOM", 10, 36), line("4.5V", 40, 36)};
  EXPECT_THAT(find_ordered_list(lines, flat_traces({60, 10, 30})).traces, IsEmpty());
}

TEST(OrderedList, CurvesThatRunTogetherHaveNoOrder) {
  const std::vector<TextLine> lines = {line("TOP", 10, 20), line("15V", 40, 20),
                                       line("BOTTOM", 10, 36), line("4.5V", 40, 36)};
  EXPECT_THAT(find_ordered_list(lines, flat_traces({30, 30.1})).traces, IsEmpty());
}

}  // namespace
}  // namespace curvespice
