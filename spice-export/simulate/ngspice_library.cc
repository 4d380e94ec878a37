#include "spice-export/simulate/ngspice_library.h"

#include <dlfcn.h>

namespace curvespice {
namespace {

template <typename Function>
bool resolve(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

}  // namespace

Result<NgspiceLibrary> load_ngspice() {
  // Never closed: ngspice does not survive being unloaded, and the process ends with it.
  void* library = ::dlopen("libngspice.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    return Error{ErrorCode::missing_program,
                 "ngspice's library libngspice.so.0 is not installed; on Debian: "
                 "apt-get install libngspice0"};
  NgspiceLibrary ngspice;
  const bool complete = resolve(library, "ngSpice_Init", ngspice.init) &&
                        resolve(library, "ngSpice_Circ", ngspice.circuit) &&
                        resolve(library, "ngSpice_Command", ngspice.command) &&
                        resolve(library, "ngSpice_CurPlot", ngspice.current_plot) &&
                        resolve(library, "ngGet_Vec_Info", ngspice.vector);
  if (!complete)
    return Error{ErrorCode::missing_program,
                 "libngspice.so.0 lacks a function that is needed: it is no ngspice of version 30 "
                 "or later"};
  return ngspice;
}

}  // namespace curvespice
