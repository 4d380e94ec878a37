// What the tests in an editor have in common: an editor with the menu, and a file to submit.
#pragma once

#include <gmock/gmock.h>

#include "tests/e2e/xschem_host.h"

namespace curvespice::e2e {

class XschemFixture : public testing::Test {
 protected:
  static constexpr char kFakeBridge[] = CURVESPICE_BUILD_FOLDER "/bin/fake_bridge";

  // Starts the editor and waits for its menu; skips the test where it cannot run.
  void start(XschemOptions options) {
    const std::string missing =
        options.next_release ? XschemHost::missing_next_release() : XschemHost::missing();
    if (!missing.empty()) GTEST_SKIP() << missing;
    auto started = XschemHost::start(options);
    ASSERT_TRUE(started.ok()) << started.error().message;
    host_ = std::move(*started);
    ASSERT_EQ(host_->wait_for("winfo exists .menubar.datasheet", "1"), "1") << host_->log();
  }
  void start_with_fake_bridge(XschemOptions options = {}) {
    options.program = kFakeBridge;
    start(std::move(options));
  }

  // Datasheet > Make model from datasheet..., with the mouse, for the part that is selected.
  void open_make_window() {
    host_->eval("xschem select instance D1");
    host_->click_menu(".menubar.datasheet", ".menubar.datasheet.menu", "Make model*");
    ASSERT_EQ(host_->wait_for("winfo exists .curvespice_make", "1"), "1") << host_->log();
  }

  // Types file and part into the window and presses Return.
  void make(const std::string& file, const std::string& part) {
    open_make_window();
    host_->click(".curvespice_make.file");
    host_->display().type(file);
    host_->click(".curvespice_make.part");
    host_->display().type(part);
    host_->display().key("Return");
  }

  // The same without mouse and keyboard, for tests of what comes afterwards.
  void submit(const std::string& file, const std::string& part,
              const std::string& instance = "D1") {
    host_->eval("::curvespice::submit {" + file + "} diode {" + part + "} [xschem get schname] {" +
                instance + "} {set ::submitted}");
  }

  // A file that the fake bridge does not read.
  std::string datasheet(const std::string& name = "sheet.pdf") {
    const std::filesystem::path path = host_->folder() / name;
    EXPECT_TRUE(write_file_atomic(path, "%PDF-1.4").ok());
    return path.string();
  }

  std::string model_of(const std::string& instance) {
    return host_->eval("xschem getprop instance " + instance + " model");
  }
  std::string wait_for_model(const std::string& model, double seconds = 10) {
    return host_->wait_for("xschem getprop instance D1 model", model, seconds);
  }
  // The sentence about a job in the queue window.
  std::string wait_for_notice(int job) {
    const std::string id = std::to_string(job);
    host_->wait_for("dict exists $::curvespice::notices " + id, "1");
    return host_->eval("dict get $::curvespice::notices " + id);
  }

  std::unique_ptr<XschemHost> host_;
};

}  // namespace curvespice::e2e
