// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/intake.hpp"

#include "ae/error.hpp"
#include "common/store/hash.hpp"
#include "indexer/corrections/sidecar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

/// A batch is full at any of these; large enough that a segment is worth its files. The archive
/// depends on them, so they depend on nothing.
constexpr std::size_t batch_articles = 2000;
constexpr std::uint64_t batch_bytes = std::uint64_t{8} << 20;
constexpr std::size_t batch_records = 100'000;  // also those that are only named

/// Counts what is read of an input, unpacked.
class CountedStream final : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> bytes, std::uint64_t& count)
      : bytes_(std::move(bytes)), count_(count) {}

  std::size_t read(std::string& out, std::size_t wanted) override {
    const std::size_t size = bytes_->read(out, wanted);
    count_ += size;
    return size;
  }
  bool resume() override { return bytes_->resume(); }
  [[nodiscard]] std::uint64_t sound() const noexcept override { return bytes_->sound(); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::uint64_t& count_;
};

Fault unreadable_fault(const std::string& path, const Error& error) {
  return {.where = {.path = path, .member = {}, .line = 0},
          .kind = Fault::Kind::failed,
          .rule = std::string(unreadable_file),
          .reason = error.what()};
}

store::FaultRow to_row(const Fault& fault) {
  return {.file = 0,
          .member = fault.where.member,
          .line = fault.where.line,
          .rule = fault.rule,
          .reason = fault.reason};
}

/// The faults that a file goes on to have, whatever has become of its sidecar.
void forget_sidecar(const std::vector<store::FaultRow>& faults, FileEnd& end) {
  for (const store::FaultRow& fault : faults)
    if (fault.rule == sidecar_rule)
      --end.row.failed;
    else
      end.faults.push_back(fault);
}

/// What analysis would find out once more.
void keep_as(const Named& named, Item& item) {
  item.id = named.version.id;
  item.text_hash = named.version.text_hash;
  item.published = named.published;
}

/// An input that breaks off is at its end.
std::optional<Article> next_of(Reader& reader, const std::string& path, const FaultSink& faults) {
  try {
    return reader.next(faults);
  } catch (const Error& error) {
    faults(unreadable_fault(path, error));
    return {};
  }
}

}  // namespace

/// One open input.
struct Intake::Input {
  Blob blob;
  Format format = Format::automatic;
  FileEnd end;
  std::string identity;
  FileCorrections corrections;
  Before before;
  bool moved = false;
  const std::vector<Naming>* wanted = nullptr;  // only these records, whatever they say
};

std::uint64_t recipe_of(const IndexOptions& options) {
  const std::string key =
      fmt::format("{} {} {} {} {}", fingerprint(Article{}), static_cast<int>(options.format),
                  options.entities, options.all_pages, options.rules_hash);
  return store::xxh3(key);
}

void Intake::read(const ToRead& work, const std::vector<Named>& before) {
  const SourceFile& source = work.source;
  Input input{.blob = {},
              .format = options_.format,
              .end = {.file = work.file,
                      .row = {.path = source.absolute,
                              .shown = source.path,
                              .size = source.size,
                              .modified = source.modified,
                              .content_hash = work.content_hash,
                              .run = run_,
                              .recipe = recipe_,
                              .told = work.told,
                              .below = static_cast<std::uint32_t>(source.below.size())}},
              .identity = work.identity,
              .corrections = {},
              .before = {},
              .moved = work.moved_from.has_value()};
  if (work.identity != source.absolute) input.end.row.identity = work.identity;
  try {
    input.blob = open_blob(source);
  } catch (const Error& error) {
    Fault fault = unreadable_fault(source.path, error);
    indexing::add(report_, fault);
    unreadable_.emplace_back(work.file, std::move(fault));
    return;
  }
  input.corrections = corrections_.of(source, [&](const Fault& fault) { note(fault, input.end); });
  for (const Named& named : before) input.before.emplace(named.place(), &named);
  const KnownFile& was = catalog_.files[work.file];
  const std::uint64_t articles = articles_;
  read_articles(input);
  if (stopped_) return;
  input.end.unchanged = work.again && articles == articles_ && was.row.told == work.told &&
                        was.row.skipped == input.end.row.skipped && was.faults == input.end.faults;
  batch_.ends.push_back(std::move(input.end));
  done_bytes_ += source.size;
}

void Intake::read_standard_input() {
  const std::string path(store::standard_input);
  Input input{.blob = open_standard_input(),
              .format = options_.format == Format::automatic ? Format::json_lines : options_.format,
              .end = {.file = catalog_.file(path),
                      .row = {.path = path, .shown = path, .run = run_, .recipe = recipe_}},
              .identity = path,
              .corrections = {},
              .before = {}};
  input.corrections = corrections_.of(
      {.path = path, .absolute = path, .below = path, .sidecar = {}}, [](const Fault&) {});
  read_articles(input);
  if (!stopped_) batch_.ends.push_back(std::move(input.end));
}

