#include "parser/map_check.h"

static const char *const folders[] = {"corpus/docs", "seeds", "law", "."};

static bool is_all_space(struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        if (!utf8_is_space(utf8_next(text, &offset))) {
            return false;
        }
    }
    return true;
}

/* "&#1103;" and "&#x44F;"; false for a named entity, whose meaning the test
   does not know and lets pass. */
static bool number_of(struct slice unit, uint32_t *ret)
{
    static const char digits[] = "0123456789abcdef";
    if (unit.len < 4 || unit.len > 20 || unit.bytes[1] != '#') {
        return false;
    }
    bool is_hex = unit.bytes[2] == 'x' || unit.bytes[2] == 'X';
    uint32_t number = 0;
    for (size_t i = is_hex ? 3 : 2; i < unit.len && unit.bytes[i] != ';'; i++) {
        const char *digit = strchr(digits, unit.bytes[i] | 0x20);
        number = number * (is_hex ? 16 : 10) +
                 (uint32_t)(digit ? digit - digits : 0);
    }
    *ret = number;
    return true;
}

static bool stands_for(struct slice unit, struct slice text)
{
    uint32_t number;
    if (slice_equal(unit, text)) {
        return true;
    }
    if (slice_equal(text, SLICE(" ")) || slice_equal(text, SLICE("\n"))) {
        return is_all_space(unit) || slice_starts_with(unit, SLICE("<")) ||
               slice_starts_with(unit, SLICE("&"));
    }
    if (unit.len == 2 && unit.bytes[0] == '\\') {
        return text.len == 1 && text.bytes[0] == unit.bytes[1];
    }
    if (!slice_starts_with(unit, SLICE("&"))) {
        return false;
    }
    if (number_of(unit, &number)) {
        size_t offset = 0;
        uint32_t shown = utf8_next(text, &offset);
        return offset == text.len &&
               (shown == number || shown == UTF8_REPLACEMENT);
    }
    return slice_ends_with(unit, SLICE(";"));
}

static void check(const struct text *text, const struct source *source)
{
    uint32_t text_end = 0;
    uint32_t source_end = 0;
    for (size_t i = 0; i < text->piece_count; i++) {
        struct piece piece = text->pieces[i];
        assert_int_equal(piece.text.begin, text_end);
        assert_true(piece.source.begin >= source_end);
        assert_true(piece.source.end >= piece.source.begin);
        assert_true(piece.source.end <= source->text.len);
        text_end = piece.text.end;
        source_end = piece.source.end;
        struct slice unit =
            slice_cut(source->text, piece.source.begin, piece.source.end);
        struct slice part =
            slice_cut(text->bytes, piece.text.begin, piece.text.end);
        if (!stands_for(unit, part)) {
            fail_msg("source \"%.*s\" does not read \"%.*s\" in \"%.*s\"",
                (int)unit.len, unit.bytes, (int)part.len, part.bytes,
                (int)text->bytes.len, text->bytes.bytes);
        }
    }
    assert_int_equal(text_end, text->bytes.len);
}

void map_check_all(const struct block_list *list, const struct source *source)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct block *block = &list->items[i];
        check(&block->text, source);
        assert_true(block->span.begin <= block->span.end);
        if (block->text.piece_count) {
            size_t last = block->text.piece_count - 1;
            assert_true(
                block->span.begin <= block->text.pieces[0].source.begin);
            assert_true(block->span.end >= block->text.pieces[last].source.end);
        }
    }
}

static const char *shared_folder(void)
{
    return getenv("CLAUSELINT_SHARED");
}

void map_check_need_shared(void)
{
    if (!shared_folder()) {
        skip();
    }
}

struct slice map_check_file(struct arena *arena, const char *path)
{
    char name[1024];
    snprintf(name, sizeof(name), "%s/%s", shared_folder(), path);
    FILE *file = fopen(name, "rb");
    if (!file) {
        fail_msg("cannot open %s", name);
    }
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size);
    assert_int_equal(fread(bytes, 1, size, file), size);
    fclose(file);
    return (struct slice){bytes, size};
}

void map_check_open(struct map_check_walk *walk)
{
    map_check_need_shared();
    memset(walk, 0, sizeof(*walk));
}

const char *map_check_next(struct map_check_walk *walk, const char *ending)
{
    while (walk->folder_number < COUNT_OF(folders)) {
        const char *folder = folders[walk->folder_number];
        if (!walk->folder) {
            char name[1024];
            snprintf(name, sizeof(name), "%s/%s", shared_folder(), folder);
            walk->folder = opendir(name);
        }
        struct dirent *entry = walk->folder ? readdir(walk->folder) : NULL;
        if (entry) {
            if (slice_ends_with(
                    slice_from(entry->d_name), slice_from(ending))) {
                snprintf(walk->path, sizeof(walk->path), "%s/%s", folder,
                    entry->d_name);
                return walk->path;
            }
            continue;
        }
        map_check_close(walk);
        walk->folder_number++;
    }
    return NULL;
}

void map_check_close(struct map_check_walk *walk)
{
    if (walk->folder) {
        closedir(walk->folder);
        walk->folder = NULL;
    }
}
