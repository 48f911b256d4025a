// The walls between the rooms (DESIGN §3): the linker cannot hold them, since all rooms share one include root.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "tests/laws/rooms_check.hpp"

namespace musubi::laws {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Checker = std::function<std::vector<std::string>(std::string_view, std::string_view)>;

struct Walk {
  std::size_t files{0};
  std::vector<std::string> faults;
};

// Checks every file below `folder` whose name ends in one of `endings`; `skipped` is a path of the project.
Walk walk(const std::string& folder, const std::vector<std::string>& endings, const Checker& check,
          const std::string& skipped = {}) {
  const fs::path root = MUSUBI_SOURCE_DIR;
  Walk out;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string path = fs::relative(entry.path(), root).generic_string();
    const bool wanted = std::ranges::any_of(endings, [&](const std::string& ending) { return path.ends_with(ending); });
    if (!entry.is_regular_file() || !wanted || path == skipped) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    ++out.files;
    for (auto& fault : check(path, text)) out.faults.push_back(std::move(fault));
  }
  return out;
}

TEST(Rooms, SharedSeesNothingOfTheServerAndItsRoomsStandInOrder) {
  const Walk seen = walk("shared", {".hpp", ".cpp"}, faults_of_cpp);
  EXPECT_GT(seen.files, 10u);
  EXPECT_THAT(seen.faults, IsEmpty());
}

TEST(Rooms, ServerRoomsSeeOnlyWhatTheirArrowsAllow) {
  const Walk seen = walk("server", {".hpp", ".cpp"}, faults_of_cpp, "server/store/embed_sql.cpp");
  EXPECT_GT(seen.files, 10u);
  EXPECT_THAT(seen.faults, IsEmpty());
}

TEST(Rooms, ClientRoomsSeeOnlyWhatTheirArrowsAllow) {
  const Walk seen = walk("client-web/src", {".ts", ".tsx", ".css"}, faults_of_typescript);
  EXPECT_GT(seen.files, 10u);
  EXPECT_THAT(seen.faults, IsEmpty());
}

struct BadLine {
  std::string path, text, says;
};

class ForbiddenCpp : public testing::TestWithParam<BadLine> {};

TEST_P(ForbiddenCpp, IsNamedWithTheWayThatIsAllowed) {
  const auto& bad = GetParam();
  EXPECT_THAT(faults_of_cpp(bad.path, bad.text), ElementsAre(HasSubstr(bad.says)));
}

INSTANTIATE_TEST_SUITE_P(
    Rooms, ForbiddenCpp,
    testing::Values(
        BadLine{"shared/base/id.hpp", "#include \"shared/domain/need.hpp\"\n", "shared/base may not include"},
        BadLine{"shared/domain/need.cpp", "#include \"server/store/tx.hpp\"\n", "hand them what they need as values"},
        BadLine{"shared/domain/need.cpp", "#include \"shared/wire/json.hpp\"\n", "shared/domain may not include"},
        BadLine{"shared/matching/ranking.cpp", "#include \"shared/wire/json.hpp\"\n", "matching sees domain and base"},
        BadLine{"shared/wire/json.cpp", "#include \"server/api/need_api.hpp\"\n", "shared/wire may not include"},
        BadLine{"server/api/need_api.cpp", "\n\n#include \"server/store/need_store.hpp\"\n",
                "need_api.cpp:3: server/api may not include server/store/need_store.hpp"},
        BadLine{"server/api/need_api.cpp", "#include \"server/store/tx.hpp\"\n", "reaches the store through flow"},
        BadLine{"server/api/need_api.cpp", "#include \"server/net/server.hpp\"\n", "plain values of net/http.hpp"},
        BadLine{"server/api/need_api.cpp", "#include \"server/live/hub.hpp\"\n", "server/api may not include"},
        BadLine{"server/flow/need_flow.cpp", "#include \"shared/wire/json.hpp\"\n", "JSON belongs to api"},
        BadLine{"server/flow/need_flow.cpp", "#include \"server/live/hub.hpp\"\n", "server/flow may not include"},
        BadLine{"server/flow/need_flow.cpp", "#include \"server/store/sqlite/driver.hpp\"\n", "server/flow may not"},
        BadLine{"server/live/hub.cpp", "#include \"server/flow/need_flow.hpp\"\n", "live sees store and shared"},
        BadLine{"server/net/server.cpp", "#include \"server/api/routes.hpp\"\n", "Request -> Reply functions"},
        BadLine{"server/net/server.cpp", "#include \"shared/domain/need.hpp\"\n", "net sees base"},
        BadLine{"server/store/store.cpp", "#include \"server/store/sqlite/driver.hpp\"\n", "only app names a driver"},
        BadLine{"server/store/need_store.cpp", "#include \"shared/wire/json.hpp\"\n", "the store sees domain"},
        BadLine{"server/store/sqlite/driver.cpp", "#include \"shared/domain/need.hpp\"\n", "a driver sees"},
        BadLine{"server/notify/mail.cpp", "#include \"server/flow/env.hpp\"\n", "notify sees base"},
        BadLine{"server/flow/env.hpp", "#include <boost/asio/io_context.hpp>\n", "only server/net may"},
        BadLine{"server/app/run.cpp", "  #  include <boost/beast/http.hpp>\n", "only server/net may"},
        BadLine{"server/store/store.cpp", "#include <SQLiteCpp/Database.h>\n", "only server/store/sqlite may"},
        BadLine{"server/flow/env.hpp", "#include <nlohmann/json.hpp>\n", "only shared/wire"},
        BadLine{"server/flow/env.hpp", "#include \"need_flow.hpp\"\n", "not written from the project's folder"},
        BadLine{"server/attic/old.hpp", "", "lies in no room"},
        BadLine{"server/flow/env.cpp", "auto q = \"SELECT id FROM need\";\n", "statements live in schema/sql/queries"},
        BadLine{"server/store/tx.cpp", "auto q = R\"x(\n insert; DELETE  FROM need)x\";\n",
                "tx.cpp:1: SQL in a string"},
        BadLine{"server/app/demo.cpp", "f(1'000, 'a');\nrun(\"UPDATE need \\\"x\\\" SET a = 1\");\n",
                "demo.cpp:2: SQL"},
        BadLine{"server/flow/env.cpp", "auto q = \"UPDATE need \"\n  \"SET title = $1\";\n",
                "env.cpp:1: SQL in a string"},
        BadLine{"shared/domain/need.cpp", "auto q = \"INSERT INTO need\";\n", "SQL in a string"}));

