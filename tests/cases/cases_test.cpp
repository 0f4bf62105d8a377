// SPDX-License-Identifier: GPL-2.0-or-later
/// Runs the two programs as a person does: every *.case below this folder, see case_file.hpp.
///
/// A case starts in an empty folder of its own. It may use
///
///     $DB            an archive still to be made
///     $CORPUS        the demonstration corpus, and $CORPUS_DB, an archive of it
///     $SEEDS         real articles, and $SEEDS_DB; cases in seeds/ need them
///     corpus ARGS    ae-search --db $CORPUS_DB --limit 0 --format jsonl ARGS
///     seeds ARGS     likewise
///
/// The archives are made once and must be left alone.
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "cases/case_file.hpp"

namespace fs = std::filesystem;
using namespace ae::test;

namespace {

struct Outcome {
  int status = -1;
  std::string output, errors;
};

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Where real articles lie: beside the repository, or where AE_SHARED says.
fs::path seeds() {
  const char* const shared = std::getenv("AE_SHARED");
  return (shared ? fs::path(shared) : fs::path(AE_SOURCE_DIR) / ".." / "shared") / "seeds";
}

/// A shell that finds the two programs and little else of this machine.
class Shell {
 public:
  Shell() {
    fs::create_symlink(AE_INDEX_BINARY, tools_.path() / "ae-index");
    fs::create_symlink(AE_SEARCH_BINARY, tools_.path() / "ae-search");
  }

  Outcome run(const std::string& command, const fs::path& folder) const {
    const TempDir caught;
    const fs::path output = caught.path() / "out";
    const fs::path errors = caught.path() / "err";
    const std::string script =
        fmt::format("{}\ncd '{}' || exit 99\n{}", prelude(), folder.string(), command);
    Outcome outcome;
    outcome.status = spawn(script, environment(folder), output, errors);
    outcome.output = slurp(output);
    outcome.errors = slurp(errors);
    return outcome;
  }

  fs::path archive(const std::string& name) const { return tools_.path() / (name + ".ae"); }

 private:
  static std::string prelude() {
    return "corpus() { ae-search --db \"$CORPUS_DB\" --limit 0 --format jsonl \"$@\"; }\n"
           "seeds() { ae-search --db \"$SEEDS_DB\" --limit 0 --format jsonl \"$@\"; }\n";
  }

  std::vector<std::string> environment(const fs::path& folder) const {
    return {"LC_ALL=C",
            "PATH=" + tools_.path().string() + ":/usr/bin:/bin",
            "HOME=" + folder.string(),
            "DB=" + (folder / "news.ae").string(),
            "CORPUS=" + (fs::path(AE_SOURCE_DIR) / "corpus").string(),
            "CORPUS_DB=" + archive("corpus").string(),
            "SEEDS=" + seeds().string(),
            "SEEDS_DB=" + archive("seeds").string(),
            "ASAN_OPTIONS=detect_leaks=0"};
  }

  static int spawn(const std::string& script, std::vector<std::string> variables,
                   const fs::path& output, const fs::path& errors) {
    std::vector<std::string> words{"sh", "-c", script};
    const auto pointers = [](std::vector<std::string>& strings) {
      std::vector<char*> out;
      for (std::string& string : strings) out.push_back(string.data());
      out.push_back(nullptr);
      return out;
    };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, errors.c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t child = 0;
    const int problem = posix_spawn(&child, "/bin/sh", &actions, nullptr, pointers(words).data(),
                                    pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) throw std::runtime_error("no shell");
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  TempDir tools_;
};

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(AE_SOURCE_DIR) / "tests" / "cases"))
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void check_hits(const Step& step, const std::string& output) {
  const auto found = read_hits(output);
  std::vector<std::string> names;
  for (const HitLine& hit : found) {
    names.push_back(hit.name);
    CAPTURE(hit.name, hit.marks);
    for (const std::string& mark : step.marks)
      CHECK(std::ranges::find(hit.marks, mark) != hit.marks.end());
  }
  if (!step.has_hits) return;
  auto expected = step.hits;
  if (!step.in_order) {
    std::ranges::sort(names);
    std::ranges::sort(expected);
  }
  CHECK(names == expected);
}

void check(const Step& step, const Outcome& outcome) {
  INFO("standard output:\n" << outcome.output << "standard error:\n" << outcome.errors);
  CHECK(outcome.status == step.status);
  if (!step.any_output || !step.output.empty()) CHECK(matches(outcome.output, step.output));
  CHECK(matches(outcome.errors, step.errors));
  for (const std::string& text : step.absent) {
    CAPTURE(text);
    CHECK(outcome.output.find(text) == std::string::npos);
  }
  if (step.has_hits || !step.marks.empty()) check_hits(step, outcome.output);
}

void run_case(const Shell& shell, const fs::path& file) {
  const TempDir folder;
  for (const Step& step : read_case(file)) {
    INFO(file.string() << ":" << step.line << ": $ " << step.command);
    check(step, shell.run(step.command, folder.path()));
  }
}

void make_archive(const Shell& shell, const std::string& name, const std::string& source) {
  const auto made = shell.run(
      fmt::format("ae-index --quiet --db '{}' \"${}\"", shell.archive(name).string(), source), "/");
  INFO(made.errors);
  REQUIRE(made.status == 0);
}

}  // namespace

TEST_CASE("the programs do what their cases say", "[cases]") {
  const Shell shell;
  const bool has_seeds = fs::is_directory(seeds());
  make_archive(shell, "corpus", "CORPUS");
  if (has_seeds)
    make_archive(shell, "seeds", "SEEDS");
  else
    WARN("skipped: cases in seeds/, for there are no articles at " << seeds().string());
  const auto files = case_files();
  REQUIRE(!files.empty());
  for (const fs::path& file : files)
    if (has_seeds || file.parent_path().filename() != "seeds") run_case(shell, file);
}

TEST_CASE("expected lines may leave gaps", "[cases]") {
  struct Row {
    const char* text;
    std::vector<std::string> expected;
    bool matches;
  };
  const auto row = GENERATE(values<Row>({
      {"", {}, true},
      {"a\n", {}, false},
      {"a\nb\n", {"a", "b"}, true},
      {"a\nb\n", {"b", "a"}, false},
      {"a\nb\nc\n", {"a", "..."}, true},
      {"a\nb\nc\n", {"...", "b", "..."}, true},
      {"a\nb\nc\n", {"...", "b"}, false},
      {"12 articles in 3 s\n", {"... articles in ... s"}, true},
      {"12 articles in 3 min\n", {"... articles in ... s"}, false},
  }));
  CAPTURE(row.text, row.expected);
  CHECK(matches(row.text, row.expected) == row.matches);
}
