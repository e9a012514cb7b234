#pragma once

// SHA1_Init, SHA1_Update and SHA1_Final are marked deprecated in OpenSSL 3, but a UUIDv5 made with them costs a fifth
// of one made with the EVP interface.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
