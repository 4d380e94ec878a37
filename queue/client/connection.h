// One libcurl handle that keeps its connection to the service open between calls.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace curvespice {

struct ClientResponse {
  int status = 0;
  std::string body;
};

class ClientConnection {
 public:
  // `certificate` is what a service under TLS must show; its name does not matter then.
  ClientConnection(std::string url, std::string token, std::filesystem::path certificate = {});
  ~ClientConnection();
  ClientConnection(ClientConnection&&) = delete;

  // `io` when nobody answers within `timeout_ms`. Any status is an answer.
  Result<ClientResponse> call(const std::string& method, const std::string& path,
                              const std::string& json_body, long timeout_ms);
  Result<ClientResponse> upload(const std::string& path,
                                const std::vector<std::filesystem::path>& files);
  // The body goes to `to` through a temporary file beside it; only for status 200.
  Result<ClientResponse> download(const std::string& path, const std::filesystem::path& to);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// "a b" -> "a%20b"
std::string escape_url(const std::string& text);

}  // namespace curvespice
