// `curvespice install HOST` and `curvespice uninstall HOST`.
#include <cstdio>
#include <iostream>

#include <unistd.h>

#include "plugin/cli/job_options.h"
#include "plugin/install/hosts.h"
#include "plugin/install/user_file.h"

namespace curvespice {
namespace {

struct InstallOptions {
  std::string host, file;
  bool dry_run = false;
  bool yes = false;
};

void add_options(CLI::App& app, InstallOptions& options) {
  std::vector<std::string> names;
  for (const install::Host& host : install::hosts()) names.emplace_back(host.name);
  app.add_option("host", options.host, "the tool")->required()->check(CLI::IsMember(names));
  app.add_option("--file", options.file, "start file to change, if not the user's own");
  app.add_flag("--dry-run", options.dry_run, "only show what would change");
  app.add_flag("--yes", options.yes, "do not ask");
}

// Nobody is asked where nobody can answer: the change was shown, and can be
// taken back.
bool agreed(const InstallOptions& options) {
  if (options.yes || ::isatty(STDIN_FILENO) == 0) return true;
  std::printf("Make this change? [Y/n] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer.empty() || answer[0] == 'y' || answer[0] == 'Y';
}

void warn_if_hidden(const install::Host& host, const std::filesystem::path& file) {
  const auto local = install::hiding_start_file(host, std::filesystem::current_path(), file);
  if (!local) return;
  std::printf(
      "Note: %s, started in this folder, reads '%s' instead of '%s'.\n"
      "      To have Curvespice there as well: curvespice install %s "
      "--file '%s'\n",
      host.name, local->c_str(), file.c_str(), host.name, local->c_str());
}

Result<std::vector<install::FileChange>> plan(const install::Host& host,
                                              const InstallOptions& options, bool installing) {
  std::filesystem::path file = options.file;
  if (file.empty()) {
    CURVESPICE_ASSIGN(file, install::users_start_file(host));
  }
  if (!installing) return install::plan_uninstall(host, file);
  warn_if_hidden(host, file);
  return install::plan_install(host, file);
}

Status change_and_say(const install::FileChange& change) {
  CURVESPICE_TRY(install::make_change(change));
  const auto backup = install::backup_of(change.path);
  std::printf("Changed '%s'", change.path.c_str());
  if (std::filesystem::exists(backup)) std::printf("; what it was is in '%s'", backup.c_str());
  std::printf(".\n");
  return {};
}

// The exit code: 0 done or nothing to do, 1 not agreed to.
Result<int> carry_out(const std::vector<install::FileChange>& changes,
                      const InstallOptions& options) {
  bool any = false;
  for (const auto& change : changes) {
    any = any || change.changes();
    std::printf("%s", install::unified_diff(change).c_str());
    if (!change.changes()) std::printf("Nothing to change in '%s'.\n", change.path.c_str());
  }
  if (!any || options.dry_run) return 0;
  if (!agreed(options)) return 1;
  for (const auto& change : changes)
    if (change.changes()) CURVESPICE_TRY(change_and_say(change));
  return 0;
}

int run(const char* name, const char* summary, const Arguments& arguments, bool installing) {
  CLI::App app(summary, name);
  InstallOptions options;
  add_options(app, options);
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  const install::Host& host = *install::find_host(options.host);
  const auto done = [&]() -> Result<int> {
    CURVESPICE_ASSIGN(const auto changes, plan(host, options, installing));
    return carry_out(changes, options);
  }();
  if (!done) {
    std::fprintf(stderr, "curvespice %s: %s\n", name, done.error().message.c_str());
    return 2;
  }
  if (installing && *done == 0 && !options.dry_run)
    std::printf("%s To take it back: curvespice uninstall %s\n", host.advice, host.name);
  return *done;
}

}  // namespace

int install_command(const Arguments& arguments) {
  return run("install", "Bring Curvespice into a tool", arguments, true);
}

int uninstall_command(const Arguments& arguments) {
  return run("uninstall", "Take Curvespice out of a tool", arguments, false);
}

}  // namespace curvespice
