/* Curvespice in a host tool: the C ABI.
 *
 * The library behind this header links only libc. It starts one child process, `curvespice
 * bridge`, and passes JSON messages to and from it; whatever is slow, large or dangerous happens
 * there or further away. No call blocks, none throws, none takes the host down with it.
 *
 * One function is exported. Everything else is reached through tables of function pointers that
 * begin with their own size and only ever grow at the end: before using a member that is younger
 * than the first version, ask CURVESPICE_HAS.
 *
 * Thread tags: [main-thread] from the thread that called open(), and not from inside a callback;
 * [thread-safe] from any thread at any time. Text is UTF-8 with a terminating zero.
 *
 * The messages (docs/hosts/protocol.md): requests {"id": 7, "call": "submit", ...} go in by
 * call(); replies {"id": 7, "ok": true, ...} and events {"event": "job", ...} come out of
 * next_event(). Compiles as C11 and as C++.
 *
 * This header alone may be copied into a host and used there under any licence.
 */
#ifndef CURVESPICE_PLUGIN_H
#define CURVESPICE_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CURVESPICE_ABI_MAJOR 1u /* another major: curvespice_get_api() answers null */
#define CURVESPICE_ABI_MINOR 0u /* counts members added at the end of a table */

/* Whether the table at `pointer`, as large as its maker says, holds `member` and serves it. */
#define CURVESPICE_HAS(type, pointer, member)                                                    \
  ((pointer) != NULL && (pointer)->size >= offsetof(type, member) + sizeof((pointer)->member) && \
   (pointer)->member != NULL)

typedef struct curvespice_session curvespice_session; /* opaque */

enum curvespice_status {
  CURVESPICE_OK = 0,
  CURVESPICE_BAD_REQUEST = -1, /* not one line of JSON, or longer than 1 MiB */
  CURVESPICE_NO_PROGRAM = -2,  /* the curvespice program is not where it should be */
  CURVESPICE_NOT_RUNNING = -3, /* the bridge died again and again; tried anew after a pause */
  CURVESPICE_BUSY = -4,        /* the bridge takes nothing: 1 MiB of requests wait already */
  CURVESPICE_INTERNAL = -5
};

enum curvespice_log_level {
  CURVESPICE_LOG_DEBUG = 0,
  CURVESPICE_LOG_INFO = 1,
  CURVESPICE_LOG_WARNING = 2,
  CURVESPICE_LOG_ERROR = 3
};

/* What the host offers. It must outlive the session. */
typedef struct curvespice_host {
  uint32_t size;       /* sizeof(curvespice_host) as the host was compiled */
  void* context;       /* the host's own; the library never touches it */
  const char* name;    /* "xschem" */
  const char* version; /* "3.4.4" */

  /* Called from inside open(), call(), next_event() and close() only. May be null. */
  void (*log)(const struct curvespice_host* host, int32_t level, const char* text);

  /* [thread-safe] A table for `id`, or null when the host does not know it. May be null. */
  const void* (*get_extension)(const struct curvespice_host* host, const char* id);
} curvespice_host;

/* Host extension: where the curvespice program lies. Without it the library looks at
 * $CURVESPICE_PROGRAM, at ../../bin/curvespice from its own file, and through PATH. */
#define CURVESPICE_HOST_PROGRAM "curvespice.host.program/1"
typedef struct curvespice_host_program {
  uint32_t size;
  const char* (*path)(const struct curvespice_host* host); /* absolute; null = look for it */
} curvespice_host_program;

typedef struct curvespice_api {
  uint32_t size, abi_major, abi_minor;
  const char* version; /* of the library: "0.1.0" */

  /* [main-thread] Takes well under a millisecond: the child starts with the first call().
   * Null when it fails, with a sentence in `error` (which may be null). */
  curvespice_session* (*open)(const curvespice_host* host, char* error, size_t error_size);

  /* [main-thread] Ends the child; jobs in the service go on. Null is allowed. */
  void (*close)(curvespice_session* session);

  /* [main-thread] Sends one JSON object (without line breaks) to the bridge, starting it when it
   * does not run. Never waits: what the bridge does not take at once is kept and sent later. */
  int32_t (*call)(curvespice_session* session, const char* request);

  /* [main-thread] The next reply or event, or null when there is none yet. The text is valid
   * until the next call of next_event() or close(). Also sends what call() had to keep. */
  const char* (*next_event)(curvespice_session* session);

  /* [main-thread] A descriptor that is readable when next_event() should be called: for select(),
   * poll(), Tcl_CreateFileHandler, g_unix_fd_add, QSocketNotifier. The same for the whole session,
   * whatever happens to the child. Only watch it: never read, write or close it. */
  int32_t (*descriptor)(const curvespice_session* session);

  /* [main-thread] A sentence about the last call() that failed; never null. */
  const char* (*last_error)(const curvespice_session* session);

  /* [thread-safe] A table of the library for `id`, or null. */
  const void* (*get_extension)(const char* id);
} curvespice_api;

/* Library extension: for an "About" box and for tests. */
#define CURVESPICE_DIAGNOSTICS "curvespice.diagnostics/1"
typedef struct curvespice_diagnostics {
  uint32_t size;
  int32_t (*child)(const curvespice_session* session);       /* [main-thread] pid, 0 = none */
  uint32_t (*starts)(const curvespice_session* session);     /* [main-thread] of the child */
  const char* (*program)(const curvespice_session* session); /* [main-thread] its path */
} curvespice_diagnostics;

/* [thread-safe] The table for this major version of the ABI, or null. The only exported symbol. */
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const curvespice_api*
curvespice_get_api(uint32_t abi_major);

#ifdef __cplusplus
}
#endif
#endif
