// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/arguments.hpp"

#include "ae/error.hpp"
#include "common/text/edit_distance.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <climits>

namespace ae::cli {
namespace {

namespace po = boost::program_options;

[[nodiscard]] Error bad_usage(const Program& program, const std::string& what,
                              const std::string& hint = {}) {
  const std::string see = fmt::format("{} --help lists the options", program.name);
  return Error(ErrorCode::bad_usage, what, hint.empty() ? see : hint);
}

Error unknown_option(const Program& program, std::string_view name) {
  const auto distance = [&](const Option& option) {
    return text::edit_distance(name, option.name);
  };
  // A name longer than any option has none near it, and may be megabytes long.
  constexpr std::size_t longest = 40;
  std::string hint;
  if (name.size() <= longest && !program.options.empty()) {
    const Option& nearest = *std::ranges::min_element(program.options, {}, distance);
    if (distance(nearest) <= 1 + name.size() / 3)
      hint = fmt::format("did you mean --{}?", nearest.name);
  }
  return bad_usage(program, fmt::format("--{}: no such option", name.substr(0, longest)), hint);
}

po::option word(std::string text) {
  po::option result;
  result.original_tokens = {text};
  result.value = {std::move(text)};
  result.position_key = INT_MAX;  // Boost: no option before it may take it as its value
  return result;
}

po::option named(const Option& option, const std::vector<std::string>& values) {
  return po::option(std::string(option.name), values);
}

/// Takes a whole line apart by our rules, which Boost's own styles do not know. All at once, as a
/// word taken off the front of a long line at a time costs quadratic time.
class Style {
 public:
  explicit Style(const Program& program) : program_(&program) {}

  std::vector<po::option> operator()(std::vector<std::string>& line) const {
    std::vector<po::option> result;
    bool ended = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (!ended && line[at] == "--")
        ended = true;
      else
        result.push_back(ended ? word(std::move(line[at])) : next(line, at));
    }
    line.clear();
    return result;
  }

 private:
  /// The option or word at \p at, which moves on to the option's value where that stands apart.
  po::option next(std::vector<std::string>& line, std::size_t& at) const {
    std::string& text = line[at];
    if (const Option* option = by_letter(text)) return named(*option, {});
    if (!text.starts_with("--")) return word(std::move(text));
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(2, equals - 2);  // npos - 2 takes all
    const Option* option = find(program_->options, name);
    if (!option) throw unknown_option(*program_, name);
    if (equals != std::string::npos) {
      if (option->takes_value()) return named(*option, {text.substr(equals + 1)});
      throw bad_usage(*program_, fmt::format("--{}: takes no value", name));
    }
    if (!option->takes_value()) return named(*option, {});
    if (option->optional) return named(*option, {""});
    if (++at == line.size())
      throw bad_usage(*program_, fmt::format("--{}: needs a value: {}", name, option->argument));
    return named(*option, {std::move(line[at])});
  }

  const Option* by_letter(std::string_view text) const {
    if (text.size() != 2 || text[0] != '-' || text[1] == '-') return nullptr;
    const auto it = std::ranges::find(program_->options, text[1], &Option::letter);
    return it == program_->options.end() ? nullptr : &*it;
  }

  const Program* program_;
};

po::options_description description(const Program& program) {
  po::options_description result;
  for (const Option& option : program.options) {
    const auto* semantic = new po::untyped_value(!option.takes_value());  // owned by Boost
    result.add_options()(std::string(option.name).c_str(), semantic);
  }
  return result;
}

void check_choices(const Program& program, const Arguments& arguments) {
  for (const auto& [name, values] : arguments.options) {
    const Option* option = find(program.options, name);
    if (!option || !option->is_choice()) continue;
    const auto allowed = choices(*option);
    for (const std::string& value : values)
      if (std::ranges::find(allowed, value) == allowed.end())
        throw bad_usage(program, fmt::format("--{}: '{}' is not one of {}", name, value,
                                             fmt::join(allowed, ", ")));
  }
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// The factor of a unit at the end of \p text, which it takes off.
std::uint64_t take_unit(std::string_view& text) {
  constexpr std::string_view units = "KMG";
  if (text.empty()) return 1;
  const char last = text.back() >= 'a' ? static_cast<char>(text.back() - 'a' + 'A') : text.back();
  const std::size_t unit = units.find(last);
  if (unit == std::string_view::npos) return 1;
  text.remove_suffix(1);
  return 1ULL << (10 * (unit + 1));
}

[[nodiscard]] std::uint64_t checked(std::string_view name, std::string_view text,
                                    std::uint64_t factor, std::string_view digits, Range range) {
  const auto value = read_number(digits);
  if (!value)
    throw Error(ErrorCode::bad_usage, fmt::format("--{}: '{}' is not a number", name, text));
  if (*value > range.to / factor || *value * factor < range.from)
    throw Error(ErrorCode::bad_usage, fmt::format("--{}: {} is out of range", name, text),
                fmt::format("from {} to {}", range.from, range.to));
  return *value * factor;
}

}  // namespace

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto it = options.find(name);
  if (it == options.end() || it->second.empty()) return std::nullopt;
  return it->second.back();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto it = options.find(name);
  return it == options.end() ? std::vector<std::string>{} : it->second;
}

Arguments parse(const Program& program, std::span<const char* const> line) {
  const std::vector<std::string> words(line.begin(), line.end());
  const po::options_description known = description(program);
  Arguments arguments;
  try {
    const auto parsed =
        po::command_line_parser(words)
            .options(known)
            .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
            .extra_style_parser(Style(program))
            .run();
    for (const po::option& option : parsed.options) {
      auto& into =
          option.string_key.empty() ? arguments.words : arguments.options[option.string_key];
      into.insert(into.end(), option.value.begin(), option.value.end());
    }
  } catch (const po::error& error) {
    throw bad_usage(program, error.what());
  }
  check_choices(program, arguments);
  return arguments;
}

std::span<const char* const> command_line(int argc, const char* const* argv) noexcept {
  if (argc < 1) return {};
  return std::span(argv, static_cast<std::size_t>(argc)).subspan(1);
}

std::uint64_t number(const Arguments& arguments, std::string_view name, std::uint64_t fallback,
                     Range range) {
  const auto text = arguments.value(name);
  return text ? checked(name, *text, 1, *text, range) : fallback;
}

std::uint64_t byte_size(const Arguments& arguments, std::string_view name, std::uint64_t fallback,
                        Range range) {
  const auto text = arguments.value(name);
  if (!text) return fallback;
  std::string_view digits = *text;
  const std::uint64_t factor = take_unit(digits);
  return checked(name, *text, factor, digits, range);
}

std::pair<std::string, std::string> field_and_value(std::string_view name, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
    throw Error(ErrorCode::bad_usage, fmt::format("--{}: '{}' is not FIELD=VALUE", name, text));
  return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::size_t choice_index(const Program& program, const Arguments& arguments, std::string_view name,
                         std::size_t fallback) {
  const auto value = arguments.value(name);
  const Option* option = find(program.options, name);
  assert(option && option->is_choice());
  if (!value) return fallback;
  const auto allowed = choices(*option);
  return static_cast<std::size_t>(std::ranges::find(allowed, *value) - allowed.begin());
}

}  // namespace ae::cli
