// A file by its address, as a person would download it: http and https only, a few redirects, a
// limit of size and time, and never an address of a private network (a datasheet's link must not
// reach what only this machine can reach).
#pragma once

#include <filesystem>
#include <string>

#include "queue/service/http.h"

struct sockaddr;

namespace curvespice::queue {

// The file lies in `folder` and is the caller's. Two fetches at a time; more are a conflict.
Result<ReceivedFile> fetch_url(const std::string& url, const std::filesystem::path& folder);

// Whether an address belongs to everybody: not loopback, private, link-local, multicast, ...
bool is_public_address(const sockaddr& address);

}  // namespace curvespice::queue
