// A product with everything it has, as one file that another service takes in: a ZIP of
// product.json (`curvespice/product/1`) and content/SHA256 for every file that it names.
#pragma once

#include <filesystem>

#include "base/json_fwd.h"
#include "queue/service/context.h"

namespace curvespice::queue {

// The product, its images, its ended jobs with results, files and decisions. The caller removes
// the archive.
Result<std::filesystem::path> export_product(ServiceContext& context, const Product& product);

struct ImportedProduct {
  Product product;
  std::int64_t images = 0, jobs = 0;
};

// All or nothing. The jobs go into `queue` as they ended. `conflict` when there is a product of
// this part number; `bad_input` for what is no archive of a product, or whose files are not what
// it says they are; `missing_program` without bsdtar, which reads the archive in a child.
Result<ImportedProduct> import_product(ServiceContext& context,
                                       const std::filesystem::path& archive, Id queue);

}  // namespace curvespice::queue
