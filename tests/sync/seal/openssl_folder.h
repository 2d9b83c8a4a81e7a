// A folder of its own in which the openssl program works, and its files.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace bangnin::sync {

class OpensslFolder : public testing::Test {
  protected:
    OpensslFolder() {
        folder_ = (std::filesystem::temp_directory_path() / "bangnin-openssl-XXXXXX").string();
        if (mkdtemp(folder_.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    }
    ~OpensslFolder() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return folder_ + "/" + name; }
    std::string read(const std::string& name) const {
        std::ifstream stream(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path(name), std::ios::binary) << bytes;
    }
    bool openssl(const std::string& arguments) const {
        return std::system(("cd '" + folder_ + "' && openssl " + arguments + " >log.txt 2>&1").c_str()) == 0;
    }

    std::string folder_;
};

}  // namespace bangnin::sync
