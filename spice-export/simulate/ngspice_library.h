// libngspice as loaded at run time: the few functions used, typed. Only in the simulator's child.
#pragma once

#include <string>

#include <ngspice/sharedspice.h>

#include "base/result.h"

namespace curvespice {

struct NgspiceLibrary {
  int (*init)(SendChar*, SendStat*, ControlledExit*, SendData*, SendInitData*, BGThreadRunning*,
              void*) = nullptr;
  int (*circuit)(char** lines) = nullptr;
  int (*command)(char* text) = nullptr;
  char* (*current_plot)() = nullptr;
  pvector_info (*vector)(char* name) = nullptr;
};

// `missing_program` when libngspice.so.0 is not installed.
Result<NgspiceLibrary> load_ngspice();

}  // namespace curvespice
