// Between `ippo` and the system: counts its file and socket calls, and ends, fails, cuts or fakes the one it was told to.
//
// Loaded with LD_PRELOAD by torture.py; told what to do by environment variables (torture.py's `shim_environment`). It calls the
// kernel itself, so that nothing of it passes through what it stands in for. Single-threaded, as the program is.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/stat.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum kind { NONE, FILE_OF_ROOT, SOCKET, STREAM };
enum { DESCRIPTORS = 1024 };

static char root[4096];      // only files below are the program's own state
static int journal = -1;     // what was done, for torture.py
static char shadow[4096];    // copies of what was synced, for the power cut
static char leak[4096];      // planted: the note in plain, here
static long at = -1;         // the step that suffers; a step is one call
static bool kill_it, tear_it, shorten, fail_it, fail_on, only_files;
static int reason;
static bool lie_fsync, lie_fsync_of_folders, lie_move, lie_link, lie_unlink, late_link;
static long haste = 1;       // time runs so many times faster
static long steps;
static long shadows;
static bool pretending;      // fsync is only noted, as no test is ended by a real power cut
static enum kind kinds[DESCRIPTORS];
static char late_from[4096], late_to[4096];
static bool ready;

static long now(clockid_t clock, struct timespec *time) { return syscall(SYS_clock_gettime, clock, time); }
static struct timespec origin[16];

static bool flag(const char *name) { return getenv(name) != NULL; }

static void setting(const char *name, char *into) {
  const char *value = getenv(name);
  snprintf(into, 4096, "%s", value != NULL ? value : "");
}

__attribute__((constructor)) static void start(void) {
  if (ready) return;
  ready = true;
  setting("TORTURE_ROOT", root);
  setting("TORTURE_SHADOW", shadow);
  setting("TORTURE_LEAK", leak);
  const char *value = getenv("TORTURE_JOURNAL");
  if (value != NULL) {
    int made = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    journal = (int)syscall(SYS_fcntl, made, F_DUPFD_CLOEXEC, 900);
    syscall(SYS_close, made);
  }
  if ((value = getenv("TORTURE_AT")) != NULL) at = atol(value);
  if ((value = getenv("TORTURE_ERRNO")) != NULL) reason = atoi(value);
  if ((value = getenv("TORTURE_HASTE")) != NULL) haste = atol(value);
  if ((value = getenv("TORTURE_DO")) != NULL) {
    kill_it = strcmp(value, "kill") == 0;
    tear_it = strcmp(value, "tear") == 0;
    shorten = strcmp(value, "shorten") == 0;
    fail_it = strcmp(value, "fail") == 0 || strcmp(value, "fail-on") == 0;
    fail_on = strcmp(value, "fail-on") == 0;
  }
  only_files = flag("TORTURE_ONLY_FILES");
  lie_fsync = flag("TORTURE_LIE_FSYNC");
  lie_fsync_of_folders = flag("TORTURE_LIE_FSYNC_OF_FOLDERS");
  lie_move = flag("TORTURE_LIE_MOVE");
  lie_link = flag("TORTURE_LIE_LINK");
  lie_unlink = flag("TORTURE_LIE_UNLINK");
  late_link = flag("TORTURE_LATE_LINK");
  pretending = flag("TORTURE_PRETEND_FSYNC");
  for (int i = 0; i < 16; i++) now(i, &origin[i]);
  kinds[0] = kinds[1] = kinds[2] = STREAM;
}

static void note(const char *form, ...) {
  if (journal < 0) return;
  char line[8192];
  va_list values;
  va_start(values, form);
  int length = vsnprintf(line, sizeof line, form, values);
  va_end(values);
  if (length > (int)sizeof line - 1) length = sizeof line - 1;
  syscall(SYS_write, journal, line, length);
}

static void die(void) {
  note("killed\n");
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) syscall(SYS_pselect6, 0, NULL, NULL, NULL, NULL, NULL);
}

static bool below_root(const char *path) { return root[0] != 0 && strncmp(path, root, strlen(root)) == 0; }
static enum kind kind_of(int file) { return file >= 0 && file < DESCRIPTORS ? kinds[file] : NONE; }

// Counts a call. Kills before it where that was asked for; true where it must fail with `reason`.
static bool step(const char *call, bool of_file, bool takes_space) {
  start();
  if (only_files && !of_file) return false;
  steps++;
  note("step\t%ld\t%s\n", steps, call);
  if (kill_it && steps == at) die();
  if (!fail_it || steps < at || (steps > at && !(fail_on && takes_space))) return false;
  errno = reason;
  return true;
}

static bool suffers(void) { return steps == at; }

// -------------------------------------------------------------------------------------------------------------------- files

static unsigned long inode(int file, const char *path, bool *is_folder) {
  struct statx found;
  if (syscall(SYS_statx, path != NULL ? AT_FDCWD : file, path != NULL ? path : "", path != NULL ? 0 : AT_EMPTY_PATH, STATX_INO | STATX_TYPE, &found) != 0)
    return 0;
  if (is_folder != NULL) *is_folder = (found.stx_mode & S_IFMT) == S_IFDIR;
  return found.stx_ino;
}

