#include "queue/client/connection.h"

#include <cstdio>
#include <mutex>

#include <curl/curl.h>

#include "base/file.h"

namespace curvespice {
namespace {

using Headers = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;
using Form = std::unique_ptr<curl_mime, void (*)(curl_mime*)>;
using File = std::unique_ptr<FILE, int (*)(FILE*)>;

constexpr long kConnectMs = 3'000;
constexpr long kStalledSeconds = 60;  // a transfer that moves nothing for so long is given up

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

std::size_t write_file(char* bytes, std::size_t size, std::size_t count, void* file) {
  return std::fwrite(bytes, size, count, static_cast<FILE*>(file)) * size;
}

void initialise_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

struct ClientConnection::State {
  std::string url, token;
  std::filesystem::path certificate;
  CURL* curl = nullptr;

  // A handle with what every call has in common.
  void prepare(const std::string& path) {
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, (url + path).c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (!certificate.empty()) {
      curl_easy_setopt(curl, CURLOPT_CAINFO, certificate.c_str());
      curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
  }

  Result<ClientResponse> perform(curl_slist* headers, std::string& body) {
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    const CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_WRITE_ERROR)
      return Error{ErrorCode::io, "cannot write the downloaded file; the disk may be full"};
    if (code == CURLE_READ_ERROR) return Error{ErrorCode::io, "cannot read the file to upload"};
    if (code != CURLE_OK)
      return Error{ErrorCode::io, "the service at " + url + " does not answer (" +
                                      curl_easy_strerror(code) +
                                      "); start it with 'curvespice serve'"};
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return ClientResponse{static_cast<int>(status), std::move(body)};
  }

  Headers headers(const char* content_type) const {
    curl_slist* list = curl_slist_append(nullptr, ("Authorization: Bearer " + token).c_str());
    if (content_type) list = curl_slist_append(list, content_type);
    list = curl_slist_append(list, "Expect:");
    return {list, curl_slist_free_all};
  }
};

ClientConnection::ClientConnection(std::string url, std::string token,
                                   std::filesystem::path certificate)
    : state_(std::make_unique<State>()) {
  initialise_once();
  state_->url = std::move(url);
  state_->token = std::move(token);
  state_->certificate = std::move(certificate);
  state_->curl = curl_easy_init();
}

ClientConnection::~ClientConnection() { curl_easy_cleanup(state_->curl); }

Result<ClientResponse> ClientConnection::call(const std::string& method, const std::string& path,
                                              const std::string& json_body, long timeout_ms) {
  state_->prepare(path);
  CURL* curl = state_->curl;
  const Headers headers = state_->headers("Content-Type: application/json");
  std::string body;
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  if (method == "POST" || method == "PUT") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json_body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json_body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  return state_->perform(headers.get(), body);
}

Result<ClientResponse> ClientConnection::upload(const std::string& path,
                                                const std::vector<std::filesystem::path>& files) {
  state_->prepare(path);
  const Headers headers = state_->headers(nullptr);
  const Form form(curl_mime_init(state_->curl), curl_mime_free);
  for (const std::filesystem::path& file : files) {
    curl_mimepart* part = curl_mime_addpart(form.get());
    curl_mime_name(part, "file");
    if (curl_mime_filedata(part, file.c_str()) != CURLE_OK)
      return Error{ErrorCode::not_found, "cannot read '" + file.string() + "'"};
    curl_mime_filename(part, file.filename().c_str());
  }
  std::string body;
  curl_easy_setopt(state_->curl, CURLOPT_MIMEPOST, form.get());
  curl_easy_setopt(state_->curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(state_->curl, CURLOPT_WRITEDATA, &body);
  return state_->perform(headers.get(), body);
}

Result<ClientResponse> ClientConnection::download(const std::string& path,
                                                  const std::filesystem::path& to) {
  state_->prepare(path);
  const Headers headers = state_->headers(nullptr);
  const std::filesystem::path part = to.string() + ".part";
  File file(std::fopen(part.c_str(), "wbe"), std::fclose);
  if (!file) return Error{ErrorCode::io, "cannot write '" + to.string() + "'"};
  curl_easy_setopt(state_->curl, CURLOPT_WRITEFUNCTION, write_file);
  curl_easy_setopt(state_->curl, CURLOPT_WRITEDATA, file.get());
  std::string none;
  auto answer = state_->perform(headers.get(), none);
  const bool written = std::fclose(file.release()) == 0;
  std::error_code error;
  // Of a refusal the file holds the reason.
  if (answer.ok() && answer->status != 200)
    answer->body = read_file(part, 1 << 20).ok() ? *read_file(part, 1 << 20) : "";
  if (answer.ok() && answer->status == 200 && written) {
    std::filesystem::rename(part, to, error);
    if (!error) return answer;
  }
  std::filesystem::remove(part, error);
  if (answer.ok() && answer->status == 200)
    return Error{ErrorCode::io, "cannot write '" + to.string() + "'; the disk may be full"};
  return answer;
}

std::string escape_url(const std::string& text) {
  static const char digits[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      escaped += c;
      continue;
    }
    escaped += '%';
    escaped += digits[static_cast<unsigned char>(c) >> 4];
    escaped += digits[static_cast<unsigned char>(c) & 15];
  }
  return escaped;
}

}  // namespace curvespice
