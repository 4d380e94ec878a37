// `curvespice queue VERB ...`: every route of the service, from the command line.
#include <algorithm>
#include <cstdio>

#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "plugin/cli/job_options.h"
#include "plugin/cli/queue_verbs.h"
#include "queue/client/client.h"
#include "queue/client/connection.h"

namespace curvespice {
namespace {

struct QueueOptions {
  std::string verb, state, out;
  std::vector<std::string> words;
  bool json = false;
};

int report(const Error& error) {
  std::fprintf(stderr, "curvespice: %s\n", error.message.c_str());
  return exit_code_of(error);
}

std::string all_verbs() {
  std::string text =
      "\nVerbs:\n  submit FILE... [field=value...]\n"
      "      upload files and make a job of each (a batch when there are several)\n"
      "  upload FILE...\n      upload files\n";
  for (const QueueVerb& verb : queue_verbs())
    text += std::string("  ") + verb.verb + " " + verb.words + "\n      " + verb.summary + "\n";
  return text;
}

// "page=2" as {"page": 2}: JSON where it is JSON, text where it is not.
Result<Json> fields_of(const std::vector<std::string>& words) {
  Json fields = Json::object();
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{ErrorCode::usage, "'" + word + "' is not of the form field=value"};
    const std::string value = word.substr(equals + 1);
    const auto json = parse_json(value, "");
    fields[word.substr(0, equals)] = json.ok() ? *json : Json(value);
  }
  return fields;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// A queue may be given by its name.
Result<std::string> queue_id(Client& client, const std::string& word) {
  if (is_number(word)) return word;
  CURVESPICE_ASSIGN(const Json queues, client.get("/api/queues"));
  for (const Json& queue : queues.at("queues"))
    if (queue.at("name") == word) return std::to_string(queue.at("id").get<std::int64_t>());
  return Error{ErrorCode::not_found, "there is no queue named '" + word + "'"};
}

void replace(std::string& text, const std::string& mark, const std::string& value) {
  text.replace(text.find(mark), mark.size(), value);
}

struct Call {
  std::string path;
  Json fields;
};

Result<Call> call_of(const QueueVerb& verb, std::vector<std::string> words, Client& client) {
  Call call;
  call.path = verb.path;
  const auto take = [&]() -> Result<std::string> {
    if (words.empty())
      return Error{ErrorCode::usage, std::string("give '") + verb.verb + "' " + verb.words};
    const std::string word = words.front();
    words.erase(words.begin());
    return word;
  };
  if (call.path.find("{id}") != std::string::npos) {
    CURVESPICE_ASSIGN(std::string id, take());
    if (call.path.find("/queue/") != std::string::npos) {
      CURVESPICE_ASSIGN(id, queue_id(client, id));
    }
    if (!is_number(id)) return Error{ErrorCode::usage, "'" + id + "' is not a number of one"};
    replace(call.path, "{id}", id);
  }
  if (call.path.find("{name}") != std::string::npos) {
    CURVESPICE_ASSIGN(const std::string name, take());
    replace(call.path, "{name}", name);
  }
  std::optional<std::string> plain;
  if (verb.field && !words.empty() && words.front().find('=') == std::string::npos) {
    CURVESPICE_ASSIGN(plain, take());
  }
  CURVESPICE_ASSIGN(call.fields, fields_of(words));
  if (plain) call.fields[verb.field] = *plain;
  return call;
}

std::string with_query(const Call& call) {
  std::string path = call.path;
  for (auto field = call.fields.begin(); field != call.fields.end(); ++field)
    path += (path.find('?') == std::string::npos ? "?" : "&") + field.key() + "=" +
            escape_url(field->is_string() ? field->get<std::string>() : field->dump());
  return path;
}

std::string cell(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "-" : value.dump();
}

// The members that tell things apart, in this order.
constexpr const char* kColumns[] = {"id",       "name",     "filename", "part_number", "kind",
                                    "part",     "queue_id", "mode",     "status",      "priority",
                                    "progress", "verdict",  "bytes",    "number",      "outcome"};

void print_rows(const Json& rows) {
  for (const Json& row : rows) {
    std::string line;
    for (const char* column : kColumns)
      if (row.is_object() && row.contains(column) && cell(row.at(column)) != "")
        line += (line.empty() ? "" : "  ") + (std::string(column) + " " + cell(row.at(column)));
    std::printf("%s\n", line.empty() ? row.dump().c_str() : line.c_str());
  }
}

int print_json(const Json& answer, bool as_json) {
  if (as_json) return std::printf("%s", pretty_json(answer).c_str()) < 0;
  for (auto member = answer.begin(); member != answer.end(); ++member) {
    if (member->is_array() && !member->empty() && member->front().is_object())
      print_rows(*member);
    else
      std::printf("%-20s %s\n", member.key().c_str(), cell(*member).c_str());
  }
  return 0;
}

Result<Json> send(Client& client, const QueueVerb& verb, const Call& call) {
  const std::string method = verb.method;
  if (method == "POST") return client.post(call.path, call.fields);
  if (method == "PUT") return client.put(call.path, call.fields);
  return method == "DELETE" ? client.remove(with_query(call)) : client.get(with_query(call));
}

// To --out, or to standard output where that is text.
Status fetch(Client& client, const Call& call, const std::string& out) {
  if (!out.empty()) return client.fetch(with_query(call), out);
  CURVESPICE_ASSIGN(const TemporaryFolder folder, TemporaryFolder::create());
  CURVESPICE_TRY(client.fetch(with_query(call), folder.path() / "answer"));
  CURVESPICE_ASSIGN(const std::string text, read_file(folder.path() / "answer"));
  if (::isatty(1) && text.find('\0') != std::string::npos)
    return Error{ErrorCode::usage, "this is no text; give --out FILE"};
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

struct FilesAndFields {
  std::vector<std::filesystem::path> files;
  Json fields;
};

// Files first, then field=value.
Result<FilesAndFields> files_and_fields(const std::vector<std::string>& words) {
  const auto is_field = [](const std::string& word) {
    return word.find('=') != std::string::npos && ::access(word.c_str(), F_OK) != 0;
  };
  const auto fields_begin = std::find_if(words.begin(), words.end(), is_field);
  if (fields_begin == words.begin()) return Error{ErrorCode::usage, "name at least one file"};
  CURVESPICE_ASSIGN(const Json fields, fields_of({fields_begin, words.end()}));
  return FilesAndFields{{words.begin(), fields_begin}, fields};
}

Result<Json> upload(Client& client, const QueueVerb& verb, const std::vector<std::string>& words) {
  CURVESPICE_ASSIGN(const FilesAndFields given, files_and_fields(words));
  return client.upload_to(with_query({verb.path, given.fields}), given.files);
}

// The fields are those of each file's job.
Result<Json> submit(Client& client, const std::vector<std::string>& words, bool make_jobs) {
  CURVESPICE_ASSIGN(const FilesAndFields given, files_and_fields(words));
  CURVESPICE_ASSIGN(const auto ids, client.upload(given.files));
  if (!make_jobs) return Json{{"images", ids}};
  Json job = given.fields;
  Json jobs = Json::array();
  for (const std::int64_t id : ids) {
    job["image_id"] = id;
    jobs.push_back(job);
  }
  if (jobs.size() == 1) return client.post("/api/job/create", jobs[0]);
  return client.post("/api/batch/create", {{"jobs", jobs}});
}

int run_verb(Client& client, const QueueOptions& options) {
  if (options.verb == "submit" || options.verb == "upload") {
    const auto answer = submit(client, options.words, options.verb == "submit");
    return answer.ok() ? print_json(*answer, options.json) : report(answer.error());
  }
  const auto& verbs = queue_verbs();
  const auto verb = std::find_if(verbs.begin(), verbs.end(),
                                 [&](const QueueVerb& v) { return options.verb == v.verb; });
  if (verb == verbs.end())
    return report({ErrorCode::usage, "there is no verb '" + options.verb +
                                         "'; 'curvespice queue --help' lists them"});
  if (verb->answer == Answer::upload) {
    const auto answer = upload(client, *verb, options.words);
    return answer.ok() ? print_json(*answer, options.json) : report(answer.error());
  }
  const auto call = call_of(*verb, options.words, client);
  if (!call.ok()) return report(call.error());
  if (verb->answer == Answer::file) {
    const Status fetched = fetch(client, *call, options.out);
    return fetched.ok() ? 0 : report(fetched.error());
  }
  const auto answer = send(client, *verb, *call);
  return answer.ok() ? print_json(*answer, options.json) : report(answer.error());
}

}  // namespace

int queue_command(const Arguments& arguments) {
  CLI::App app("The queue: jobs, batches, products and files of the service", "queue");
  QueueOptions options;
  app.add_option("verb", options.verb, "what to do")->required();
  app.add_option("words", options.words, "what it needs");
  app.add_option("--state", options.state, "the service's folder");
  app.add_option("--out", options.out, "file for an answer that is one");
  app.add_flag("--json", options.json, "print the answer as JSON");
  app.footer(all_verbs());
  if (const auto exit_code = parse_arguments(app, arguments)) return *exit_code;
  ServiceOptions service;
  service.state = options.state;
  service.start = true;
  auto client = Client::connect(service);
  return client.ok() ? run_verb(*client, options) : report(client.error());
}

}  // namespace curvespice
