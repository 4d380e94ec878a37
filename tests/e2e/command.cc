#include "tests/e2e/command.h"

#include <algorithm>
#include <sstream>

#include "base/clock.h"
#include "base/process.h"

namespace curvespice::e2e {
namespace {

namespace fs = std::filesystem;

// Root may mount at once; others may where user name spaces are open to them.
const char* mount_flags() {
  for (const char* flags : {"-m", "-rm"}) {
    ProcessRequest request;
    request.arguments = {"unshare", flags, "sh", "-c", "mount -t tmpfs none /mnt"};
    const auto ended = run_process(request);
    if (ended.ok() && ended->exit_code == 0) return flags;
  }
  return nullptr;
}

}  // namespace

fs::path command_path() { return fs::path(CURVESPICE_BUILD_FOLDER) / "bin" / "curvespice"; }

Ended run(const std::vector<std::string>& words, const fs::path& folder,
          const std::map<std::string, std::string>& environment) {
  ProcessRequest request;
  request.arguments = words;
  request.folder = folder;
  request.environment = environment;
  request.limits.wall_seconds = 120;
  request.limits.memory_bytes = 0;
  const double begin = monotonic_seconds();
  const auto output = run_process(request);
  if (!output.ok()) {
    ADD_FAILURE() << output.error().message;
    return {-1, "", output.error().message, monotonic_seconds() - begin};
  }
  return {output->exit_code, output->standard_output, output->standard_error,
          monotonic_seconds() - begin};
}

bool may_mount() { return mount_flags() != nullptr; }

Ended run_with_own_mounts(const std::string& script, const fs::path& folder) {
  return run({"unshare", mount_flags(), "sh", "-c", script}, folder);
}

std::vector<std::string> everything_below(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    names.push_back(fs::relative(entry.path(), folder).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

testing::AssertionResult is_one_sentence(const std::string& text) {
  if (text.empty() || text.back() != '\n')
    return testing::AssertionFailure() << "nothing, or no whole line, was said: '" << text << "'";
  if (std::count(text.begin(), text.end(), '\n') != 1)
    return testing::AssertionFailure() << "more than one line was said:\n" << text;
  if (text.size() > 500) return testing::AssertionFailure() << "too long to be read:\n" << text;
  for (const char* crash : {"terminate called", "Assertion", "what():", "std::", "core dumped",
                            "internal error", "Segmentation", "Sanitizer"})
    if (text.find(crash) != std::string::npos)
      return testing::AssertionFailure() << "that is a crash and no sentence:\n" << text;
  return testing::AssertionSuccess();
}

void CommandTest::SetUp() {
  auto made = TemporaryFolder::create();
  ASSERT_TRUE(made.ok()) << made.error().message;
  temporary_.emplace(std::move(made).value());
}

Ended CommandTest::run_on(const std::string& file,
                          const std::map<std::string, std::string>& environment) {
  remember_folder();
  return run({command_path(), "run", file, "--device", "diode", "--part", "X1", "--out", "out"},
             folder(), environment);
}

void CommandTest::expect_refused(const Ended& ended, const std::vector<std::string>& words) {
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_TRUE(is_one_sentence(ended.err));
  EXPECT_EQ(ended.out, "");
  for (const std::string& word : words)
    EXPECT_NE(ended.err.find(word), std::string::npos)
        << "'" << word << "' is not in what was said: " << ended.err;
  EXPECT_EQ(everything_below(folder()), before_) << "something was left behind";
}

}  // namespace curvespice::e2e
