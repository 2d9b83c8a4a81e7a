// The kiosk's disk on a bad day, while a ticket is confirmed: locked by somebody else, full, or refusing every write.
// Nothing is given out that is not on the disk; the page says so, and trying again works once the trouble is over.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "sync/store/number_file.h"
#include "tests/faults/hall.h"

namespace bangnin::faults {
namespace {

class StoreTrouble : public Hall {
  protected:
    std::filesystem::path database() const { return hall_folder() / "kiosk" / "kiosk.db"; }

    // From the page that asks who it is; the screen that followed.
    std::string confirm() {
        EXPECT_TRUE(well(rig().tap("ticket.print")));
        std::string now;
        EXPECT_TRUE(eventually([&] {
            now = screen();
            return now == "ticket.issued" || now == "ticket.not_committed";
        })) << now;
        return now;
    }
    void expect_refusal(const std::string& reason) {
        EXPECT_EQ(screen(), "ticket.not_committed");
        EXPECT_TRUE(says(reason)) << rig().tree()->dump();
        EXPECT_TRUE(says("没有占用号码，也不会排两次队。"));
        EXPECT_FALSE(on_screen("ticket.number"));
        EXPECT_TRUE(on_screen("ticket.retry"));
        EXPECT_TRUE(rig().kiosk_process()->running());
    }
    // Trying again gives exactly this number, once: at the hub and on paper.
    void expect_retry_gives(const std::string& number) {
        ASSERT_TRUE(well(rig().tap("ticket.retry")));
        ASSERT_TRUE(well(rig().wait_screen("ticket.issued")));
        const auto ticket = shown();
        ASSERT_TRUE(well(ticket));
        EXPECT_EQ(ticket->number, number);
        const auto printed = hub_print(number, "printed");
        ASSERT_TRUE(well(printed));
        EXPECT_EQ(printed->value("token", ""), ticket->token);
        EXPECT_EQ(hub_rejected(), 0);
    }
};

// ---- locked

class Lock {
  public:
    explicit Lock(const std::filesystem::path& file) {
        taken_ = sqlite3_open(file.c_str(), &database_) == SQLITE_OK &&
                 sqlite3_busy_timeout(database_, 5000) == SQLITE_OK &&
                 sqlite3_exec(database_, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { sqlite3_close(database_); }
    bool taken() const { return taken_; }

  private:
    sqlite3* database_ = nullptr;
    bool taken_ = false;
};

TEST_F(StoreTrouble, LockedByAnotherProgram) {
    open();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(well(go_to_identify()));
    {
        const Lock lock(database());
        ASSERT_TRUE(lock.taken());
        EXPECT_EQ(confirm(), "ticket.not_committed");
        expect_refusal("这台机器正忙，号码没有存好。");
        ASSERT_TRUE(well(rig().tap("ticket.retry")));
        EXPECT_TRUE(eventually([&] { return screen() == "ticket.not_committed"; }));
        EXPECT_EQ(printer_jobs().size(), 0u);
    }
    expect_retry_gives("A1001");
    EXPECT_EQ(hub_count(), 1);
    EXPECT_EQ(printer_jobs().size(), 1u);
}

// ---- every write refused

// A process may not write beyond this size any more; the shortest way to a disk that takes nothing.
void limit_file_size(pid_t process, rlim_t size) {
    rlimit limit{};
    ASSERT_EQ(prlimit(process, RLIMIT_FSIZE, nullptr, &limit), 0) << std::strerror(errno);
    limit.rlim_cur = size;
    ASSERT_EQ(prlimit(process, RLIMIT_FSIZE, &limit, nullptr), 0) << std::strerror(errno);
}

TEST_F(StoreTrouble, EveryWriteRefused) {
    signal(SIGXFSZ, SIG_IGN);  // inherited by the kiosk: the write fails instead of killing it
    open();
    signal(SIGXFSZ, SIG_DFL);
    if (HasFatalFailure()) return;
    const auto before = take_ticket();
    ASSERT_TRUE(well(before));
    ASSERT_TRUE(well(hub_print(before->number, "printed")));
    ASSERT_TRUE(well(leave()));
    ASSERT_TRUE(well(go_to_identify()));
    limit_file_size(rig().kiosk_process()->id(), 0);
    EXPECT_EQ(confirm(), "ticket.not_committed");
    expect_refusal("号码没有存好。");
    EXPECT_EQ(printer_jobs().size(), 1u);
    limit_file_size(rig().kiosk_process()->id(), RLIM_INFINITY);
    expect_retry_gives("A1002");
    EXPECT_EQ(hub_count(), 2);
}

// ---- full

// A small file system of its own for the kiosk's records, in a mount namespace that ends with this process.
class FullDisk : public StoreTrouble {
  protected:
    void SetUp() override {
        const std::string mounted = mount_small_disk();
        if (!mounted.empty()) GTEST_SKIP() << "no small file system can be mounted here: " << mounted;
        open();
    }
    ~FullDisk() override {
        // The programs inside must have ended before.
        close_hall();
        umount2(disk().c_str(), MNT_DETACH);
    }

    std::filesystem::path disk() const { return hall_folder() / "kiosk"; }

    std::string mount_small_disk() {
        std::filesystem::create_directories(disk());
        const auto user = getuid();
        const auto group = getgid();
        if (unshare(CLONE_NEWNS) != 0) {
            if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return std::string("unshare: ") + std::strerror(errno);
            // Without a mapping nobody could own a file on the new disk.
            std::ofstream("/proc/self/setgroups") << "deny";
            std::ofstream("/proc/self/uid_map") << user << ' ' << user << " 1";
            std::ofstream("/proc/self/gid_map") << group << ' ' << group << " 1";
        }
        if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("tmpfs", disk().c_str(), "tmpfs", 0, "size=4m") != 0) {
            return std::string("mount: ") + std::strerror(errno);
        }
        if (!std::ofstream(disk() / "probe")) return "no file can be made there";
        return {};
    }

    void fill() {
        const int file = ::open((disk() / "ballast").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ASSERT_GE(file, 0);
        const std::vector<char> block(4096, 'x');
        while (write(file, block.data(), block.size()) > 0) continue;
        const int why = errno;
        close(file);
        ASSERT_EQ(why, ENOSPC);
    }
    void make_room() { std::filesystem::remove(disk() / "ballast"); }

    // The numbers' file as another start of the machine finds it.
    void forget_this_boot() {
        const auto file = disk() / "kiosk.db.numbers";
        std::ifstream stream(file, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(stream), {}};
        const std::string present = sync::boot_line(sync::boot_name());
        const auto place = text.rfind(present);
        ASSERT_NE(place, std::string::npos);
        text.replace(place, present.size(), sync::boot_line("00000000"));
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    }

    // Tickets until the disk takes no more; how many. Space that the records already have may hold a few.
    int take_until_refused() {
        int taken = 0;
        for (; taken < 50; ++taken) {
            EXPECT_TRUE(well(go_to_identify()));
            if (HasFailure() || confirm() != "ticket.issued") break;
            EXPECT_TRUE(well(leave()));
        }
        return taken;
    }
    static std::string number(int sequence) {
        return "A1" + std::string(sequence < 10 ? "00" : "0") + std::to_string(sequence);
    }
};

TEST_F(FullDisk, TakesNoTicketSaysSoAndGoesOnOnceThereIsRoom) {
    if (HasFatalFailure()) return;
    fill();
    const int taken = take_until_refused();
    ASSERT_LT(taken, 50) << "the disk was never full";
    expect_refusal("这台机器的存储满了，号码没有存好。");
    ASSERT_TRUE(well(rig().tap("ticket.retry")));
    ASSERT_TRUE(eventually([&] { return screen() == "ticket.not_committed"; }));
    make_room();
    expect_retry_gives(number(taken + 1));
    EXPECT_TRUE(eventually([&] { return hub_count() == taken + 1; }));
}

TEST_F(FullDisk, PowerCutAndStartOnTheFullDiskLoseNothing) {
    if (HasFatalFailure()) return;
    const auto before = take_ticket();
    ASSERT_TRUE(well(before));
    ASSERT_TRUE(well(leave()));
    fill();
    const int taken = 1 + take_until_refused();
    ASSERT_LT(taken, 50);
    rig().kill_kiosk();
    fill();
    ASSERT_TRUE(well(rig().start_kiosk()));
    const int more = take_until_refused();
    ASSERT_LT(more, 50);
    expect_refusal("这台机器的存储满了，号码没有存好。");
    make_room();
    expect_retry_gives(number(taken + more + 1));
    EXPECT_TRUE(eventually([&] { return hub_count() == taken + more + 1; }));
    EXPECT_TRUE(well(
        ticket_at_hub(before->number, [&](const json& ticket) { return ticket.value("token", "") == before->token; })));
}

// After a power cut the rest of a block of twenty numbers is passed over. There is no room to write that down, yet the
// kiosk reads its records, the hub hears what it has not heard, and no number comes twice.
TEST_F(FullDisk, MachineStartedAnewOnTheFullDiskStillTellsTheHub) {
    if (HasFatalFailure()) return;
    rig().stop_hub();
    const auto before = take_ticket();
    ASSERT_TRUE(well(before));
    ASSERT_TRUE(well(leave()));
    rig().kill_kiosk();
    forget_this_boot();
    fill();
    ASSERT_TRUE(well(rig().start_hub()));
    ASSERT_TRUE(well(rig().start_kiosk()));
    EXPECT_TRUE(eventually([&] { return hub_count() == 1; }));
    const int more = take_until_refused();
    ASSERT_LT(more, 50);
    expect_refusal("这台机器的存储满了，号码没有存好。");
    make_room();
    expect_retry_gives(number(20 + more + 1));
}

// Not even a database can be made at the start; yet everything works once there is room, the way to the hub included.
TEST_F(FullDisk, FirstStartOnTheFullDisk) {
    if (HasFatalFailure()) return;
    rig().stop_kiosk();
    for (const auto& entry : std::filesystem::directory_iterator(disk())) {
        if (entry.path().filename().string().starts_with("kiosk.db")) std::filesystem::remove(entry.path());
    }
    fill();
    ASSERT_TRUE(well(rig().start_kiosk()));
    // Nobody is sent through the pages for a number that cannot be promised.
    EXPECT_FALSE(well(rig().tap("home.ticket")));
    ASSERT_TRUE(well(rig().kiosk({{"do", "clock"}, {"advance_s", 130}})));
    ASSERT_TRUE(well(rig().wait_screen("closed")));
    EXPECT_EQ(rig().value("page.title"), "这台机器暂时不能取号");
    make_room();
    // It is tried again by itself; what could not be told meanwhile is told with it.
    ASSERT_TRUE(well(rig().kiosk({{"do", "clock"}, {"advance_s", 31}})));
    ASSERT_TRUE(well(rig().wait_screen("attract")));
    const auto ticket = take_ticket();
    ASSERT_TRUE(well(ticket));
    EXPECT_EQ(ticket->number, "A1001");
    EXPECT_TRUE(well(hub_told("store", "ok")));
}

}  // namespace
}  // namespace bangnin::faults
