#pragma once
// Swift's Glibc module is built without _GNU_SOURCE, which hides these functions of glibc 2.34 and
// newer. They are declared here as in their manual pages; module Processes is the only importer.
#include <spawn.h>

int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
