// Who may speak to the hub as a device: one-time codes, enrolled devices, revocation. Uses the database of its thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub/config.h"
#include "sync/hub/database.h"
#include "sync/model/clock.h"
#include "sync/wire/enrolment_code.h"

namespace bangnin::hub {

// 1–64 of [A-Za-z0-9._-].
bool device_name_valid(std::string_view name);

enum class Role { kiosk, pad, board, operator_ };
std::string_view to_text(Role role);
std::optional<Role> parse_role(std::string_view text);

// What an enrolled device is.
struct Enrolment {
    Role role = Role::kiosk;
    std::string hall{first_hall};  // in which it stands

    friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

struct Device {
    std::string name;
    Role role = Role::kiosk;
    std::string enrolled_at;
    std::string last_seen_at;  // empty: never
    std::string health;        // the last device.health body, JSON; empty: none
    std::string revoked_at;    // empty: it is in force
    std::string hall{first_hall};
};

struct EnrolledKey {
    std::string device;
    std::string key;  // x509::key_hash
    Enrolment what{};

    friend bool operator==(const EnrolledKey&, const EnrolledKey&) = default;
};

enum class CodeFault { unknown, used, expired };

class Devices {
  public:
    explicit Devices(Database& database) : database_(database) {}

    // Remembers a code (only a hash of its secret) for one device until `expires`.
    DatabaseResult<void> add_code(const sync::wire::EnrolmentCode& code, const std::string& device, const Enrolment& as,
                                  sync::Instant expires);
    struct Claim {
        std::string device;
        Enrolment what;
        bool moved = false;  // it stood in another hall before
    };
    // Uses a code up for the device that owns `key` (x509::key_hash) and enrols it, in one transaction; the inner error
    // says why the code is no good. The same key may claim again, because the answer may be lost on the way; the
    // device's earlier key, which a stolen machine may still hold, counts no more.
    DatabaseResult<std::expected<Claim, CodeFault>> claim(std::string_view secret_text, const std::string& key,
                                                          sync::Instant now);
    // What an enrolled device is that is not revoked and shows its present key, or the one that it was renewed with:
    // from then on this is the present one and the earlier counts no more.
    DatabaseResult<std::optional<Enrolment>> find(const std::string& device, const std::string& key);
    // The device, which shows `key`, is going to be known by `next_key`. Its present key counts until it first shows
    // the next: the answer may be lost on the way, and then it asks again. Whether it was in force.
    enum class Renewal { noted, unknown };
    DatabaseResult<Renewal> renew(const std::string& device, const std::string& key, const std::string& next_key);
    // Nothing of it is taken any more; a new code enrols it again.
    enum class Revocation { revoked, unknown };
    DatabaseResult<Revocation> revoke(const std::string& device, sync::Instant now);
    // Those in force, by their names; or all that ever were.
    enum class Which { in_force, all };
    DatabaseResult<std::vector<Device>> list(Which which = Which::in_force);
    // Those in force that stand in the hall.
    DatabaseResult<std::vector<Device>> list_of(const std::string& hall);
    // How often who is enrolled has changed: another number, other keys.
    DatabaseResult<std::uint64_t> changes();
    // Of all that are not revoked.
    DatabaseResult<std::vector<EnrolledKey>> keys();

  private:
    Database& database_;
};

}  // namespace bangnin::hub
