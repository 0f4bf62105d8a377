// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.hpp"

#include "ae/error.hpp"
#include "common/cli/archive_path.hpp"
#include "common/cli/arguments.hpp"
#include "common/store/files.hpp"
#include "common/store/hash.hpp"
#include "indexer/corrections/fields.hpp"
#include "indexer/pipeline/told.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>

namespace ae::indexing {
namespace {

constexpr std::uint64_t mebibyte = 1ULL << 20;
constexpr std::uint64_t default_memory = 128 * mebibyte;

constexpr std::size_t largest_rules = 1 << 20;    // bytes
constexpr std::size_t largest_aliases = 4 << 20;  // bytes; every search reads past them

constexpr std::array options{
    cli::Option{.name = "db",
                .argument = "ARCHIVE",
                .group = "What to index",
                .help = "the archive to write: a folder, or a name kept among your data "
                        "(default: $AE_DB, else the name 'default')"},
    cli::Option{.name = "format",
                .argument = "auto|txt|md|html|json|jsonl|warc|feed|eml|csv|pdf|export",
                .group = "What to index",
                .help = "how to read the files; auto goes by content, then by name; .gz and .zst "
                        "are opened with any"},
    cli::Option{.name = "set",
                .argument = "FIELD=VALUE",
                .repeats = true,
                .group = "What to index",
                .help = "a field of every article of this run: title, date, outlet, author, lang "
                        "or url; beats what the article says"},
    cli::Option{.name = "rules",
                .argument = "FILE",
                .group = "What to index",
                .help = "how text exports of press databases are cut into articles, beside the "
                        "rules built in (docs/vendor-exports.md)"},
    cli::Option{.name = "meta",
                .argument = "FILE",
                .group = "What to index",
                .help = "a table (CSV) of what you know: a column path, with * and ? if you like, "
                        "and any of title, date, outlet, author, lang, url; beats what the "
                        "articles say, until another FILE takes its place"},
    cli::Option{.name = "path-pattern",
                .argument = "PATTERN",
                .group = "What to index",
                .help = "what the paths below each PATH say, as '{outlet}/{date}/*' or "
                        "'{year}/{month}/*_{author}.txt'; beats what the articles say"},
    cli::Option{.name = "all-pages",
                .group = "What to index",
                .help = "web pages too that are no article: home pages, lists, logins"},
    cli::Option{.name = "entities",
                .argument = "on|off",
                .group = "What to index",
                .help = "find people, organisations and places (default: on)"},
    cli::Option{.name = "aliases",
                .argument = "FILE",
                .group = "What to index",
                .help = "lines 'variant = name': what people, organisations, places and outlets "
                        "are to be called, in place of what was said before; needs no PATH"},

    cli::Option{.name = "readmit",
                .argument = "ID",
                .repeats = true,
                .group = "What to index",
                .help = "take in again what --remove or --purge took out"},

    cli::Option{.name = "rebuild",
                .group = "How",
                .help = "build anew beside the old archive, then swap; searches go on meanwhile"},
    cli::Option{
        .name = "dry-run", .group = "How", .help = "say what would be done, and do nothing"},
    cli::Option{.name = "force",
                .group = "How",
                .help = "go on even where more than half of the articles would be removed"},
    cli::Option{.name = "watch",
                .group = "How",
                .help = "keep going: index what appears, changes or goes, until Ctrl-C"},
    cli::Option{.name = "retry-failed",
                .group = "How",
                .help = "read just the inputs again that --failures lists; needs no PATH"},
    cli::Option{.name = "wait",
                .argument = "SECONDS",
                .group = "How",
                .help = "how long to wait for another run on this archive (default: 0)"},
    cli::Option{.name = "jobs",
                .argument = "N",
                .group = "How",
                .help = "worker threads (default: one for each core)"},
    cli::Option{.name = "memory",
                .argument = "SIZE",
                .group = "How",
                .help = "ceiling for buffers, as 512M or 2G (default: 128M)"},

    cli::Option{.name = "writer",
                .argument = "auto|bulk|api",
                .group = "How",
                .help = "how posting lists are written: in bulk, or many times slower by Xapian "
                        "itself (default: auto, in bulk where this Xapian's format is known)"},

    cli::Option{.name = "check",
                .group = "Instead of indexing",
                .help = "verify every file of the archive"},
    cli::Option{.name = "repair",
                .group = "Instead of indexing",
                .help =
                    "with --check: write what is damaged anew, from what the archive stores and "
                    "from the files behind it, and say what could not be saved"},
    cli::Option{.name = "backup",
                .argument = "DIR",
                .group = "Instead of indexing",
                .help = "copy the archive to a new or empty folder, every byte verified; runs and "
                        "searches go on meanwhile"},
    cli::Option{
        .name = "stats", .group = "Instead of indexing", .help = "print what the archive holds"},
    cli::Option{.name = "failures",
                .group = "Instead of indexing",
                .help = "print the inputs that failed, and why; they are remembered until they "
                        "succeed or vanish"},
    cli::Option{.name = "audit",
                .group = "Instead of indexing",
                .help = "print articles whose date or outlet is unknown or in doubt, as a table to "
                        "fill in and give back by --meta"},
    cli::Option{.name = "optimize",
                .group = "Instead of indexing",
                .help = "make one segment of all, without what was removed: the archive gets "
                        "smaller, and searches a little quicker"},
    cli::Option{.name = "for-remote",
                .argument = "DIR",
                .group = "Instead of indexing",
                .help = "write a Xapian database for xapian-tcpsrv to serve to searches on other "
                        "machines (docs/scaling.md); DIR must be new"},
    cli::Option{.name = "shards",
                .argument = "N",
                .group = "Instead of indexing",
                .help = "with --for-remote: so many databases, DIR/1, DIR/2 ..., each with a part "
                        "of the articles (default: 1, DIR itself)"},
    cli::Option{.name = "remove",
                .argument = "ID",
                .repeats = true,
                .group = "Instead of indexing",
                .help = "take an article out until its source changes; -: the ids stand in "
                        "standard input, as ae-search --format ids prints them"},
    cli::Option{.name = "purge",
                .argument = "ID",
                .repeats = true,
                .group = "Instead of indexing",
                .help = "take an article out for good, and erase its text from every file of the "
                        "archive; - as for --remove"},
    cli::Option{.name = "show",
                .argument = "article|analysis|document",
                .group = "Instead of indexing",
                .help = "print what that stage makes of each PATH, a FILE, as JSON Lines; needs no "
                        "archive"},

    cli::Option{.name = "report",
                .argument = "text|json",
                .group = "Output",
                .help = "form of the closing report, --failures and --audit (default: text)"},
    cli::Option{.name = "progress",
                .argument = "auto|always|never",
                .group = "Output",
                .help = "a line with rate and time left; auto shows it on a terminal"},
    cli::Option{.name = "quiet", .group = "Output", .help = "print errors and failed inputs only"},
    cli::Option{.name = "verbose",
                .group = "Output",
                .help = "name up to 1000 failed inputs rather than 20, and tell the time taken"},
    cli::help_option,
    cli::version_option,
};

Claim read_set(std::string_view text) {
  auto [field, value] = cli::field_and_value("set", text);
  const auto key = settable_field(field);
  if (!key)
    throw Error(ErrorCode::bad_usage, fmt::format("--set: {} cannot be set", field),
                fmt::format("fields: {}", settable_fields));
  if (const std::string problem = problem_of(*key, value); !problem.empty())
    throw Error(ErrorCode::bad_usage, fmt::format("--set: {}", problem));
  return told(*key, std::move(value), Source::manifest, "--set");
}

/// \throws Error bad_usage, where it is missing or too large; io
std::string read_user_file(const std::string& path, std::size_t largest, std::string_view instead) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) throw Error(ErrorCode::bad_usage, fmt::format("{}: {}", path, error.message()));
  if (size > largest)
    throw Error(ErrorCode::bad_usage,
                fmt::format("{}: larger than {} MiB", path, largest / mebibyte),
                std::string(instead));
  return store::read_small_file(path, largest);
}

