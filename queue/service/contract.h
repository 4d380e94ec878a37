// The contract (docs/openapi.yaml, built into the program) as the service uses it: to check what
// comes in, and to serve it as /openapi.json.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/json_fwd.h"
#include "base/result.h"
#include "queue/service/schema.h"

namespace curvespice::queue {

class Contract {
 public:
  // YAML text to JSON; plain scalars become booleans and numbers where they look like it.
  static Result<Contract> parse(const std::string& yaml);
  static Result<Contract> built_in();
  Contract(Contract&&) noexcept;
  Contract& operator=(Contract&&) noexcept;
  ~Contract();

  const Json& document() const { return *document_; }

  // `path` is a pattern as in the contract ("/api/job/{id}"), `method` in capitals. Nothing is
  // wrong with what the contract does not name.
  std::optional<SchemaProblem> check_query(const std::string& method, const std::string& path,
                                           const std::map<std::string, std::string>& query) const;
  std::optional<SchemaProblem> check_body(const std::string& method, const std::string& path,
                                          const Json& body) const;
  // For the tests: is this what the contract promises for this status?
  std::optional<SchemaProblem> check_response(const std::string& method, const std::string& path,
                                              int status, const Json& body) const;
  bool wants_json_body(const std::string& method, const std::string& path) const;

 private:
  explicit Contract(std::unique_ptr<Json> document);
  const Json* operation(const std::string& method, const std::string& path) const;
  const Json* body_schema(const std::string& method, const std::string& path) const;

  std::unique_ptr<Json> document_;
};

}  // namespace curvespice::queue
