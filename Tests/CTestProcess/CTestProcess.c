// What Swift's Glibc module leaves out: GNU's additions to posix_spawn and pipe.
#define _GNU_SOURCE
#include "CTestProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

int test_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

static int streams_of(posix_spawn_file_actions_t *actions, const int streams[3], const char *terminal) {
  int failure = 0;
  if (terminal) {
    // the first terminal that the leader of a session opens without O_NOCTTY becomes its controlling one
    failure = posix_spawn_file_actions_addopen(actions, 0, terminal, O_RDWR, 0);
    for (int stream = 1; stream < 3 && !failure; stream++)
      failure = posix_spawn_file_actions_adddup2(actions, 0, stream);
  } else {
    for (int stream = 0; stream < 3 && !failure; stream++)
      failure = posix_spawn_file_actions_adddup2(actions, streams[stream], stream);
  }
  return failure ? failure : posix_spawn_file_actions_addclosefrom_np(actions, 3);
}

int test_spawn(pid_t *process, const char *path, char *const argv[], char *const envp[], const int streams[3],
               const char *terminal) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  failure = posix_spawnattr_init(&attributes);
  if (!failure) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    failure = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (!failure) failure = streams_of(&actions, streams, terminal);
    if (!failure) failure = posix_spawn(process, path, &actions, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}
