// What Swift's own Glibc module leaves out.
#pragma once
#include <sys/prctl.h>

// `prctl` is variadic, which Swift cannot call.
static inline void nameThread(const char *name) { prctl(PR_SET_NAME, name); }
static inline int forbidDumps(void) { return prctl(PR_SET_DUMPABLE, 0); }

// Declared only where _GNU_SOURCE was defined before the first header.
void *_Nullable memmem(
  const void *_Nonnull bytes, unsigned long count, const void *_Nonnull part, unsigned long partCount);
