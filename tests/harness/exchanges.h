// What was really said between clients and hub, kept for being compared with openapi.yaml: a line of JSON for each
// request with its answer, in a file of this process in the folder that BANGNIN_EXCHANGES names; nowhere without it.
#pragma once

#include <string>

namespace bangnin::harness {

struct Exchange {
    std::string method;
    std::string target;  // path and query
    std::string request_type;
    std::string request_body;
    long status = 0;  // 0: no answer, which is not kept
    std::string type;
    std::string location;
    std::string body;
};

// Any thread.
void keep(const Exchange& exchange);

}  // namespace bangnin::harness
