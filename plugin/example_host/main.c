/* The whole of a host for Curvespice, in C: load the library, submit a datasheet, show what the
 * service says, end with the model. A real host does the same from its menu and its event loop.
 *
 *   cc -std=c11 -I. plugin/example_host/main.c -ldl -o example_host
 *   ./example_host build/lib/curvespice/libcurvespice.so BAS16.pdf diode BAS16
 * What goes over the wire: docs/hosts/protocol.md. A real host uses a JSON library. */
#define _POSIX_C_SOURCE 200809L
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "plugin/include/curvespice/plugin.h"

/* 1. What the host offers: its name, and a place for the library's remarks. */
static void log_line(const curvespice_host *host, int32_t level, const char *text) {
  fprintf(stderr, "[%s, level %d] %s\n", host->name, (int)level, text);
}

static const curvespice_host kHost = {
    .size = sizeof(curvespice_host),
    .name = "example",
    .version = "1",
    .log = log_line,
};

/* 2. The library's one exported function gives the table of all others. */
static const curvespice_api *load(const char *library) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return NULL;
  }
  const curvespice_api *(*get_api)(uint32_t) = NULL;
  void *symbol = dlsym(handle, "curvespice_get_api");
  memcpy(&get_api, &symbol, sizeof get_api); /* C has no cast from data to function pointers */
  return get_api != NULL ? get_api(CURVESPICE_ABI_MAJOR) : NULL;
}

/* 3. Text from outside becomes a JSON string; this one knows only what file names need. */
static void put_json_string(char *out, size_t size, const char *text) {
  size_t used = 0;
  for (; *text != '\0' && used + 3 < size; ++text) {
    if (*text == '"' || *text == '\\') out[used++] = '\\';
    out[used++] = *text;
  }
  out[used] = '\0';
}

static int submit(const curvespice_api *api, curvespice_session *session, char **words) {
  char file[1024], device[64], part[64], request[1400];
  put_json_string(file, sizeof file, words[0]);
  put_json_string(device, sizeof device, words[1]);
  put_json_string(part, sizeof part, words[2]);
  snprintf(request, sizeof request,
           "{\"id\":1,\"call\":\"submit\",\"file\":\"%s\",\"device\":\"%s\",\"part\":\"%s\"}", file,
           device, part);
  if (api->call(session, request) == CURVESPICE_OK) return 1;
  fprintf(stderr, "%s\n", api->last_error(session));
  return 0;
}

static int has_ended(const char *event) {
  return strstr(event, "\"event\":\"bridge:ended\"") != NULL ||
         strstr(event, "\"ok\":false") != NULL || strstr(event, "\"completed\"") != NULL ||
         strstr(event, "\"failed\"") != NULL || strstr(event, "\"cancelled\"") != NULL;
}

/* 4. The event loop: the descriptor becomes readable, the events are taken, nothing ever waits. */
static int follow(const curvespice_api *api, curvespice_session *session) {
  struct pollfd watched = {.fd = api->descriptor(session), .events = POLLIN};
  for (;;) {
    const char *event = api->next_event(session);
    if (event != NULL) {
      printf("%s\n", event);
      if (has_ended(event)) return strstr(event, "\"model\":") != NULL ? 0 : 1;
    } else if (poll(&watched, 1, -1) < 0) {
      return 3;
    }
  }
}

int main(int count, char **words) {
  if (count != 5) {
    fprintf(stderr, "usage: example_host LIBRARY FILE DEVICE PART\n");
    return 2;
  }
  const curvespice_api *api = load(words[1]);
  if (api == NULL) return 3;
  char error[200] = "";
  curvespice_session *session = api->open(&kHost, error, sizeof error);
  if (session == NULL) {
    fprintf(stderr, "%s\n", error);
    return 3;
  }
  const int result = submit(api, session, words + 2) ? follow(api, session) : 1;
  api->close(session);
  return result;
}
