#ifndef CTESTPROCESS_H
#define CTESTPROCESS_H

#include <sys/types.h>

/// A pipe whose ends no other process of the tests inherits; 0, or an errno.
int test_pipe(int ends[2]);

/// Starts a program in a session of its own, with default signals and no descriptors but its three streams.
///
/// With `terminal` (the path of a pty's slave) that becomes its controlling terminal and all three streams; else `streams`
/// are its standard input, output and error. Gives 0 and the process, or an errno.
int test_spawn(pid_t *process, const char *path, char *const argv[], char *const envp[], const int streams[3],
               const char *terminal);

#endif
