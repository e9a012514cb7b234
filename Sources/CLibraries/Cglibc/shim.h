// What Swift's own Glibc module leaves out.
#pragma once
#include <sys/prctl.h>

// `prctl` is variadic, which Swift cannot call.
static inline void nameThread(const char *name) { prctl(PR_SET_NAME, name); }
static inline int forbidDumps(void) { return prctl(PR_SET_DUMPABLE, 0); }
