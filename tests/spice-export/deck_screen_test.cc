#include "spice-export/simulate/deck_screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace curvespice {
namespace {

using testing::HasSubstr;

TEST(ScreenDeck, TakesWhatAModelNeeds) {
  EXPECT_TRUE(screen_deck("* title\n.model D1 D(IS=1e-14\n+ N=1.2)\n.subckt x a b\nb1 a b "
                          "i=pwl(v(a,b),0,0,1,2,3,4)\n.ends\n.param k={1+2}\n")
                  .ok());
}

TEST(ScreenDeck, RefusesWhatNgspiceWouldExecute) {
  for (const char* deck :
       {".control\nshell rm x\n.endc", "  .CONTROL", "*ng_script", "shell ls", ".include other.lib",
        ".lib 'x' tt", ".csparam a=1", "source x", "quit", "r1 a b {`ls`}"})
    EXPECT_FALSE(screen_deck(deck).ok()) << deck;
}

TEST(ScreenDeck, NamesTheLineOfAnUnbalancedParenthesis) {
  const Status status =
      screen_deck("* t\n.model 2N7000 VDMOS(Rg=3 (Lambda=1m\n+ Kp=.2)\n", "my.lib");
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message, HasSubstr("my.lib, line 2"));
}

TEST(ScreenDeck, RefusesTablesThatDoNotRise) {
  EXPECT_FALSE(screen_deck("b1 a 0 v=pwl(v(x),0,1,2,3,1,4)").ok());
  EXPECT_FALSE(screen_deck("b1 a 0 v=table(v(x),0,1,0,3)").ok());
  EXPECT_FALSE(screen_deck("b1 a 0 v=pwl (v(x),0,1,\n+ -1,3)").ok());
}

TEST(ScreenDeck, LeavesTheWordInsideANameAlone) {
  EXPECT_TRUE(screen_deck("r_shell a b 1\nrexit a b 2\n").ok());
}

TEST(ScreenAnalysis, RefusesWhatHangs) {
  for (const char* analysis :
       {"dc v1 0 1 0", "dc v1 0 1 -0.1", "dc v1 0 1e9 1", "tran 0 1", "ac lin 0 1 1",
        "ac dec 10 0 1e6", "dc v1 0 nan 1", "shell ls", "quit", "", "tran 1e-12 1"})
    EXPECT_FALSE(screen_analysis(analysis).ok()) << analysis;
}

TEST(ScreenAnalysis, TakesTheUsualOnes) {
  for (const char* analysis : {"op", "dc v1 0 1 0.01", "dc v1 1 0 -0.01", "ac lin 1 1e6 1e6",
                               "ac dec 20 1 1e9", "tran 1e-9 1e-6"})
    EXPECT_TRUE(screen_analysis(analysis).ok()) << analysis;
}

}  // namespace
}  // namespace curvespice
