#include "sync/hub/state_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace bangnin::hub {

StateLock::StateLock(const std::filesystem::path& folder, Use use)
    : file_(open((folder / "in-use").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) return;
    if (flock(file_, (use == Use::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return;
    close(file_);
    file_ = -1;
}

StateLock::~StateLock() {
    if (file_ >= 0) close(file_);
}

}  // namespace bangnin::hub
