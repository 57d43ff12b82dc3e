/*
 * buffer.h - text that is being written, inside an arena.
 *
 *     struct buffer buffer = {.arena = arena};
 *     buffer_append(&buffer, SLICE("п. "));
 *     struct slice text = buffer_slice(&buffer);
 */
#ifndef PARSER_BUFFER_H
#define PARSER_BUFFER_H

#include "parser/arena.h"
#include "parser/slice.h"

#include <stdint.h>

struct buffer {
    struct arena *arena; /* owns the bytes */
    char *bytes;
    size_t len;      /* bytes */
    size_t capacity; /* bytes */
};

void buffer_append(struct buffer *buffer, struct slice text);
/* Room for so many bytes at the end: who writes some there adds them to len. */
char *buffer_room(struct buffer *buffer, size_t len);
void buffer_append_byte(struct buffer *buffer, char byte);
void buffer_append_code_point(struct buffer *buffer, uint32_t code_point);
/* A number in decimal. */
void buffer_append_number(struct buffer *buffer, uint32_t number);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What was written so far; valid until the next append. */
struct slice buffer_slice(const struct buffer *buffer);

#endif
