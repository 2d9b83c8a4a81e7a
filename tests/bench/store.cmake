bangnin_bench(bench_store ${CMAKE_CURRENT_LIST_DIR}/bench_store.cpp DEPS bangnin_sync_store)
