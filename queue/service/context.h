// What every route works with.
#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "queue/scheduler/events.h"
#include "queue/scheduler/scheduler.h"
#include "queue/service/contract.h"
#include "queue/service/picture_maker.h"
#include "queue/store/content.h"
#include "queue/store/store.h"

namespace curvespice::queue {

struct ServiceContext {
  std::filesystem::path state;
  Store& store;
  const ContentStore& content;
  EventHub& events;
  Scheduler& scheduler;
  const Contract& contract;
  PictureMaker& pictures;
  const Clock& clock;
  std::string token;
  double started = 0;      // monotonic seconds
  bool local_only = true;  // served to this machine, under its local names
};

}  // namespace curvespice::queue
