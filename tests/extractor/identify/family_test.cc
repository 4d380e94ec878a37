#include "extractor/identify/family.h"

#include <gmock/gmock.h>

#include "base/file.h"

namespace curvespice {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Family, ReadsWhatAUserWrites) {
  const auto family = parse_family(R"(
name = "my_sensor"
device = "sensor"
third = "VCC"
words = ["output against field"]
[x]
quantities = ["B"]
units = ["T"]
[[check]]
kind = "rising"
tolerance = 0.05
says = "the output falls with rising field"
)",
                                   "my_sensor.toml");
  ASSERT_TRUE(family.ok()) << family.error().message;
  EXPECT_EQ(family->name, "my_sensor");
  EXPECT_EQ(family->third, "VCC");
  EXPECT_THAT(family->x.units, ElementsAre("T"));
  ASSERT_EQ(family->checks.size(), 1u);
  EXPECT_DOUBLE_EQ(family->checks[0].tolerance, 0.05);
}

TEST(Family, ABadFileIsRefusedWithFileAndLine) {
  const auto wrong_type = parse_family("name = \"a\"\nwords = \"not a list\"\n", "a.toml");
  ASSERT_FALSE(wrong_type.ok());
  EXPECT_THAT(wrong_type.error().message,
              AllOf(HasSubstr("a.toml"), HasSubstr("line 2"), HasSubstr("words")));
  const auto syntax = parse_family("name = \"a\"\n\n[x\n", "b.toml");
  ASSERT_FALSE(syntax.ok());
  EXPECT_THAT(syntax.error().message, AllOf(HasSubstr("b.toml"), HasSubstr("line 3")));
}

TEST(Family, AMisspeltKeyIsNotPassedOver) {
  const auto family = parse_family("name = \"a\"\nqantities = [\"VF\"]\n", "c.toml");
  ASSERT_FALSE(family.ok());
  EXPECT_THAT(family.error().message, HasSubstr("qantities"));
}

TEST(Family, ACheckMustSaySomething) {
  const auto family = parse_family("name = \"a\"\n[[check]]\nkind = \"rising\"\n", "d.toml");
  ASSERT_FALSE(family.ok());
  EXPECT_THAT(family.error().message, HasSubstr("says"));
}

TEST(Family, TheShippedOnesLoad) {
  const auto families = load_families(std::string(CURVESPICE_SOURCE_FOLDER) + "/config/families");
  ASSERT_TRUE(families.ok()) << families.error().message;
  EXPECT_GE(families->size(), 30u);
  for (const Family& family : *families) EXPECT_FALSE(family.title.empty()) << family.name;
}

TEST(Family, AFolderThatIsNotThereIsAnError) {
  const auto families = load_families("/no/such/folder");
  ASSERT_FALSE(families.ok());
  EXPECT_EQ(families.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace curvespice
