// libxlsxwriter's types and prototypes come from its own header (Debian: libxlsxwriter-dev).
#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <xlsxwriter.h>

// What `tmpdir` says for temporary files that live in memory alone; NULL is the folder for temporary files.
#define CXLSX_IN_MEMORY "(memory)"

// A file that lives in memory alone and is gone with its descriptor; -1 with errno.
int CXlsxMemoryFile(void);

// How many temporary files this process made for libxlsxwriter, and how many writes to them failed.
unsigned CXlsxTemporaryFiles(void);
unsigned CXlsxFailedWrites(void);

#endif
