#include "COpenSSL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static COSSLFunctions shared;
static bool loaded = false;
static char failure[512];

static void load_shared(void) {
  void *handle = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(failure, sizeof failure, "%s", reason != NULL ? reason : "libcrypto.so.3");
    return;
  }
#define COSSL_FILL(name)                                                            \
  *(void **)(&shared.name) = dlsym(handle, #name);                                  \
  if (*(void **)(&shared.name) == NULL) {                                           \
    snprintf(failure, sizeof failure, "libcrypto.so.3 has no function %s", #name);  \
    return;                                                                         \
  }
  COSSL_EACH_FUNCTION(COSSL_FILL)
#undef COSSL_FILL
  loaded = true;
}

const COSSLFunctions *COSSLShared(const char **message) {
  pthread_once(&once, load_shared);
  *message = loaded ? NULL : failure;
  return loaded ? &shared : NULL;
}
