# Uses the tests' rig, which needs GoogleTest.
if(BANGNIN_TESTS)
  bangnin_bench(bench_hub ${CMAKE_CURRENT_LIST_DIR}/bench_hub.cpp DEPS bangnin_hub_rig GTest::gtest)
endif()
