// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-entities: trains the model of names and scores it. A tool for those who work on ae.
#include "ae/error.hpp"
#include "common/cli/arguments.hpp"
#include "common/cli/help.hpp"
#include "common/store/files.hpp"
#include "indexer/entities/training/marked.hpp"
#include "indexer/entities/training/score.hpp"
#include "indexer/entities/training/train.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>

namespace {

using namespace ae;            // NOLINT(google-build-using-namespace): a program of one file
using namespace ae::training;  // NOLINT(google-build-using-namespace)

constexpr std::array options{
    cli::Option{.name = "out", .argument = "MODEL", .group = "train", .help = "file to write"},
    cli::Option{.name = "recipe",
                .argument = "FILE",
                .group = "train",
                .help = "which files to learn from, and how; instead of FILE.bio"},
    cli::Option{.name = "data",
                .argument = "DIR",
                .group = "train",
                .help = "where the files of the recipe stand, also as .zst"},
    cli::Option{.name = "lists",
                .argument = "DIR",
                .group = "train",
                .help = "gazetteers to take names from"},
    cli::Option{
        .name = "held",
        .argument = "FILE",
        .repeats = true,
        .group = "train",
        .help = "annotated text to be scored on: what shares a sentence with it is left out"},
    cli::Option{.name = "passes", .argument = "N", .group = "train", .help = "1 or 2 (default 2)"},
    cli::Option{.name = "epochs", .argument = "N", .group = "train", .help = "default 6"},
    cli::Option{.name = "rows",
                .argument = "BITS",
                .group = "train",
                .help = "2^BITS rows of weights a pass (default 18)"},
    cli::Option{.name = "model",
                .argument = "MODEL",
                .group = "score",
                .help = "instead of the built-in one"},
    cli::Option{.name = "join",
                .argument = "N",
                .group = "score",
                .help = "sentences an article where no borders are marked (default 12)"},
    cli::Option{
        .name = "resolved", .group = "score", .help = "score what the resolver makes of the names"},
    cli::Option{.name = "errors",
                .group = "score",
                .help = "list what was missed (-) and what was wrong (+)"},
    cli::help_option,
};

const cli::Program program{
    .name = "ae-entities",
    .summary = "train and score the model of names",
    .synopsis =
        "train --out MODEL (--recipe FILE --data DIR | FILE.bio...)\n"
        "   or: ae-entities score [FILE.bio...]",
    .description =
        "FILE.bio holds a token, a tab and a BIO tag a line (PER, ORG, LOC, MISC), and "
        "an empty line between sentences. FILE.txt is one article with its names marked, as "
        "[PER Ana Roe]; a folder stands for all of those in it.",
    .options = options,
    .sections = {},
};

// A name that begins with a dot stands beside the recipe, any other one in the folder of data.
std::string find_source(const std::string& file, const std::string& recipe,
                        const std::string& data) {
  namespace fs = std::filesystem;
  const auto folder = file.front() == '.' ? fs::path(recipe).parent_path() : fs::path(data);
  const auto path = (folder / file).lexically_normal().string();
  return fs::exists(path) ? path : path + ".zst";
}

std::vector<Corpus> read_corpora(const cli::Arguments& arguments) {
  std::vector<Source> sources;
  const auto folder = arguments.value("data").value_or(".");
  if (const auto recipe = arguments.value("recipe")) {
    sources = read_recipe(read_file(*recipe));
    for (auto& source : sources) source.file = find_source(source.file, *recipe, folder);
  }
  for (std::size_t i = 1; i < arguments.words.size(); ++i) {
    sources.push_back({.file = arguments.words[i], .weight = 1, .join = 12, .misc = true});
  }
  std::vector<Corpus> corpora;
  for (auto& source : sources) {
    auto documents = read_annotated(source.file, source.join);
    corpora.push_back({source, std::move(documents)});
  }
  return corpora;
}

void run_train(const cli::Arguments& arguments) {
  const auto out = arguments.value("out");
  if (!out) throw Error(ErrorCode::bad_usage, "train: no --out MODEL was given");
  auto corpora = read_corpora(arguments);
  if (corpora.empty()) throw Error(ErrorCode::bad_usage, "train: no text was given");
  for (const auto& path : arguments.values("held")) {
    hold_out(corpora, read_annotated(path, 1));
  }
  TrainOptions settings;
  settings.passes = static_cast<unsigned>(cli::number(arguments, "passes", 2, {1, 2}));
  settings.settings.epochs = static_cast<unsigned>(cli::number(arguments, "epochs", 6, {1, 100}));
  settings.settings.row_bits = static_cast<unsigned>(cli::number(arguments, "rows", 18, {10, 22}));
  settings.lists = arguments.value("lists").value_or("");
  const auto model =
      train(corpora, settings, [](std::string_view step) { fmt::print(stderr, "{}\n", step); });
  store::replace_file(*out, model);
  fmt::print("{}: {} bytes\n", *out, model.size());
}

void print_line(std::string_view name, const Score& score) {
  fmt::print("  {:<4} P {:5.1f}  R {:5.1f}  F1 {:5.1f}   ({} right, {} found, {} wanted)\n", name,
             100 * score.precision(), 100 * score.recall(), 100 * score.f1(), score.right,
             score.found, score.wanted);
}

void print_scores(const Scores& scores) {
  constexpr std::array<std::string_view, 3> names{"PER", "ORG", "LOC"};
  for (std::size_t type = 0; type < names.size(); ++type) print_line(names[type], scores[type]);
  print_line("all", total(scores));
}

void run_score(const cli::Arguments& arguments) {
  std::optional<store::MappedFile> file;
  std::optional<indexing::Model> own;
  if (const auto path = arguments.value("model")) {
    file.emplace(*path);
    own = indexing::open_model(file->bytes(), *path, indexing::Trust::checksum);
  }
  const auto& model = own ? *own : indexing::built_in_model();
  const indexing::Lexicon lexicon(model.words);
  const Extraction extraction{lexicon, model.weights, arguments.given("resolved")};
  const auto join = cli::number(arguments, "join", 12, {1, 1'000'000});
  std::vector<std::string> errors;
  for (std::size_t i = 1; i < arguments.words.size(); ++i) {
    Scores scores;
    for (const auto& document : read_annotated(arguments.words[i], join)) {
      score(document, extraction, scores, arguments.given("errors") ? &errors : nullptr);
    }
    fmt::print("{}\n", arguments.words[i]);
    for (const auto& line : errors) fmt::print("{}\n", line);
    errors.clear();
    print_scores(scores);
  }
}

void run(int argc, char** argv) {
  const auto arguments = cli::parse(program, cli::command_line(argc, argv));
  const auto command = arguments.words.empty() ? std::string() : arguments.words.front();
  if (arguments.given("help")) {
    fmt::print("{}", cli::help(program));
  } else if (command == "train") {
    run_train(arguments);
  } else if (command == "score") {
    run_score(arguments);
  } else {
    throw Error(ErrorCode::bad_usage, "say what to do: train or score", "see --help");
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(argc, argv);
    return 0;
  } catch (const Error& error) {
    fmt::print(stderr, "ae-entities: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "{}\n", error.hint());
    return error.code() == ErrorCode::bad_usage ? 2 : 3;
  } catch (const std::exception& error) {
    fmt::print(stderr, "ae-entities: {}\n", error.what());
    return 3;
  }
}
