#include "server/store/data_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "server/store/codec.hpp"
#include "tests/support/temp_folder.hpp"

namespace musubi::store {
namespace {

using musubi::testing::TempFolder;
using ::testing::HasSubstr;

struct Refusal {
  StoreError::Kind kind{};
  std::string what;
};

template <class Body>
std::optional<Refusal> refusal_of(Body body) {
  try {
    body();
    return std::nullopt;
  } catch (const StoreError& error) {
    return Refusal{error.kind, error.what()};
  }
}

mode_t mode_of(const std::string& path) {
  struct stat about{};
  EXPECT_EQ(::stat(path.c_str(), &about), 0);
  return about.st_mode & 0777;
}

void write_file(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream(path) << text;
  ::chmod(path.c_str(), mode);
}

TEST(DataFolder, IsMadeForItsOwnerAlone) {
  const TempFolder temp;
  const DataFolder folder(temp.file("new/data"), true);
  EXPECT_EQ(mode_of(folder.path()), 0700U);
}

TEST(DataFolder, ThatIsNotThereIsRefusedUnlessItMayBeMade) {
  const TempFolder temp;
  const auto refused = refusal_of([&] { const DataFolder folder(temp.file("none"), false); });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->kind, StoreError::Kind::broken);
}

TEST(DataFolder, HeldByAnotherProcessIsRefusedWithItsPid) {
  const TempFolder temp;
  int ready[2];
  int finish[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(finish), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(finish[1]);
    const DataFolder folder(temp.path(), false);
    char byte = 'r';
    if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
    (void)!::read(finish[0], &byte, 1);
    ::_exit(0);
  }
  ::close(finish[0]);
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  const auto refused = refusal_of([&] { const DataFolder folder(temp.path(), true); });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->kind, StoreError::Kind::locked);
  EXPECT_THAT(refused->what, HasSubstr("process " + std::to_string(child)));
  ::close(finish[1]);
  ::waitpid(child, nullptr, 0);
  EXPECT_FALSE(refusal_of([&] { const DataFolder folder(temp.path(), false); }));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(KeyFile, IsMadeOnceForItsOwnerAloneAndReadAgain) {
  const TempFolder temp;
  const std::string path = temp.file("musubi.key");
  const Key made = load_key(path, true);
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(load_key(path, true), made);
  EXPECT_EQ(load_key(path, false), made);
  EXPECT_NE(load_key(temp.file("other.key"), true), made);
}

TEST(KeyFile, ThatIsMissingIsNotMadeUnasked) {
  const TempFolder temp;
  EXPECT_TRUE(refusal_of([&] { (void)load_key(temp.file("musubi.key"), false); }));
}

TEST(KeyFile, ThatOthersMayReadIsRefused) {
  const TempFolder temp;
  const std::string path = temp.file("musubi.key");
  (void)load_key(path, true);
  ::chmod(path.c_str(), 0640);
  const auto refused = refusal_of([&] { (void)load_key(path, false); });
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->what, HasSubstr("0600"));
}

TEST(KeyFile, ThatIsNoKeyIsRefusedWithoutShowingIt) {
  const TempFolder temp;
  const std::string good(64, 'a');
  for (const std::string& text :
       {std::string(), std::string("abc"), std::string(63, 'a') + "g", good + "aa", good.substr(1), good + "\nmore"}) {
    write_file(temp.file("musubi.key"), text, 0600);
    const auto refused = refusal_of([&] { (void)load_key(temp.file("musubi.key"), true); });
    ASSERT_TRUE(refused) << text.size();
    EXPECT_EQ(refused->kind, StoreError::Kind::broken);
    EXPECT_THAT(refused->what, ::testing::Not(HasSubstr("aaaa")));
  }
  write_file(temp.file("musubi.key"), good + "\n", 0600);
  EXPECT_FALSE(refusal_of([&] { (void)load_key(temp.file("musubi.key"), false); }));
}

}  // namespace
}  // namespace musubi::store
