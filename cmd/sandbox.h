/*
 * sandbox.h - give up what the rest of the run does not need.
 *
 * Policies come from strangers. Should one of them ever take hold of the
 * process, it must find nothing to do there: no network, no other program, no
 * file to change but those that the user named. Reading stays possible, since
 * configuration, packs and further policies are found on the way.
 *
 * The limits hold for all threads begun later and cannot be taken back. Where
 * the kernel has no such limits (Linux before 5.13, other systems) the run
 * goes on without: nothing is said.
 */
#ifndef CMD_SANDBOX_H
#define CMD_SANDBOX_H

#include "cmd/options.h"

#include <stdint.h>

/* What was given up. */
enum sandbox {
    SANDBOX_CALLS = 1u << 0, /* sockets, programs, other processes (seccomp) */
    SANDBOX_FILES = 1u << 1, /* changing files elsewhere (Landlock) */
};

/* Call before the first byte of a document or pack is read, with one thread.
   Files can be changed in the folders only; one that does not exist is passed
   over. Returns the bits of enum sandbox that hold from now on. */
uint32_t sandbox_enter(const char *const *folders, size_t count);

/* Enter it for a command, if it is one that can work there: files can be
   changed in the folders of the outputs that its options name. */
void sandbox_for(struct arena *arena, const struct options *options);

#endif
