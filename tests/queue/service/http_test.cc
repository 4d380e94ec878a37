// What strangers send: without the token, from other pages, broken, huge, slow.
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/queue/support/service_process.h"

namespace curvespice::queue {
namespace {

using testing::Test;

class Strangers : public ServiceProcess {
 protected:
  std::string with_token() const { return "Authorization: Bearer " + token() + "\r\n"; }
  static int status_of(const std::string& answer) {
    return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
  }
  std::string post(const std::string& path, const std::string& body,
                   const std::string& type = "application/json") const {
    return raw("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
               with_token() + "Content-Type: " + type +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
};

TEST_F(Strangers, WithoutTheTokenNothingBelowApiAnswers) {
  EXPECT_EQ(status_of(raw_get("/api/queues", "Host: localhost\r\n")), 401);
  EXPECT_EQ(status_of(raw_get("/api/queues", "Host: localhost\r\nAuthorization: Bearer no\r\n")),
            401);
  EXPECT_EQ(status_of(raw_get("/ws/system", "Host: localhost\r\n")), 401);
  EXPECT_EQ(status_of(raw_get("/api/queues", "Host: localhost\r\n" + with_token())), 200);
  EXPECT_EQ(status_of(raw_get("/health", "Host: localhost\r\n")), 200);
  EXPECT_EQ(status_of(raw_get("/docs", "Host: localhost\r\n")), 200);
}

TEST_F(Strangers, TheTokenIsForItsOwnerOnly) {
  const auto mode = std::filesystem::status(state() / "token").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Strangers, PagesOfOtherOriginsAndHostsAreRefused) {
  const std::string other = "Host: localhost\r\nOrigin: http://evil.example\r\n" + with_token();
  EXPECT_EQ(status_of(raw_get("/api/queues", other)), 403);
  EXPECT_EQ(status_of(raw_get("/health", "Host: evil.example\r\n")), 403);
  const std::string host = "127.0.0.1:" + std::to_string(port());
  EXPECT_EQ(status_of(raw_get("/api/queues", "Host: " + host + "\r\nOrigin: http://" + host +
                                                 "\r\n" + with_token())),
            200);
}

TEST_F(Strangers, BrokenRequestsGetClearRefusals) {
  EXPECT_EQ(status_of(raw("hello\r\n\r\n")), 400);
  EXPECT_EQ(status_of(raw_get("/api/%zz", "Host: localhost\r\n" + with_token())), 400);
  EXPECT_EQ(status_of(raw_get("/nowhere", "Host: localhost\r\n")), 404);
  EXPECT_EQ(status_of(raw_get("/api/queue/create", "Host: localhost\r\n" + with_token())), 405);
  EXPECT_EQ(status_of(post("/api/queue/create", "{")), 422);
  EXPECT_EQ(status_of(post("/api/queue/create", "[]")), 422);
  EXPECT_EQ(status_of(post("/api/queue/create", "{}", "text/plain")), 415);
  EXPECT_EQ(status_of(post("/api/queue/create", std::string(100'000, '['))), 422);
  EXPECT_EQ(status_of(post("/api/queue/create", "{\"name\":\"\xff\"}")), 422);
  EXPECT_EQ(status_of(raw_get("/" + std::string(20'000, 'a'), "Host: localhost\r\n")), 431);
  EXPECT_TRUE(is_running());
}

TEST_F(Strangers, AnErrorHasCodeMessageFieldAndHint) {
  const std::string answer = post("/api/queue/create", R"({"name":"a","mode":"x"})");
  const Json error = Json::parse(answer.substr(answer.find("\r\n\r\n") + 4)).at("error");
  EXPECT_EQ(error.at("code"), "bad_input");
  EXPECT_EQ(error.at("field"), "mode");
  EXPECT_NE(error.at("hint"), "");
}

TEST_F(Strangers, AGigabyteIsRefusedWithoutReadingIt) {
  const std::string head = "POST /api/queue/create HTTP/1.1\r\nHost: localhost\r\n" + with_token() +
                           "Content-Type: application/json\r\n" +
                           "Content-Length: 1073741824\r\n\r\n{";
  EXPECT_EQ(status_of(raw(head)), 413);
}

TEST_F(Strangers, FileNamesOfAnUploadStayNames) {
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n\r\n"
      "x\r\n--b--\r\n";
  const std::string answer = post("/api/images", form, "multipart/form-data; boundary=b");
  ASSERT_EQ(status_of(answer), 201) << answer;
  EXPECT_NE(answer.find("\"filename\":\"passwd\""), std::string::npos) << answer;
}

TEST_F(Strangers, AnUploadThatEndsInTheMiddleLeavesNothing) {
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nhalf";
  EXPECT_EQ(status_of(post("/api/images", form, "multipart/form-data; boundary=b")), 422);
  EXPECT_EQ(client().get("/api/images")->at("images").size(), 0u);
  EXPECT_TRUE(std::filesystem::is_empty(state() / "uploads"));
}

TEST_F(Strangers, PathsOfFilesCannotLeaveTheJob) {
  const std::int64_t job = make_job("");
  ASSERT_TRUE(ends_as(job, "completed"));
  const std::string path = "/api/job/" + std::to_string(job) + "/files/";
  for (const char* name : {"..%2f..%2fqueue.db", "%2e%2e", "....//token", "/etc/passwd"})
    EXPECT_EQ(status_of(raw_get(path + name, "Host: localhost\r\n" + with_token())), 404) << name;
  for (const char* name : {"..%2ftoken", "%2e%2e%2ftoken"})
    EXPECT_EQ(status_of(raw_get(std::string("/web/") + name, "Host: localhost\r\n")), 404) << name;
}

TEST_F(Strangers, MetricsArePrometheusText) {
  const std::string answer = raw_get("/metrics", "Host: localhost\r\n");
  EXPECT_NE(answer.find("curvespice_jobs{queue=\"default\",status=\"completed\"} 0"),
            std::string::npos);
}

TEST_F(Strangers, AnotherServiceOnTheSameFolderIsRefusedWithASentence) {
  auto second = find_service({state(), false, 0, 1, ""});
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->pid, client().address().pid);
}

TEST_F(Strangers, FiveThousandIdleSocketsHurtNobody) {
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  if (limit.rlim_max < 6'000) GTEST_SKIP() << "the system allows too few open files";
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::vector<int> idle;
  for (int i = 0; i < 5'000; ++i) {
    idle.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::connect(idle.back(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  EXPECT_TRUE(ends_as(make_job(""), "completed"));
  for (const int fd : idle) ::close(fd);
  EXPECT_TRUE(client().get("/health").ok());
}

}  // namespace
}  // namespace curvespice::queue
