// Datasheet against model as tables that a schematic editor's graph viewer reads: what was drawn
// and what the model gives, at the same places of the figure's x axis.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/json_fwd.h"
#include "base/result.h"

namespace curvespice::bridge {

// The text of an artifact of the job, by its name.
using Artifact = std::function<Result<std::string>(const std::string& name)>;

// Writes one table for each verified figure and y axis into `folder` (made when absent), and gives
// [{title, verdict, grade, table, x: {low, high, log, unit, quantity}, y: {...}}]. A table has the
// columns of x ("V_F/V"), datasheet and model in SI units; two empty lines part its curves (the
// form that xschem's table_read documents). `not_found` when no figure was compared.
Result<Json> write_comparisons(const Artifact& artifact, const std::filesystem::path& folder);

}  // namespace curvespice::bridge
