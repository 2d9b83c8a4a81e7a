// The console's answers: pages with what protects them, and the way from one to the next.
#pragma once

#include <string>

#include "sync/hub/api/api.h"

namespace bangnin::hub::console {

inline constexpr std::string_view session_cookie = "__Host-bangnin-session";
inline constexpr std::string_view form_cookie = "__Host-bangnin-form";

// Never kept by a browser, never in another site's frame, and nothing in it but our own style sheet and script.
ApiResponse page_response(int status, std::string html);
// To a GET (303).
ApiResponse redirect(std::string path);

// Nobody is signed in: a page leads there, and back to itself.
ApiResponse sign_in_first(const ApiRequest& request);

// For the time of the browser's being open; not readable by scripts; sent with our own pages' requests only.
std::pair<std::string, std::string> set_cookie(std::string_view name, const std::string& value);
std::pair<std::string, std::string> drop_cookie(std::string_view name);

// What forms of the session's pages carry: of one hall, so that a page of another that is still open does nothing here.
std::string form_token_of(const ApiRequest& request);
Viewer viewer_of(const ApiRequest& request);

}  // namespace bangnin::hub::console