void Intake::read_again(const SourceFile& source, std::uint32_t file,
                        const std::vector<Naming>& wanted) {
  Input input{.blob = {},
              .format = options_.format,
              .end = {.file = file, .row = {}},
              .identity = catalog_.files[file].identity(),
              .corrections = corrections_.of(source, [](const Fault&) {}),
              .before = {},
              .moved = false,
              .wanted = &wanted};
  try {
    input.blob = open_blob(source);
  } catch (const Error&) {
    return;  // then its articles stay as they are
  }
  read_articles(input);
}

void Intake::read_articles(Input& input) {
  const FaultSink faults = [&](const Fault& fault) {
    if (input.wanted != nullptr) return;  // told when the file was read
    note(fault, input.end);
  };
  input.blob.bytes = std::make_unique<CountedStream>(std::move(input.blob.bytes), report_.bytes);
  const std::string path = input.blob.where.path;
  const std::uint64_t bytes_before = report_.bytes;
  const auto reader = open_reader(
      std::move(input.blob),
      {.format = input.format, .all_pages = options_.all_pages, .rules = &options_.rules}, faults);
  if (!reader) return;
  while (auto article = next_of(*reader, path, faults)) {
    if (!take(input, std::move(*article))) return;
    const std::uint64_t read = done_bytes_ + report_.bytes - bytes_before;
    progress_.update(std::min(read, std::max(total_bytes_, done_bytes_)), total_bytes_, articles_);
  }
}

/// \returns whether to go on
bool Intake::take(Input& input, Article article) {
  if (interrupted_()) stopped_ = true;
  if (stopped_) return false;
  Item item;
  item.file = input.end.file;
  item.where = article.origin;
  if (input.wanted != nullptr) {
    const auto here = [&](const Naming& each) {
      return each.line == item.where.line && each.member == item.where.member;
    };
    item.forced = std::ranges::any_of(*input.wanted, here);
    if (!item.forced) return true;
  }
  item.identity = input.identity;
  article.told = corrections_.claims(input.corrections, item.where);
  item.told = fingerprint(article.told);
  item.fingerprint = fingerprint(article) ^ recipe_ ^ item.told;
  const auto before = input.before.find(place_of(item.where.member, item.where.line));
  const bool said_before =
      before != input.before.end() && before->second->fingerprint == item.fingerprint;
  if (said_before && !input.moved && find(catalog_.live, before->second->version) != nullptr) {
    item.kept = true;
    keep_as(*before->second, item);
  } else {
    ++batch_.to_analyse;
    batch_.bytes += article.text.size();
    item.article = std::move(article);
  }
  add(std::move(item));
  return true;
}

void Intake::add(Item item) {
  batch_.items.push_back(std::move(item));
  ++articles_;
  if (batch_.to_analyse >= batch_articles || batch_.bytes >= batch_bytes ||
      batch_.items.size() >= batch_records)
    push();
}

void Intake::note(const Fault& fault, FileEnd& end) {
  indexing::add(report_, fault);
  if (fault.kind == Fault::Kind::skipped) {
    ++end.row.skipped;
    return;
  }
  ++end.row.failed;
  if (end.faults.size() < faults_of_a_file) end.faults.push_back(to_row(fault));
}

void Intake::retell(const Retold& retold) {
  const ToRead& work = retold.work;
  const KnownFile known = catalog_.files[work.file];
  FileEnd end{.file = work.file, .row = known.row};
  end.row.modified = work.source.modified;
  end.row.run = run_;
  end.row.told = work.told;
  forget_sidecar(known.faults, end);
  const FileCorrections said =
      corrections_.of(work.source, [&](const Fault& fault) { note(fault, end); });
  for (std::size_t i = 0; i < known.articles.size(); ++i) {
    if (interrupted_()) stopped_ = true;
    if (stopped_) return;
    retell(known, i, said, retold);
  }
  batch_.ends.push_back(std::move(end));
}

void Intake::retell(const KnownFile& known, std::size_t index, const FileCorrections& said,
                    const Retold& retold) {
  const Named& named = known.articles[index];
  Item item;
  item.file = retold.work.file;
  item.where = {.path = known.row.shown, .member = named.member, .line = named.line};
  item.identity = known.identity();
  item.article.told = corrections_.claims(said, item.where);
  item.told = fingerprint(item.article.told);
  item.fingerprint = named.fingerprint ^ named.told ^ item.told;
  item.kept = item.fingerprint == named.fingerprint;
  item.retold = !item.kept;
  if (item.kept) {
    keep_as(named, item);
  } else {
    const auto [segment, docid] = retold.stored[index];
    item.stored = stored_->read(segment, docid);
    ++batch_.to_analyse;
    batch_.bytes += item.stored.body.text.size();
  }
  add(std::move(item));
}

void Intake::push() {
  if (batch_.items.empty() && batch_.ends.empty()) return;
  conveyor_.push(std::exchange(batch_, {}));
}

void Intake::finish() {
  push();
  conveyor_.finish();
}

}  // namespace ae::indexing
