#include "sync/wire/fields.h"

namespace bangnin::sync::wire {

Decoded<Json> parse_object(std::string_view text, std::size_t largest) {
    if (text.size() > largest) return std::unexpected(WireError{WireFault::too_large, ""});
    bool deep = false;
    const auto shallow = [&deep](int depth, Json::parse_event_t, Json&) {
        deep = deep || depth > max_json_depth;
        return !deep;
    };
    Json json = Json::parse(text.begin(), text.end(), shallow, false);
    if (deep) return std::unexpected(WireError{WireFault::too_large, ""});
    if (json.is_discarded()) return std::unexpected(WireError{WireFault::not_json, ""});
    if (!json.is_object()) return std::unexpected(WireError{WireFault::wrong_type, ""});
    return json;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string to_text(const WireError& error) {
    static constexpr std::string_view words[] = {"too large",     "not JSON",     "missing",
                                                 "of wrong type", "out of range", "not UTF-8"};
    std::string text = error.where.empty() ? "message" : error.where;
    return text + ": " + std::string(words[static_cast<std::size_t>(error.fault)]);
}

std::string Fields::path_of(std::string_view name) const {
    if (path_.empty()) return std::string(name);
    if (name.empty()) return path_;
    return path_ + "/" + std::string(name);
}

void Fields::fail(WireFault fault, std::string_view name) {
    if (!fault_) fault_ = WireError{fault, path_of(name)};
}

const Json* Fields::member(const char* name, Presence presence) {
    if (fault_) return nullptr;
    const auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) {
        if (presence == Presence::required) fail(WireFault::missing, name);
        return nullptr;
    }
    return &*found;
}

std::string Fields::text(const char* name, std::size_t largest, Presence presence) {
    const Json* found = member(name, presence);
    if (found == nullptr) return {};
    const auto* text = found->get_ptr<const std::string*>();
    if (text == nullptr) {
        fail(WireFault::wrong_type, name);
        return {};
    }
    if (text->size() > largest) {
        fail(WireFault::too_large, name);
        return {};
    }
    // What no database keeps whole.
    if (text->find('\0') != std::string::npos) {
        fail(WireFault::out_of_range, name);
        return {};
    }
    return *text;
}

std::string Fields::filled_text(const char* name, std::size_t largest) {
    std::string value = text(name, largest);
    if (value.empty()) fail(WireFault::out_of_range, name);
    return value;
}

std::uint64_t Fields::number(const char* name, std::uint64_t largest, Presence presence) {
    const Json* found = member(name, presence);
    if (found == nullptr) return 0;
    if (!found->is_number_integer()) {
        fail(WireFault::wrong_type, name);
        return 0;
    }
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() > largest) {
        fail(WireFault::out_of_range, name);
        return 0;
    }
    return found->get<std::uint64_t>();
}

std::int64_t Fields::whole(const char* name, std::int64_t farthest) {
    const Json* found = member(name, Presence::required);
    if (found == nullptr) return 0;
    if (!found->is_number_integer()) {
        fail(WireFault::wrong_type, name);
        return 0;
    }
    const bool huge = found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(farthest);
    const auto value = huge ? 0 : found->get<std::int64_t>();
    if (huge || value < -farthest || value > farthest) {
        fail(WireFault::out_of_range, name);
        return 0;
    }
    return value;
}

Instant Fields::instant(const char* name, Presence presence) {
    const std::string value = text(name, max_identifier_bytes, presence);
    if (value.empty() && presence == Presence::optional) return {};
    const auto at = parse_instant(value);
    if (!at) fail(WireFault::out_of_range, name);
    return at.value_or(Instant{});
}

LocalDay Fields::day(const char* name) {
    const auto value = LocalDay::parse(text(name, max_identifier_bytes));
    if (!value) fail(WireFault::out_of_range, name);
    return value.value_or(LocalDay{});
}

char Fields::letter(const char* name) {
    const std::string value = text(name, max_identifier_bytes);
    if (value.size() != 1 || value[0] < 'A' || value[0] > 'Z') {
        fail(WireFault::out_of_range, name);
        return 'A';
    }
    return value[0];
}

Flag Fields::flag(const char* name) {
    const Json* found = member(name, Presence::required);
    if (found == nullptr) return Flag::no;
    const auto* truth = found->get_ptr<const bool*>();
    if (truth == nullptr) {
        fail(WireFault::wrong_type, name);
        return Flag::no;
    }
    return *truth ? Flag::yes : Flag::no;
}

const Json* Fields::object(const char* name, Presence presence) {
    const Json* found = member(name, presence);
    if (found == nullptr) return nullptr;
    if (!found->is_object()) {
        fail(WireFault::wrong_type, name);
        return nullptr;
    }
    return found;
}

const Json* Fields::array(const char* name, std::size_t most, Presence presence) {
    const Json* found = member(name, presence);
    if (found == nullptr) return nullptr;
    if (!found->is_array()) {
        fail(WireFault::wrong_type, name);
        return nullptr;
    }
    if (found->size() > most) {
        fail(WireFault::too_large, name);
        return nullptr;
    }
    return found;
}

std::optional<Estimate> Fields::estimate(const char* name) {
    const Json* found = object(name, Presence::optional);
    if (found == nullptr) return std::nullopt;
    Fields fields(*found, path_of(name));
    Estimate estimate;
    estimate.low_min = static_cast<std::uint32_t>(fields.number("low_min", 1440));
    estimate.high_min = static_cast<std::uint32_t>(fields.number("high_min", 1440));
    estimate.as_of = fields.instant("as_of");
    if (estimate.low_min > estimate.high_min) fields.fail(WireFault::out_of_range, "low_min");
    if (fields.fault()) {
        if (!fault_) fault_ = fields.fault();
        return std::nullopt;
    }
    return estimate;
}

Json estimate_json(const Estimate& estimate) {
    return {{"low_min", estimate.low_min}, {"high_min", estimate.high_min}, {"as_of", sync::to_text(estimate.as_of)}};
}

}  // namespace bangnin::sync::wire