Command::Task read_task(const cli::Arguments& arguments) {
  if (arguments.given("help")) return Command::Task::help;
  if (arguments.given("version")) return Command::Task::version;
  constexpr std::array tasks{std::pair{"check", Command::Task::check},
                             std::pair{"backup", Command::Task::backup},
                             std::pair{"stats", Command::Task::stats},
                             std::pair{"failures", Command::Task::failures},
                             std::pair{"audit", Command::Task::audit},
                             std::pair{"optimize", Command::Task::optimize},
                             std::pair{"for-remote", Command::Task::for_remote},
                             std::pair{"purge", Command::Task::purge},
                             std::pair{"remove", Command::Task::remove},
                             std::pair{"show", Command::Task::show}};
  Command::Task task = Command::Task::index;
  for (const auto& [name, given] : tasks) {
    if (!arguments.given(name)) continue;
    if (task != Command::Task::index)
      throw Error(ErrorCode::bad_usage, fmt::format("--{}: asked for together with another", name),
                  "--check, --backup, --stats, --failures, --audit, --optimize, --for-remote, "
                  "--remove, --purge and --show are each a run of their own");
    task = given;
  }
  if (!arguments.given("repair")) return task;
  if (task != Command::Task::check)
    throw Error(ErrorCode::bad_usage, "--repair: mends what --check finds",
                "as in: ae-index --check --repair");
  return Command::Task::repair;
}

