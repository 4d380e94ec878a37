#include "extractor/document/path_data.h"

#include <charconv>
#include <cmath>
#include <numbers>

namespace curvespice {
namespace {

bool is_separator(char c) { return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r'; }

Point operator+(Point p, Point q) { return {p.x + q.x, p.y + q.y}; }
Point operator-(Point p, Point q) { return {p.x - q.x, p.y - q.y}; }
Point operator*(double k, Point p) { return {k * p.x, k * p.y}; }

double bend(Point a, Point b, Point c) {
  return std::hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
}

// Collects subpaths in page coordinates while it follows the pen in the path's own.
class Flattener {
 public:
  Flattener(const Matrix& to_page, double flatness) : to_page_(to_page), flatness_(flatness) {}

  void move(Point p) {
    finish();
    start_ = pen_ = p;
  }
  void line(Point p) {
    begin();
    pen_ = p;
    current_.push_back(to_page_.apply(p));
  }
  void cubic(Point c1, Point c2, Point end) {
    begin();
    const Point p0 = to_page_.apply(pen_), p1 = to_page_.apply(c1), p2 = to_page_.apply(c2),
                p3 = to_page_.apply(end);
    const double worst = std::max(bend(p0, p1, p2), bend(p1, p2, p3));
    const int pieces = pieces_for(0.75 * worst);
    for (int i = 1; i <= pieces; ++i) {
      const double t = static_cast<double>(i) / pieces, s = 1 - t;
      current_.push_back((s * s * s) * p0 + (3 * s * s * t) * p1 + (3 * s * t * t) * p2 +
                         (t * t * t) * p3);
    }
    pen_ = end;
  }
  void quadratic(Point control, Point end) {
    cubic(pen_ + (2.0 / 3) * (control - pen_), end + (2.0 / 3) * (control - end), end);
  }
  void arc(double rx, double ry, double rotation, bool large, bool sweep, Point end);
  void close() {
    if (!current_.empty()) {
      const Point first = current_.front(), last = current_.back();
      if (first.x != last.x || first.y != last.y) current_.push_back(first);
    }
    finish();
    pen_ = start_;
  }
  std::vector<Polyline> take() {
    finish();
    return std::move(lines_);
  }
  Point pen() const { return pen_; }

 private:
  void begin() {
    if (current_.empty()) current_.push_back(to_page_.apply(pen_));
  }
  void finish() {
    if (current_.size() > 1) lines_.push_back(std::move(current_));
    current_.clear();
  }
  int pieces_for(double deviation) const {
    if (!std::isfinite(deviation)) return 1;
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(deviation / flatness_))), 1, 400);
  }

  Matrix to_page_;
  double flatness_;
  Point start_, pen_;
  Polyline current_;
  std::vector<Polyline> lines_;
};

// End-point to centre form, SVG 1.1 appendix F.6.5.
void Flattener::arc(double rx, double ry, double rotation, bool large, bool sweep, Point end) {
  rx = std::abs(rx);
  ry = std::abs(ry);
  if (rx == 0 || ry == 0) return line(end);
  const double phi = rotation * std::numbers::pi / 180, cosine = std::cos(phi),
               sine = std::sin(phi);
  const Point half = 0.5 * (pen_ - end);
  const double x = cosine * half.x + sine * half.y, y = cosine * half.y - sine * half.x;
  const double excess = x * x / (rx * rx) + y * y / (ry * ry);
  if (excess == 0) return;
  if (excess > 1) rx *= std::sqrt(excess), ry *= std::sqrt(excess);
  const double denominator = rx * rx * y * y + ry * ry * x * x;
  const double root = std::sqrt(std::max(0.0, rx * rx * ry * ry / denominator - 1));
  const double sign = large == sweep ? -root : root;
  const double cx = sign * rx * y / ry, cy = -sign * ry * x / rx;
  const double from = std::atan2((y - cy) / ry, (x - cx) / rx);
  double turn = std::atan2((-y - cy) / ry, (-x - cx) / rx) - from;
  if (sweep && turn < 0) turn += 2 * std::numbers::pi;
  if (!sweep && turn > 0) turn -= 2 * std::numbers::pi;
  const Point centre = 0.5 * (pen_ + end) + Point{cosine * cx - sine * cy, sine * cx + cosine * cy};
  const double radius = std::max(rx, ry) * to_page_.scale();
  const int pieces = pieces_for(turn * turn * radius / 8);
  for (int i = 1; i < pieces; ++i) {
    const double angle = from + turn * i / pieces;
    const double u = rx * std::cos(angle), v = ry * std::sin(angle);
    line(centre + Point{cosine * u - sine * v, sine * u + cosine * v});
  }
  line(end);
}

// Interprets the commands; remembers the control point that S and T reflect.
class PathReader {
 public:
  PathReader(std::string_view data, const Matrix& to_page, double flatness)
      : scan_(data), out_(to_page, flatness) {}

