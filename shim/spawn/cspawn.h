#pragma once
// Swift's Glibc module is built without _GNU_SOURCE, which hides these functions of glibc 2.34 and
// newer. They are declared here as in their manual pages; module Processes is the only importer.
#include <spawn.h>
#include <sys/resource.h>

int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
int prlimit(int process, unsigned resource, const struct rlimit *limit, struct rlimit *before);

// A command of fcntl that is hidden alike: the signal that O_ASYNC sends.
static const int cspawn_F_SETSIG = 10;

// The constant is of an enumeration that Swift does not turn into a number.
static inline int cspawn_limit_file_size(int process, unsigned long bytes) {
  struct rlimit limit = {bytes, bytes};
  return prlimit(process, (unsigned)RLIMIT_FSIZE, &limit, 0);
}
