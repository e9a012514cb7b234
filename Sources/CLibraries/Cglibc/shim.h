// What Swift's own Glibc module leaves out.
#pragma once
#include <stddef.h>
#include <sys/prctl.h>

// `prctl` is variadic, which Swift cannot call.
static inline void nameThread(const char *name) { prctl(PR_SET_NAME, name); }

// Declared for `_GNU_SOURCE` only.
extern void *memrchr(const void *bytes, int byte, size_t count);
