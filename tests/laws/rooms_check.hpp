#pragma once
// Reads source text and says where it breaks the walls between the rooms (DESIGN §3). Pure: the tests hand it real
// files and made-up ones.

#include <string>
#include <string_view>
#include <vector>

namespace musubi::laws {

// One line per fault, "path:line: what is wrong; what is allowed". `path` is relative to the project's folder.
std::vector<std::string> faults_of_cpp(std::string_view path, std::string_view text);

// The same for the client's folders: import lines of TypeScript and CSS imports among them.
std::vector<std::string> faults_of_typescript(std::string_view path, std::string_view text);

}  // namespace musubi::laws
