#pragma once

// Linked for what it does at load time: it takes the place of malloc and free in the whole process.
#include <mimalloc.h>
