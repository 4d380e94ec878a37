// Curvespice inside one Tcl interpreter: the session to the bridge, the commands the scripts use,
// and the scripts. All of it [main-thread] of the editor.
#pragma once

#include <tcl.h>

#include "plugin/include/curvespice/plugin.h"

namespace curvespice::xschem {

class Extension {
 public:
  // Opens the session, makes the commands and runs the scripts. Null with a message in the
  // interpreter when that fails; nothing is left behind then. Found again by Extension::of().
  static Extension* attach(Tcl_Interp* interp);
  static Extension* of(Tcl_Interp* interp);

  // Takes everything back: windows, menus, commands, descriptor, session. Deletes this object.
  void detach();

  Extension(const Extension&) = delete;
  Extension& operator=(const Extension&) = delete;

 private:
  explicit Extension(Tcl_Interp* interp);
  ~Extension();

  bool open();
  bool run_scripts();
  void add_commands();
  void remove_commands();
  void deliver_events();
  void deliver(const char* message);
  int send(Tcl_Obj* request);
  int diagnose();

  static int on_send(ClientData self, Tcl_Interp*, int count, Tcl_Obj* const words[]);
  static int on_diagnostics(ClientData self, Tcl_Interp*, int count, Tcl_Obj* const words[]);
  static void on_readable(ClientData self, int mask);
  static void on_interpreter_deleted(ClientData self, Tcl_Interp*);

  Tcl_Interp* interp_;
  curvespice_host host_{};
  const curvespice_api* api_ = nullptr;
  curvespice_session* session_ = nullptr;
};

}  // namespace curvespice::xschem
