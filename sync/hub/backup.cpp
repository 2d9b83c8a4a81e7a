#include "sync/hub/backup.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "sync/hub/backup_records.h"
#include "sync/hub/state_lock.h"

namespace bangnin::hub {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int format_version = 1;
constexpr const char* manifest_name = "manifest.json";

std::expected<std::string, std::string> sha256_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (!stream || !digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1) {
        return std::unexpected(file.string() + " cannot be read");
    }
    std::vector<char> room(std::size_t{1} << 20);
    while (stream) {
        stream.read(room.data(), static_cast<std::streamsize>(room.size()));
        EVP_DigestUpdate(digest.get(), room.data(), static_cast<std::size_t>(stream.gcount()));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(digest.get(), bytes.data(), &size);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int index = 0; index < size; ++index) {
        hex += digits[bytes.at(index) >> 4];
        hex += digits[bytes.at(index) & 15];
    }
    return hex;
}

bool synchronised(const fs::path& path) {
    const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return false;
    const bool done = fsync(handle) == 0;
    close(handle);
    return done;
}

std::expected<void, std::string> copied(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (error) return std::unexpected(to.string() + " cannot be written: " + error.message());
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
    if (!synchronised(to)) return std::unexpected(to.string() + " cannot be written to the disk");
    return {};
}

// The folder of the keys holds the database and what is only there while a hub works as well.
bool is_key_file(const fs::path& file) {
    const std::string extension = file.extension().string();
    return extension == ".pem" || extension == ".key";
}

std::expected<void, std::string> copy_keys(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    fs::permissions(to, fs::perms::owner_all, error);
    for (const auto& entry : fs::recursive_directory_iterator(from, error)) {
        if (!entry.is_regular_file() || !is_key_file(entry.path())) continue;
        const auto done = copied(entry.path(), to / fs::relative(entry.path(), from));
        if (!done) return done;
    }
    if (error) return std::unexpected(from.string() + " cannot be read: " + error.message());
    return {};
}

std::expected<void, std::string> describe(const fs::path& folder, BackupManifest& manifest) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::error_code ignored;
        fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::owner_write, ignored);
        auto sum = sha256_of(entry.path());
        if (!sum) return std::unexpected(sum.error());
        manifest.files.push_back({fs::relative(entry.path(), folder).string(), entry.file_size(), std::move(*sum)});
    }
    return {};
}

std::expected<void, std::string> write_manifest(const fs::path& folder, const BackupManifest& manifest) {
    json files = json::array();
    for (const BackupFile& file : manifest.files) {
        files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    const json text{{"format", format_version},
                    {"made_at", manifest.made_at},
                    {"database", manifest.database},
                    {"schema", manifest.schema},
                    {"files", std::move(files)}};
    const fs::path fresh = folder / "manifest.new";
    std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
    stream << text.dump(2) << '\n';
    stream.close();
    std::error_code error;
    fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, error);
    if (stream && synchronised(fresh)) fs::rename(fresh, folder / manifest_name, error);
    if (!stream || error || !synchronised(folder)) return std::unexpected("the manifest cannot be written");
    return {};
}

std::expected<BackupManifest, std::string> read_manifest(const fs::path& folder) {
    std::ifstream stream(folder / manifest_name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const json read = json::parse(text, nullptr, false);
    if (!read.is_object()) return std::unexpected(folder.string() + " is no backup: it has no manifest");
    if (read.value("format", 0) != format_version) {
        return std::unexpected("this backup is in a form that this version does not know");
    }
    BackupManifest manifest{read.value("made_at", ""), read.value("database", ""), read.value("schema", 0), {}};
    for (const json& file : read.value("files", json::array())) {
        manifest.files.push_back(
            {file.value("name", ""), file.value("bytes", std::uint64_t{0}), file.value("sha256", "")});
    }
    return manifest;
}

std::string_view name_of(DatabaseKind kind) { return kind == DatabaseKind::sqlite ? "sqlite" : "postgresql"; }

bool keys_present(const Config& config) { return fs::exists(config.state_dir / "ca.pem"); }

// Whether the same authority stands there already.
bool same_authority(const Config& config, const fs::path& folder) {
    const auto here = sha256_of(config.state_dir / "ca.pem");
    const auto there = sha256_of(folder / "keys" / "ca.pem");
    return here && there && *here == *there;
}

}  // namespace

std::expected<BackupManifest, std::string> make_backup(const Config& config, const fs::path& config_file,
                                                       const fs::path& folder, sync::Instant now) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        return std::unexpected(folder.string() + " is not empty");
    }
    fs::create_directories(folder, error);
    if (error) return std::unexpected(folder.string() + " cannot be made: " + error.message());
    fs::permissions(folder, fs::perms::owner_all, error);
    const auto schema = copy_records(config.database, folder);
    if (!schema) return std::unexpected(schema.error());
    if (auto keys = copy_keys(config.state_dir, folder / "keys"); !keys) return std::unexpected(keys.error());
    if (auto file = copied(config_file, folder / "hub.toml"); !file) return std::unexpected(file.error());
    BackupManifest manifest{sync::to_text(now), std::string(name_of(config.database.kind())), *schema, {}};
    if (auto described = describe(folder, manifest); !described) return std::unexpected(described.error());
    if (auto written = write_manifest(folder, manifest); !written) return std::unexpected(written.error());
    return manifest;
}

std::expected<BackupManifest, std::string> check_backup(const fs::path& folder) {
    auto manifest = read_manifest(folder);
    if (!manifest) return manifest;
    for (const BackupFile& file : manifest->files) {
        std::error_code error;
        const fs::path path = folder / file.name;
        const auto sum = sha256_of(path);
        if (!sum || fs::file_size(path, error) != file.bytes || *sum != file.sha256) {
            return std::unexpected("the backup is damaged: " + file.name + " is not as it was written");
        }
    }
    return manifest;
}

std::expected<BackupManifest, std::string> restore_backup(const Config& config, const fs::path& folder,
                                                          Present present) {
    auto manifest = check_backup(folder);
    if (!manifest) return manifest;
    if (manifest->schema > newest_schema()) {
        return std::unexpected("this backup was made by a newer version of this program");
    }
    if (manifest->database != name_of(config.database.kind())) {
        return std::unexpected("this is a backup of the other kind of database: " + manifest->database);
    }
    std::error_code error;
    fs::create_directories(config.state_dir, error);
    const StateLock lock(config.state_dir, StateLock::Use::alone);
    if (!lock.held()) return std::unexpected("a hub is at work on " + config.state_dir.string() + "; stop it first");
    if (present == Present::keep && keys_present(config) && !same_authority(config, folder)) {
        return std::unexpected("other keys are in " + config.state_dir.string() + " already");
    }
    if (auto restored = put_records_back(config.database, folder, present); !restored) {
        return std::unexpected(restored.error());
    }
    if (auto keys = copy_keys(folder / "keys", config.state_dir); !keys) return std::unexpected(keys.error());
    return manifest;
}

}  // namespace bangnin::hub
