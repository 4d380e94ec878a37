#include "plugin/xschem/extension.h"

#include <string>

#include "plugin/xschem/json_tcl.h"
#include "plugin/xschem/scripts.h"

namespace curvespice::xschem {
namespace {

constexpr char kSelf[] = "curvespice::extension";
constexpr char kSend[] = "::curvespice::send";
constexpr char kDiagnostics[] = "::curvespice::diagnostics";

// So many messages are delivered at one go; the rest after the editor's own events.
constexpr int kMessagesAtOnce = 32;

void set_error(Tcl_Interp* interp, const std::string& text) {
  Tcl_SetObjResult(interp, Tcl_NewStringObj(text.data(), static_cast<int>(text.size())));
}

}  // namespace

Extension::Extension(Tcl_Interp* interp) : interp_(interp) {
  host_.size = sizeof host_;
  host_.name = "xschem";
  host_.version = "";
}

Extension::~Extension() {
  if (session_ == nullptr) return;
  Tcl_DeleteFileHandler(api_->descriptor(session_));
  api_->close(session_);
}

Extension* Extension::attach(Tcl_Interp* interp) {
  auto* const extension = new Extension(interp);
  if (!extension->open()) {
    delete extension;
    return nullptr;
  }
  Tcl_SetAssocData(interp, kSelf, on_interpreter_deleted, extension);
  extension->add_commands();
  if (extension->run_scripts()) return extension;
  extension->detach();
  return nullptr;
}

Extension* Extension::of(Tcl_Interp* interp) {
  return static_cast<Extension*>(Tcl_GetAssocData(interp, kSelf, nullptr));
}

void Extension::detach() {
  Tcl_Obj* const message = Tcl_GetObjResult(interp_);
  Tcl_IncrRefCount(message);
  Tcl_EvalEx(interp_, "catch ::curvespice::take_back", -1, TCL_EVAL_GLOBAL);
  remove_commands();
  Tcl_EvalEx(interp_, "catch {namespace delete ::curvespice}", -1, TCL_EVAL_GLOBAL);
  Tcl_SetObjResult(interp_, message);
  Tcl_DecrRefCount(message);
  Tcl_DeleteAssocData(interp_, kSelf);  // deletes this object
}

bool Extension::open() {
  api_ = curvespice_get_api(CURVESPICE_ABI_MAJOR);
  char error[256] = "";
  session_ = api_->open(&host_, error, sizeof error);
  if (session_ == nullptr) {
    set_error(interp_, std::string("Curvespice: ") + error);
    return false;
  }
  Tcl_CreateFileHandler(api_->descriptor(session_), TCL_READABLE, on_readable, this);
  return true;
}

bool Extension::run_scripts() {
  for (const char* script : scripts())
    if (Tcl_EvalEx(interp_, script, -1, TCL_EVAL_GLOBAL) != TCL_OK) return false;
  return true;
}

void Extension::add_commands() {
  Tcl_EvalEx(interp_, "namespace eval ::curvespice {}", -1, TCL_EVAL_GLOBAL);
  Tcl_CreateObjCommand(interp_, kSend, on_send, this, nullptr);
  Tcl_CreateObjCommand(interp_, kDiagnostics, on_diagnostics, this, nullptr);
}

void Extension::remove_commands() {
  Tcl_DeleteCommand(interp_, kSend);
  Tcl_DeleteCommand(interp_, kDiagnostics);
}

void Extension::deliver_events() {
  Tcl_Interp* const interp = interp_;
  for (int count = 0; count < kMessagesAtOnce; ++count) {
    const char* const message = api_->next_event(session_);
    if (message == nullptr) return;
    deliver(message);
    if (of(interp) != this) return;  // a script unloaded us
  }
}

void Extension::deliver(const char* message) {
  Tcl_Obj* const value = tcl_from_json(message);
  if (value == nullptr) return;  // not for us to judge: the bridge is of our own version
  Tcl_Obj* words[] = {Tcl_NewStringObj("::curvespice::deliver", -1), value};
  for (Tcl_Obj* word : words) Tcl_IncrRefCount(word);
  if (Tcl_EvalObjv(interp_, 2, words, TCL_EVAL_GLOBAL) != TCL_OK)
    Tcl_BackgroundException(interp_, TCL_ERROR);
  for (Tcl_Obj* word : words) Tcl_DecrRefCount(word);
}

// curvespice::send DICT
int Extension::send(Tcl_Obj* request) {
  std::string json;
  if (!json_from_dict(interp_, request, json)) return TCL_ERROR;
  if (api_->call(session_, json.c_str()) == CURVESPICE_OK) return TCL_OK;
  set_error(interp_, api_->last_error(session_));
  return TCL_ERROR;
}

// curvespice::diagnostics: a dict of version, program, child (0 = none) and starts.
int Extension::diagnose() {
  const auto* const table =
      static_cast<const curvespice_diagnostics*>(api_->get_extension(CURVESPICE_DIAGNOSTICS));
  Tcl_Obj* const words[] = {
      Tcl_NewStringObj("version", -1), Tcl_NewStringObj(api_->version, -1),
      Tcl_NewStringObj("program", -1), Tcl_NewStringObj(table->program(session_), -1),
      Tcl_NewStringObj("child", -1),   Tcl_NewIntObj(table->child(session_)),
      Tcl_NewStringObj("starts", -1),  Tcl_NewIntObj(static_cast<int>(table->starts(session_))),
  };
  Tcl_SetObjResult(interp_, Tcl_NewListObj(static_cast<int>(std::size(words)), words));
  return TCL_OK;
}

int Extension::on_send(ClientData self, Tcl_Interp* interp, int count, Tcl_Obj* const words[]) try {
  if (count != 2) {
    Tcl_WrongNumArgs(interp, 1, words, "request");
    return TCL_ERROR;
  }
  return static_cast<Extension*>(self)->send(words[1]);
} catch (...) {
  set_error(interp, "Curvespice: the request could not be written");
  return TCL_ERROR;
}

int Extension::on_diagnostics(ClientData self, Tcl_Interp* interp, int, Tcl_Obj* const[]) try {
  return static_cast<Extension*>(self)->diagnose();
} catch (...) {
  set_error(interp, "Curvespice: out of memory");
  return TCL_ERROR;
}

void Extension::on_readable(ClientData self, int) try {
  static_cast<Extension*>(self)->deliver_events();
} catch (...) {  // out of memory: the message is lost, the editor is not
}

void Extension::on_interpreter_deleted(ClientData self, Tcl_Interp*) {
  delete static_cast<Extension*>(self);
}

}  // namespace curvespice::xschem
