#include "queue/service/batch_zip.h"

#include "queue/service/zip_writer.h"

namespace curvespice::queue {

Result<std::filesystem::path> zip_batch(ServiceContext& context, const Batch& batch) {
  CURVESPICE_ASSIGN(ZipWriter zip, ZipWriter::create(context.state / "uploads"));
  for (const Id id : batch.job_ids) {
    CURVESPICE_ASSIGN(const std::vector<Artifact> files, context.store.job_artifacts(id));
    for (const Artifact& file : files)
      CURVESPICE_TRY(zip.add_file("job-" + std::to_string(id) + "/" + file.name,
                                  context.content.path_of(file.sha256), batch.created_at));
  }
  return zip.finish();
}

}  // namespace curvespice::queue
