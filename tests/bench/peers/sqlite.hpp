// SPDX-License-Identifier: GPL-2.0-or-later
/// SQLite's interface with owners and exceptions: as much of it as the comparison needs.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ae::bench {

/// An open file; what fails throws std::runtime_error.
class Connection {
 public:
  explicit Connection(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open(file.c_str(), &opened);
    handle_.reset(opened);
    if (status != SQLITE_OK) fail();
  }

  void run(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(handle_.get())); }
  sqlite3* handle() const { return handle_.get(); }
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement; parameters are numbered from 1, columns from 0.
class Statement {
 public:
  Statement(const Connection& connection, const std::string& sql) : connection_(connection) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(connection.handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made,
                           nullptr) != SQLITE_OK)
      connection.fail();
    handle_.reset(made);
  }

  /// The text must live until the statement has been run.
  Statement& bind(int parameter, std::string_view text) {
    sqlite3_bind_text64(handle_.get(), parameter, text.data(), text.size(), nullptr, SQLITE_UTF8);
    return *this;
  }
  Statement& bind(int parameter, std::int64_t number) {
    sqlite3_bind_int64(handle_.get(), parameter, number);
    return *this;
  }
  bool next() {
    const int status = sqlite3_step(handle_.get());
    if (status != SQLITE_ROW && status != SQLITE_DONE) connection_.fail();
    if (status == SQLITE_DONE) sqlite3_reset(handle_.get());
    return status == SQLITE_ROW;
  }
  /// To the end, whatever the rows are.
  void run() {
    while (next()) continue;
  }
  std::int64_t number(int column) { return sqlite3_column_int64(handle_.get(), column); }
  std::size_t bytes(int column) {
    return static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  const Connection& connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace ae::bench
