#include "server/store/codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace musubi::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Key a_key(std::uint8_t fill) {
  Key key;
  key.fill(fill);
  return key;
}

const Codec k_codec(a_key(7));

bool opens(const Codec& codec, std::string_view column, const Value& sealed) {
  try {
    (void)codec.open(column, Row({sealed}), 0);
    return true;
  } catch (const StoreError& error) {
    EXPECT_EQ(error.kind, StoreError::Kind::broken);
    return false;
  }
}

TEST(Codec, GivesBackWhatItSealed) {
  for (const std::string& clear : {std::string(), std::string("山田 花子"), std::string(5'000, 'x')}) {
    EXPECT_EQ(k_codec.open("volunteer.name", Row({k_codec.seal("volunteer.name", clear)}), 0), clear);
  }
}

TEST(Codec, ShowsNothingOfTheText) {
  const auto sealed = std::get<Bytes>(k_codec.seal("volunteer.phone", "090-1234-5678"));
  EXPECT_THAT(sealed.data, Not(HasSubstr("1234")));
}

TEST(Codec, SealsTheSameTextDifferentlyEachTime) {
  EXPECT_NE(k_codec.seal("volunteer.name", "山田"), k_codec.seal("volunteer.name", "山田"));
}

TEST(Codec, RefusesAValueMovedToAnotherColumn) {
  EXPECT_FALSE(opens(k_codec, "volunteer.name", k_codec.seal("volunteer.phone", "090")));
}

TEST(Codec, RefusesAnotherKey) {
  EXPECT_FALSE(opens(Codec(a_key(8)), "volunteer.name", k_codec.seal("volunteer.name", "山田")));
}

TEST(Codec, RefusesEveryTruncationAndEveryFlippedByte) {
  const auto sealed = std::get<Bytes>(k_codec.seal("volunteer.name", "山田"));
  for (std::size_t size = 0; size < sealed.data.size(); ++size) {
    EXPECT_FALSE(opens(k_codec, "volunteer.name", Bytes{sealed.data.substr(0, size)})) << size;
  }
  for (std::size_t at = 0; at < sealed.data.size(); ++at) {
    Bytes changed = sealed;
    changed.data[at] = static_cast<char>(changed.data[at] ^ 1);
    EXPECT_FALSE(opens(k_codec, "volunteer.name", changed)) << at;
  }
}

TEST(Codec, KeepsNoneAsNull) {
  const Value none = k_codec.seal("volunteer.email", std::optional<std::string>());
  EXPECT_EQ(none, Value());
  EXPECT_EQ(k_codec.open_optional("volunteer.email", Row({none}), 0), std::nullopt);
  const Value some = k_codec.seal("volunteer.email", std::optional<std::string>("a@example.jp"));
  EXPECT_EQ(k_codec.open_optional("volunteer.email", Row({some}), 0), "a@example.jp");
  EXPECT_FALSE(opens(k_codec, "volunteer.email", none));  // a required value that is missing
}

TEST(Codec, DigestsDependOnKeyPurposeAndText) {
  const Bytes digest = k_codec.digest("session", "token");
  EXPECT_EQ(digest.data.size(), 32U);
  EXPECT_EQ(digest, k_codec.digest("session", "token"));
  EXPECT_NE(digest, k_codec.digest("session", "tokeN"));
  EXPECT_NE(digest, k_codec.digest("command", "token"));
  EXPECT_NE(digest, Codec(a_key(8)).digest("session", "token"));
  EXPECT_NE(k_codec.digest("a", "bc"), k_codec.digest("ab", "c"));
}

}  // namespace
}  // namespace musubi::store
