#include "extractor/trace/raster/skeleton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

namespace curvespice {
namespace {

// The eight neighbours, clockwise from above.
constexpr std::array<int, 8> kDx = {0, 1, 1, 1, 0, -1, -1, -1};
constexpr std::array<int, 8> kDy = {-1, -1, 0, 1, 1, 1, 0, -1};

using Ring = std::array<bool, 8>;

Ring ring_of(const cv::Mat& image, int x, int y) {
  Ring ring{};
  for (std::size_t k = 0; k < 8; ++k) {
    const int nx = x + kDx[k], ny = y + kDy[k];
    ring[k] = nx >= 0 && ny >= 0 && nx < image.cols && ny < image.rows &&
              image.at<std::uint8_t>(ny, nx) != 0;
  }
  return ring;
}

bool may_go(const Ring& p, bool odd_pass) {
  const int crossings = (!p[0] && (p[1] || p[2])) + (!p[2] && (p[3] || p[4])) +
                        (!p[4] && (p[5] || p[6])) + (!p[6] && (p[7] || p[0]));
  if (crossings != 1) return false;
  const int n1 = (p[7] || p[0]) + (p[1] || p[2]) + (p[3] || p[4]) + (p[5] || p[6]);
  const int n2 = (p[0] || p[1]) + (p[2] || p[3]) + (p[4] || p[5]) + (p[6] || p[7]);
  const int n = std::min(n1, n2);
  if (n < 2 || n > 3) return false;
  const bool kept = odd_pass ? (p[4] || p[5] || !p[7]) && p[6] : (p[0] || p[1] || !p[3]) && p[2];
  return !kept;
}

int transitions(const Ring& ring) {
  int count = 0;
  for (std::size_t k = 0; k < 8; ++k) count += !ring[k] && ring[(k + 1) % 8];
  return count;
}

class GraphBuilder {
 public:
  explicit GraphBuilder(const cv::Mat& skeleton)
      : skeleton_(skeleton), seen_(skeleton.size(), CV_8U, cv::Scalar(0)) {
    cv::Mat crossings = cv::Mat::zeros(skeleton.size(), CV_8U);
    for (int y = 0; y < skeleton.rows; ++y) {
      for (int x = 0; x < skeleton.cols; ++x) {
        if (skeleton.at<std::uint8_t>(y, x) == 0) continue;
        pixels_.push_back({x, y});
        if (transitions(ring_of(skeleton, x, y)) >= 3) crossings.at<std::uint8_t>(y, x) = 255;
      }
    }
    cv::Mat stats, centres;
    const int count =
        cv::connectedComponentsWithStats(crossings, node_of_, stats, centres, 8, CV_32S);
    for (int k = 1; k < count; ++k)
      nodes_.emplace_back(centres.at<double>(k, 0), centres.at<double>(k, 1));
  }

  SkeletonGraph build() {
    for (const cv::Point& p : pixels_) {
      if (node_at(p) >= 0) start_edges_at_node(p);
    }
    for (const cv::Point& p : pixels_) {
      if (!seen(p) && node_at(p) < 0 && next_pixels(p).size() <= 1) add_edge(p, -1);
    }
    for (const cv::Point& p : pixels_) {
      if (!seen(p) && node_at(p) < 0) add_edge(p, -1);  // a closed loop starts anywhere
    }
    return {std::move(edges_), std::move(nodes_)};
  }

 private:
  int node_at(cv::Point p) const { return node_of_.at<int>(p) - 1; }
  bool seen(cv::Point p) const { return seen_.at<std::uint8_t>(p) != 0; }

  std::vector<cv::Point> next_pixels(cv::Point p) const {
    std::vector<cv::Point> straight, diagonal;
    for (std::size_t k = 0; k < 8; ++k) {
      const cv::Point q(p.x + kDx[k], p.y + kDy[k]);
      if (q.x < 0 || q.y < 0 || q.x >= skeleton_.cols || q.y >= skeleton_.rows) continue;
      if (skeleton_.at<std::uint8_t>(q) == 0 || seen(q)) continue;
      (k % 2 == 0 ? straight : diagonal).push_back(q);
    }
    straight.insert(straight.end(), diagonal.begin(), diagonal.end());
    return straight;
  }

  void start_edges_at_node(cv::Point p) {
    for (const cv::Point& q : next_pixels(p)) {
      if (node_at(q) < 0 && !seen(q)) add_edge(q, node_at(p));
    }
  }

  void add_edge(cv::Point start, int from_node) {
    SkeletonEdge edge;
    edge.a = from_node;
    cv::Point p = start;
    for (;;) {
      edge.pixels.push_back(p);
      seen_.at<std::uint8_t>(p) = 1;
      cv::Point next = p;
      int node = -1;
      for (const cv::Point& q : next_pixels(p)) {
        const int at = node_at(q);
        if (at >= 0 && !(at == from_node && edge.pixels.size() <= 2)) {
          node = at;
          break;
        }
        if (at < 0 && next == p) next = q;
      }
      if (node >= 0) {
        edge.b = node;
        break;
      }
      if (next == p) break;
      p = next;
    }
    edges_.push_back(std::move(edge));
  }

  const cv::Mat& skeleton_;
  cv::Mat seen_, node_of_;
  std::vector<cv::Point> pixels_;
  std::vector<cv::Point2d> nodes_;
  std::vector<SkeletonEdge> edges_;
};

bool is_twig(const SkeletonEdge& edge, double shortest) {
  const bool one_free_end = (edge.a < 0) != (edge.b < 0);
  return one_free_end && static_cast<double>(edge.pixels.size()) < shortest;
}

}  // namespace

cv::Mat thinned(const cv::Mat& strokes) {
  cv::Mat image = strokes.clone();
  std::vector<cv::Point> pixels, gone;
  cv::findNonZero(image, pixels);
  bool changed = true;
  while (changed) {
    changed = false;
    for (const bool odd : {false, true}) {
      gone.clear();
      for (const cv::Point& p : pixels) {
        if (image.at<std::uint8_t>(p) != 0 && may_go(ring_of(image, p.x, p.y), odd))
          gone.push_back(p);
      }
      for (const cv::Point& p : gone) image.at<std::uint8_t>(p) = 0;
      changed = changed || !gone.empty();
      std::erase_if(pixels, [&](const cv::Point& p) { return image.at<std::uint8_t>(p) == 0; });
    }
  }
  return image;
}

SkeletonGraph skeleton_graph(const cv::Mat& skeleton, double shortest_twig) {
  SkeletonGraph graph = GraphBuilder(skeleton).build();
  const auto twigs =
      std::any_of(graph.edges.begin(), graph.edges.end(),
                  [&](const SkeletonEdge& edge) { return is_twig(edge, shortest_twig); });
  if (!twigs) return graph;
  cv::Mat pruned = skeleton.clone();
  for (const SkeletonEdge& edge : graph.edges) {
    if (!is_twig(edge, shortest_twig)) continue;
    for (const cv::Point& p : edge.pixels) pruned.at<std::uint8_t>(p) = 0;
  }
  return GraphBuilder(thinned(pruned)).build();
}

}  // namespace curvespice
