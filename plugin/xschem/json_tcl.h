// JSON as Tcl values and back, for the messages of the bridge. Objects become dicts, arrays lists,
// true and false 1 and 0, null the empty string.
#pragma once

#include <string>

#include <tcl.h>

namespace curvespice::xschem {

// A value with reference count 0, or null when `text` is no JSON.
Tcl_Obj* tcl_from_json(const char* text);

// One line of JSON from a dict. Numbers where the bridge wants them (`id`, `job`), text otherwise.
// False with a message in the interpreter when `dict` is none.
bool json_from_dict(Tcl_Interp* interp, Tcl_Obj* dict, std::string& json);

}  // namespace curvespice::xschem
