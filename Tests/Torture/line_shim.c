// Between `ippo-line` and the system: counts what it does with its spool, with the database and with senders, kills it before the
// Nth, and keeps what a power cut would leave. Loaded with LD_PRELOAD by line_trial.py. Several threads come through here at once.
//
// A power cut leaves a file at its last fsync and a folder's names at its own last fsync: `LINE_SHADOW` has a copy of each synced
// file by its inode, in `names` what the spool's folder held when it was synced, and `made` once the folder that the spool lies
// in was synced with the spool in it. `LINE_LIE_…` plant bugs: a call is said to be done and is not.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
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
static atomic_int listening;
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static int lies(const char *name) { return getenv(name) != NULL; }

// Whether this is the step before which it dies; whoever asks may do half of it first.
static int is_last(void) {
  static long at = -2;
  if (at == -2) {
    const char *value = getenv("LINE_KILL_AT");
    at = value != NULL ? atol(value) : -1;
  }
  return at >= 0 && atomic_fetch_add(&steps, 1) == at;
}

static void die(const char *kind) {
  const char *told = getenv("LINE_DIED");
  int file = told != NULL ? (int)syscall(SYS_openat, AT_FDCWD, told, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
  if (file >= 0) syscall(SYS_write, file, kind, strlen(kind));
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void step(const char *kind) {
  if (is_last()) die(kind);
}

static int in_spool(const char *path) {
  const char *spool = getenv("LINE_SPOOL");
  return spool != NULL && strncmp(path, spool, strlen(spool)) == 0;
}

static int is_delivery(const char *path) {
  size_t length = strlen(path);
  return in_spool(path) && length > 5 && strcmp(path + length - 5, ".json") == 0 && strstr(path, "/.new-") == NULL;
}

static void path_of(int file, char *into, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, into, size - 1);
  into[length > 0 ? length : 0] = 0;
}

// AF_UNIX is the database, AF_INET somebody who delivers; -1 is no socket.
static int family(int file) {
  struct sockaddr_storage name;
  socklen_t size = sizeof name;
  return getsockname(file, (struct sockaddr *)&name, &size) == 0 ? name.ss_family : -1;
}

static void step_out(int file) {
  int to = family(file);
  if (to == AF_UNIX) step("send to the database");
  if (to == AF_INET) step("send to a sender");
}

static void step_in(int file) {
  int from = family(file);
  if (from == AF_UNIX) step("receive from the database");
  if (from == AF_INET) step("receive from a sender");
}

static void copy(const char *from, const char *to) {
  char buffer[65536];
  ssize_t count;
  int in = (int)syscall(SYS_openat, AT_FDCWD, from, O_RDONLY | O_CLOEXEC);
  int out = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  while (in >= 0 && out >= 0 && (count = syscall(SYS_read, in, buffer, sizeof buffer)) > 0)
    syscall(SYS_write, out, buffer, count);
  close(in);
  close(out);
}

static void keep_names(const char *spool, const char *shadow) {
  char kept[4096], made[4200];
  snprintf(kept, sizeof kept, "%s/names", shadow);
  snprintf(made, sizeof made, "%s.new", kept);
  FILE *names = fopen(made, "w");
  DIR *folder = opendir(spool);
  struct dirent *entry;
  while (folder != NULL && (entry = readdir(folder)) != NULL)
    if (strstr(entry->d_name, ".json") != NULL && entry->d_name[0] != '.')
      fprintf(names, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
  closedir(folder);
  fclose(names);
  syscall(SYS_rename, made, kept);
}

int fsync(int file) {
  const char *shadow = getenv("LINE_SHADOW"), *spool = getenv("LINE_SPOOL");
  char path[4096], kept[4096], made[4200];
  struct stat status;
  path_of(file, path, sizeof path);
  if (shadow == NULL || spool == NULL) return (int)syscall(SYS_fsync, file);
  size_t above = strrchr(spool, '/') - spool;
  fstat(file, &status);
  step(S_ISDIR(status.st_mode) ? "fsync of a folder" : "fsync of a file");
  pthread_mutex_lock(&one);
  if (S_ISDIR(status.st_mode) && strlen(path) == above && strncmp(path, spool, above) == 0) {
    snprintf(kept, sizeof kept, "%s/made", shadow);
    if (!lies("LINE_LIE_PARENT") && access(spool, F_OK) == 0)
      close((int)syscall(SYS_openat, AT_FDCWD, kept, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  } else if (S_ISDIR(status.st_mode) && strcmp(path, spool) == 0) {
    if (!lies("LINE_LIE_FOLDER")) keep_names(spool, shadow);
  } else if (S_ISREG(status.st_mode) && !lies("LINE_LIE_FILE")) {
    snprintf(kept, sizeof kept, "%s/%lu", shadow, (unsigned long)status.st_ino);
    snprintf(made, sizeof made, "%s.new", kept);
    copy(path, made);
    syscall(SYS_rename, made, kept);
  }
  pthread_mutex_unlock(&one);
  return 0;
}

int mkdir(const char *path, mode_t mode) {
  if (in_spool(path)) step("mkdir");
  return (int)syscall(SYS_mkdir, path, mode);
}

int rename(const char *from, const char *to) {
  if (in_spool(to)) step("rename");
  if (is_delivery(to) && lies("LINE_LIE_BLANK") && access(to, F_OK) == 0) return (int)syscall(SYS_unlink, from);
  int result = (int)syscall(SYS_rename, from, to);
  if (is_delivery(to) && lies("LINE_LIE_RENAME")) syscall(SYS_unlink, to);
  return result;
}

int unlink(const char *path) {
  if (in_spool(path)) step("unlink");
  if (is_delivery(path) && lies("LINE_LIE_UNLINK")) return 0;
  return (int)syscall(SYS_unlink, path);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  // planted: what is about to be drained is gone before it is committed
  if (file >= 0 && listening && (flags & O_ACCMODE) == O_RDONLY && is_delivery(path) && lies("LINE_LIE_EARLY"))
    syscall(SYS_unlink, path);
  return file;
}

int listen(int file, int backlog) {
  listening = 1;
  return (int)syscall(SYS_listen, file, backlog);
}

ssize_t write(int file, const void *bytes, size_t count) {
  char path[4096];
  if (file > 2 && family(file) == -1) {
    path_of(file, path, sizeof path);
    if (in_spool(path) && is_last()) {
      syscall(SYS_write, file, bytes, count / 2);
      die("write");
    }
  } else if (file > 2) {
    step_out(file);
  }
  return syscall(SYS_write, file, bytes, count);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  step_out(file);
  return syscall(SYS_writev, file, parts, count);
}

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  step_out(file);
  return syscall(SYS_sendto, file, bytes, count, flags, NULL, 0);
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  step_out(file);
  return syscall(SYS_sendmsg, file, message, flags);
}

ssize_t read(int file, void *bytes, size_t count) {
  step_in(file);
  return syscall(SYS_read, file, bytes, count);
}

ssize_t recv(int file, void *bytes, size_t count, int flags) {
  step_in(file);
  return syscall(SYS_recvfrom, file, bytes, count, flags, NULL, NULL);
}

ssize_t recvmsg(int file, struct msghdr *message, int flags) {
  step_in(file);
  return syscall(SYS_recvmsg, file, message, flags);
}
