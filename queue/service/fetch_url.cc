#include "queue/service/fetch_url.h"

#include <atomic>
#include <cstdio>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <unistd.h>

#include "queue/store/content.h"

namespace curvespice::queue {
namespace {

constexpr int kAtOnce = 2;
constexpr curl_off_t kLargest = curl_off_t{50} << 20;
constexpr long kSeconds = 60;

struct PrivateNetwork {
  std::uint32_t network;
  int bits;
};
// RFC 6890 and its successors.
constexpr PrivateNetwork kPrivate[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0A80000, 16}, {0xC6120000, 15},
    {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},
};

bool is_public_v4(std::uint32_t address) {
  for (const PrivateNetwork& range : kPrivate)
    if ((address ^ range.network) >> (32 - range.bits) == 0) return false;
  return true;
}

// Global unicast is 2000::/3; within it the documentation range and 6to4, Teredo tunnels are not.
bool is_public_v6(const unsigned char* a) {
  const bool mapped = std::memcmp(a, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0;
  if (mapped) {
    std::uint32_t inner = 0;
    std::memcpy(&inner, a + 12, 4);
    return is_public_v4(ntohl(inner));
  }
  const bool tunnel =
      (a[0] == 0x20 && a[1] == 0x02) || (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0 && a[3] == 0);
  const bool documentation = a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8;
  return (a[0] & 0xe0) == 0x20 && !tunnel && !documentation;
}

// Called with the address that is really connected to, after every redirect and look-up.
curl_socket_t open_public(void* refused, curlsocktype, curl_sockaddr* address) {
  if (!is_public_address(address->addr)) {
    *static_cast<bool*>(refused) = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Sink {
  FILE* file;
  curl_off_t written = 0;
};

std::size_t write_some(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto* sink = static_cast<Sink*>(target);
  sink->written += static_cast<curl_off_t>(size * count);
  if (sink->written > kLargest) return 0;
  return std::fwrite(bytes, size, count, sink->file) * size;
}

std::string name_in(const std::string& url) {
  const std::string path = url.substr(0, url.find_first_of("?#"));
  const auto decoded = decode_url(path.substr(path.rfind('/') + 1), false);
  return decoded && !decoded->empty() ? *decoded : "download";
}

Error explain(CURLcode code, bool refused, const Sink& sink, const std::string& url) {
  if (refused)
    return {ErrorCode::bad_input, "'" + url +
                                      "' leads to a private address; download the file "
                                      "yourself and upload it"};
  if (sink.written > kLargest)
    return {ErrorCode::too_large, "the file at '" + url + "' is larger than 50 MiB"};
  if (code == CURLE_UNSUPPORTED_PROTOCOL)
    return {ErrorCode::bad_input, "'" + url + "' is no http or https address"};
  return {ErrorCode::bad_input,
          "cannot fetch '" + url + "': " + std::string(curl_easy_strerror(code))};
}

void set_rules(CURL* curl, bool& refused, Sink& sink) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "curvespice");
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &refused);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, write_some);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &sink);
}

Status download(const std::string& url, FILE* file) {
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  bool refused = false;
  Sink sink{file};
  set_rules(curl.get(), refused, sink);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  const CURLcode code = curl_easy_perform(curl.get());
  return code == CURLE_OK ? Status() : Status(explain(code, refused, sink, url));
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return is_public_v4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
  return address.sa_family == AF_INET6 &&
         is_public_v6(reinterpret_cast<const sockaddr_in6&>(address).sin6_addr.s6_addr);
}

Result<ReceivedFile> fetch_url(const std::string& url, const std::filesystem::path& folder) {
  static std::atomic<int> running{0};
  struct Turn {
    int place = ++running;
    ~Turn() { --running; }
  } turn;
  if (turn.place > kAtOnce)
    return Error{ErrorCode::conflict, "two files are being fetched already; try again in a moment"};
  std::string path = (folder / "fetch-XXXXXX").string();
  const int fd = ::mkostemp(path.data(), O_CLOEXEC);
  FILE* file = fd >= 0 ? ::fdopen(fd, "wb") : nullptr;
  if (!file) return Error{ErrorCode::io, "cannot store a file in '" + folder.string() + "'"};
  Status done = download(url, file);
  if (std::fclose(file) != 0 && done.ok())
    done = Error{ErrorCode::io, "the disk of the service is full; free some space there"};
  if (done.ok()) return ReceivedFile{path, name_in(url)};
  ::unlink(path.c_str());
  return done.error();
}

}  // namespace curvespice::queue
