// The tables, and the way from every older version of them to this one.
#pragma once

#include "queue/store/sqlite/connection.h"

namespace curvespice::queue::sqlite {

// PRAGMA application_id of our files: "CVSP".
constexpr std::int64_t kApplicationId = 0x43565350;

// The newest version this program knows (PRAGMA user_version).
std::int64_t newest_schema_version();

// From one version to another, each step in its own transaction.
void migrate(Connection& db, std::int64_t from, std::int64_t to);

// Brings the file to the newest version, each step in its own transaction. Throws StoreFailure for
// a file of another program, of a newer Curvespice, or a damaged one.
void prepare_database(Connection& db);

}  // namespace curvespice::queue::sqlite
