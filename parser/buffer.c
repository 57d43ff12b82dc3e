#include "parser/buffer.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char *buffer_room(struct buffer *buffer, size_t len)
{
    size_t needed = buffer->len + len;
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity : 64;
        while (capacity < needed) {
            capacity *= 2;
        }
        char *larger = arena_room(buffer->arena, capacity);
        if (buffer->len) {
            memcpy(larger, buffer->bytes, buffer->len);
        }
        buffer->bytes = larger;
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->len;
}

void buffer_append(struct buffer *buffer, struct slice text)
{
    if (text.len) {
        memcpy(buffer_room(buffer, text.len), text.bytes, text.len);
        buffer->len += text.len;
    }
}

void buffer_append_byte(struct buffer *buffer, char byte)
{
    *buffer_room(buffer, 1) = byte;
    buffer->len++;
}

void buffer_append_code_point(struct buffer *buffer, uint32_t code_point)
{
    char bytes[UTF8_LONGEST];
    size_t len = utf8_encode(code_point, bytes);
    buffer_append(buffer, (struct slice){bytes, len});
}

void buffer_append_number(struct buffer *buffer, uint32_t number)
{
    char room[ASCII_DECIMAL_LONGEST];
    buffer_append(buffer, ascii_decimal(number, room));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    size_t room = buffer->capacity - buffer->len;
    char *end = room ? buffer->bytes + buffer->len : NULL;
    va_start(arguments, format);
    int len = vsnprintf(end, room, format, arguments);
    va_end(arguments);
    if (len < 0) {
        return;
    }
    if ((size_t)len >= room) {
        end = buffer_room(buffer, (size_t)len + 1);
        va_start(arguments, format);
        vsnprintf(end, (size_t)len + 1, format, arguments);
        va_end(arguments);
    }
    buffer->len += (size_t)len;
}

struct slice buffer_slice(const struct buffer *buffer)
{
    return (struct slice){buffer->bytes, buffer->len};
}