void check_paths(const Command& command) {
  using enum Command::Task;
  const bool without = command.run.aliases || command.run.retry_failed;
  const bool wanted = (command.task == index && !without) || command.task == show;
  if (wanted && command.run.paths.empty())
    throw Error(ErrorCode::bad_usage, "no PATH given",
                "as in: ae-index corpus/    (ae-index --help tells more)");
  const bool surplus = (command.task != index && command.task != show) || command.run.retry_failed;
  if (surplus && !command.run.paths.empty())
    throw Error(ErrorCode::bad_usage, fmt::format("{}: no PATH is needed", command.run.paths[0]),
                "the archive is named by --db");
  const bool endless = std::ranges::find(command.run.paths, "-") != command.run.paths.end();
  if (command.watch && (command.run.paths.empty() || command.run.dry_run || endless))
    throw Error(ErrorCode::bad_usage, "--watch: watches folders and files, for an archive",
                "as in: ae-index --watch corpus/    (not with -, --dry-run or --retry-failed)");
  if (command.run.retry_failed && command.run.rebuild)
    throw Error(ErrorCode::bad_usage, "--retry-failed: asked for together with --rebuild",
                "--rebuild reads all files again");
}

void read_input(std::vector<std::string>& ids) {
  std::ifstream input("/dev/stdin");
  for (std::string line; std::getline(input, line);)
    if (!line.empty()) ids.push_back(line);
  if (!input.eof())
    throw Error(ErrorCode::io, "-: standard input cannot be read", "nothing was changed");
}

/// "-" stands for those in standard input.
std::vector<std::string> read_ids(const std::vector<std::string>& given) {
  std::vector<std::string> ids;
  for (const std::string& id : given)
    if (id == "-")
      read_input(ids);
    else
      ids.push_back(id);
  return ids;
}

void read_rules(const std::string& file, IndexOptions& run) {
  const std::string text = store::read_small_file(file, largest_rules);
  run.rules_hash = store::xxh3(text);
  try {
    run.rules = read_export_rules(text);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", file, error.what()), error.hint());
  }
}

