#include "plugin/install/start_line.h"

#include <algorithm>
#include <optional>

namespace curvespice::install {
namespace {

struct Place {
  std::size_t begin, length;  // of our line without its end
};

std::optional<Place> find_line(const std::string& text, const std::string& mark) {
  const std::size_t found = text.find(mark);
  if (found == std::string::npos) return std::nullopt;
  const std::size_t before = text.rfind('\n', found);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return Place{begin, std::min(text.find('\n', found), text.size()) - begin};
}

// A file whose last line has no end gets one ahead of our line, which then has none itself: taking
// our line out gives back what was there.
std::string erase_line(std::string text, Place place) {
  const bool last = place.begin + place.length == text.size();
  if (last && place.begin > 0) --place.begin;
  return text.erase(place.begin, place.length + 1);
}

}  // namespace

std::string with_line(const std::string& text, const StartLine& ours) {
  if (const auto place = find_line(text, ours.mark))
    return std::string(text).replace(place->begin, place->length, ours.line);
  if (text.empty() || text.back() == '\n') return text + ours.line + "\n";
  return text + "\n" + ours.line;
}

std::string without_line(const std::string& text, const std::string& mark) {
  std::string changed = text;
  while (const auto place = find_line(changed, mark))
    changed = erase_line(std::move(changed), *place);
  return changed;
}

bool has_line(const std::string& text, const std::string& mark) {
  return find_line(text, mark).has_value();
}

}  // namespace curvespice::install
