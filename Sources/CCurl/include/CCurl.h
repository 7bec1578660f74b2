// One HTTP exchange over libcurl, which is found with dlopen on first use as libpq is. libcurl sets its options by variadic
// functions, which Swift does not import, so the whole exchange is one C function.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>

// How far an exchange came.
typedef enum {
  // An answer with a status came.
  CCurlAnswered = 0,
  // Nothing was sent: no address, no connection, no TLS.
  CCurlNotSent = 1,
  // It was sent, wholly or in part, and no answer came in time.
  CCurlUnknown = 2,
  // libcurl is missing or refused an option; nothing was sent.
  CCurlBroken = 3,
} CCurlOutcome;

typedef struct {
  CCurlOutcome outcome;
  long status;
  // At most `limit` bytes. Never NULL after an exchange; free it with CCurlFree.
  char *_Nullable body;
  size_t length;
  // x-line-request-id and x-line-accepted-request-id, empty where they did not come.
  char request_id[64];
  char accepted_id[64];
  // content-type without its parameters, empty where it did not come.
  char content_type[101];
  // More than `limit` bytes came; of these nothing is kept, and the rest is not waited for.
  bool is_over;
  // libcurl's own words for what went wrong; they name hosts and never what was sent.
  char reason[256];
} CCurlAnswer;

// Sends a request and waits for its answer, `milliseconds` at most for everything together. `headers` are lines. The certificate and its name are
// verified, redirects are not followed, and plain http is spoken with this machine alone.
void CCurlExchange(
  const char *_Nonnull method, const char *_Nonnull url, const char *_Nonnull headers, const char *_Nullable body,
  long milliseconds, size_t limit, CCurlAnswer *_Nonnull answer);

void CCurlFree(CCurlAnswer *_Nonnull answer);

#endif
