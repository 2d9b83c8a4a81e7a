// What a journey asks the signature page for, and what it gets back. The journey's own state stays as it is meanwhile.
//
// A journey that wants a signature has an action which holds a SignatureOrder; the terminal opens the page
// (Place::signature, screen "apply.signature") and gives the journey one SignatureResult when the person leaves it. A
// session that ends in between gives none. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/input/signature.h"

namespace bangnin::kiosk {

/// Why it is asked. The page's words follow from it: signature_words.cpp.
enum class SignaturePurpose : std::uint8_t {
    application,
    test,  ///< staff try the glass; nothing is signed
};

/// What the signature will stand on.
enum class SignedDocument : std::uint8_t { application_form, authorisation, commitment };

/// Whether the person may sign on paper instead. Who asks must see to it then that a clerk has the papers ready.
enum class OnPaper : std::uint8_t { impossible, possible };

/// "第 5 步，共 6 步" of the journey that asks; of = 0: it does not count its steps.
struct JourneyStep {
    int step = 0;
    int of = 0;
};

struct SignatureOrder {
    SignaturePurpose purpose = SignaturePurpose::application;
    std::vector<SignedDocument> documents = {};
    OnPaper on_paper = OnPaper::impossible;
    JourneyStep step = {};
    input::Signature begun = input::Signature{};  ///< what stands on the pad at the beginning
};

/// here: on the pad. on_paper: later, at the window. left: 返回; what was drawn so far is not lost.
enum class SignatureEnd : std::uint8_t { here, on_paper, left };

/// The ink overwrites itself in memory when it goes; what is made of it (pictures, JSON) is for who asked to wipe.
struct SignatureResult {
    SignaturePurpose purpose = SignaturePurpose::application;
    SignatureEnd end = SignatureEnd::here;
    input::Signature signature = input::Signature{};  ///< as it stood on the pad when the page closed
};

}  // namespace bangnin::kiosk
