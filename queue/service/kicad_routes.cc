// KiCad's HTTP library protocol, version 1 (KiCad 8 and later): the approved models in its chooser,
// a category for each class of device. Symbols are KiCad's own; the model's file is put below the
// state folder, where the symbol's Sim.Library leads. Source: KiCad's developer documentation,
// "HTTP Libraries".
#include <set>

#include "base/file.h"
#include "queue/service/approved_models.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

// How a class of device is drawn and called. `pins` are KiCad's pin numbers with the model's names.
struct Look {
  const char* device;
  const char* category;
  const char* symbol;
  const char* reference;
  const char* sim_device;
  const char* sim_type;
  const char* pins;
};

constexpr Look kLooks[] = {
    {"diode", "Diodes", "Simulation_SPICE:D", "D", "D", "", "1=K 2=A"},
    {"bjt", "Bipolar transistors, NPN", "Simulation_SPICE:NPN", "Q", "NPN", "GUMMELPOON",
     "1=C 2=B 3=E"},
    {"bjt_pnp", "Bipolar transistors, PNP", "Simulation_SPICE:PNP", "Q", "PNP", "GUMMELPOON",
     "1=C 2=B 3=E"},
    {"mosfet", "MOSFETs, N-channel", "Simulation_SPICE:NMOS", "Q", "SUBCKT", "", "1=D 2=G 3=S"},
    {"power_fet", "MOSFETs, N-channel", "Simulation_SPICE:NMOS", "Q", "SUBCKT", "", "1=D 2=G 3=S"},
    {"mosfet_p", "MOSFETs, P-channel", "Simulation_SPICE:PMOS", "Q", "SUBCKT", "", "1=D 2=G 3=S"},
    {"jfet", "JFETs", "Simulation_SPICE:NJFET", "J", "NJFET", "SHICHMANHODGES", "1=D 2=G 3=S"},
    {"igbt", "IGBTs", "Device:Q_NIGBT_CGE", "Q", "SUBCKT", "", "1=C 2=G 3=E"},
    {"capacitor", "Capacitors", "Device:C", "C", "SUBCKT", "", "1=P 2=N"},
    {"inductor", "Inductors", "Device:L", "L", "SUBCKT", "", "1=P 2=N"},
    {"ferrite", "Ferrite beads", "Device:FerriteBead", "FB", "SUBCKT", "", "1=P 2=N"},
    {"ntc", "Thermistors", "Device:Thermistor_NTC", "TH", "SUBCKT", "", "1=P 2=N"},
    {"varistor", "Varistors", "Device:Varistor", "RV", "SUBCKT", "", "1=P 2=N"},
};

// Null for a class that KiCad has no symbol of.
const Look* look_of(const std::string& device) {
  for (const Look& look : kLooks)
    if (device == look.device) return &look;
  return nullptr;
}

HttpResponse root(ServiceContext&, const HttpRequest&) {
  return json_response({{"categories", ""}, {"parts", ""}});
}

HttpResponse categories(ServiceContext& context, const HttpRequest&) {
  const auto models = approved_models(context);
  if (!models.ok()) return refusal(models.error());
  std::set<std::string> names;
  for (const auto& [part, model] : *models)
    if (const Look* look = look_of(model.job.device)) names.insert(look->category);
  Json list = Json::array();
  for (const Look& look : kLooks)
    if (names.erase(look.category) > 0)  // once, though several classes may share it
      list.push_back({{"id", look.device},
                      {"name", look.category},
                      {"description", "Models made from datasheets, verified and approved"}});
  return json_response(list);
}

// "7" of "7.json"; empty when it ends otherwise.
std::string without_ending(const std::string& name) {
  return name.ends_with(".json") ? name.substr(0, name.size() - 5) : std::string();
}

HttpResponse parts_of_category(ServiceContext& context, const HttpRequest& request) {
  const Look* category = look_of(without_ending(request.captures.at(0)));
  if (category == nullptr)
    return refusal({ErrorCode::not_found, "there is no category '" + request.captures[0] + "'"});
  const auto models = approved_models(context);
  if (!models.ok()) return refusal(models.error());
  Json list = Json::array();
  for (const auto& [part, model] : *models)
    if (const Look* look = look_of(model.job.device);
        look != nullptr && std::string(look->category) == category->category)
      list.push_back(
          {{"id", std::to_string(model.job.id)}, {"name", part}, {"description", look->category}});
  return json_response(list);
}

// The library where KiCad and its simulator find it: one file for each part, replaced as a whole.
Result<std::filesystem::path> placed_library(ServiceContext& context, const Model& model) {
  const auto place = context.state / "kicad" / clean_filename(model.job.part + ".lib");
  const auto there = sha256_file(place);
  if (there.ok() && *there == model.file.sha256) return place;
  CURVESPICE_ASSIGN(const std::string text, read_file(context.content.path_of(model.file.sha256)));
  CURVESPICE_TRY(make_folders(place.parent_path()));
  CURVESPICE_TRY(write_file_atomic(place, text));
  return place;
}

Json field(const std::string& value, bool visible = false) {
  return {{"value", value}, {"visible", visible ? "True" : "False"}};
}

Json part_json(const Model& model, const Look& look, const std::filesystem::path& library) {
  const Json fields{{"reference", field(look.reference, true)},
                    {"value", field(model.job.part, true)},
                    {"description", field("SPICE model made from the datasheet")},
                    {"Sim.Library", field(library.string())},
                    {"Sim.Name", field(model.job.part)},
                    {"Sim.Device", field(look.sim_device)},
                    {"Sim.Pins", field(look.pins)},
                    {"datasheet", field("")},
                    // The symbol's own, which would overrule the model's.
                    {"Sim.Type", field(look.sim_type)},
                    {"Sim.Params", field("")}};
  return {{"id", std::to_string(model.job.id)},
          {"name", model.job.part},
          {"symbolIdStr", look.symbol},
          {"exclude_from_bom", "False"},
          {"exclude_from_board", "False"},
          {"exclude_from_sim", "False"},
          {"fields", fields}};
}

HttpResponse part(ServiceContext& context, const HttpRequest& request) {
  const std::string id = without_ending(request.captures.at(0));
  const auto models = approved_models(context);
  if (!models.ok()) return refusal(models.error());
  for (const auto& approved : *models) {
    const Model& model = approved.second;
    const Look* look = look_of(model.job.device);
    if (look == nullptr || std::to_string(model.job.id) != id) continue;
    return reply(placed_library(context, model),
                 [&](const auto& library) { return part_json(model, *look, library); });
  }
  return refusal({ErrorCode::not_found, "no approved model has the number '" + id + "'"});
}

// The file that KiCad's table of libraries names.
HttpResponse library_file(ServiceContext& context, const HttpRequest& request) {
  return json_response({{"meta", {{"version", 1.0}}},
                        {"name", "Curvespice"},
                        {"description", "Approved models"},
                        {"source",
                         {{"type", "REST_API"},
                          {"api_version", "v1"},
                          {"root_url", "http://" + request.host + "/kicad"},
                          {"token", context.token}}}});
}

}  // namespace

std::vector<Route> kicad_routes() {
  return {{"GET", "/api/kicad", library_file},
          {"GET", "/kicad/v1/", root},
          {"GET", "/kicad/v1/categories.json", categories},
          {"GET", "/kicad/v1/parts/category/{name}", parts_of_category},
          {"GET", "/kicad/v1/parts/{name}", part}};
}

}  // namespace curvespice::queue
