#define _GNU_SOURCE
#include "cspawn.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { first_unused = 4 };

static int set_file_size_limit(unsigned long bytes) {
  if (bytes == 0) return 0;
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0) return -1;
  if (bytes < limit.rlim_max) limit.rlim_max = bytes;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_FSIZE, &limit);
}

// Copies first, above the numbers to fill: a stream may have one of them.
static int set_descriptors(const cspawn_program *program) {
  int copies[first_unused];
  for (int number = 0; number < first_unused; number++) {
    int source = number < 3 ? program->streams[number] : program->lifeline;
    copies[number] = source < 0 ? open("/dev/null", number == 0 ? O_RDONLY : O_WRONLY)
                                : fcntl(source, F_DUPFD, first_unused);
    if (copies[number] < 0) return -1;
    if (copies[number] < first_unused) {
      copies[number] = fcntl(copies[number], F_DUPFD, first_unused);
      if (copies[number] < 0) return -1;
    }
  }
  for (int number = 0; number < first_unused; number++) {
    if (dup2(copies[number], number) < 0) return -1;
  }
  closefrom(first_unused);
  return 0;
}

// The order matters: the signal is named before one can be sent.
static int tie_lifeline(void) {
  const int lifeline = first_unused - 1;
  if (fcntl(lifeline, F_SETSIG, SIGKILL) != 0) return -1;
  if (fcntl(lifeline, F_SETOWN, -getpid()) != 0) return -1;
  int flags = fcntl(lifeline, F_GETFL);
  return flags < 0 ? -1 : fcntl(lifeline, F_SETFL, flags | O_ASYNC);
}

static void restore_signals(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  // The kernel refuses the two that cannot be caught, and the library its own.
  for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
}

// Becomes the program, or returns with errno. The limit is last: nothing here writes a file.
static void become(const cspawn_program *program) {
  if (setpgid(0, 0) != 0) return;
  if (program->directory && chdir(program->directory) != 0) return;
  if (set_descriptors(program) != 0 || tie_lifeline() != 0) return;
  if (set_file_size_limit(program->file_size_limit) != 0) return;
  restore_signals();
  execve(program->path, program->arguments, program->environment);
}

int cspawn_start(const cspawn_program *program, pid_t *identifier) {
  // The child runs in this process's memory while this thread waits for its exec: none of the
  // handlers of this process may run there.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  volatile int failure = 0;
  pid_t child = vfork();
  if (child == 0) {
    become(program);
    failure = errno;
    _exit(127);
  }
  int code = child < 0 ? errno : failure;
  if (child > 0 && code != 0) {
    while (waitpid(child, 0, 0) < 0 && errno == EINTR) continue;
  }
  pthread_sigmask(SIG_SETMASK, &before, 0);
  if (code == 0) *identifier = child;
  return code;
}
