// The stable words of the reader's events.
#include "devices/id_card/reader.h"

namespace bangnin::devices {

std::string_view to_word(ReaderFaultReason reason) {
    switch (reason) {
        case ReaderFaultReason::not_connected:
            return "not_connected";
        case ReaderFaultReason::busy:
            return "busy";
        case ReaderFaultReason::no_answer:
            return "no_answer";
        case ReaderFaultReason::garbled:
            return "garbled";
        case ReaderFaultReason::self_test_failed:
            return "self_test_failed";
        case ReaderFaultReason::not_authorised:
            return "not_authorised";
        case ReaderFaultReason::line_failed:
            break;
    }
    return "line_failed";
}

std::string_view to_word(ReadFailure reason) {
    switch (reason) {
        case ReadFailure::removed:
            return "removed";
        case ReadFailure::select_failed:
            return "select_failed";
        case ReadFailure::read_failed:
            return "read_failed";
        case ReadFailure::not_verified:
            return "not_verified";
        case ReadFailure::unknown_card:
            return "unknown_card";
        case ReadFailure::bad_content:
            return "bad_content";
        case ReadFailure::garbled:
            return "garbled";
        case ReadFailure::no_answer:
            return "no_answer";
        case ReadFailure::refused:
            return "refused";
        case ReadFailure::reader_lost:
            break;
    }
    return "reader_lost";
}

}  // namespace bangnin::devices
