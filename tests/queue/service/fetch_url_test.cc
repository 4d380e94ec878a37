#include "queue/service/fetch_url.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "base/file.h"

namespace curvespice::queue {
namespace {

bool is_public(const std::string& text) {
  sockaddr_storage storage{};
  const bool v6 = text.find(':') != std::string::npos;
  storage.ss_family = static_cast<sa_family_t>(v6 ? AF_INET6 : AF_INET);
  void* place = v6 ? static_cast<void*>(&reinterpret_cast<sockaddr_in6&>(storage).sin6_addr)
                   : static_cast<void*>(&reinterpret_cast<sockaddr_in&>(storage).sin_addr);
  EXPECT_EQ(::inet_pton(storage.ss_family, text.c_str(), place), 1) << text;
  return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

TEST(FetchUrl, KnowsPrivateAddresses) {
  for (const char* address : {"127.0.0.1",
                              "127.9.9.9",
                              "10.0.0.1",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "169.254.169.254",
                              "0.0.0.0",
                              "100.64.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::1",
                              "::",
                              "fe80::1",
                              "fc00::1",
                              "fd00::1",
                              "ff02::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "2002:7f00:1::",
                              "2001:db8::1"})
    EXPECT_FALSE(is_public(address)) << address;
  for (const char* address :
       {"8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:8.8.8.8"})
    EXPECT_TRUE(is_public(address)) << address;
}

TEST(FetchUrl, RefusesPrivatePlacesAndOtherSchemes) {
  auto folder = TemporaryFolder::create();
  for (const char* url :
       {"http://127.0.0.1:8008/health", "http://localhost/", "http://[::1]/", "http://0x7f000001/",
        "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/a", "nonsense"}) {
    const auto fetched = fetch_url(url, folder->path());
    ASSERT_FALSE(fetched.ok()) << url;
    EXPECT_EQ(fetched.error().code, ErrorCode::bad_input) << fetched.error().message;
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder->path()));
}

}  // namespace
}  // namespace curvespice::queue
