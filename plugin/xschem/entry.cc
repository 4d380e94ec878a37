// What Tcl's `load FILE Curvespice` and `unload` call: the only exported symbols.
#include <tcl.h>

#include "plugin/xschem/extension.h"

using curvespice::xschem::Extension;

extern "C" {

__attribute__((visibility("default"))) int Curvespice_Init(Tcl_Interp* interp);
__attribute__((visibility("default"))) int Curvespice_Unload(Tcl_Interp* interp, int flags);

int Curvespice_Init(Tcl_Interp* interp) {
  if (Tcl_InitStubs(interp, "8.6", 0) == nullptr) return TCL_ERROR;
  try {
    if (Extension::of(interp) != nullptr) return TCL_OK;  // a second line in the start file
    if (Extension::attach(interp) == nullptr) return TCL_ERROR;
    return Tcl_PkgProvide(interp, "curvespice", CURVESPICE_VERSION);
  } catch (...) {
    Tcl_SetObjResult(interp, Tcl_NewStringObj("Curvespice: out of memory", -1));
    return TCL_ERROR;
  }
}

int Curvespice_Unload(Tcl_Interp* interp, int) {
  Extension* const extension = Extension::of(interp);
  if (extension != nullptr) extension->detach();
  Tcl_EvalEx(interp, "package forget curvespice", -1, TCL_EVAL_GLOBAL);
  return TCL_OK;
}

}  // extern "C"
