#include "queue/store/sqlite/rows.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/sqlite/transitions.h"

namespace curvespice::queue::sqlite {
namespace {

void need_free_part_number(Connection& db, const std::string& part_number, Id except) {
  Statement row =
      db.query("SELECT id FROM product WHERE part_number=? AND id<>?", part_number, except);
  if (row.step())
    fail(ErrorCode::conflict, "there is already a product with the part number '" + part_number +
                                  "' (product " + std::to_string(row.single<Id>()) + ")");
}

void refuse_while_used(Connection& db, Id id) {
  const auto jobs = number(db.query("SELECT count(*) FROM job WHERE product_id=?", id));
  const auto images = number(db.query("SELECT count(*) FROM image WHERE product_id=?", id));
  if (jobs + images > 0)
    fail(ErrorCode::conflict, "the product has " + std::to_string(jobs) + " jobs and " +
                                  std::to_string(images) +
                                  " images; delete them first, or say cascade=true");
}

void delete_belongings(Transaction& t, Id id) {
  const auto jobs =
      all_rows(t.db.query("SELECT " JOB_COLUMNS " FROM job WHERE product_id=?", id), read_job);
  for (const Job& job : jobs) {
    if (!has_ended(job.status))
      fail(ErrorCode::conflict,
           "job " + std::to_string(job.id) + " of the product has not ended; cancel it first");
    erase(t, job);
  }
  const auto used =
      number(t.db.query("SELECT count(*) FROM job_image JOIN image ON image.id=image_id"
                        " WHERE product_id=?",
                        id));
  if (used > 0)
    fail(ErrorCode::conflict, "images of the product are used by jobs of other products");
  t.db.run("DELETE FROM image WHERE product_id=?", id);
}

}  // namespace

Result<Product> SqliteStore::create_product(const Product& p) {
  return writer_->run([&](Transaction& t) {
    need_free_part_number(t.db, p.part_number, 0);
    const TimeMs time = now();
    t.db.run(
        "INSERT INTO product(name, manufacturer, part_number, device_type, package,"
        " description, created_at, updated_at) VALUES(?,?,?,?,?,?,?,?)",
        p.name, p.manufacturer, p.part_number, p.device_type, p.package, p.description, time, time);
    return need_product(t.db, t.db.last_id());
  });
}

Result<Product> SqliteStore::product(Id id) {
  return read([&](Connection& db) { return need_product(db, id); });
}

Result<std::vector<Product>> SqliteStore::products() {
  return read([](Connection& db) {
    return all_rows(db.prepare("SELECT " PRODUCT_COLUMNS " FROM product ORDER BY id"),
                    read_product);
  });
}

Result<Product> SqliteStore::update_product(Id id, const ProductChange& change) {
  return writer_->run([&](Transaction& t) {
    Product p = need_product(t.db, id);
    take(p.name, change.name);
    take(p.manufacturer, change.manufacturer);
    take(p.part_number, change.part_number);
    take(p.device_type, change.device_type);
    take(p.package, change.package);
    take(p.description, change.description);
    need_free_part_number(t.db, p.part_number, id);
    t.db.run(
        "UPDATE product SET name=?, manufacturer=?, part_number=?, device_type=?, package=?,"
        " description=?, updated_at=? WHERE id=?",
        p.name, p.manufacturer, p.part_number, p.device_type, p.package, p.description, now(), id);
    return need_product(t.db, id);
  });
}

Status SqliteStore::delete_product(Id id, bool cascade) {
  return writer_->run([&](Transaction& t) {
    need_product(t.db, id);
    if (cascade)
      delete_belongings(t, id);
    else
      refuse_while_used(t.db, id);
    t.db.run("DELETE FROM product WHERE id=?", id);
  });
}

Result<Image> SqliteStore::create_image(const Image& i) {
  return writer_->run([&](Transaction& t) {
    if (i.product_id) need_product(t.db, *i.product_id);
    t.db.run(
        "INSERT INTO image(product_id, filename, file_path, description, mime_type, sha256,"
        " file_size, width, height, upload_date) VALUES(?,?,?,?,?,?,?,?,?,?)",
        i.product_id, i.filename, i.file_path, i.description, i.mime_type, i.sha256, i.file_size,
        i.width, i.height, now());
    return need_image(t.db, t.db.last_id());
  });
}

Result<Image> SqliteStore::image(Id id) {
  return read([&](Connection& db) { return need_image(db, id); });
}

Result<std::vector<Image>> SqliteStore::images(std::optional<Id> product) {
  return read([&](Connection& db) {
    return all_rows(db.query("SELECT " IMAGE_COLUMNS " FROM image"
                             " WHERE ?1 IS NULL OR product_id=?1 ORDER BY id DESC LIMIT 10000",
                             product),
                    read_image);
  });
}

Status SqliteStore::delete_image(Id id) {
  return writer_->run([&](Transaction& t) {
    need_image(t.db, id);
    const auto jobs = number(t.db.query("SELECT count(*) FROM job_image WHERE image_id=?", id));
    if (jobs > 0)
      fail(ErrorCode::conflict, std::to_string(jobs) + " jobs use this file; delete them first");
    t.db.run("DELETE FROM image WHERE id=?", id);
  });
}

Result<bool> SqliteStore::is_content_used(const std::string& sha256) {
  return read([&](Connection& db) {
    Statement row = db.query(
        "SELECT EXISTS(SELECT 1 FROM image WHERE sha256=?1)"
        " OR EXISTS(SELECT 1 FROM artifact WHERE sha256=?1)",
        sha256);
    row.step();
    return row.single<bool>();
  });
}

}  // namespace curvespice::queue::sqlite
