// SPDX-License-Identifier: GPL-2.0-or-later
/// ZIP and tar: every member is read as a file of its own would be, archives too, once. The only
/// code that knows libarchive; nothing is ever written to disk.
#include "ae/error.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/sources/decompress.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t chunk = 64 << 10;
constexpr std::size_t most_members = 1'000'000;

using Handle = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// What libarchive reads from.
struct Input {
  std::unique_ptr<ByteStream> bytes;
  std::string buffer{};
  std::uint64_t taken = 0;  ///< bytes
  std::uint64_t given = 0;  ///< bytes, unpacked
  std::string trouble{};    ///< of bytes; libarchive is told of its end
};

la_ssize_t on_read(archive* handle, void* user, const void** bytes) {
  auto& input = *static_cast<Input*>(user);
  input.buffer.clear();
  try {
    input.bytes->read(input.buffer, chunk);
  } catch (const std::exception& error) {
    input.trouble = error.what();
    archive_set_error(handle, EIO, "%s", error.what());
    return ARCHIVE_FATAL;
  }
  input.taken += input.buffer.size();
  *bytes = input.buffer.data();
  return static_cast<la_ssize_t>(input.buffer.size());
}

std::string trouble_of(archive* handle) {
  const char* const text = archive_error_string(handle);
  return text == nullptr ? "damaged" : text;
}

/// The member that \p handle stands at. Must not outlive the handle, nor be read after the next
/// member was asked for.
class MemberStream final : public ByteStream {
 public:
  /// \param packed  what was read so far of the outermost archive
  MemberStream(archive* handle, Input& input, const std::uint64_t& packed)
      : handle_(handle), input_(input), packed_(packed) {}

  std::size_t read(std::string& out, std::size_t wanted) override {
    const auto start = out.size();
    out.resize(start + wanted);
    const auto got = archive_read_data(handle_, out.data() + start, wanted);
    out.resize(start + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
    if (got < 0) throw Error(ErrorCode::io, trouble_of(handle_));
    input_.given += static_cast<std::uint64_t>(got);
    const UnpackLimits limits;
    if (input_.given > limits.total ||
        (input_.given > limits.ratio_from && input_.given / limits.ratio > packed_))
      throw Error(ErrorCode::io,
                  fmt::format("unpacks to more than {} times its size", limits.ratio),
                  "unpack it yourself, should it be no trap");
    return static_cast<std::size_t>(got);
  }

 private:
  archive* handle_;
  Input& input_;
  const std::uint64_t& packed_;
};

class ArchiveReader final : public Reader {
 public:
  ArchiveReader(Blob blob, const ReadOptions& options)
      : where_(std::move(blob.where)),
        input_{.bytes = std::move(blob.bytes)},
        options_(options),
        handle_(archive_read_new(), &archive_read_free) {
    if (!handle_) throw std::bad_alloc();
    ++options_.depth;
    if (options_.packed == nullptr) options_.packed = &input_.taken;
    archive_read_support_format_zip_streamable(handle_.get());
    archive_read_support_format_tar(handle_.get());
    archive_read_support_format_gnutar(handle_.get());
    opened_ = archive_read_open(handle_.get(), &input_, nullptr, on_read, nullptr) == ARCHIVE_OK;
  }

  std::optional<Article> next(const FaultSink& faults) override {
    if (!std::exchange(told_, true) && !opened_)
      faults(failed(where_, "broken-input", trouble_of(handle_.get())));
    while (opened_) {
      if (member_) {
        if (auto article = member_->next(faults)) return article;
        member_.reset();
      }
      if (!next_member(faults)) return {};
    }
    return {};
  }

 private:
  /// Opens the next member that a reader takes. \returns false at the end
  bool next_member(const FaultSink& faults) {
    archive_entry* entry = nullptr;
    while (true) {
      const int status = archive_read_next_header(handle_.get(), &entry);
      if (status == ARCHIVE_EOF) return opened_ = false;
      if (status < ARCHIVE_WARN || ++members_ > most_members) {
        const auto why = members_ > most_members ? fmt::format("more than {} members", most_members)
                                                 : trouble_of(handle_.get());
        faults(failed(where_, "broken-input", why));
        return opened_ = false;
      }
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      Blob blob = blob_of(entry);
      if (is_hidden(std::string_view(blob.where.member).substr(where_.member.size()))) continue;
      if (archive_entry_is_encrypted(entry) != 0) {
        faults(failed(blob.where, "encrypted", "protected by a password; unpack it yourself"));
        continue;
      }
      member_ = open_member(std::move(blob), faults);
      if (member_) return true;
    }
  }

  std::unique_ptr<Reader> open_member(Blob blob, const FaultSink& faults) const {
    const Location where = blob.where;
    try {
      blob.bytes = unpacked(std::move(blob.bytes));
    } catch (const Error& error) {
      faults(failed(where, "broken-input", error.what()));
      return nullptr;
    }
    return open_reader(std::move(blob), options_, faults);
  }

  Blob blob_of(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    Location where = where_;
    const std::string member = name == nullptr ? fmt::format("member {}", members_) : name;
    auto file = format_name(member);
    where.member += (where.member.empty() ? "" : "!") + member;
    auto bytes = std::make_unique<MemberStream>(handle_.get(), input_, *options_.packed);
    return {.where = std::move(where), .name = std::move(file), .bytes = std::move(bytes)};
  }

  /// Names that begin with a dot, or stand in such a folder, are passed over as on disk. A name
  /// that leads upwards is a name like any other, as nothing is written.
  static bool is_hidden(std::string_view member) {
    if (member.starts_with('!')) member.remove_prefix(1);  // behind the archive it stands in
    if (member.starts_with("__MACOSX/")) return true;
    while (!member.empty()) {
      const auto part = member.substr(0, member.find('/'));
      if (part.starts_with('.') && part != "." && part != "..") return true;
      member.remove_prefix(std::min(part.size() + 1, member.size()));
    }
    return false;
  }

  Location where_;
  Input input_;
  ReadOptions options_;
  Handle handle_;
  std::unique_ptr<Reader> member_;  ///< reads from handle_: goes before it
  std::size_t members_ = 0;
  bool opened_ = false;
  bool told_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_archive_reader(Blob blob, const ReadOptions& options) {
  return std::make_unique<ArchiveReader>(std::move(blob), options);
}

}  // namespace ae::indexing
