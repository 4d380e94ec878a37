#include <gmock/gmock.h>

#include "tests/queue/store/conformance.h"

namespace curvespice::queue {
namespace {

using testing::ElementsAre;

class JobList : public StoreConformance {
 protected:
  void SetUp() override {
    StoreConformance::SetUp();
    queue_ = make_queue();
    bas16_ = add("BAS16", Priority::normal);
    diode_ = add("1N4148", Priority::urgent);
    percent_ = add("100%_X", Priority::low);
  }
  Id add(const std::string& part, Priority priority) {
    return make_job(queue_, [&](NewJob& job) {
      job.part = part;
      job.priority = priority;
    });
  }
  std::vector<Id> list(const std::function<void(JobFilter&)>& adjust) {
    JobFilter filter;
    adjust(filter);
    const auto page = store->jobs(filter);
    EXPECT_TRUE(page.ok());
    std::vector<Id> ids;
    for (const Job& job : page->jobs) ids.push_back(job.id);
    EXPECT_EQ(page->total, static_cast<std::int64_t>(ids.size()));
    return ids;
  }

  Id queue_ = 0, bas16_ = 0, diode_ = 0, percent_ = 0;
};

TEST_P(JobList, IsSearchedInAnyCaseAndByNumber) {
  EXPECT_THAT(list([](JobFilter& f) { f.text = "bas"; }), ElementsAre(bas16_));
  EXPECT_THAT(list([&](JobFilter& f) { f.text = std::to_string(diode_); }),
              testing::Contains(diode_));
  EXPECT_THAT(list([](JobFilter& f) { f.text = "nothing like it"; }), ElementsAre());
}

TEST_P(JobList, TakesSignsOfPatternsAsTheyAre) {
  EXPECT_THAT(list([](JobFilter& f) { f.text = "%_"; }), ElementsAre(percent_));
  EXPECT_THAT(list([](JobFilter& f) { f.text = "' OR 1=1 --"; }), ElementsAre());
}

TEST_P(JobList, IsSearchedByTheNameOfAFile) {
  Image image;
  image.filename = "NXP_datasheet.pdf";
  image.mime_type = "application/pdf";
  image.sha256 = std::string(64, 'e');
  const Id file = store->create_image(image)->id;
  const Id job = make_job(queue_, [&](NewJob& j) { j.image_ids = {file}; });
  EXPECT_THAT(list([](JobFilter& f) { f.text = "datasheet"; }), ElementsAre(job));
}

TEST_P(JobList, IsSortedByPartAndByPriorityEitherWay) {
  EXPECT_THAT(list([](JobFilter& f) {
                f.sort = JobSort::part;
                f.descending = false;
              }),
              ElementsAre(percent_, diode_, bas16_));
  EXPECT_THAT(list([](JobFilter& f) { f.sort = JobSort::priority; }),
              ElementsAre(diode_, bas16_, percent_));
}

TEST_P(JobList, IsFilteredByPriority) {
  EXPECT_THAT(list([](JobFilter& f) { f.priority = Priority::urgent; }), ElementsAre(diode_));
}

INSTANTIATE_TEST_SUITE_P(Backends, JobList, testing::ValuesIn(backends()),
                         [](const auto& backend) { return backend.param.name; });

}  // namespace
}  // namespace curvespice::queue
