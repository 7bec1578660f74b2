#include "CCurl.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo

// Every libcurl function this project calls. A new one is one more line here.
#define CCURL_EACH_FUNCTION(X) \
  X(curl_global_init)          \
  X(curl_easy_init)            \
  X(curl_easy_setopt)          \
  X(curl_easy_getinfo)         \
  X(curl_easy_perform)         \
  X(curl_easy_cleanup)         \
  X(curl_easy_strerror)        \
  X(curl_slist_append)         \
  X(curl_slist_free_all)

static struct {
#define CCURL_FIELD(name) __typeof__(name) *name;
  CCURL_EACH_FUNCTION(CCURL_FIELD)
#undef CCURL_FIELD
} lib;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool loaded = false;
static char failure[256];

static void load(void) {
  void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(failure, sizeof failure, "%s", reason != NULL ? reason : "libcurl.so.4");
    return;
  }
#define CCURL_FILL(name)                                                     \
  *(void **)(&lib.name) = dlsym(handle, #name);                              \
  if (*(void **)(&lib.name) == NULL) {                                       \
    snprintf(failure, sizeof failure, "libcurl.so.4 has no function " #name); \
    return;                                                                  \
  }
  CCURL_EACH_FUNCTION(CCURL_FILL)
#undef CCURL_FILL
  loaded = lib.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!loaded) snprintf(failure, sizeof failure, "libcurl cannot be initialized");
}

struct sink {
  CCurlAnswer *answer;
  size_t limit;
};

static size_t take_body(char *bytes, size_t size, size_t count, void *pointer) {
  struct sink *sink = pointer;
  size_t all = size * count;
  if (all > sink->limit - sink->answer->length) {
    sink->answer->is_over = true;
    sink->answer->length = 0;
    return CURL_WRITEFUNC_ERROR;
  }
  memcpy(sink->answer->body + sink->answer->length, bytes, all);
  sink->answer->length += all;
  return all;
}

static void keep(char *to, size_t size, const char *name, const char *line, size_t length) {
  size_t named = strlen(name);
  if (length <= named || strncasecmp(line, name, named) != 0) return;
  const char *start = line + named, *end = line + length;
  while (start < end && (*start == ' ' || *start == '\t')) start++;
  while (end > start && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' ')) end--;
  size_t kept = (size_t)(end - start) < size - 1 ? (size_t)(end - start) : size - 1;
  memcpy(to, start, kept);
  to[kept] = 0;
}

static size_t take_header(char *line, size_t size, size_t count, void *pointer) {
  CCurlAnswer *answer = pointer;
  keep(answer->request_id, sizeof answer->request_id, "x-line-request-id:", line, size * count);
  keep(answer->accepted_id, sizeof answer->accepted_id, "x-line-accepted-request-id:", line, size * count);
  keep(answer->content_type, sizeof answer->content_type, "content-type:", line, size * count);
  return size * count;
}

static bool is_this_machine(const char *url) {
  return strncmp(url, "http://127.0.0.1:", 17) == 0 || strncmp(url, "http://localhost:", 17) == 0 ||
         strncmp(url, "http://[::1]:", 13) == 0;
}

// What libcurl knows to have failed before a byte of the request left.
static bool is_before_sending(CURLcode code) {
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return true;
    default:
      return false;
  }
}

void CCurlExchange(
  const char *method, const char *url, const char *headers, const char *body, long milliseconds, size_t limit,
  CCurlAnswer *answer) {
  memset(answer, 0, sizeof *answer);
  answer->outcome = CCurlBroken;
  pthread_once(&once, load);
  if (!loaded) {
    snprintf(answer->reason, sizeof answer->reason, "%s", failure);
    return;
  }
  CURL *curl = lib.curl_easy_init();
  answer->body = malloc(limit + 1);
  if (curl == NULL || answer->body == NULL) {
    if (curl != NULL) lib.curl_easy_cleanup(curl);
    snprintf(answer->reason, sizeof answer->reason, "out of memory");
    return;
  }
  struct curl_slist *lines = NULL;
  for (const char *line = headers; *line != 0;) {
    size_t length = strcspn(line, "\n");
    char *copy = strndup(line, length);
    struct curl_slist *longer = copy != NULL ? lib.curl_slist_append(lines, copy) : NULL;
    free(copy);
    if (longer != NULL) lines = longer;
    line += length + (line[length] == '\n');
  }
  struct sink sink = {answer, limit};
  CURLcode code = CURLE_OK;
#define SET(option, value) \
  if (code == CURLE_OK) code = lib.curl_easy_setopt(curl, option, value)
  SET(CURLOPT_URL, url);
  SET(CURLOPT_PROTOCOLS_STR, is_this_machine(url) ? "http" : "https");
  SET(CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
  SET(CURLOPT_CUSTOMREQUEST, method);
  SET(CURLOPT_HTTPHEADER, lines);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_TIMEOUT_MS, milliseconds);
  SET(CURLOPT_CONNECTTIMEOUT_MS, milliseconds / 2);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, &sink);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, answer);
  if (body != NULL) {
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body));
    SET(CURLOPT_POSTFIELDS, body);
  }
#undef SET
  if (code == CURLE_OK) {
    code = lib.curl_easy_perform(curl);
    if (code == CURLE_WRITE_ERROR && answer->is_over) code = CURLE_OK;
    if (code == CURLE_OK) {
      lib.curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
      answer->outcome = CCurlAnswered;
    } else {
      // a connection that was never made is told apart from one that fell silent
      curl_off_t moment = 0;
      lib.curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &moment);
      answer->outcome = is_before_sending(code) || moment == 0 ? CCurlNotSent : CCurlUnknown;
    }
  }
  if (code != CURLE_OK) snprintf(answer->reason, sizeof answer->reason, "%s", lib.curl_easy_strerror(code));
  answer->content_type[strcspn(answer->content_type, "; ")] = 0;
  answer->body[answer->length] = 0;
  lib.curl_slist_free_all(lines);
  lib.curl_easy_cleanup(curl);
}

void CCurlFree(CCurlAnswer *answer) {
  free(answer->body);
  answer->body = NULL;
}
