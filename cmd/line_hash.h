/*
 * line_hash.h - the hash by which GitHub code scanning knows a line again
 * (partialFingerprints.primaryLocationLineHash).
 *
 * Its upload action computes the hash of every result anew and warns where
 * ours differs, so it is exactly theirs (github/codeql-action,
 * src/fingerprints.ts): of the 100 UTF-16 units from the line's start on,
 * spaces and tabs left out, CR and CRLF as LF, with 65535 for the end of the
 * file and zeros after it; a polynomial in 37 modulo 2^64.
 */
#ifndef CMD_LINE_HASH_H
#define CMD_LINE_HASH_H

#include "parser/arena.h"
#include "parser/slice.h"

#include <stdint.h>

struct line_hash {
    uint64_t value;
    uint32_t occurrence; /* from 1: of this value, in the order of lines */
};

/* One for each line, by line number from 0; at least one. bytes are those of
   the file: what is not UTF-8 in them counts as U+FFFD, as a web browser
   decodes it. */
struct line_hash *line_hashes(
    struct arena *arena, struct slice bytes, size_t *ret_count);

/* "39fa2ee980eb94b0:1" */
struct slice line_hash_words(struct arena *arena, struct line_hash hash);

#endif
