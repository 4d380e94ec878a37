// The command `datasheet FILE DEVICE PART` for gnucap: makes a model from a datasheet and includes
// it into the circuit. Built against gnucap's own headers (GPL-3 or later, as this file is); gnucap
// has no stable binary interface, so this module belongs to the version it was built with.
//
//   gnucap> load ./curvespice_gnucap.so
//   gnucap> datasheet "BAS16 rev 3.pdf" diode BAS16
#include <sstream>
#include <string>
#include <vector>

#include <gnucap/globals.h>
// gnucap's headers lean on each other in this order.
#include <gnucap/ap.h>
#include <gnucap/c_comand.h>
#include <nlohmann/json.hpp>
#include <poll.h>

#include "plugin/include/curvespice/plugin.h"

namespace {

using Json = nlohmann::json;

constexpr int kRequest = 1;

// The words of a command line; quotes keep blanks together.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  for (const char letter : line + " ") {
    if (quote != 0 ? letter == quote : letter == '"' || letter == '\'') {
      quote = quote != 0 ? 0 : letter;
    } else if (letter == ' ' && quote == 0) {
      if (!word.empty()) words.push_back(word);
      word.clear();
    } else {
      word += letter;
    }
  }
  return words;
}

std::string text_of(const Json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string()
             ? object[name].get<std::string>()
             : "";
}

// One job from its submission to its end; the prompt waits for it, as for a simulation.
class Job {
 public:
  explicit Job(OMSTREAM out) : out_(out), api_(curvespice_get_api(CURVESPICE_ABI_MAJOR)) {
    host_.size = sizeof host_;
    host_.name = "gnucap";
    host_.version = "0.36";
    session_ = api_->open(&host_, nullptr, 0);
  }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  ~Job() { api_->close(session_); }

  // The model's library, or "" after a sentence on what went wrong.
  std::string make(const std::vector<std::string>& words) {
    const Json request{{"id", kRequest},
                       {"call", "submit"},
                       {"file", words[0]},
                       {"device", words[1]},
                       {"part", words[2]}};
    if (api_->call(session_, request.dump().c_str()) != CURVESPICE_OK)
      return complain(api_->last_error(session_));
    for (std::string library; next(library);)
      if (ended_) return library;
    return complain("the bridge ended");
  }

 private:
  // Waits for the next message and takes it in; false when nothing can come any more.
  bool next(std::string& library) {
    pollfd watched{api_->descriptor(session_), POLLIN, 0};
    const char* text = api_->next_event(session_);
    if (text == nullptr) return poll(&watched, 1, -1) >= 0;
    const Json message = Json::parse(text, nullptr, false);
    if (text_of(message, "event") == "bridge:ended") return false;
    if (message.contains("error")) {
      ended_ = true;
      complain(text_of(message["error"], "message"));
    } else if (text_of(message, "event") == "job") {
      take(message, library);
    }
    return true;
  }

  void take(const Json& message, std::string& library) {
    const std::string status = text_of(message["job"], "status");
    ended_ = status == "completed" || status == "failed" || status == "cancelled";
    if (!ended_) return;
    out_ << "datasheet: " << status << ", verification: " << text_of(message["job"], "verdict")
         << "\n";
    if (message.contains("model")) library = text_of(message["model"], "library");
    if (message["job"].contains("error") && message["job"]["error"].is_object())
      complain(text_of(message["job"]["error"], "message"));
    else if (library.empty())
      complain(text_of(message, "problem"));
  }

  std::string complain(const std::string& sentence) {
    out_ << "datasheet: " << sentence << "\n";
    return "";
  }

  OMSTREAM out_;
  const curvespice_api* api_;
  curvespice_host host_{};
  curvespice_session* session_ = nullptr;
  bool ended_ = false;
};

class DatasheetCommand : public CMD {
 public:
  void do_it(CS& command, CARD_LIST* scope) override {
    const std::vector<std::string> words = words_of(command.tail());
    OMSTREAM out(IO::mstdout);
    if (words.size() != 3) {
      out << "usage: datasheet FILE DEVICE PART\n";
      return;
    }
    const std::string library = Job(out).make(words);
    if (!library.empty()) CMD::command("include " + library, scope);
  }
} datasheet_command;

DISPATCHER<CMD>::INSTALL installed(&command_dispatcher, "datasheet", &datasheet_command);

}  // namespace
