// libcrypto's types and prototypes come from its own headers; the functions are found with dlopen on first use. libpq has
// loaded the library anyway wherever something is sealed, and `--help` pays for neither.
#ifndef COPENSSL_H
#define COPENSSL_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stddef.h>

// Every libcrypto function this project calls. A new one is one more line here.
#define COSSL_EACH_FUNCTION(X) \
  X(EVP_chacha20_poly1305)     \
  X(EVP_CIPHER_CTX_new)        \
  X(EVP_CIPHER_CTX_free)       \
  X(EVP_CIPHER_CTX_ctrl)       \
  X(EVP_EncryptInit_ex)        \
  X(EVP_EncryptUpdate)         \
  X(EVP_EncryptFinal_ex)       \
  X(EVP_DecryptInit_ex)        \
  X(EVP_DecryptUpdate)         \
  X(EVP_DecryptFinal_ex)      \
  X(EVP_sha256)               \
  X(EVP_Digest)               \
  X(HMAC)                     \
  X(CRYPTO_memcmp)

typedef struct {
#define COSSL_DECLARE(name) __typeof__(name) *name;
  COSSL_EACH_FUNCTION(COSSL_DECLARE)
#undef COSSL_DECLARE
} COSSLFunctions;

// The functions, loaded once; NULL with a message where libcrypto is missing.
const COSSLFunctions *COSSLShared(const char **message);

#endif
