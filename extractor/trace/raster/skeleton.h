// Strokes as a graph: centre lines one pixel wide, and the points where they meet.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace curvespice {

// Thins `strokes` (8U, 0 or 255) to lines of one pixel (Guo and Hall, Comm. ACM 32(3), 1989).
cv::Mat thinned(const cv::Mat& strokes);

struct SkeletonEdge {
  std::vector<cv::Point> pixels;  // from node `a` to node `b`
  int a = -1, b = -1;             // -1 = a free end
};

struct SkeletonGraph {
  std::vector<SkeletonEdge> edges;
  std::vector<cv::Point2d> nodes;  // where three or more edges meet
};

// Twigs shorter than `shortest_twig` pixels that hang on a node are left out: they come from the
// rough edge of a stroke.
SkeletonGraph skeleton_graph(const cv::Mat& skeleton, double shortest_twig);

}  // namespace curvespice
