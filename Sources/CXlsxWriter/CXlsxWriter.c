#define _GNU_SOURCE
#include "CXlsxWriter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static atomic_uint made;
static atomic_uint failed;

unsigned CXlsxTemporaryFiles(void) { return made; }
unsigned CXlsxFailedWrites(void) { return failed; }

int CXlsxMemoryFile(void) { return memfd_create("xlsx", MFD_CLOEXEC); }

// An unnamed file in the folder for temporary files, readable by its owner alone.
static int temporary_file(void) {
  const char *folder = getenv("TMPDIR");
  if (folder == NULL || *folder == '\0') folder = "/tmp";
  int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return file;
  char path[4096];
  if (snprintf(path, sizeof path, "%s/xlsx-XXXXXX", folder) >= (int)sizeof path) return -1;
  file = mkostemp(path, O_CLOEXEC);
  if (file >= 0) unlink(path);
  return file;
}

static ssize_t cookie_read(void *cookie, char *bytes, size_t count) {
  ssize_t done;
  do done = read((int)(intptr_t)cookie, bytes, count);
  while (done < 0 && errno == EINTR);
  return done;
}

static ssize_t cookie_write(void *cookie, const char *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    ssize_t step = write((int)(intptr_t)cookie, bytes + done, count - done);
    if (step >= 0) {
      done += (size_t)step;
    } else if (errno != EINTR) {
      atomic_fetch_add(&failed, 1);
      return 0;
    }
  }
  return (ssize_t)done;
}

static int cookie_seek(void *cookie, off64_t *offset, int whence) {
  off64_t place = lseek64((int)(intptr_t)cookie, *offset, whence);
  if (place < 0) return -1;
  *offset = place;
  return 0;
}

static int cookie_close(void *cookie) { return close((int)(intptr_t)cookie); }

// Takes the place of libxlsxwriter's own function, which a program may do: the library calls it by its exported name. The
// library does not look at what its writes to temporary files answer, so that with a full disk it makes a workbook whose
// sheets end in the middle and says that all is well. Files made here remember.
FILE *lxw_tmpfile(char *tmpdir) {
  int in_memory = tmpdir != NULL && tmpdir[0] == CXLSX_IN_MEMORY[0];
  int file = in_memory ? CXlsxMemoryFile() : temporary_file();
  if (file < 0) return NULL;
  cookie_io_functions_t functions = {
      .read = cookie_read, .write = cookie_write, .seek = cookie_seek, .close = cookie_close};
  FILE *stream = fopencookie((void *)(intptr_t)file, "w+", functions);
  if (stream == NULL) {
    close(file);
    return NULL;
  }
  setvbuf(stream, NULL, _IOFBF, 1 << 16);
  atomic_fetch_add(&made, 1);
  return stream;
}
