// What a function at a room's border returns: a value, or an error that a person can act on.
//
// An error says what went wrong, where, and what to do, in one sentence that needs no source code
// to be understood. Exceptions never cross a room's border.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace curvespice {

enum class ErrorCode {
  usage,            // the caller asked for something that makes no sense
  bad_input,        // the file or the data cannot be read as what it claims to be
  not_found,        // no such file, id, page or part
  conflict,         // right request, wrong state
  too_large,        // over a stated limit
  missing_program,  // a program or library that is needed is not installed
  io,               // disk, network or permissions
  timeout,          // did not end within its limit
  cancelled,        // somebody asked to stop
  crashed,          // a child process died
  internal,         // ours to mend
};

// The name used in JSON, "bad_input"; and back ("internal" for an unknown one).
const char* error_code_name(ErrorCode code);
ErrorCode error_code_from_name(const std::string& name);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;

  // "reading x.pdf: <message>": the place where the error was met, ahead of what it says.
  Error in(const std::string& place) const { return {code, place + ": " + message}; }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: meant
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: meant

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return *checked(); }
  const T& value() const& { return *checked(); }
  T&& value() && { return std::move(*checked()); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    assert(!ok());
    return std::get<1>(state_);
  }

 private:
  T* checked() {
    assert(ok());
    return &std::get<0>(state_);
  }
  const T* checked() const {
    assert(ok());
    return &std::get<0>(state_);
  }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: meant

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    assert(error_);
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace curvespice

#define CURVESPICE_CONCAT_(a, b) a##b
#define CURVESPICE_CONCAT(a, b) CURVESPICE_CONCAT_(a, b)

// Hand an error on to the caller: CURVESPICE_TRY(write(...)); CURVESPICE_ASSIGN(auto x, read(...));
#define CURVESPICE_TRY(expression)                                 \
  do {                                                             \
    auto curvespice_status = (expression);                         \
    if (!curvespice_status.ok()) return curvespice_status.error(); \
  } while (false)
#define CURVESPICE_ASSIGN_(name, declaration, expression) \
  auto name = (expression);                               \
  if (!name.ok()) return name.error();                    \
  declaration = std::move(name).value()
#define CURVESPICE_ASSIGN(declaration, expression) \
  CURVESPICE_ASSIGN_(CURVESPICE_CONCAT(curvespice_result_, __LINE__), declaration, expression)
