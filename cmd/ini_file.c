#include "cmd/ini_file.h"

#include "parser/utf8.h"

#include <ini.h>
#include <string.h>

/* inih cuts longer names without a word. */
#define SECTION_LONGEST 48

/* A file on its way through inih, which asks for its lines one by one. */
struct ini_reader {
    struct arena *arena;
    struct slice rest;  /* lines still to be read */
    struct slice line;  /* the one that inih has */
    const char *buffer; /* inih's copy of it */
    uint32_t number;    /* of the line, from 1 */
    struct place section_place;
    struct ini_file file;
    struct error *error;
    bool has_failed;
};

static bool fail(struct ini_reader *reader, size_t offset)
{
    reader->has_failed = true;
    reader->error->place = (struct place){reader->number,
        (uint32_t)utf8_count(slice_cut(reader->line, 0, offset)) + 1};
    return false;
}

/* Give inih the next line, as fgets() would. */
static char *next_line(char *buffer, int size, void *context)
{
    struct ini_reader *reader = context;
    if (reader->has_failed || !slice_next_line(&reader->rest, &reader->line)) {
        return NULL;
    }
    reader->number++;
    reader->buffer = buffer;
    struct slice line = reader->line;
    if (line.len + 3 > (size_t)size) {
        error_set(reader->error,
            "строка длиннее %d байт; значение можно продолжить на следующей "
            "строке с отступом",
            "the line is longer than %d bytes; a value may go on in the next "
            "line, indented",
            size - 3);
        fail(reader, 0);
        return NULL;
    }
    memcpy(buffer, line.bytes, line.len);
    buffer[line.len] = '\n';
    buffer[line.len + 1] = '\0';
    if (slice_starts_with(line, SLICE("["))) {
        reader->section_place = (struct place){reader->number, 2};
    }
    return buffer;
}

static size_t indent_of(struct slice line)
{
    size_t at = 0;
    while (at < line.len && (line.bytes[at] == ' ' || line.bytes[at] == '\t')) {
        at++;
    }
    return at;
}

static struct place place_at(const struct ini_reader *reader, size_t offset)
{
    struct slice before = slice_cut(reader->line, 0, offset);
    return (struct place){reader->number, (uint32_t)utf8_count(before) + 1};
}

/* Called by inih for each value; it points into the line's copy. */
static int on_value(
    void *context, const char *section, const char *key, const char *value)
{
    struct ini_reader *reader = context;
    if (reader->has_failed) {
        return 0;
    }
    if (strlen(section) > SECTION_LONGEST) {
        error_set(reader->error, "имя раздела длиннее %d байт",
            "the section's name is longer than %d bytes", SECTION_LONGEST);
        fail(reader, 0);
        reader->error->place = reader->section_place;
        return 0;
    }
    struct ini_file *file = &reader->file;
    file->entries = arena_grow(reader->arena, file->entries, file->count,
        &file->capacity, sizeof(*file->entries));
    file->entries[file->count++] = (struct ini_entry){
        .section = arena_copy(reader->arena, slice_from(section)),
        .key = arena_copy(reader->arena, slice_from(key)),
        .value = arena_copy(reader->arena, slice_from(value)),
        .section_place = reader->section_place,
        .key_place = place_at(reader, indent_of(reader->line)),
        .value_place = place_at(reader, (size_t)(value - reader->buffer)),
    };
    return 1;
}

static bool check_bytes(struct slice bytes, struct error *ret_error)
{
    if (bytes.len > INI_SIZE_LIMIT) {
        return error_set(ret_error, "файл больше предела INI_SIZE_LIMIT (%u)",
            "the file is larger than INI_SIZE_LIMIT (%u)", INI_SIZE_LIMIT);
    }
    if (utf8_valid_length(bytes) != bytes.len ||
        memchr(bytes.bytes, '\0', bytes.len)) {
        return error_set(ret_error, "файл не в UTF-8", "the file is not UTF-8");
    }
    return true;
}

bool ini_read(struct arena *arena, struct slice bytes, struct ini_file *ret,
    struct error *ret_error)
{
    if (bytes.len == 0) {
        *ret = (struct ini_file){0};
        return true;
    }
    if (!check_bytes(bytes, ret_error)) {
        return false;
    }
    if (slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"))) {
        bytes = slice_cut(bytes, 3, bytes.len);
    }
    struct ini_reader reader = {
        .arena = arena, .rest = bytes, .error = ret_error};
    int line = ini_parse_stream(next_line, &reader, on_value, &reader);
    if (line > 0 &&
        (!reader.has_failed || (uint32_t)line < ret_error->place.line)) {
        error_set(ret_error,
            "строка — не раздел «[…]», не «ключ = значение» и не примечание",
            "the line is no \"[section]\", no \"key = value\", no comment");
        ret_error->place = (struct place){(uint32_t)line, 1};
        return false;
    }
    if (reader.has_failed) {
        return false;
    }
    *ret = reader.file;
    return true;
}

struct place ini_place_in(const struct ini_entry *entry, struct slice part)
{
    struct place place = entry->value_place;
    size_t offset = (size_t)(part.bytes - entry->value.bytes);
    place.column += (uint32_t)utf8_count(slice_cut(entry->value, 0, offset));
    return place;
}
