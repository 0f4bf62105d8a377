// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/texts.hpp"

#include "ae/error.hpp"
#include "common/store/codec.hpp"

#include <fmt/core.h>
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <utility>

namespace ae::store {
namespace {

constexpr std::uint32_t format_version = 1;
constexpr int level = 3;
constexpr std::size_t sample_size = std::size_t{1} << 20;        // bytes held back to train from
constexpr std::size_t longest_sample = std::size_t{16} << 10;    // bytes of one record
constexpr std::size_t dictionary_size = std::size_t{112} << 10;  // bytes, at most
constexpr std::size_t checksum_size = sizeof(std::uint64_t);

struct FreeZstd {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const noexcept { ZSTD_freeCDict(dictionary); }
  void operator()(ZSTD_DDict* dictionary) const noexcept { ZSTD_freeDDict(dictionary); }
};
template <class T>
using Zstd = std::unique_ptr<T, FreeZstd>;

template <class T>
Zstd<T> owned(T* made) {
  if (made == nullptr) throw std::bad_alloc();
  return Zstd<T>(made);
}

/// zstd refuses only wrong arguments here and lack of memory: no fault of the input.
std::size_t succeeded(std::size_t result) {
  if (ZSTD_isError(result) != 0) {
    throw Error(ErrorCode::internal, fmt::format("zstd: {}", ZSTD_getErrorName(result)));
  }
  return result;
}

/// A record that waits for the dictionary.
struct Held {
  std::string record;
  std::size_t packed = 0;  ///< bytes at its front

  [[nodiscard]] std::string_view rest() const { return std::string_view(record).substr(packed); }
};

/// Learns from the first records, however many are there: the same articles always give the same
/// file. Empty where there is too little to learn from.
std::string train(const std::vector<Held>& records) {
  std::string samples;
  std::vector<std::size_t> sizes;
  std::size_t seen = 0;
  for (const Held& held : records) {
    if (seen >= sample_size) break;
    seen += held.record.size();
    const std::string_view sample = held.rest().substr(0, longest_sample);
    samples.append(sample);
    sizes.push_back(sample.size());
  }
  std::string dictionary(dictionary_size, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

/// Contexts to decompress with: as many as threads read at once. A new one for each article would
/// take longer than the article.
class Contexts {
 public:
  Zstd<ZSTD_DCtx> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return owned(ZSTD_createDCtx());
    auto context = std::move(idle_.back());
    idle_.pop_back();
    return context;
  }

  void give_back(Zstd<ZSTD_DCtx> context) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(context));
  }

 private:
  std::mutex mutex_;
  std::vector<Zstd<ZSTD_DCtx>> idle_;
};

}  // namespace

std::shared_future<std::string> ready_dictionary(std::string dictionary) {
  std::promise<std::string> ready;
  ready.set_value(std::move(dictionary));
  return ready.get_future().share();
}

struct TextsWriter::State {
  State(const std::filesystem::path& path, SharedDictionary from)
      : file(path, "texts", format_version),
        context(owned(ZSTD_createCCtx())),
        shared(std::move(from)) {
    succeeded(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level));
    succeeded(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0));
    begin_if_ready();
  }

  /// Begins once the dictionary stands, or there is enough to train it from.
  void begin_if_ready() {
    if (shared.given.valid()) {
      if (shared.given.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
      take_given();
    }
    if (!recording && held_back_size >= sample_size) begin_records(train(held_back));
  }

  /// Waits for it.
  void take_given() {
    const std::string dictionary = std::exchange(shared.given, {}).get();
    if (!dictionary.empty()) begin_records(dictionary);
  }

  /// Writes all that was held back.
  void begin_records(const std::string& dictionary) {
    file.begin_section("dictionary");
    file.append(dictionary);
    file.begin_section("records");
    recording = true;
    if (shared.awaited) shared.awaited->set_value(dictionary);
    if (!dictionary.empty()) {
      trained = owned(ZSTD_createCDict(dictionary.data(), dictionary.size(), level));
      succeeded(ZSTD_CCtx_refCDict(context.get(), trained.get()));
    }
    for (const auto& [record, packed] : held_back) write(record, packed);
    held_back = {};
  }

  void write(std::string_view record, std::size_t packed) {
    compressed.clear();
    append_fixed(compressed, xxh3(record));
    append_counted(compressed, record.substr(0, packed));
    const std::size_t front = compressed.size();
    const auto rest = record.substr(packed);
    compressed.resize(front + ZSTD_compressBound(rest.size()));
    const std::size_t size =
        succeeded(ZSTD_compress2(context.get(), compressed.data() + front,
                                 compressed.size() - front, rest.data(), rest.size()));
    write_compressed({compressed.data(), front + size});
  }

  void write_compressed(std::string_view bytes) {
    file.append(bytes);
    offsets.push_back(file.section_length());
  }

  SealedFileWriter file;
  Zstd<ZSTD_CCtx> context;
  Zstd<ZSTD_CDict> trained;
  SharedDictionary shared;
  bool recording = false;          // the dictionary stands
  std::vector<Held> held_back;     // until then
  std::size_t held_back_size = 0;  // bytes
  std::string compressed;
  std::vector<std::uint64_t> offsets{0};
  std::uint32_t documents = 0;
};

