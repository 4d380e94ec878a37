// Files for the tests of bad input, drawn or damaged by the tests themselves.
#pragma once

#include <filesystem>

namespace curvespice::e2e {

// Pages of running text with numbers in it, as a datasheet's pages of limits are, and no graph.
void draw_text_pdf(const std::filesystem::path& file, int pages);

// One page with a chart of a diode's forward curve on linear axes.
void draw_chart_pdf(const std::filesystem::path& file);

void draw_png(const std::filesystem::path& file);

}  // namespace curvespice::e2e
