// The test program is its own simulator child, as `curvespice simulator` is in the product.
#include <cstring>

#include <gmock/gmock.h>

#include "spice-export/simulate/ngspice_simulator.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "simulator") == 0) return curvespice::simulator_main(3);
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