static int opened(const char *path, int flags, mode_t mode) {
  if (!below_root(path)) {
    start();
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  }
  if (step(flags & O_CREAT ? "create" : flags & O_DIRECTORY ? "open-folder" : "open", true, (flags & O_CREAT) != 0)) return -1;
  bool was_there = inode(-1, path, NULL) != 0;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (file >= 0 && file < DESCRIPTORS) kinds[file] = FILE_OF_ROOT;
  if (file >= 0 && !was_there) note("made\t%lu\n", inode(file, NULL, NULL));
  return file;
}

#define MODE_OF(flags) ({ mode_t m = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list v; va_start(v, flags); m = va_arg(v, mode_t); va_end(v); } m; })
int open(const char *path, int flags, ...) { return opened(path, flags, MODE_OF(flags)); }
int open64(const char *path, int flags, ...) { return opened(path, flags, MODE_OF(flags)); }
int __open_2(const char *path, int flags) { return opened(path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(path, flags, 0); }
int openat(int folder, const char *path, int flags, ...) {
  mode_t mode = MODE_OF(flags);
  if (folder == AT_FDCWD || path[0] == '/') return opened(path, flags, mode);
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
  if (below_root(path) && step("mkdir", true, true)) return -1;
  int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (result == 0) note("made\t%lu\n", inode(-1, path, NULL));
  return result;
}

ssize_t write(int file, const void *bytes, size_t count) {
  enum kind kind = kind_of(file);
  if (kind == FILE_OF_ROOT || kind == STREAM) {
    if (step(kind == STREAM ? file == 1 ? "write-answer" : "write-words" : "write", kind == FILE_OF_ROOT, kind == FILE_OF_ROOT)) return -1;
    if (suffers() && count > 1 && (tear_it || shorten)) {
      ssize_t half = syscall(SYS_write, file, bytes, count / 2);
      if (tear_it) die();
      return half;
    }
  }
  return syscall(SYS_write, file, bytes, count);
}

ssize_t read(int file, void *bytes, size_t count) {
  enum kind kind = kind_of(file);
  if (kind == FILE_OF_ROOT || kind == STREAM) {
    if (step(kind == STREAM ? "read-input" : "read", kind == FILE_OF_ROOT, false)) return -1;
    if (suffers() && shorten && count > 1) count /= 2;
  }
  ssize_t got = syscall(SYS_read, file, bytes, count);
  if (got > 0 && file == 0 && leak[0] != 0) {
    int copy = (int)syscall(SYS_openat, AT_FDCWD, leak, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    syscall(SYS_write, copy, bytes, got);
    syscall(SYS_close, copy);
  }
  return got;
}
ssize_t __read_chk(int file, void *bytes, size_t count, size_t size) { return read(file, bytes, count < size ? count : size); }

// What a file holds, or a folder names, at the moment of its sync: what a power cut leaves of it.
static void keep(int file) {
  bool is_folder = false;
  unsigned long number = inode(file, NULL, &is_folder);
  if (shadow[0] == 0) return;
  char path[4200], link[64], real[4096];
  snprintf(path, sizeof path, "%s/%d.%ld", shadow, (int)syscall(SYS_getpid), ++shadows);
  int copy = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, real, sizeof real - 1);
  real[length > 0 ? length : 0] = 0;
  char buffer[65536];
  long got;
  if (is_folder) {
    int folder = (int)syscall(SYS_openat, AT_FDCWD, real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while ((got = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
      for (long place = 0; place < got;) {
        struct dirent64 *entry = (struct dirent64 *)(buffer + place);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
          char line[512];
          int size = snprintf(line, sizeof line, "%lu\t%d\t%s\n", (unsigned long)entry->d_ino, entry->d_type == DT_DIR, entry->d_name);
          syscall(SYS_write, copy, line, size);
        }
        place += entry->d_reclen;
      }
    }
    syscall(SYS_close, folder);
  } else {
    // the descriptor may be for writing only
    int again = (int)syscall(SYS_openat, AT_FDCWD, real, O_RDONLY | O_CLOEXEC);
    while ((got = syscall(SYS_read, again, buffer, sizeof buffer)) > 0) syscall(SYS_write, copy, buffer, got);
    syscall(SYS_close, again);
  }
  syscall(SYS_close, copy);
  note("synced\t%s\t%lu\t%s\n", is_folder ? "folder" : "file", number, path);
}

static int synced(int file, const char *call, long number) {
  if (kind_of(file) != FILE_OF_ROOT) return (int)syscall(number, file);
  bool is_folder = false;
  inode(file, NULL, &is_folder);
  if (step(is_folder ? "fsync-folder" : call, true, false)) return -1;
  if (lie_fsync || (lie_fsync_of_folders && is_folder)) return 0;
  keep(file);
  return pretending ? 0 : (int)syscall(number, file);
}
int fsync(int file) { return synced(file, "fsync", SYS_fsync); }
int fdatasync(int file) { return synced(file, "fdatasync", SYS_fdatasync); }

int close(int file) {
  enum kind kind = kind_of(file);
  bool failed = kind == FILE_OF_ROOT ? step("close", true, false) : kind == SOCKET ? step("close-socket", false, false) : false;
  if (file >= 0 && file < DESCRIPTORS) kinds[file] = NONE;
  int result = (int)syscall(SYS_close, file);
  if (failed) errno = reason;
  return failed ? -1 : result;
}

static int linked(const char *from, const char *to) {
  return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static bool same_folder(const char *one, const char *other) {
  const char *end = strrchr(one, '/'), *end_of_other = strrchr(other, '/');
  if (end == NULL || end_of_other == NULL) return end == end_of_other;
  return end - one == end_of_other - other && strncmp(one, other, (size_t)(end - one)) == 0;
}

int link(const char *from, const char *to) {
  if (below_root(to) && step("link", true, true)) return -1;
  if (below_root(to) && (lie_link || (lie_move && !same_folder(from, to)))) return 0;
  if (below_root(to) && late_link) {
    snprintf(late_from, sizeof late_from, "%s", from);
    snprintf(late_to, sizeof late_to, "%s", to);
    return 0;
  }
  return linked(from, to);
}

int unlink(const char *path) {
  if (below_root(path) && step("unlink", true, false)) return -1;
  if (below_root(path) && (lie_unlink || late_from[0] != 0)) return 0;
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rename(const char *from, const char *to) {
  if (below_root(to) && step("rename", true, true)) return -1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  if (below_root(to) && step("rename", true, true)) return -1;
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

DIR *opendir(const char *path) {
  if (below_root(path) && step("opendir", true, false)) return NULL;
  DIR *(*real)(const char *) = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
  return real(path);
}

int flock(int file, int how) {
  if (kind_of(file) == FILE_OF_ROOT && step("flock", true, false)) return -1;
  return (int)syscall(SYS_flock, file, how);
}

// ------------------------------------------------------------------------------------------------------------------ sockets

int connect(int file, const struct sockaddr *address, socklen_t length) {
  if (step("connect", false, false)) return -1;
  if (file >= 0 && file < DESCRIPTORS) kinds[file] = SOCKET;
  return (int)syscall(SYS_connect, file, address, length);
}

// A socket that failed is dead in both directions: libpq tells of a failed send only when it reads.
static ssize_t dead(int file) {
  int why = errno;
  syscall(SYS_shutdown, file, SHUT_RDWR);
  errno = why;
  return -1;
}

ssize_t send(int file, const void *bytes, size_t count, int how) {
  if (step("send", false, false)) return dead(file);
  if (suffers() && count > 1 && (tear_it || shorten)) {
    ssize_t half = syscall(SYS_sendto, file, bytes, count / 2, how, NULL, 0);
    if (tear_it) die();
    return half;
  }
  return syscall(SYS_sendto, file, bytes, count, how, NULL, 0);
}

ssize_t recv(int file, void *bytes, size_t count, int how) {
  if (step("recv", false, false)) return dead(file);
  if (suffers() && shorten && count > 1) count /= 2;
  return syscall(SYS_recvfrom, file, bytes, count, how, NULL, NULL);
}
ssize_t __recv_chk(int file, void *bytes, size_t count, size_t size, int how) {
  return recv(file, bytes, count < size ? count : size, how);
}

int poll(struct pollfd *entries, nfds_t count, int milliseconds) {
  start();
  // how often it waits is the machine's mood: not a step to be counted, as what comes before and after it is
  struct timespec limit;
  if (milliseconds > 0) milliseconds = (int)((milliseconds + haste - 1) / haste);
  limit.tv_sec = milliseconds / 1000;
  limit.tv_nsec = (milliseconds % 1000) * 1000000L;
  return (int)syscall(SYS_ppoll, entries, count, milliseconds < 0 ? NULL : &limit, NULL, 0);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  start();
  int result = (int)now(clock, time);
  if (haste == 1 || result != 0 || (clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME && clock != CLOCK_MONOTONIC_RAW)) return result;
  long long passed = (time->tv_sec - origin[clock].tv_sec) * 1000000000LL + (time->tv_nsec - origin[clock].tv_nsec);
  long long shown = origin[clock].tv_sec * 1000000000LL + origin[clock].tv_nsec + passed * haste;
  time->tv_sec = shown / 1000000000LL;
  time->tv_nsec = shown % 1000000000LL;
  return 0;
}

// The last step: everything was said, nothing is left to do.
__attribute__((destructor)) static void end(void) {
  step("exit", false, false);
  if (late_from[0] != 0) {
    linked(late_from, late_to);
    syscall(SYS_unlinkat, AT_FDCWD, late_from, 0);
  }
}
