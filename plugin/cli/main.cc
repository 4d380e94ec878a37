#include <cstdio>

#include "base/paths.h"

int main() {
  std::printf("curvespice %s\n", curvespice::engine_version());
  return 0;
}
