// Approved models as KiCad asks for them.
#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

class KiCadLibrary : public ServiceProcess {
 protected:
  void SetUp() override {
    ServiceProcess::SetUp();
    ASSERT_TRUE(write_file_atomic(state() / "a.pdf", "%PDF").ok());
    image_ = client().upload({state() / "a.pdf"})->front();
  }
  std::int64_t make_model(const std::string& part, const std::string& device, bool approved) {
    const std::int64_t job =
        make_job("model", "default",
                 {{"kind", "model"}, {"image_id", image_}, {"part", part}, {"device", device}});
    EXPECT_TRUE(ends_as(job, "completed"));
    const std::string decision = approved ? "/approve" : "/reject";
    const auto decided = client().post("/api/model/" + std::to_string(job) + decision,
                                       {{"comment", "seen"}, {"reviewer", "Ada"}});
    EXPECT_TRUE(decided.ok());
    return job;
  }
  Json get(const std::string& path) {
    const auto answer = client().get("/kicad/v1" + path);
    EXPECT_TRUE(answer.ok()) << path << ": " << answer.error().message;
    return answer.ok() ? *answer : Json();
  }

  std::int64_t image_ = 0;
};

TEST_F(KiCadLibrary, ListsApprovedModelsByTheirClass) {
  const std::int64_t diode = make_model("BAS16", "diode", true);
  make_model("BAT54", "diode", false);
  make_model("IRF540", "mosfet", true);
  EXPECT_TRUE(get("/").contains("parts"));
  const Json categories = get("/categories.json");
  ASSERT_EQ(categories.size(), 2u) << categories;
  EXPECT_EQ(categories[0]["name"], "Diodes");
  const Json parts = get("/parts/category/" + categories[0]["id"].get<std::string>() + ".json");
  ASSERT_EQ(parts.size(), 1u) << "BAT54 is not approved";
  EXPECT_EQ(parts[0]["name"], "BAS16");
  EXPECT_EQ(parts[0]["id"], std::to_string(diode));
}

TEST_F(KiCadLibrary, APartLeadsToItsModelsFile) {
  const std::int64_t diode = make_model("BAS16", "diode", true);
  const Json part = get("/parts/" + std::to_string(diode) + ".json");
  EXPECT_EQ(part["symbolIdStr"], "Simulation_SPICE:D");
  const Json& fields = part["fields"];
  EXPECT_EQ(fields["Sim.Name"]["value"], "BAS16");
  EXPECT_EQ(fields["Sim.Pins"]["value"], "1=K 2=A");
  EXPECT_EQ(fields["Sim.Params"]["value"], "") << "the symbol's own would overrule the model";
  const auto library = read_file(fields["Sim.Library"]["value"].get<std::string>());
  ASSERT_TRUE(library.ok()) << library.error().message;
  EXPECT_NE(library->find(".model BAS16 D"), std::string::npos);
}

TEST_F(KiCadLibrary, WhatIsNotApprovedOrNotThereIsNotServed) {
  const std::int64_t waiting = make_model("BAS16", "diode", false);
  for (const std::string& path :
       {"/parts/" + std::to_string(waiting) + ".json", std::string("/parts/99.json"),
        std::string("/parts/x"), std::string("/parts/category/nothing.json")})
    EXPECT_EQ(client().get("/kicad/v1" + path).error().code, ErrorCode::not_found) << path;
  EXPECT_EQ(get("/categories.json").size(), 0u);
}

TEST_F(KiCadLibrary, KiCadsOwnWayToSendTheTokenIsUnderstood) {
  const auto answer = [&](const std::string& authorization) {
    return raw_get("/kicad/v1/", authorization).substr(0, 12);
  };
  EXPECT_EQ(answer("Authorization: Token " + token() + "\r\n"), "HTTP/1.1 200");
  EXPECT_EQ(answer("Authorization: Token wrong\r\n"), "HTTP/1.1 401");
  EXPECT_EQ(answer(""), "HTTP/1.1 401");
}

TEST_F(KiCadLibrary, ItsFileForKiCadNamesTheServiceAndTheToken) {
  const Json file = *client().get("/api/kicad");
  EXPECT_EQ(file["source"]["token"], token());
  EXPECT_EQ(file["source"]["root_url"], "http://127.0.0.1:" + std::to_string(port()) + "/kicad");
}

}  // namespace
}  // namespace curvespice::queue
