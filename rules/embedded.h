/*
 * embedded.h - the packs that the program was built with.
 */
#ifndef RULES_EMBEDDED_H
#define RULES_EMBEDDED_H

#include <stddef.h>

struct embedded_pack {
    const char *name;  /* "ru.md" */
    const char *bytes; /* not NUL-terminated */
    size_t len;
};

/* In the order of rules/meson.build. */
const struct embedded_pack *embedded_packs(size_t *ret_count);

#endif
