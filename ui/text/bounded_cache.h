#pragma once
// A cache that knows how much it holds and forgets what was not used for longest. Keys that are strings may hold a
// person's words: they are overwritten when their entry goes.

#include <cstddef>
#include <functional>
#include <iterator>
#include <list>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "ui/text/wipe.h"

namespace bangnin::text {

// Key: copyable, equality-comparable, hashed by Hash. Value: movable; its destructor releases what it holds (a GL
// texture, say). Not thread-safe. Pointers from find() and insert() stay good until the next insert(), erase() or
// clear().
template <typename Key, typename Value, typename Hash = std::hash<Key>>
class BoundedCache {
  public:
    // max_bytes: the sum of the entries' sizes that is never exceeded, but by one entry larger than all of it,
    // which is then the only one.
    explicit BoundedCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}
    ~BoundedCache() { clear(); }
    BoundedCache(const BoundedCache&) = delete;
    BoundedCache& operator=(const BoundedCache&) = delete;

    // The value, now the most recently used, or nullptr.
    [[nodiscard]] Value* find(const Key& key) {
        const auto found = index_.find(key);
        if (found == index_.end()) {
            return nullptr;
        }
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->value;
    }

    // Takes the value in, replacing one of the same key, and drops the least recently used ones to make room.
    Value* insert(const Key& key, Value value, std::size_t bytes) {
        erase(key);
        make_room(bytes);
        entries_.push_front(Entry{key, std::move(value), bytes});
        index_.emplace(key, entries_.begin());
        bytes_ += bytes;
        return &entries_.front().value;
    }

    void erase(const Key& key) {
        const auto found = index_.find(key);
        if (found == index_.end()) {
            return;
        }
        forget(found->second);
    }

    // Forgets every entry of which wanted(value) says so.
    template <typename Wanted>
    void erase_if(const Wanted& wanted) {
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            if (!wanted(std::as_const(entry->value))) {
                ++entry;
                continue;
            }
            entry = forget(entry);
        }
    }

    void clear() {
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            entry = forget(entry);
        }
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t max_bytes() const { return max_bytes_; }

  private:
    struct Entry {
        Key key;
        Value value;
        std::size_t bytes;
    };

    static void wipe_key(Key& key) {
        if constexpr (std::is_same_v<Key, std::string>) {
            wipe(key);
        }
    }

    // Gives the entry after it.
    typename std::list<Entry>::iterator forget(typename std::list<Entry>::iterator entry) {
        bytes_ -= entry->bytes;
        auto indexed = index_.extract(entry->key);
        wipe_key(indexed.key());
        wipe_key(entry->key);
        return entries_.erase(entry);
    }

    void make_room(std::size_t bytes) {
        while (!entries_.empty() && (bytes > max_bytes_ || bytes_ > max_bytes_ - bytes)) {
            forget(std::prev(entries_.end()));
        }
    }

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;  // most recently used first
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> index_;
};

}  // namespace bangnin::text
