// A display of its own for a test: Xvfb on a free number, with a window manager.
#pragma once

#include <optional>
#include <string>

#include "base/process.h"

namespace curvespice::e2e {

class Display {
 public:
  static Result<Display> start();

  const std::string& name() const { return name_; }  // ":99"

  // Moves the mouse there and presses its first button.
  void click(int x, int y) const;
  // Keys and text go to the window that has the focus.
  void type(const std::string& text) const;
  void key(const std::string& name) const;
  // A picture of the whole screen, where ImageMagick is installed.
  void picture(const std::string& file) const;

 private:
  Display(ChildProcess server, std::string name)
      : server_(std::move(server)), name_(std::move(name)) {}
  void run(std::vector<std::string> arguments) const;

  ChildProcess server_;
  std::string name_;
  std::optional<ChildProcess> manager_;
};

}  // namespace curvespice::e2e
