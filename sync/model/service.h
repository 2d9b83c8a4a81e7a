// What the hall offers: the catalogue of items and departments, and the queues a hall configures over them.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace bangnin::sync {

// A department of the catalogue, in the catalogue's order, from 1.
struct Department {
    std::uint32_t number = 0;
    std::string name;
};

// One approval item of the plan's appendix 1.
struct Item {
    std::uint32_t number = 0;  // 1–33 in the first catalogue
    std::string name;
    std::vector<std::string> departments;  // at least one

    friend bool operator==(const Item&, const Item&) = default;
};

struct Catalogue {
    std::uint32_t version = 0;  // from 1; a catalogue that says something else is another version
    std::string source;         // the document it was taken from
    std::vector<Item> items;
    std::vector<Department> departments;  // distinct, in order of first appearance
};

enum class CatalogueError { unreadable, too_large, not_json, wrong_shape };

// Total: any bytes give a catalogue or an error. Limits: 1 MiB, 1,000 items, numbers 1, 2, 3 … in order.
std::expected<Catalogue, CatalogueError> parse_catalogue(std::string_view json);
std::expected<Catalogue, CatalogueError> load_catalogue(const std::string& path);

// The item of that number, or nothing.
const Item* item_of(const Catalogue& catalogue, std::uint32_t number);

// A queue of the hall, from its configuration.
struct Service {
    char letter = 'A';
    std::string department;
    std::string name;
    std::string window;  // where to go, in words: "2楼 5号窗口"
    double prior_minutes = 10.0;
    std::uint32_t open_windows = 1;  // until the hub says otherwise
};

}  // namespace bangnin::sync
