// What `curvespice queue VERB ...` means as a call of the service: one row for each route.
#pragma once

#include <string>
#include <vector>

namespace curvespice {

// How the answer reaches the user.
enum class Answer {
  json,
  file,
  upload,  // JSON, after the words that are files were sent
};

struct QueueVerb {
  const char* verb;
  const char* method;
  const char* path;   // "{id}" and "{name}" are taken from the words, in order
  const char* words;  // for the help: "ID [field=value...]"
  const char* field;  // a plain word after those of the path goes into this field; may be null
  Answer answer;
  const char* summary;
};

const std::vector<QueueVerb>& queue_verbs();

}  // namespace curvespice