IndexOptions read_run(const cli::Program& program, const cli::Arguments& arguments) {
  IndexOptions run;
  run.paths = arguments.words;
  run.format = cli::choice(program, arguments, "format", Format::automatic);
  for (const std::string& text : arguments.values("set")) run.set.push_back(read_set(text));
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
  run.jobs = static_cast<unsigned>(cli::number(arguments, "jobs", cores, {.from = 1, .to = 256}));
  run.memory = cli::byte_size(arguments, "memory", default_memory,
                              {.from = mebibyte, .to = mebibyte * mebibyte});
  run.writer = cli::choice(program, arguments, "writer", Writer::automatic);
  run.entities = arguments.value("entities").value_or("on") == "on";
  if (const auto file = arguments.value("aliases")) {
    run.aliases = read_user_file(*file, largest_aliases, "every search reads past it");
    run.aliases_file = *file;
  }
  if (const auto file = arguments.value("rules")) read_rules(*file, run);
  if (const auto file = arguments.value("meta")) {
    run.meta = read_user_file(*file, largest_told, "name folders, or use * in fewer lines");
    run.meta_file = *file;
  }
  if (const auto pattern = arguments.value("path-pattern")) run.path_pattern.emplace(*pattern);
  run.readmit = arguments.values("readmit");
  run.all_pages = arguments.given("all-pages");
  run.rebuild = arguments.given("rebuild");
  run.dry_run = arguments.given("dry-run");
  run.force = arguments.given("force");
  run.retry_failed = arguments.given("retry-failed");
  run.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  run.wait = std::chrono::seconds(cli::number(arguments, "wait", 0, {.to = 7 * 24 * 3600}));
  return run;
}

}  // namespace

cli::Program index_program() {
  return {
      .name = "ae-index",
      .summary = "make an archive of news articles equal to what stands in folders and files",
      .synopsis = "[options] PATH...",
      .description =
          "Reads the articles under each PATH and makes the archive equal to them: "
          "adds what is new, updates what changed, removes what is gone. What came "
          "from other paths stays. A PATH of - reads JSON Lines from standard "
          "input, and only adds and updates.",
      .options = options,
      .sections = {
          {"Examples",
           {{"ae-index corpus/", "index a folder into the default archive"},
            {"ae-index --db ./news.ae a/ b.jsonl.gz", "into the folder news.ae"},
            {"ae-index --set outlet=Reuters reuters/", "all of them from one outlet"},
            {"ae-index --meta known.csv corpus/", "with dates and outlets that you know"},
            {"ae-index --aliases names.txt", "merge, rename, retype or hide names"},
            {"ae-index --show analysis FILE", "what is read out of a file, and why"}}},
          {"Environment",
           {{"AE_DB", "the archive, where --db is not given"},
            {"XDG_DATA_HOME",
             "where archives known by name stand, in ae/ "
             "(default: ~/.local/share)"}}},
          {"Exit status",
           {{"0", "all done"},
            {"1",
             "done, but some inputs failed: each is named, the rest is in; or interrupted: what "
             "was read is in; or --repair could not save every article"},
            {"2", "the command line makes no sense"},
            {"3", "the archive cannot be written, or --check or --backup found damage"}}},
      }};
}

Command parse_arguments(int argc, const char* const* argv, const cli::Environment& environment) {
  const cli::Program program = index_program();
  const cli::Arguments arguments = cli::parse(program, cli::command_line(argc, argv));
  Command command;
  command.task = read_task(arguments);
  if (command.task == Command::Task::help || command.task == Command::Task::version) return command;
  command.stage = cli::choice(program, arguments, "show", Command::Stage::article);
  command.report = cli::choice(program, arguments, "report", Command::ReportFormat::text);
  command.progress = cli::choice(program, arguments, "progress", cli::When::automatic);
  command.backup = arguments.value("backup").value_or("");
  command.watch = arguments.given("watch");
  command.quiet = arguments.given("quiet");
  command.verbose = arguments.given("verbose");
  command.run = read_run(program, arguments);
  command.folder = arguments.value("for-remote").value_or("");
  command.shards =
      static_cast<unsigned>(cli::number(arguments, "shards", 1, {.from = 1, .to = 64}));
  if (arguments.given("shards") && command.task != Command::Task::for_remote)
    throw Error(ErrorCode::bad_usage, "--shards: says how many databases --for-remote writes",
                "as in: ae-index --for-remote DIR --shards 4");
  if (command.task == Command::Task::purge) command.ids = read_ids(arguments.values("purge"));
  if (command.task == Command::Task::remove) command.ids = read_ids(arguments.values("remove"));
  check_paths(command);
  if (command.task != Command::Task::show)
    command.run.archive = cli::archive_path(arguments.value("db"), environment);
  return command;
}

}  // namespace ae::indexing
