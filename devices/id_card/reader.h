// The driver of a SAM_V identity card reader (GA 450): a thread of its own that finds, selects and reads cards, watches
// whether a read card is still lying there, and comes back by itself after any failure of the reader or of its line.
//
// It asks the reader for cards only between start_reading and stop_reading; otherwise it sleeps on the line.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "devices/id_card/id_card.h"
#include "devices/port/byte_stream.h"

namespace bangnin::devices {

enum class PhotoPolicy : std::uint8_t { drop, keep };
enum class NewAddressPolicy : std::uint8_t { skip, ask };

struct ReadRequest {
    PhotoPolicy photo = PhotoPolicy::drop;
    NewAddressPolicy new_address = NewAddressPolicy::skip;
};

// How long the reader may take, and how often it is asked. Tests shorten them; a hall has no reason to.
struct ReaderTiming {
    std::chrono::milliseconds find_pause{300};      // between two searches: never less in service
    std::chrono::milliseconds presence_pause{500};  // between two looks at a card that was read
    std::chrono::milliseconds find_limit{1000};
    std::chrono::milliseconds select_limit{1000};
    std::chrono::milliseconds read_limit{3000};
    std::chrono::milliseconds status_limit{1000};
    std::chrono::milliseconds stall_limit{500};     // silence in the middle of a reply
    std::chrono::milliseconds health_pause{30000};  // between two status requests while nobody wants a card
    std::chrono::milliseconds open_limit{2000};
};

struct ReaderOptions {
    PortUrl port;
    ReaderTiming timing;
};

enum class ReaderFaultReason : std::uint8_t {
    not_connected,     // no such device, or it went away
    busy,              // another program holds it
    no_answer,         // the line is there, the reader says nothing
    garbled,           // what it says cannot be understood, again and again
    self_test_failed,  // status word 60
    not_authorised,    // status word 66
    line_failed,       // any other failure of the port
};

enum class ReadFailure : std::uint8_t {
    removed,        // the card left during the read
    select_failed,  // 81, 31, 32: the card would not talk
    read_failed,    // 41, 47, 91 and whatever else stops a read: lift the card and put it back
    not_verified,   // 33, 37: the card's data failed the module's verification
    unknown_card,   // 40: not a card of a known type
    bad_content,    // the reply came intact, but its text is not a card's
    garbled,        // the reply came damaged twice
    no_answer,      // the reader fell silent in the middle
    refused,        // 10, 11, 21, 23, 24, 3F: the module did not accept the command
    reader_lost,    // the reader went away in the middle; a ReaderFault follows
};

struct ReaderReady {         // after opening, and again after each recovery
    std::string sam_number;  // the module's serial number as printed on it, or empty
};
struct ReaderFault {  // once for each loss; retries go on by themselves until ReaderReady
    ReaderFaultReason reason = ReaderFaultReason::line_failed;
    std::string detail;  // for staff and the log; never personal
};
struct CardPresent {};  // a card was found and is being read
struct CardRead {
    CardInfo card;
};
struct ReadFailed {  // ends what CardPresent began
    ReadFailure reason = ReadFailure::read_failed;
    std::uint8_t status = 0;  // the reader's SW3, or 0
};
struct CardRemoved {};  // after CardRead, or after a ReadFailed other than `removed`: the card has been lifted

// Order: Ready (Present (Read Removed | Failed(removed) | Failed Removed))* Fault. A Fault may come at any point; after
// it nothing is known of the card until the next CardPresent. stop_reading during a read suppresses Read and Failed,
// but Removed still comes, so that a forgotten card can be spoken of.
using ReaderEvent = std::variant<ReaderReady, ReaderFault, CardPresent, CardRead, ReadFailed, CardRemoved>;

std::string_view to_word(ReaderFaultReason reason);
std::string_view to_word(ReadFailure reason);

class CardReader {
  public:
    using Sink = std::function<void(ReaderEvent)>;

    // Starts the thread; a reader that is not there is no error here, but a ReaderFault. `sink` is called on the
    // reader's thread, must be quick and must not call this object. Errors: the system has no more descriptors or
    // threads.
    static std::expected<std::unique_ptr<CardReader>, PortError> create(ReaderOptions options, Sink sink);

    ~CardReader();  // stops the thread at once, whatever it waits for; no event afterwards
    CardReader(const CardReader&) = delete;
    CardReader& operator=(const CardReader&) = delete;

    // Any thread, at once, idempotent. A card that was read before and still lies there is not read again until lifted.
    void start_reading(ReadRequest request = {});
    void stop_reading();

  private:
    class Worker;
    explicit CardReader(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> worker_;
};

}  // namespace bangnin::devices