TextsWriter::TextsWriter(const std::filesystem::path& path, SharedDictionary dictionary)
    : state_(std::make_unique<State>(path, std::move(dictionary))) {}
TextsWriter::TextsWriter(const std::filesystem::path& path, std::string dictionary)
    : TextsWriter(path, SharedDictionary{.given = ready_dictionary(std::move(dictionary))}) {}
TextsWriter::TextsWriter(TextsWriter&&) noexcept = default;
TextsWriter& TextsWriter::operator=(TextsWriter&&) noexcept = default;
TextsWriter::~TextsWriter() = default;

std::uint32_t TextsWriter::add(std::string_view record, std::size_t packed) {
  assert(packed <= record.size());
  if (record.size() > max_record_size) {
    throw Error(ErrorCode::bad_usage,
                fmt::format("an article of {} bytes is too large to store", record.size()));
  }
  if (state_->recording) {
    state_->write(record, packed);
  } else {
    state_->held_back.push_back({std::string(record), packed});
    state_->held_back_size += record.size();
    state_->begin_if_ready();
  }
  return ++state_->documents;
}

std::uint32_t TextsWriter::append_raw(std::string_view compressed) {
  assert(compressed.size() > checksum_size);
  if (state_->shared.given.valid()) state_->take_given();
  if (!state_->recording) state_->begin_records({});
  state_->write_compressed(compressed);
  return ++state_->documents;
}

FileSum TextsWriter::finish() {
  State& state = *state_;
  if (state.shared.given.valid()) state.take_given();
  if (!state.recording) state.begin_if_ready();
  if (!state.recording) state.begin_records({});
  const bool narrow = state.offsets.back() <= std::numeric_limits<std::uint32_t>::max();
  if (narrow) {
    state.file.begin_section("offsets32");
    const std::vector<std::uint32_t> offsets(state.offsets.begin(), state.offsets.end());
    state.file.append(std::span(offsets));
  } else {
    state.file.begin_section("offsets64");
    state.file.append(std::span<const std::uint64_t>(state.offsets));
  }
  return state.file.finish();
}

struct Texts::State {
  explicit State(const std::filesystem::path& path)
      : file(path, "texts", format_version),
        records(&file.section("records")),
        narrow(file.find_section("offsets32") != nullptr),
        offsets(&file.section(narrow ? "offsets32" : "offsets64")) {
    const auto stored = file.bytes(file.section("dictionary"));
    if (!stored.empty()) dictionary = owned(ZSTD_createDDict(stored.data(), stored.size()));
    const std::uint64_t count = offsets->length / width();
    if (count == 0 || count > std::numeric_limits<std::uint32_t>::max()) {
      file.throw_damaged("has no table of records");
    }
    documents = static_cast<std::uint32_t>(count - 1);
  }

  std::size_t width() const { return narrow ? sizeof(std::uint32_t) : sizeof(std::uint64_t); }

  std::uint64_t offset(std::uint64_t index) const {
    const char* const at = file.bytes(*offsets, index * width(), width()).data();
    return narrow ? load_fixed<std::uint32_t>(at) : load_fixed<std::uint64_t>(at);
  }

  std::string_view raw(std::uint32_t docid) const {
    const std::uint64_t from = offset(docid - 1);
    const std::uint64_t to = offset(docid);
    if (docid == 0 || docid > documents || to < from || to - from <= checksum_size) {
      file.throw_damaged("has a hole");
    }
    return file.bytes(*records, from, to - from);
  }

  /// Nothing where \p record is not what a writer wrote.
  std::optional<std::string> plain(std::string_view record) const {
    Cursor cursor(record);
    const auto checksum = cursor.fixed<std::uint64_t>();
    std::string text(cursor.counted());
    const auto frame = cursor.bytes(cursor.left());
    const std::size_t packed = text.size();
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    // The error values of size are larger still.
    if (size > max_record_size || packed > max_record_size - size) return {};
    text.resize(packed + size);
    auto context = contexts.take();
    const std::size_t got = ZSTD_decompress_usingDDict(
        context.get(), text.data() + packed, size, frame.data(), frame.size(), dictionary.get());
    contexts.give_back(std::move(context));
    if (ZSTD_isError(got) != 0 || got != size || xxh3(text) != checksum) return {};
    return text;
  }

  SealedFile file;
  const Section* records;
  bool narrow;  // offsets are 32 bits wide
  const Section* offsets;
  Zstd<ZSTD_DDict> dictionary;
  std::uint32_t documents = 0;
  mutable Contexts contexts;
};

Texts::Texts(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

std::uint32_t Texts::documents() const noexcept { return state_->documents; }

std::string Texts::read(std::uint32_t docid) const {
  if (auto text = state_->plain(raw(docid))) return *std::move(text);
  state_->file.throw_damaged(fmt::format("article {} is damaged", docid));
}

std::string_view Texts::raw(std::uint32_t docid) const {
  try {
    return state_->raw(docid);
  } catch (const Error&) {
    state_->file.throw_damaged(fmt::format("article {} is damaged", docid));
  }
}

std::string_view Texts::dictionary() const {
  return state_->file.bytes(state_->file.section("dictionary"));
}

void Texts::verify_all() const {
  state_->file.verify_all();
  for (std::uint32_t docid = 1; docid <= state_->documents; ++docid) {
    static_cast<void>(read(docid));
  }
}

}  // namespace ae::store
