#include "plugin/xschem/json_tcl.h"

#include <string_view>

#include <nlohmann/json.hpp>

namespace curvespice::xschem {
namespace {

using Json = nlohmann::ordered_json;

Tcl_Obj* text_value(const std::string& text) {
  return Tcl_NewStringObj(text.data(), static_cast<int>(text.size()));
}

Tcl_Obj* tcl_value(const Json& json) {
  switch (json.type()) {
    case Json::value_t::object: {
      Tcl_Obj* const dict = Tcl_NewDictObj();
      for (const auto& [name, member] : json.items())
        Tcl_DictObjPut(nullptr, dict, text_value(name), tcl_value(member));
      return dict;
    }
    case Json::value_t::array: {
      Tcl_Obj* const list = Tcl_NewListObj(0, nullptr);
      for (const Json& member : json) Tcl_ListObjAppendElement(nullptr, list, tcl_value(member));
      return list;
    }
    case Json::value_t::boolean:
      return Tcl_NewBooleanObj(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return Tcl_NewWideIntObj(json.get<Tcl_WideInt>());
    case Json::value_t::number_float:
      return Tcl_NewDoubleObj(json.get<double>());
    case Json::value_t::string:
      return text_value(json.get_ref<const std::string&>());
    default:
      return Tcl_NewObj();
  }
}

Json json_value(std::string_view name, Tcl_Obj* value) {
  Tcl_WideInt number = 0;
  if ((name == "id" || name == "job") && Tcl_GetWideIntFromObj(nullptr, value, &number) == TCL_OK)
    return number;
  return std::string(Tcl_GetString(value));
}

}  // namespace

Tcl_Obj* tcl_from_json(const char* text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? nullptr : tcl_value(json);
}

bool json_from_dict(Tcl_Interp* interp, Tcl_Obj* dict, std::string& json) {
  Tcl_DictSearch search;
  Tcl_Obj* name = nullptr;
  Tcl_Obj* value = nullptr;
  int done = 0;
  if (Tcl_DictObjFirst(interp, dict, &search, &name, &value, &done) != TCL_OK) return false;
  Json object = Json::object();
  for (; done == 0; Tcl_DictObjNext(&search, &name, &value, &done))
    object[Tcl_GetString(name)] = json_value(Tcl_GetString(name), value);
  Tcl_DictObjDone(&search);
  json = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  return true;
}

}  // namespace curvespice::xschem
