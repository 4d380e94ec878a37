#include "queue/store/sqlite/connection.h"

#include <sqlite3.h>

namespace curvespice::queue::sqlite {
namespace {

Error describe(sqlite3* db, int code) {
  const std::string reason = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {ErrorCode::io,
              "the disk that holds the queue's database is full; free some space and try again"};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return {ErrorCode::io, "the queue's database cannot be read or written (" + reason +
                                 "); check the disk and its free space"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::io,
              "the queue's database is damaged (" + reason + "); put a back-up in its place"};
    case SQLITE_READONLY:
      return {ErrorCode::io, "the queue's database cannot be written; check the permissions"};
    case SQLITE_TOOBIG:
      return {ErrorCode::too_large, "a value is too large for the queue's database"};
    case SQLITE_CONSTRAINT:
      return {ErrorCode::conflict, "the change contradicts what is stored (" + reason + ")"};
    default:
      return {ErrorCode::internal, "the queue's database says: " + reason};
  }
}

void require(sqlite3* db, int code) {
  if (code != SQLITE_OK) throw StoreFailure{describe(db, code)};
}

}  // namespace

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw StoreFailure{describe(sqlite3_db_handle(statement_), code)};
}

void Statement::bind_one(int position, std::int64_t value) {
  require(sqlite3_db_handle(statement_), sqlite3_bind_int64(statement_, position, value));
}

void Statement::bind_one(int position, const std::string& value) {
  require(sqlite3_db_handle(statement_),
          sqlite3_bind_text64(statement_, position, value.data(), value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

void Statement::bind_null(int position) {
  require(sqlite3_db_handle(statement_), sqlite3_bind_null(statement_, position));
}

bool Statement::is_null(int column) {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Statement::read_one(int column, std::int64_t& value) {
  value = sqlite3_column_int64(statement_, column);
}

void Statement::read_one(int column, double& value) {
  value = sqlite3_column_double(statement_, column);
}

void Statement::read_one(int column, bool& value) {
  value = sqlite3_column_int64(statement_, column) != 0;
}

void Statement::read_one(int column, std::string& value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const int bytes = sqlite3_column_bytes(statement_, column);
  value.assign(text ? text : "", static_cast<std::size_t>(bytes));
}

Connection::Connection(const std::filesystem::path& file, Access access, const std::string& vfs) {
  // Each connection is used by one thread at a time, so SQLite's own mutexes are not needed.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &db_, flags, vfs.empty() ? nullptr : vfs.c_str());
  if (code != SQLITE_OK) {
    const Error error = describe(db_, code);
    sqlite3_close(db_);
    throw StoreFailure{error};
  }
  sqlite3_extended_result_codes(db_, 1);
  sqlite3_busy_timeout(db_, 5'000);
  execute("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;");
  if (access == Access::query_only) execute("PRAGMA query_only=ON;");
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  for (const auto& [sql, statement] : texts_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

Statement Connection::prepare(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (!statement)
    require(db_, sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  return Statement(statement);
}

Statement Connection::prepare_text(const std::string& sql) {
  sqlite3_stmt*& statement = texts_[sql];
  if (!statement)
    require(db_, sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                    nullptr));
  return Statement(statement);
}

void Connection::execute(const std::string& script) {
  require(db_, sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::changes() const { return sqlite3_changes64(db_); }

Id Connection::last_id() const { return sqlite3_last_insert_rowid(db_); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

void Connection::back_up_to(const std::filesystem::path& file) {
  sqlite3* target = nullptr;
  const int opened = sqlite3_open(file.c_str(), &target);
  sqlite3_backup* backup =
      opened == SQLITE_OK ? sqlite3_backup_init(target, "main", db_, "main") : nullptr;
  int code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(target);
  if (backup) sqlite3_backup_finish(backup);
  const Error error = code == SQLITE_DONE ? Error{} : describe(target, code);
  sqlite3_close(target);
  if (code != SQLITE_DONE) throw StoreFailure{error.in("writing the back-up")};
}

}  // namespace curvespice::queue::sqlite
