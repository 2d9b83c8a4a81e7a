// Documents at a real hub: an operator puts them, every version stays, every device is told and can check whose word it
// is.
#include "sync/link/documents.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sync/seal/seal.h"
#include "tests/sync/hub/hub_rig.h"

namespace bangnin::hub::test {
namespace {

namespace wire = sync::wire;

const std::string open_all_week = "[hall]\nname = \"大厅\"\nopening = [\"mon-sun 08:30-17:30\"]\n";

class HubDocuments : public testing::Test {
  protected:
    HubDocuments() { hub_.start(); }

    struct Said {
        bool well = false;
        std::string out;
        std::string error;
    };
    Said command(const std::vector<std::string>& words) {
        const auto errors = hub_.folder() / "errors";
        const char* folder = std::getenv("BANGNIN_BIN_DIR");
        std::vector<std::string> arguments{std::string(folder != nullptr ? folder : "build/bin") + "/bangnin-hub",
                                           "document"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        arguments.insert(arguments.end(), {"--config", hub_.config().string()});
        std::filesystem::remove(errors);
        auto process = harness::Process::start({.arguments = arguments, .environment = {}, .log = errors});
        EXPECT_TRUE(process) << process.error();
        Said said;
        while (auto line = process->read_line(harness::patience)) said.out += *line + "\n";
        said.well = process->wait_exit(harness::patience) == 0;
        std::ifstream stream(errors);
        said.error.assign(std::istreambuf_iterator<char>(stream), {});
        return said;
    }
    Said put(const std::string& name, const std::string& body, int base, const std::string& comment = "") {
        const auto file = hub_.folder() / (name == "hall" ? "hall.toml" : "catalogue.json");
        std::ofstream(file, std::ios::binary) << body;
        return command(
            {"put", name, file.string(), "--base", std::to_string(base), "--author", "operator", "--comment", comment});
    }
    std::optional<wire::Document> pulled(Client& client, const std::string& name = "hall") {
        const Reply reply = client.get("/v1/documents/" + name);
        auto document = wire::decode_document(reply.body);
        if (!document) ADD_FAILURE() << reply.body;
        return document ? std::optional(*document) : std::nullopt;
    }
    static wire::ChangesResponse changes(Client& client, std::uint64_t cursor, int wait) {
        const Reply reply =
            client.get("/v1/changes?cursor=" + std::to_string(cursor) + "&wait=" + std::to_string(wait));
        return wire::decode_changes_response(reply.body).value_or(wire::ChangesResponse{});
    }
    static std::uint64_t told_version(const wire::ChangesResponse& response) {
        for (const wire::Change& change : response.changes) {
            const auto* document = std::get_if<wire::DocumentChange>(&change);
            if (document != nullptr && document->name == "hall") return document->version;
        }
        return 0;
    }

    HubRig hub_;
};

TEST_F(HubDocuments, EveryVersionStaysAndTheLogSaysWhoMadeIt) {
    EXPECT_FALSE(command({"get", "hall"}).well);
    ASSERT_TRUE(put("hall", open_all_week, 0, "opening hours").well);
    const auto second = put("hall", "[rating]\nmend_days = 10\n", 1, "ten days");
    ASSERT_TRUE(second.well) << second.error;
    EXPECT_EQ(second.out, "hall is at version 2\n");
    EXPECT_EQ(command({"get", "hall"}).out, "[rating]\nmend_days = 10\n");
    EXPECT_EQ(command({"get", "hall", "--version", "1"}).out, open_all_week);
    EXPECT_FALSE(command({"get", "hall", "--version", "3"}).well);
    const std::string log = command({"log", "hall"}).out;
    EXPECT_EQ(log.substr(0, 2), "2\t");
    EXPECT_NE(log.find("\toperator\tten days\n1\t"), std::string::npos) << log;
    EXPECT_NE(log.find("\toperator\topening hours\n"), std::string::npos) << log;
}

TEST_F(HubDocuments, AnEditOfAnOlderVersionIsRefused) {
    ASSERT_TRUE(put("hall", open_all_week, 0).well);
    const auto stale = put("hall", "", 0);
    EXPECT_FALSE(stale.well);
    EXPECT_NE(stale.error.find("the newest version is 1"), std::string::npos) << stale.error;
    EXPECT_FALSE(put("hall", "", 2).well);
    EXPECT_EQ(command({"get", "hall"}).out, open_all_week);
}

TEST_F(HubDocuments, WhatNoTerminalCouldUseIsRefusedWithItsLine) {
    const auto refused = [&](const std::string& name, const std::string& body) {
        const auto said = put(name, body, 0);
        EXPECT_FALSE(said.well) << body;
        const auto file = (hub_.folder() / (name == "hall" ? "hall.toml" : "catalogue.json")).string();
        const auto at = said.error.find(file);
        return at == std::string::npos ? said.error : said.error.substr(at + file.size(), 60);
    };
    EXPECT_EQ(refused("hall", "[hall]\nname = \"x\"\nopening = [\"mon 8-12\"]\n").substr(0, 18), ":3: hall.opening: ");
    EXPECT_EQ(refused("hall", "[kiosk]\nproduction = false\n"), ":1: kiosk: is not a known key\n");
    EXPECT_EQ(refused("hall", "[hub]\nurl = \"https://elsewhere\"\n"), ":1: hub: is not a known key\n");
    EXPECT_EQ(refused("hall", std::string(300'000, '#')), ": is larger than 256 KiB\n");
    EXPECT_EQ(refused("hall", std::string("a = \"\0\"\n", 8)), ": is not text\n");
    EXPECT_EQ(refused("catalogue", "{}").substr(0, 21), ": is not a catalogue:");
    EXPECT_FALSE(put("menu", "", 0).well);
    EXPECT_EQ(command({"log", "hall"}).out, "");
}

TEST_F(HubDocuments, TheQueuesAreTheHubsOwn) {
    const std::string agency = "[[service]]\nletter = \"A\"\ndepartment = \"帮您办窗口\"\n";
    const std::string other = "[[service]]\nletter = \"B\"\ndepartment = \"发改委\"\n";
    const auto missing = put("hall", agency, 0);
    EXPECT_NE(missing.error.find("service: B of 发改委 is missing"), std::string::npos) << missing.error;
    const auto extra = put("hall", agency + other + "[[service]]\nletter = \"C\"\ndepartment = \"x\"\n", 0);
    EXPECT_NE(extra.error.find("service: C of x is no queue"), std::string::npos) << extra.error;
    EXPECT_FALSE(put("hall", agency + "[[service]]\nletter = \"B\"\ndepartment = \"自然资源局\"\n", 0).well);
    const auto same = put("hall", other + agency + "hours = [\"08:30-12:00\"]\n", 0);
    EXPECT_TRUE(same.well) << same.error;
}

TEST_F(HubDocuments, EveryDeviceIsToldAndStrangersAreNot) {
    const auto kiosk = hub_.client(hub_.enrol("k1", "kiosk"));
    const auto pad = hub_.client(hub_.enrol("p1", "pad"));
    EXPECT_EQ(kiosk->get("/v1/documents/hall").problem_code(), "no_such_document");
    EXPECT_EQ(kiosk->get("/v1/documents/..").status, 404);
    const std::uint64_t cursor = changes(*kiosk, 0, 0).cursor;
    ASSERT_TRUE(put("hall", open_all_week, 0).well);
    // The command is another program: who waits is told all the same.
    const auto news = changes(*kiosk, cursor, 20);
    EXPECT_EQ(told_version(news), 1U);
    EXPECT_EQ(told_version(changes(*kiosk, news.cursor, 0)), 0U);
    EXPECT_EQ(told_version(changes(*pad, 0, 0)), 1U);
    EXPECT_EQ(pulled(*pad)->body, open_all_week);
    EXPECT_EQ(hub_.client(hub_.stranger())->get("/v1/documents/hall").status, 401);
}

TEST_F(HubDocuments, OpensslAndDevicesFindTheSignatureGood) {
    const auto kiosk = hub_.client(hub_.enrol("k1", "kiosk"));
    ASSERT_TRUE(put("hall", open_all_week, 0).well);
    const auto document = pulled(*kiosk);
    ASSERT_TRUE(document);
    const std::string ca = kiosk->get("/v1/ca").body;
    EXPECT_EQ(sync::trust_of(*document, ca), sync::DocumentTrust::good);
    wire::Document later = *document;
    later.version = 2;
    EXPECT_EQ(sync::trust_of(later, ca), sync::DocumentTrust::bad);
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream(hub_.folder() / name, std::ios::binary) << bytes;
    };
    write("ca.pem", ca);
    write("signature.der", sync::base64_decode(document->signature).value_or(""));
    write("text", "bangnin document hall 1\n" + open_all_week);
    const std::string verify = "cd '" + hub_.folder().string() +
                               "' && openssl cms -verify -binary -inform DER -in signature.der -content text "
                               "-CAfile ca.pem >openssl.txt 2>&1";
    EXPECT_EQ(std::system(verify.c_str()), 0);
}

TEST_F(HubDocuments, AKeyOfTheHubThatIsDamagedIsNotReplaced) {
    hub_.stop();
    std::ofstream(hub_.folder() / "state" / "signing.pem") << "nonsense";
    const auto said = put("hall", open_all_week, 0);
    EXPECT_FALSE(said.well);
    EXPECT_NE(said.error.find("restore it from the backup"), std::string::npos) << said.error;
}

TEST_F(HubDocuments, AVersionThatADeviceHasIsGivenOnce) {
    // As after a restore: the hub has lost versions 1 to 7, a kiosk runs on 6 and has refused 7.
    const auto kiosk = hub_.client(hub_.enrol("k1", "kiosk"));
    const sync::Event health{1, std::string(sync::event_type::device_health), sync::wall_clock_now(),
                             R"({"hall":"refused","hall_version":"6","hall_refused":"7","catalogue_version":"own"})"};
    ASSERT_EQ(kiosk->post("/v1/events", push_body("k1", "e1", {health})).status, 200);
    EXPECT_EQ(put("hall", open_all_week, 0).out, "hall is at version 8\n");
    EXPECT_EQ(pulled(*kiosk)->version, 8U);
    EXPECT_EQ(put("hall", "", 8).out, "hall is at version 9\n");
    const auto catalogue =
        put("catalogue",
            R"({"version":1,"source":"s","items":[{"no":1,"departments":["发改委"],"name":"项目节能评估审查"}]})", 0);
    EXPECT_EQ(catalogue.out, "catalogue is at version 1\n") << catalogue.error;
}

}  // namespace
}  // namespace bangnin::hub::test
