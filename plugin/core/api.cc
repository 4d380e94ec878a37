// The tables of curvespice/plugin.h. Every entry catches everything: no exception may cross into
// a host that was written in C.
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "plugin/core/program_finder.h"
#include "plugin/core/session.h"
#include "plugin/include/curvespice/plugin.h"

struct curvespice_session {
  curvespice_session(const curvespice_host* host, std::string program)
      : session(host, std::move(program)) {}
  curvespice::plugin::Session session;
  std::optional<std::string> event;  // what next_event() handed out last
};

namespace {

void put_error(char* error, std::size_t size, const char* text) noexcept {
  if (error != nullptr && size > 0) std::snprintf(error, size, "%s", text);
}

// A host compiled against the first version has everything up to and with `version`.
bool is_host(const curvespice_host* host) {
  return host != nullptr &&
         host->size >= offsetof(curvespice_host, version) + sizeof(host->version);
}

std::string program_for(const curvespice_host* host) {
  if (CURVESPICE_HAS(curvespice_host, host, get_extension)) {
    const auto* const program = static_cast<const curvespice_host_program*>(
        host->get_extension(host, CURVESPICE_HOST_PROGRAM));
    if (CURVESPICE_HAS(curvespice_host_program, program, path)) {
      const char* const path = program->path(host);
      if (path != nullptr && *path != '\0') return path;
    }
  }
  return curvespice::plugin::find_curvespice();
}

curvespice_session* open_session(const curvespice_host* host, char* error,
                                 std::size_t error_size) noexcept try {
  if (!is_host(host)) {
    put_error(error, error_size, "the host's table is missing or too small");
    return nullptr;
  }
  auto opened = std::make_unique<curvespice_session>(host, program_for(host));
  if (!opened->session.usable()) {
    put_error(error, error_size, "no descriptor is left for Curvespice in this process");
    return nullptr;
  }
  return opened.release();
} catch (...) {
  put_error(error, error_size, "out of memory");
  return nullptr;
}

void close_session(curvespice_session* session) noexcept { delete session; }

std::int32_t call(curvespice_session* session, const char* request) noexcept try {
  if (session == nullptr || request == nullptr) return CURVESPICE_BAD_REQUEST;
  return session->session.call(request);
} catch (...) {
  return CURVESPICE_INTERNAL;
}

const char* next_event(curvespice_session* session) noexcept try {
  if (session == nullptr) return nullptr;
  session->event = session->session.next_event();
  return session->event ? session->event->c_str() : nullptr;
} catch (...) {
  return nullptr;
}

std::int32_t descriptor(const curvespice_session* session) noexcept {
  return session != nullptr ? session->session.descriptor() : -1;
}

const char* last_error(const curvespice_session* session) noexcept {
  return session != nullptr ? session->session.last_error().c_str() : "no session is open";
}

std::int32_t child(const curvespice_session* session) noexcept {
  return session != nullptr ? session->session.child() : 0;
}

std::uint32_t starts(const curvespice_session* session) noexcept {
  return session != nullptr ? session->session.starts() : 0;
}

const char* program(const curvespice_session* session) noexcept {
  return session != nullptr ? session->session.program().c_str() : "";
}

constexpr curvespice_diagnostics kDiagnostics{sizeof(curvespice_diagnostics), child, starts,
                                              program};

const void* get_extension(const char* id) noexcept {
  if (id != nullptr && std::strcmp(id, CURVESPICE_DIAGNOSTICS) == 0) return &kDiagnostics;
  return nullptr;
}

constexpr curvespice_api kApi{sizeof(curvespice_api),
                              CURVESPICE_ABI_MAJOR,
                              CURVESPICE_ABI_MINOR,
                              CURVESPICE_VERSION,
                              open_session,
                              close_session,
                              call,
                              next_event,
                              descriptor,
                              last_error,
                              get_extension};

}  // namespace

const curvespice_api* curvespice_get_api(uint32_t abi_major) {
  return abi_major == CURVESPICE_ABI_MAJOR ? &kApi : nullptr;
}
