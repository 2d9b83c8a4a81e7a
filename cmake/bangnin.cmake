# What every target of the house shares: warnings, sanitizers, the precompiled header, and short ways to say
# "a library of this folder", "a program", "a test", "a fuzzer" and "a benchmark".
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_program(BANGNIN_CCACHE ccache)
if(BANGNIN_CCACHE)
  # ccache may reuse objects built with a precompiled header only when it is told to ignore its time stamps. A fresh clone in
  # another folder finds what this one compiled: paths below the sources are told apart by what follows them only.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${BANGNIN_CCACHE})
endif()

if(CMAKE_CXX_CLANG_TIDY)
  # A file counts as read under the checks of its day: they are part of the command, so that a change of them has every file
  # read again.
  file(GLOB_RECURSE configurations ${CMAKE_SOURCE_DIR}/.clang-tidy)
  set(checks "")
  foreach(configuration IN LISTS configurations)
    file(SHA256 ${configuration} one)
    string(SHA256 checks "${checks}${one}")
  endforeach()
  list(APPEND CMAKE_CXX_CLANG_TIDY --extra-arg=-DBANGNIN_TIDY_CHECKS=0x${checks})
endif()

add_library(bangnin_options INTERFACE)
target_compile_options(bangnin_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough
  -Werror -fno-omit-frame-pointer)
# clang reports what libstdc++ 12 does inside its own stable algorithms; g++ looks for what is deprecated in our own.
target_compile_options(bangnin_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
if(BANGNIN_SANITIZE MATCHES thread)
  # Boost.Asio's reference counts end with a fence, which the thread sanitizer does not model, and g++ says so each time.
  target_compile_options(bangnin_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(BANGNIN_CCACHE)
  target_compile_options(bangnin_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
target_include_directories(bangnin_options INTERFACE ${CMAKE_SOURCE_DIR})
target_link_libraries(bangnin_options INTERFACE Threads::Threads)
if(BANGNIN_SANITIZE)
  target_compile_options(bangnin_options INTERFACE -fsanitize=${BANGNIN_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(bangnin_options INTERFACE -fsanitize=${BANGNIN_SANITIZE})
  # Warnings that g++ 12 invents once a sanitizer has rewritten the code.
  target_compile_options(bangnin_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(BANGNIN_FUZZ)
  target_compile_options(bangnin_options INTERFACE -fsanitize=fuzzer-no-link)
  # The counters that every object now speaks of live in this run time; programs without a fuzzer need them as well.
  target_link_options(bangnin_options INTERFACE -fsanitize=address)
endif()

# One precompiled header for the whole house: the standard library's heaviest parts and JSON.
add_library(bangnin_pch STATIC ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(bangnin_pch PRIVATE bangnin_options)
target_precompile_headers(bangnin_pch PRIVATE
  <algorithm> <array> <chrono> <cstdint> <cstring> <expected> <filesystem> <functional> <map> <memory> <mutex>
  <optional> <span> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>
  <nlohmann/json.hpp>)

# bangnin_library(NAME SOURCES... [DEPS targets...])
function(bangnin_library name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PUBLIC bangnin_options ${ARG_DEPS})
  target_precompile_headers(${name} REUSE_FROM bangnin_pch)
endfunction()

# bangnin_program(NAME SOURCES... [DEPS targets...])
function(bangnin_program name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE bangnin_options ${ARG_DEPS})
  target_precompile_headers(${name} REUSE_FROM bangnin_pch)
  if(BANGNIN_SANITIZE MATCHES address AND NOT BANGNIN_FUZZ)
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/keep_libraries.cpp)
  endif()
endfunction()

# bangnin_test(NAME SOURCES... [DEPS targets...] [LABELS labels...] [TIMEOUT seconds] [ON_POSTGRESQL])
# A GoogleTest program; every TEST of it becomes a ctest of its own. Run from the source folder. ON_POSTGRESQL: each a second
# time, with the tests' PostgreSQL to keep the hub's records in.
function(bangnin_test name)
  cmake_parse_arguments(ARG "ON_POSTGRESQL" "TIMEOUT" "DEPS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_sources(${name} PRIVATE $<TARGET_OBJECTS:bangnin_test_environment>)
  target_link_libraries(${name} PRIVATE bangnin_options ${ARG_DEPS} GTest::gmock GTest::gtest GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM bangnin_pch)
  # One word: gtest_discover_tests does not carry lists; ctest's -L and -LE look for parts of it.
  string(JOIN "+" labels ${ARG_LABELS})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${labels}")
  if(ARG_ON_POSTGRESQL)
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
      DISCOVERY_TIMEOUT 60 TEST_PREFIX postgresql. TEST_LIST ${name}_on_postgresql
      PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${labels}" FIXTURES_REQUIRED postgresql
        ENVIRONMENT BANGNIN_TEST_POSTGRESQL=${BANGNIN_TEST_POSTGRESQL})
  endif()
endfunction()

# bangnin_fuzzer(NAME SOURCES... [DEPS targets...]): only where BANGNIN_FUZZ is on.
function(bangnin_fuzzer name)
  if(BANGNIN_FUZZ)
    cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
    add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PRIVATE bangnin_options ${ARG_DEPS})
    target_precompile_headers(${name} REUSE_FROM bangnin_pch)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY BANGNIN_FUZZERS ${name})
  endif()
endfunction()

# bangnin_bench(NAME SOURCES... [DEPS targets...]): a program that prints one JSON object a line.
function(bangnin_bench name)
  if(BANGNIN_BENCH)
    bangnin_program(${name} ${ARGN})
  endif()
endfunction()

if(BANGNIN_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
  add_library(bangnin_test_environment OBJECT ${CMAKE_SOURCE_DIR}/tests/environment.cpp)
  target_link_libraries(bangnin_test_environment PRIVATE bangnin_options)
  target_compile_definitions(bangnin_test_environment PRIVATE BANGNIN_SOURCE_FOLDER="${CMAKE_SOURCE_DIR}")
  # A PostgreSQL of this build's tests, in a folder of its own: its server does not run as root, and may not read ours.
  string(MD5 folder "${CMAKE_BINARY_DIR}")
  string(SUBSTRING "${folder}" 0 12 folder)
  set(BANGNIN_TEST_POSTGRESQL_FOLDER /tmp/bangnin-postgresql-${folder})
  set(BANGNIN_TEST_POSTGRESQL "postgresql:///postgres?host=${BANGNIN_TEST_POSTGRESQL_FOLDER}&user=postgres")
  add_test(NAME postgresql.start COMMAND sh ${CMAKE_SOURCE_DIR}/tests/postgresql.sh start ${BANGNIN_TEST_POSTGRESQL_FOLDER})
  add_test(NAME postgresql.stop COMMAND sh ${CMAKE_SOURCE_DIR}/tests/postgresql.sh stop ${BANGNIN_TEST_POSTGRESQL_FOLDER})
  set_tests_properties(postgresql.start PROPERTIES FIXTURES_SETUP postgresql)
  set_tests_properties(postgresql.stop PROPERTIES FIXTURES_CLEANUP postgresql)
endif()
