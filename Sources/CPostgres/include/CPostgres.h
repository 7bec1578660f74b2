// libpq's types and prototypes come from its own header; the functions are found with dlopen on first use,
// so that a command which never connects does not load libpq and the libraries behind it.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <postgresql/libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

// Every libpq function this project calls. A new one is one more line here.
#define CPG_EACH_FUNCTION(X) \
  X(PQconnectStartParams)    \
  X(PQconnectPoll)           \
  X(PQconndefaults)          \
  X(PQconninfoFree)          \
  X(PQfinish)                \
  X(PQstatus)                \
  X(PQsocket)                \
  X(PQconnectionNeedsPassword) \
  X(PQsslInUse)              \
  X(PQuser)                  \
  X(PQdb)                    \
  X(PQbackendPID)            \
  X(PQserverVersion)         \
  X(PQerrorMessage)          \
  X(PQsetErrorVerbosity)     \
  X(PQtransactionStatus)     \
  X(PQparameterStatus)       \
  X(PQsetNoticeReceiver)     \
  X(PQsetnonblocking)        \
  X(PQsendQuery)             \
  X(PQsendQueryParams)       \
  X(PQsetSingleRowMode)      \
  X(PQenterPipelineMode)     \
  X(PQexitPipelineMode)      \
  X(PQpipelineSync)          \
  X(PQflush)                 \
  X(PQconsumeInput)          \
  X(PQnotifies)              \
  X(PQisBusy)                \
  X(PQgetResult)             \
  X(PQclear)                 \
  X(PQresultStatus)          \
  X(PQresultErrorField)      \
  X(PQresultErrorMessage)    \
  X(PQcmdStatus)             \
  X(PQcmdTuples)             \
  X(PQntuples)               \
  X(PQnfields)               \
  X(PQfname)                 \
  X(PQftype)                 \
  X(PQgetisnull)             \
  X(PQgetlength)             \
  X(PQgetvalue)              \
  X(PQencryptPasswordConn)   \
  X(PQfreemem)

// One pointer a function, of exactly the type the header declares.
typedef struct CPGFunctions {
#define CPG_FIELD(name) __typeof__(name) *_Nonnull name;
  CPG_EACH_FUNCTION(CPG_FIELD)
#undef CPG_FIELD
} CPGFunctions;

// Fills the table from the named library. On failure it writes why into message and returns false.
bool CPGLoad(const char *_Nonnull library, CPGFunctions *_Nonnull functions, char *_Nonnull message, size_t size);

// The table of libpq.so.5, loaded once by whichever thread asks first; NULL if it cannot be loaded, and then
// message says why.
const CPGFunctions *_Nullable CPGShared(const char *_Nullable *_Nonnull message);

// libpq's field codes are character macros, which Swift does not import.
static const int CPGFieldSeverity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int CPGFieldSQLState = PG_DIAG_SQLSTATE;
static const int CPGFieldMessage = PG_DIAG_MESSAGE_PRIMARY;
static const int CPGFieldDetail = PG_DIAG_MESSAGE_DETAIL;
static const int CPGFieldHint = PG_DIAG_MESSAGE_HINT;
static const int CPGFieldSchema = PG_DIAG_SCHEMA_NAME;
static const int CPGFieldTable = PG_DIAG_TABLE_NAME;
static const int CPGFieldColumn = PG_DIAG_COLUMN_NAME;
static const int CPGFieldConstraint = PG_DIAG_CONSTRAINT_NAME;

#endif
