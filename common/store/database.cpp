// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/database.hpp"

#include "ae/error.hpp"
#include "common/store/files.hpp"

#include <fmt/core.h>

namespace ae::store {

void rethrow_as_error(const std::filesystem::path& path) {
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    throw Error(ErrorCode::archive_locked,
                fmt::format("{}: cannot lock: {}", path.string(), error.get_msg()));
  } catch (const Xapian::DatabaseNotFoundError& error) {
    throw_damaged(path, error.get_msg());
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw_damaged(path, error.get_msg());
  } catch (const Xapian::DatabaseError& error) {
    // With an errno the system refused something; without, the files make no sense.
    const char* const system = error.get_error_string();
    if (system == nullptr) throw_damaged(path, error.get_msg());
    throw Error(ErrorCode::io, fmt::format("{}: {}: {}", path.string(), error.get_msg(), system));
  } catch (const Xapian::Error& error) {
    throw Error(ErrorCode::internal,
                fmt::format("{}: {}: {}", path.string(), error.get_type(), error.get_msg()));
  }
}

Xapian::Database open_database(const std::filesystem::path& path) {
  return translated(path,
                    [&] { return Xapian::Database(path.string(), Xapian::DB_BACKEND_GLASS); });
}

Xapian::Database open_remote(const std::string& host, unsigned port,
                             std::chrono::milliseconds timeout) {
  const auto patience = static_cast<unsigned>(timeout.count());
  return Xapian::Remote::open(host, port, patience, patience);
}

Xapian::WritableDatabase create_database(const std::filesystem::path& path) {
  constexpr int flags =
      Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;
  return translated(path, [&] { return Xapian::WritableDatabase(path.string(), flags); });
}

}  // namespace ae::store
