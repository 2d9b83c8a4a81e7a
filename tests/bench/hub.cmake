# Uses the tests' rig, which needs GoogleTest.
if(BANGNIN_TESTS AND BANGNIN_BENCH)
  find_package(OpenSSL REQUIRED)
  bangnin_library(bangnin_bench_hub ${CMAKE_CURRENT_LIST_DIR}/bench_report.cpp ${CMAKE_CURRENT_LIST_DIR}/hub_bench.cpp
    ${CMAKE_CURRENT_LIST_DIR}/hub_clients.cpp DEPS bangnin_hub_rig OpenSSL::SSL OpenSSL::Crypto)
  bangnin_bench(bench_hub ${CMAKE_CURRENT_LIST_DIR}/bench_hub.cpp DEPS bangnin_hub_rig GTest::gtest)
  foreach(part ingest polls page)
    bangnin_bench(bench_hub_${part} ${CMAKE_CURRENT_LIST_DIR}/bench_hub_${part}.cpp DEPS bangnin_bench_hub GTest::gtest)
    # The clients share the machine with the hub: what they cost themselves is not to be the figure.
    if(NOT BANGNIN_SANITIZE)
      pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
      target_link_libraries(bench_hub_${part} PRIVATE PkgConfig::JEMALLOC)
    endif()
  endforeach()
endif()