  std::vector<Polyline> read() {
    char command = 0;
    for (char next = scan_.peek(); next; next = scan_.peek()) {
      if (std::isalpha(static_cast<unsigned char>(next))) {
        command = next;
        scan_.skip();
        if (command == 'z' || command == 'Z') out_.close(), control_ = out_.pen();
        if (command != 'z' && command != 'Z' && !draw(command)) break;
      } else if (command == 0 || command == 'z' || command == 'Z' || !draw(command)) {
        break;
      }
      if (command == 'm') command = 'l';  // further pairs after a move are lines
      if (command == 'M') command = 'L';
    }
    return out_.take();
  }

 private:
  bool point(Point& p, bool relative) {
    if (!scan_.next(p.x) || !scan_.next(p.y)) return false;
    if (relative) p = p + out_.pen();
    return true;
  }
  bool draw(char command);
  bool draw_curve(char kind, bool relative);
  bool draw_arc(bool relative);

  NumberScanner scan_;
  Flattener out_;
  Point control_;
  char previous_ = 0;
};

bool PathReader::draw(char command) {
  const bool relative = std::islower(static_cast<unsigned char>(command));
  const char kind = static_cast<char>(std::toupper(static_cast<unsigned char>(command)));
  Point p = out_.pen();
  double value = 0;
  bool good = true;
  switch (kind) {
    case 'M':
      if ((good = point(p, relative))) out_.move(p);
      break;
    case 'L':
      if ((good = point(p, relative))) out_.line(p);
      break;
    case 'H':
      if ((good = scan_.next(value))) out_.line({relative ? p.x + value : value, p.y});
      break;
    case 'V':
      if ((good = scan_.next(value))) out_.line({p.x, relative ? p.y + value : value});
      break;
    case 'A':
      good = draw_arc(relative);
      break;
    default:
      good = draw_curve(kind, relative);
      previous_ = kind;
      return good;
  }
  control_ = out_.pen();
  previous_ = kind;
  return good;
}

bool PathReader::draw_curve(char kind, bool relative) {
  const Point pen = out_.pen();
  Point c1 = pen, c2, end;
  const Point reflected = 2.0 * pen - control_;
  if (kind == 'C' || kind == 'S') {
    if (kind == 'C' && !point(c1, relative)) return false;
    if (kind == 'S' && (previous_ == 'C' || previous_ == 'S')) c1 = reflected;
    if (!point(c2, relative) || !point(end, relative)) return false;
    out_.cubic(c1, c2, end);
    control_ = c2;
    return true;
  }
  if (kind != 'Q' && kind != 'T') return false;
  if (kind == 'Q' && !point(c1, relative)) return false;
  if (kind == 'T' && (previous_ == 'Q' || previous_ == 'T')) c1 = reflected;
  if (!point(end, relative)) return false;
  out_.quadratic(c1, end);
  control_ = c1;
  return true;
}

bool PathReader::draw_arc(bool relative) {
  double rx = 0, ry = 0, rotation = 0;
  bool large = false, sweep = false;
  Point end;
  if (!scan_.next(rx) || !scan_.next(ry) || !scan_.next(rotation) || !scan_.next_flag(large) ||
      !scan_.next_flag(sweep) || !point(end, relative))
    return false;
  out_.arc(rx, ry, rotation, large, sweep, end);
  return true;
}

}  // namespace

char NumberScanner::peek() {
  while (at_ < text_.size() && is_separator(text_[at_])) ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool NumberScanner::next(double& value) {
  if (peek() == '+') ++at_;
  const char* begin = text_.data() + at_;
  const auto [stop, failure] = std::from_chars(begin, text_.data() + text_.size(), value);
  if (failure != std::errc{} || !std::isfinite(value)) return false;
  at_ += static_cast<std::size_t>(stop - begin);
  return true;
}

bool NumberScanner::next_flag(bool& flag) {
  const char c = peek();
  if (c != '0' && c != '1') return false;
  flag = c == '1';
  ++at_;
  return true;
}

std::vector<Polyline> flatten_path(std::string_view data, const Matrix& to_page, double flatness) {
  return PathReader(data, to_page, flatness).read();
}

Polyline flatten_ellipse(Point centre, double rx, double ry, const Matrix& to_page) {
  Flattener out(to_page, kFlatness);
  const double k = 4.0 / 3 * (std::numbers::sqrt2 - 1);
  const auto at = [&](double u, double v) { return Point{centre.x + u * rx, centre.y + v * ry}; };
  out.move(at(1, 0));
  out.cubic(at(1, k), at(k, 1), at(0, 1));
  out.cubic(at(-k, 1), at(-1, k), at(-1, 0));
  out.cubic(at(-1, -k), at(-k, -1), at(0, -1));
  out.cubic(at(k, -1), at(1, -k), at(1, 0));
  out.close();
  std::vector<Polyline> lines = out.take();
  return lines.empty() ? Polyline{} : std::move(lines.front());
}

}  // namespace curvespice
