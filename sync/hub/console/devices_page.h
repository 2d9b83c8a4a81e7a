// The hall's devices and how their parts are, as each reported it. Pure.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/console/page_frame.h"
#include "sync/hub/devices.h"
#include "sync/model/clock.h"

namespace bangnin::hub::console {

struct DevicesPage {
    std::string hall;
    sync::HallZone zone;
    std::vector<Device> devices;
};

std::string render_devices(const DevicesPage& page, const Viewer& viewer);

}  // namespace bangnin::hub::console
