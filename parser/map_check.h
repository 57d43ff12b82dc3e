/*
 * map_check.h - for tests: that every piece of a text, cut from the source and
 * decoded, is the text.
 *
 * The decoder here is written apart from the readers it judges.
 */
#ifndef PARSER_MAP_CHECK_H
#define PARSER_MAP_CHECK_H

#include "parser/block.h"
#include "parser/utf8.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Fails the test unless each piece of each block stands up. */
void map_check_all(const struct block_list *list, const struct source *source);

/* Skip the test without $CLAUSELINT_SHARED. To be called before a test takes
   memory: a test that is skipped frees nothing. */
void map_check_need_shared(void);

/* The bytes of a file under $CLAUSELINT_SHARED, which there must be. */
struct slice map_check_file(struct arena *arena, const char *path);

/* Paths of shared documents of an ending, one after the other, NULL at the
   end. Opening skips the test as above. */
struct map_check_walk {
    DIR *folder;
    size_t folder_number;
    char path[512];
};
void map_check_open(struct map_check_walk *walk);
const char *map_check_next(struct map_check_walk *walk, const char *ending);
void map_check_close(struct map_check_walk *walk);

#endif
