// A thin, typed layer over one SQLite connection. Used inside the SQLite backend only.
//
// Failures inside the backend travel as the exception StoreFailure, so that a transaction of many
// statements reads as one; `guarded` turns it into a Result at the backend's border.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "queue/store/types.h"

struct sqlite3;
struct sqlite3_stmt;

namespace curvespice::queue::sqlite {

struct StoreFailure {
  Error error;
};

// A prepared statement borrowed from its connection; reset when this object dies.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  ~Statement();

  bool step();            // true: a row is there
  void run() { step(); }  // for statements without rows

  template <typename... Values>
  Statement& bind(const Values&... values) {
    int position = 0;
    (bind_one(++position, values), ...);
    return *this;
  }

  // The columns of the current row, in order.
  template <typename... Values>
  void read(Values&... values) {
    int column = 0;
    (read_one(column++, values), ...);
  }

  template <typename Value>
  Value single() {
    Value value{};
    read(value);
    return value;
  }

 private:
  void bind_one(int position, std::int64_t value);
  void bind_one(int position, int value) { bind_one(position, std::int64_t{value}); }
  void bind_one(int position, bool value) { bind_one(position, std::int64_t{value}); }
  void bind_one(int position, const std::string& value);
  void bind_one(int position, const char* value) { bind_one(position, std::string(value)); }
  void bind_null(int position);
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void bind_one(int position, Enum value) { bind_one(position, std::string(word(value))); }
  template <typename Value>
  void bind_one(int position, const std::optional<Value>& value) {
    value ? bind_one(position, *value) : bind_null(position);
  }

  bool is_null(int column);
  void read_one(int column, std::int64_t& value);
  void read_one(int column, double& value);
  void read_one(int column, bool& value);
  void read_one(int column, std::string& value);
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void read_one(int column, Enum& value) {
    std::string text;
    read_one(column, text);
    value = from_word<Enum>(text).value_or(Enum{});  // the table's CHECK allows no other word
  }
  template <typename Value>
  void read_one(int column, std::optional<Value>& value) {
    if (is_null(column)) return value.reset();
    read_one(column, value.emplace());
  }

  sqlite3_stmt* statement_;
};

class Connection {
 public:
  enum class Access { read_write, query_only };
  // `vfs` is the name of a registered SQLite VFS; empty = the system's. [used by tests]
  Connection(const std::filesystem::path& file, Access access, const std::string& vfs = "");
  Connection(Connection&&) = delete;
  ~Connection();

  // Prepared once and kept: `sql` must be a string literal.
  Statement prepare(const char* sql);
  // The same for a statement put together at run time.
  Statement prepare_text(const std::string& sql);
  template <typename... Values>
  Statement query(const char* sql, const Values&... values) {
    Statement statement = prepare(sql);
    statement.bind(values...);
    return statement;
  }
  // Runs a statement that gives no rows; the number of rows it changed.
  template <typename... Values>
  std::int64_t run(const char* sql, const Values&... values) {
    query(sql, values...).run();
    return changes();
  }

  void execute(const std::string& script);
  std::int64_t changes() const;
  Id last_id() const;
  bool in_transaction() const;
  void back_up_to(const std::filesystem::path& file);

 private:
  sqlite3* db_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;  // by the literal's address
  std::unordered_map<std::string, sqlite3_stmt*> texts_;
};

// Runs `work` and gives its value, or the error it threw.
template <typename Work>
auto guarded(Work&& work) -> Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const StoreFailure& failure) {
    return failure.error;
  }
}

}  // namespace curvespice::queue::sqlite
