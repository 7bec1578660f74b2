// Between `ippo-line` and the system: counts what it does with its spool and what it says to the network, kills it before the Nth,
// and keeps what a power cut would leave. Loaded with LD_PRELOAD by line.py. Several threads come through here at once.
//
// A power cut leaves a file at its last fsync and a folder's names at its own last fsync: `LINE_SHADOW` has a copy of each synced
// file by its inode, and in `names` what the spool's folder held when it was synced.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long steps;
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static long setting(const char *name) {
  const char *value = getenv(name);
  return value != NULL ? atol(value) : -1;
}

static void step(void) {
  static long at = -2;
  if (at == -2) at = setting("LINE_KILL_AT");
  if (at >= 0 && atomic_fetch_add(&steps, 1) == at) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
}

static int in_spool(const char *path) {
  const char *spool = getenv("LINE_SPOOL");
  return spool != NULL && strncmp(path, spool, strlen(spool)) == 0;
}

static void path_of(int file, char *into, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, into, size - 1);
  into[length > 0 ? length : 0] = 0;
}

static void copy(const char *from, const char *to) {
  char buffer[65536];
  ssize_t count;
  int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  while (in >= 0 && out >= 0 && (count = syscall(SYS_read, in, buffer, sizeof buffer)) > 0)
    syscall(SYS_write, out, buffer, count);
  close(in);
  close(out);
}

int fsync(int file) {
  const char *shadow = getenv("LINE_SHADOW");
  char path[4096], kept[4096], made[4200];
  struct stat status;
  step();
  path_of(file, path, sizeof path);
  if (shadow == NULL || !in_spool(path)) return (int)syscall(SYS_fsync, file);
  pthread_mutex_lock(&one);
  fstat(file, &status);
  if (S_ISDIR(status.st_mode) && strcmp(path, getenv("LINE_SPOOL")) == 0 && getenv("LINE_LIE_FOLDER") == NULL) {
    snprintf(kept, sizeof kept, "%s/names", shadow);
    snprintf(made, sizeof made, "%s.new", kept);
    FILE *names = fopen(made, "w");
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
      if (strstr(entry->d_name, ".json") != NULL && entry->d_name[0] != '.')
        fprintf(names, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
    closedir(folder);
    fclose(names);
    syscall(SYS_rename, made, kept);
  } else if (S_ISREG(status.st_mode) && getenv("LINE_LIE_FILE") == NULL) {
    snprintf(kept, sizeof kept, "%s/%lu", shadow, (unsigned long)status.st_ino);
    snprintf(made, sizeof made, "%s.new", kept);
    copy(path, made);
    syscall(SYS_rename, made, kept);
  }
  pthread_mutex_unlock(&one);
  return 0;
}

int rename(const char *from, const char *to) {
  if (in_spool(to)) step();
  int result = (int)syscall(SYS_rename, from, to);
  // planted: what was kept is gone
  if (in_spool(to) && getenv("LINE_LIE_RENAME") != NULL) syscall(SYS_unlink, to);
  return result;
}

int unlink(const char *path) {
  if (in_spool(path)) step();
  return (int)syscall(SYS_unlink, path);
}

ssize_t write(int file, const void *bytes, size_t count) {
  if (file > 2) step();
  return syscall(SYS_write, file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (file > 2) step();
  return syscall(SYS_writev, file, parts, count);
}

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  step();
  return syscall(SYS_sendto, file, bytes, count, flags, NULL, 0);
}

ssize_t recv(int file, void *bytes, size_t count, int flags) {
  step();
  return syscall(SYS_recvfrom, file, bytes, count, flags, NULL, NULL);
}
