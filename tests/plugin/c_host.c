/* A host written in C11: that this compiles is half of the test. */
#include "plugin/include/curvespice/plugin.h"

_Static_assert(sizeof(uint32_t) == 4, "C11 is what compiles this");

int curvespice_c_host_works(const curvespice_api *api);

int curvespice_c_host_works(const curvespice_api *api) {
  curvespice_host host = {0};
  host.size = sizeof host;
  host.name = "c";
  host.version = "11";
  curvespice_session *session = api->open(&host, NULL, 0);
  const int works = session != NULL && api->next_event(session) == NULL &&
                    api->descriptor(session) >= 0 && CURVESPICE_HAS(curvespice_api, api, close);
  api->close(session);
  return works;
}
