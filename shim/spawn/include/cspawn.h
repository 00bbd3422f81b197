#pragma once
// Starts a program as posix_spawn(3) does, and sets what that has no attribute for: the largest file
// the program may write, and the lifeline. Both hold before its first instruction. Module Processes
// is the only importer.
#include <sys/types.h>

/// A program and what it starts with. Everything is read during the call only.
typedef struct {
  const char *path;
  /// Of strings, with a null pointer at the end; the first is the program's own name.
  char *const *arguments;
  char *const *environment;
  /// Null keeps the directory of this process.
  const char *directory;
  /// What becomes the descriptors 0 to 2 of the program; a negative number means `/dev/null`.
  int streams[3];
  /// The end to read of a pipe, which becomes descriptor 3. The kernel kills the program's process
  /// group when the pipe's end to write is closed.
  int lifeline;
  /// Bytes; 0 for no limit of its own.
  unsigned long file_size_limit;
} cspawn_program;

/// Starts `program` as the leader of a process group, with no signal blocked or ignored and no other
/// descriptor open.
///
/// \return 0, or the `errno` of what failed; then there is no process.
int cspawn_start(const cspawn_program *program, pid_t *identifier);

/// Swift's Glibc module is built without _GNU_SOURCE, which hides this function of glibc.
int pipe2(int ends[2], int flags);