class ForbiddenImport : public testing::TestWithParam<BadLine> {};

TEST_P(ForbiddenImport, IsNamedWithTheWayThatIsAllowed) {
  const auto& bad = GetParam();
  EXPECT_THAT(faults_of_typescript(bad.path, bad.text), ElementsAre(HasSubstr(bad.says)));
}

INSTANTIATE_TEST_SUITE_P(
    Rooms, ForbiddenImport,
    testing::Values(
        BadLine{"client-web/src/wire/decode.ts", "import { t } from '../state/topic';\n", "wire stands alone"},
        BadLine{"client-web/src/state/topic.ts", "import { api } from '../net/api';\n", "state may not import net/api"},
        BadLine{"client-web/src/net/api.ts", "import { Button } from '../ui';\n", "net sees state and wire"},
        BadLine{"client-web/src/ui/dialog.tsx", "import { List } from '../desk/list';\n", "ui may not import"},
        BadLine{"client-web/src/desk/main.tsx", "import { Map } from '../board/map';\n", "never see each other"},
        BadLine{"client-web/src/phone/main.tsx", "const m = await import('../desk/form');\n", "never see each other"},
        BadLine{"client-web/src/board/map/layer.ts", "import '../../phone/card.css';\n", "board may not import phone"},
        BadLine{"client-web/src/desk/a/b.ts", "export * from \"../../phone\";\n", "desk may not import phone"},
        BadLine{"client-web/src/ui/base.css", "@import '../desk/desk.css';\n", "ui may not import"},
        BadLine{"client-web/src/desk/main.tsx", "import x from '../../../server/x';\n", "outside of src"},
        BadLine{"client-web/src/main.ts", "", "lies in no room"}));

TEST(Rooms, AllowedLinesPass) {
  EXPECT_THAT(faults_of_cpp("server/api/need_api.cpp",
                            "#include \"server/api/need_api.hpp\"\n#include \"server/flow/need_flow.hpp\"\n"
                            "#include \"server/net/http.hpp\"\n#include \"shared/wire/json.hpp\"\n"
                            "// SELECT in a comment says nothing: \"DELETE FROM\"\n/* \"SELECT 1\" */\n"
                            "auto text = \"Please select one; UPDATE the need\";\n"),
              IsEmpty());
  EXPECT_THAT(faults_of_cpp("server/store/sqlite/driver.cpp",
                            "#include <SQLiteCpp/Database.h>\n#include \"server/store/driver.hpp\"\n"
                            "auto begin = \"BEGIN IMMEDIATE\", full = \"PRAGMA synchronous=FULL\";\n"),
              IsEmpty());
  EXPECT_THAT(faults_of_cpp("server/app/run.cpp",
                            "#include \"server/store/sqlite/driver.hpp\"\n#include \"server/net/server.hpp\"\n"
                            "#include \"shared/wire/json.hpp\"\n"),
              IsEmpty());
  EXPECT_THAT(faults_of_typescript("client-web/src/desk/list/row.tsx",
                                   "import { signal } from '@preact/signals';\nimport type { Need } from "
                                   "'../../wire/types';\nimport './row.css';\nimport { Button } from '../../ui';\n"),
              IsEmpty());
}

}  // namespace
}  // namespace musubi::laws
