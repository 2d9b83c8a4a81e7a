// What the kiosk's benchmark plays on a rig: tickets, presses, a log sent to the hub; and what it reads off the
// process.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "tests/harness/rig.h"

namespace bangnin::bench {

using harness::Result;
using harness::Rig;

// From the idle screen through home to a ticket without a name, and back to the idle screen. The person looks at each
// page for so long.
Result<void> take_ticket(Rig& rig, const std::string& department, std::chrono::milliseconds pace = {});
// The same with a phone number, in the language with this code.
Result<void> take_ticket_by_phone(Rig& rig, const std::string& language);
// From the idle screen to a ticket and back, by the card of one of a thousand made-up people, or by a
// phone number that is keyed in.
Result<void> take_ticket_as_person(Rig& rig, int person);
Result<void> take_ticket_with_phone(Rig& rig);
// From the idle screen to a ticket without a name and back; ms from the confirming tap until the hub's operator sees it
// as the one after so many.
Result<double> take_ticket_seen_at_hub(Rig& rig, std::size_t tickets_before);
// Puts a finger on the node, holds it, and slides off, so that nothing but the key's look changes.
Result<void> press(Rig& rig, const std::string& id);

// From the idle screen to the page on which words are written, empty, with the keyboard for pinyin.
Result<void> come_to_write(Rig& rig);
// A letter of that keyboard; ms from the finger to the candidates on the glass.
Result<double> type_letter(Rig& rig, char letter);

// All processor time of the process so far, its ended threads included.
Result<std::chrono::duration<double, std::milli>> processor_time(pid_t process);
// The proportional set size.
Result<double> proportional_megabytes(pid_t process);

// Sends all that waits in the kiosk's outbox (nobody else may use it meanwhile), with the kiosk's own certificate; from
// the link's start to the hub's acknowledgement of the last.
Result<std::chrono::duration<double, std::milli>> drain(const Rig& rig, std::uint64_t events);

}  // namespace bangnin::bench
