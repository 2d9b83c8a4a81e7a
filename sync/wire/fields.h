// Reading one JSON object field by field with the first fault remembered: how every decoder of this folder is written.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "sync/wire/codec.h"
#include "sync/wire/limits.h"

namespace bangnin::sync::wire {

using Json = nlohmann::json;

// Size, UTF-8 and depth checked. A top-level value that is no object is wrong_type.
Decoded<Json> parse_object(std::string_view text, std::size_t largest);

// Compact text; bytes that are no UTF-8 are replaced, never thrown about.
std::string dump(const Json& json);

// Of a document: every JSON reader keeps such a number whole.
inline constexpr std::uint64_t largest_version = (std::uint64_t{1} << 53) - 1;

enum class Presence { required, optional };
enum class Flag { no, yes };

// Reads members of one object. After the first fault the getters return defaults; `fault()` says what it was.
class Fields {
  public:
    Fields(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
        if (!object_.is_object()) fail(WireFault::wrong_type, {});
    }

    std::string text(const char* name, std::size_t largest, Presence presence = Presence::required);
    // As text(), but not empty.
    std::string filled_text(const char* name, std::size_t largest);
    std::uint64_t number(const char* name, std::uint64_t largest, Presence presence = Presence::required);
    std::int64_t whole(const char* name, std::int64_t farthest);  // from −farthest to farthest
    Instant instant(const char* name, Presence presence = Presence::required);
    LocalDay day(const char* name);
    char letter(const char* name);
    Flag flag(const char* name);
    // A word which `parse` turns into a state.
    template <typename State>
    State state(const char* name, std::optional<State> (*parse)(std::string_view)) {
        const auto value = parse(text(name, max_identifier_bytes));
        if (!value) {
            fail(WireFault::out_of_range, name);
            return State{};
        }
        return *value;
    }
    std::optional<Estimate> estimate(const char* name);
    // The member, which must be an object / an array of at most `most` entries; null after a fault or when absent.
    const Json* object(const char* name, Presence presence = Presence::required);
    const Json* array(const char* name, std::size_t most, Presence presence = Presence::required);

    bool has(const char* name) const { return !fault_ && object_.contains(name) && !object_.at(name).is_null(); }

    void fail(WireFault fault, std::string_view name);
    const std::optional<WireError>& fault() const { return fault_; }
    // The first fault of a part that was read by itself is this one's too.
    void take_fault(const Fields& part) {
        if (!fault_) fault_ = part.fault_;
    }
    std::string path_of(std::string_view name) const;

    template <typename T>
    Decoded<T> finish(T value) const {
        if (fault_) return std::unexpected(*fault_);
        return value;
    }

  private:
    const Json* member(const char* name, Presence presence);

    const Json& object_;
    std::string path_;
    std::optional<WireError> fault_;
};

Json estimate_json(const Estimate& estimate);

}  // namespace bangnin::sync::wire
