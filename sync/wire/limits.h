// How large anything on the wire may be. Both ends refuse what is larger; nothing is cut silently.
#pragma once

#include <cstddef>

namespace bangnin::sync::wire {

inline constexpr std::size_t max_request_bytes = 8 * 1024 * 1024;
inline constexpr std::size_t max_events_per_request = 2000;
inline constexpr std::size_t max_event_body_bytes = 64 * 1024;
inline constexpr std::size_t max_event_type_bytes = 64;
inline constexpr std::size_t max_changes_per_response = 2000;
inline constexpr std::size_t max_identifier_bytes = 64;  // device, epoch, codes, letters, language
inline constexpr std::size_t max_text_bytes = 1024;      // names, reasons, details
inline constexpr std::size_t max_pem_bytes = 32 * 1024;
inline constexpr std::size_t max_document_bytes = 256 * 1024;
inline constexpr std::size_t max_signature_bytes = 24 * 1024;  // base64 text
inline constexpr std::size_t max_sealed_bytes = 32 * 1024;     // base64 text
inline constexpr int max_json_depth = 16;

}  // namespace bangnin::sync::wire
