#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

bool CPGLoad(const char *library, CPGFunctions *functions, char *message, size_t size) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(message, size, "%s", reason != NULL ? reason : library);
    return false;
  }
  // The library is never closed: results and connections hold pointers into it for as long as the process lives.
#define CPG_FILL(name)                                                   \
  *(void **)(&functions->name) = dlsym(handle, #name);                   \
  if (*(void **)(&functions->name) == NULL) {                            \
    snprintf(message, size, "%s has no function %s", library, #name);    \
    return false;                                                        \
  }
  CPG_EACH_FUNCTION(CPG_FILL)
#undef CPG_FILL
  return true;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static CPGFunctions shared;
static bool loaded = false;
static char failure[512];

static void load_shared(void) { loaded = CPGLoad("libpq.so.5", &shared, failure, sizeof failure); }

const CPGFunctions *CPGShared(const char **message) {
  pthread_once(&once, load_shared);
  *message = loaded ? NULL : failure;
  return loaded ? &shared : NULL;
}
