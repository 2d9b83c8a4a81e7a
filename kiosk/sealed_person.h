// A person's data on its way to the hub: written as JSON into memory that is overwritten, and sealed to the hub's key.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "kiosk/journeys/secret.h"
#include "sync/seal/seal.h"

namespace bangnin::kiosk {

/// {"id_number":…,"name":…,"phone":…} with the fields that were given; empty when none was. UTF-8 that is not
/// well-formed is replaced by U+FFFD. No copy of it remains anywhere but in what is returned.
[[nodiscard]] sync::SecretText person_json(const Person& person);

/// That, sealed; empty when there is nothing to seal or no certificate yet: without the hub's key nothing personal may
/// touch the disk.
[[nodiscard]] std::expected<std::string, sync::SealError> sealed_person(const Person& person,
                                                                        std::string_view certificate_pem);

}  // namespace bangnin::kiosk
