/*
 * Folding goes over the text once, from left to right, a unit at a time: a
 * base letter with its combining marks, a run of white space, or one other
 * code point. Only words are looked at twice: once to count their letters by
 * script, once to write them.
 */
#include "parser/fold.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <assert.h>
#include <string.h>

#include <utf8proc.h>

/* Code points of one base letter and its marks that are composed; further
   marks are nothing a language writes, and are left out. */
#define CLUSTER_LONGEST 8
/* A decomposed code point has at most this many (U+FDFA has 18). */
#define DECOMPOSITION_LONGEST 24

enum script { SCRIPT_AS_IS, SCRIPT_CYRILLIC, SCRIPT_LATIN };

struct folder {
    struct buffer bytes;
    uint32_t *origin;
    size_t origin_count;
    size_t origin_capacity;
    const struct text *text;
    const struct source *source; /* may be NULL */
    size_t piece;                /* the piece that was last looked at */
    size_t word_end;             /* text bytes; the word now being folded */
    enum script word_script;
    bool has_twins; /* some letter was written as its twin */
};

struct twin {
    uint32_t latin;
    uint32_t cyrillic;
};

/* Letters that a reader cannot tell apart. Case matters: «В» looks like B,
   «в» does not look like b. */
static const struct twin twins[] = {
    {'a', 0x0430},
    {'c', 0x0441},
    {'e', 0x0435},
    {'o', 0x043E},
    {'p', 0x0440},
    {'x', 0x0445},
    {'y', 0x0443},
    {'k', 0x043A},
    {'i', 0x0456},
    {'j', 0x0458},
    {'s', 0x0455},
    {'A', 0x0410},
    {'B', 0x0412},
    {'C', 0x0421},
    {'E', 0x0415},
    {'H', 0x041D},
    {'I', 0x0406},
    {'J', 0x0408},
    {'K', 0x041A},
    {'M', 0x041C},
    {'O', 0x041E},
    {'P', 0x0420},
    {'S', 0x0405},
    {'T', 0x0422},
    {'X', 0x0425},
    {'Y', 0x0423},
    {0x00EB, 0x0451},
    {0x00CB, 0x0401},
};

/* First parts of compounds that keep their hyphen where a line ends in it. */
static const char *const compound_parts[] = {"e", "ip", "web", "sms", "mms",
    "push", "online", "internet", "cookie", "it", "е", "в", "во", "по", "кое",
    "из", "веб", "интернет", "онлайн", "офлайн", "смс", "ммс", "пуш", "айпи",
    "бизнес", "медиа", "пресс", "гео", "экс", "вице", "фото", "видео", "аудио",
    "мини", "топ", "чат", "кэш", "лог", "сим", "куки", "контакт", "колл"};

/* Last parts that keep theirs. */
static const char *const compound_particles[] = {
    "то", "либо", "нибудь", "таки", "ка", "де"};

/* «информационно-телекоммуникационный»: the endings of a first adjective.
   «постано-», «обосно-» are parts of one word and end otherwise. */
static const char *const adjective_endings[] = {
    "нно", "вно", "льно", "рно", "чно", "мно", "дно", "ско"};
#define ADJECTIVE_SHORTEST 10 /* bytes */

static uint32_t twin_of(uint32_t code_point, enum script script)
{
    for (size_t i = 0; i < COUNT_OF(twins); i++) {
        if (script == SCRIPT_CYRILLIC && twins[i].latin == code_point) {
            return twins[i].cyrillic;
        }
        if (script == SCRIPT_LATIN && twins[i].cyrillic == code_point) {
            return twins[i].latin;
        }
    }
    return 0;
}

/* What is known of the letters of a word. */
struct letters {
    size_t cyrillic;
    size_t latin;
    bool cyrillic_have_twins;
    bool latin_have_twins;
    bool is_foreign; /* i, j or s among them, which Russian has no twin of */
};

/* Count the scripts only: few words need more. Returns the word's end. */
static size_t count_scripts(
    struct slice text, size_t offset, struct letters *letters)
{
    size_t end = offset;
    for (size_t next = offset; next < text.len; end = next) {
        uint32_t code_point = utf8_next(text, &next);
        if (!utf8_is_letter(code_point)) {
            break;
        }
        letters->cyrillic += utf8_is_cyrillic(code_point);
        letters->latin += utf8_is_latin(code_point);
    }
    return end;
}

static void find_twins(struct slice word, struct letters *letters)
{
    letters->cyrillic_have_twins = true;
    letters->latin_have_twins = true;
    for (size_t next = 0; next < word.len;) {
        uint32_t code_point = utf8_next(word, &next);
        if (utf8_is_cyrillic(code_point)) {
            letters->cyrillic_have_twins &=
                twin_of(code_point, SCRIPT_LATIN) != 0;
        } else if (utf8_is_latin(code_point)) {
            letters->latin_have_twins &=
                twin_of(code_point, SCRIPT_CYRILLIC) != 0;
            uint32_t lower = utf8_lower(code_point);
            letters->is_foreign |= lower == 'i' || lower == 'j' || lower == 's';
        }
    }
}

/* The script of most letters, when the others all have twins in it. */
static enum script script_of(const struct letters *letters)
{
    bool can_be_cyrillic = letters->latin_have_twins;
    bool can_be_latin = letters->cyrillic_have_twins;
    if (letters->cyrillic > letters->latin) {
        return can_be_cyrillic ? SCRIPT_CYRILLIC : SCRIPT_AS_IS;
    }
    if (letters->cyrillic < letters->latin) {
        return can_be_latin ? SCRIPT_LATIN : SCRIPT_AS_IS;
    }
    if (can_be_latin && (letters->is_foreign || !can_be_cyrillic)) {
        return SCRIPT_LATIN;
    }
    return can_be_cyrillic ? SCRIPT_CYRILLIC : SCRIPT_AS_IS;
}

/* «Действует c изменениями»: a Latin letter alone before a Cyrillic word is
   the preposition. end is where the letter ends. */
static bool is_lone_preposition(struct slice text, size_t offset, size_t end)
{
    static const char prepositions[] = {'a', 'c', 'k', 'o', 'y'};
    if (end != offset + 1 || end + 1 >= text.len || text.bytes[end] != ' ' ||
        !memchr(prepositions, text.bytes[offset], sizeof(prepositions))) {
        return false;
    }
    size_t next = end + 1;
    return utf8_is_cyrillic(utf8_next(text, &next));
}

/* A word begins at offset: find its end and its script. */
static void begin_word(struct folder *folder, size_t offset)
{
    struct slice text = folder->text->bytes;
    struct letters letters = {0};
    size_t end = count_scripts(text, offset, &letters);
    folder->word_end = end;
    folder->word_script = SCRIPT_AS_IS;
    if (letters.cyrillic && letters.latin) {
        find_twins(slice_cut(text, offset, end), &letters);
        folder->word_script = script_of(&letters);
    } else if (is_lone_preposition(text, offset, end)) {
        folder->word_script = SCRIPT_CYRILLIC;
    }
}

static bool is_dash(uint32_t code_point)
{
    return code_point == '-' ||
           (code_point >= 0x2010 && code_point <= 0x2015) ||
           code_point == 0x2043 || code_point == 0x2212 ||
           code_point == 0xFE58 || code_point == 0xFE63 || code_point == 0xFF0D;
}

static bool is_quote(uint32_t code_point)
{
    return code_point == '"' || code_point == 0x00AB || code_point == 0x00BB ||
           (code_point >= 0x201C && code_point <= 0x201F) ||
           code_point == 0x2033 || code_point == 0x2036 ||
           code_point == 0x2039 || code_point == 0x203A ||
           (code_point >= 0x301D && code_point <= 0x301F) ||
           code_point == 0xFF02;
}

/* Inside a word an apostrophe («аб'ект»), elsewhere a quotation mark. */
static bool is_apostrophe(uint32_t code_point)
{
    return code_point == '\'' ||
           (code_point >= 0x2018 && code_point <= 0x201B) ||
           code_point == 0x02BC || code_point == 0x2032 || code_point == 0xFF07;
}

/* Directions, joiners, selectors, control characters: shown by nothing. */
static bool is_unseen(uint32_t code_point)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code_point);
    return kind == UTF8PROC_CATEGORY_CF || kind == UTF8PROC_CATEGORY_CC ||
           utf8_is_invisible(code_point);
}

static bool is_mark(uint32_t code_point)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)code_point);
    return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

static void write(struct folder *folder, uint32_t code_point, size_t from)
{
    if (code_point < 0x80 && folder->bytes.len < folder->bytes.capacity &&
        folder->origin_count < folder->origin_capacity) {
        folder->bytes.bytes[folder->bytes.len++] = (char)code_point;
        folder->origin[folder->origin_count++] = (uint32_t)from;
        return;
    }
    char bytes[UTF8_LONGEST];
    size_t len = utf8_encode(code_point, bytes);
    buffer_append(&folder->bytes, (struct slice){bytes, len});
    for (size_t i = 0; i < len; i++) {
        if (folder->origin_count == folder->origin_capacity) {
            folder->origin = arena_grow(folder->bytes.arena, folder->origin,
                folder->origin_count, &folder->origin_capacity,
                sizeof(uint32_t));
        }
        folder->origin[folder->origin_count++] = (uint32_t)from;
    }
}

/* One code point of a word or outside one, marks composed. */
static void write_folded(
    struct folder *folder, uint32_t code_point, size_t from)
{
    if (from < folder->word_end && folder->word_script != SCRIPT_AS_IS) {
        uint32_t twin = twin_of(code_point, folder->word_script);
        code_point = twin ? twin : code_point;
        folder->has_twins |= twin != 0;
    }
    code_point = utf8_lower(code_point);
    write(folder, code_point == 0x0451 ? 0x0435 : code_point, from);
}

/* A base letter with marks, or a code point that NFC writes otherwise. Marks
   that compose with nothing, as the stress in «догово́р», are left out. */
static void write_composed(
    struct folder *folder, const uint32_t *cluster, size_t count, size_t from)
{
    utf8proc_int32_t parts[CLUSTER_LONGEST * DECOMPOSITION_LONGEST];
    utf8proc_ssize_t used = 0;
    int boundary = 0;
    for (size_t i = 0; i < count; i++) {
        utf8proc_ssize_t room = (utf8proc_ssize_t)COUNT_OF(parts) - used;
        utf8proc_ssize_t len =
            utf8proc_decompose_char((utf8proc_int32_t)cluster[i], parts + used,
                room, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &boundary);
        if (len > 0 && len <= room) {
            used += len;
        }
    }
    used = utf8proc_normalize_utf32(
        parts, used, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    for (utf8proc_ssize_t i = 0; i < used; i++) {
        if (!is_mark((uint32_t)parts[i])) {
            write_folded(folder, (uint32_t)parts[i], from);
        }
    }
}

/* Fold the letter or sign at offset with the marks after it; returns the
   offset behind them. */
static size_t fold_cluster(struct folder *folder, size_t offset)
{
    struct slice text = folder->text->bytes;
    uint32_t cluster[CLUSTER_LONGEST];
    size_t count = 0;
    size_t next = offset;
    cluster[count++] = utf8_next(text, &next);
    while (next < text.len && (unsigned char)text.bytes[next] >= 0xCC) {
        size_t after = next;
        uint32_t code_point = utf8_next(text, &after);
        if (!is_mark(code_point)) {
            break;
        }
        next = after;
        if (count < CLUSTER_LONGEST) {
            cluster[count++] = code_point;
        }
    }
    bool is_plain =
        count == 1 && (cluster[0] < 0xC0 || utf8_is_cyrillic(cluster[0]));
    if (is_plain) {
        write_folded(folder, cluster[0], offset);
    } else {
        write_composed(folder, cluster, count, offset);
    }
    return next;
}

/* Does the white space at [begin, end) of the text hold a line break of the
   source, or the border of two blocks? */
static bool is_line_break(struct folder *folder, size_t begin, size_t end)
{
    const struct text *text = folder->text;
    while (folder->piece < text->piece_count &&
           text->pieces[folder->piece].text.end <= begin) {
        folder->piece++;
    }
    if (!folder->source || folder->piece == text->piece_count) {
        return false;
    }
    struct span source =
        text_to_source(text, (struct span){(uint32_t)begin, (uint32_t)end});
    const struct piece *piece = &text->pieces[folder->piece];
    if (piece->source.begin == piece->source.end) {
        return true;
    }
    struct slice bytes =
        slice_cut(folder->source->text, source.begin, source.end);
    return bytes.len && (memchr(bytes.bytes, '<', bytes.len) || /* <br> */
                            memchr(bytes.bytes, '\n', bytes.len) ||
                            memchr(bytes.bytes, '\r', bytes.len));
}

/* The folded letters before the end of what was written. */
static struct slice written_word(const struct folder *folder)
{
    struct slice written = buffer_slice(&folder->bytes);
    size_t begin = written.len;
    while (begin > 0) {
        size_t previous = begin;
        if (!utf8_is_letter(utf8_previous(written, &previous))) {
            break;
        }
        begin = previous;
        if (written.len - begin > 64) {
            break; /* no word of a language; keep the time linear */
        }
    }
    return slice_cut(written, begin, written.len);
}

/* Is the word before the hyphen (its last text byte is before offset) the
   first part of a compound, or what comes after one's last part? */
static bool keeps_hyphen(
    const struct folder *folder, size_t offset, size_t next)
{
    struct slice text = folder->text->bytes;
    struct slice first = written_word(folder);
    if (slice_is_among(first, compound_parts, COUNT_OF(compound_parts))) {
        return true;
    }
    size_t previous = offset;
    if (utf8_is_upper(utf8_previous(text, &previous))) {
        return true; /* «SMS-сообщения», «ПО-» */
    }
    for (size_t i = 0; i < COUNT_OF(adjective_endings); i++) {
        if (first.len >= ADJECTIVE_SHORTEST &&
            slice_ends_with(first, slice_from(adjective_endings[i]))) {
            return true;
        }
    }
    size_t end = next;
    for (size_t at = next; at < text.len && at - next < 16; end = at) {
        if (!utf8_is_letter(utf8_next(text, &at))) {
            break;
        }
    }
    return slice_is_among(slice_cut(text, next, end), compound_particles,
        COUNT_OF(compound_particles));
}

static size_t skip_spaces(struct slice text, size_t offset)
{
    while (offset < text.len) {
        size_t next = offset;
        uint32_t code_point = utf8_next(text, &next);
        if (!utf8_is_space(code_point)) {
            break;
        }
        offset = next;
    }
    return offset;
}

/* A dash at [offset, next): when it cuts a word at a line end, the offset of
   the word's second part, else 0. The space after a compound's hyphen is left
   out as well, and the hyphen written. */
static size_t after_line_hyphen(
    struct folder *folder, size_t offset, size_t next)
{
    struct slice text = folder->text->bytes;
    size_t resume = skip_spaces(text, next);
    if (offset == 0 || resume == next || resume >= text.len) {
        return 0;
    }
    size_t previous = offset;
    size_t after = resume;
    if (!utf8_is_letter(utf8_previous(text, &previous)) ||
        !utf8_is_lower(utf8_next(text, &after)) ||
        !is_line_break(folder, next, resume)) {
        return 0;
    }
    if (keeps_hyphen(folder, offset, resume)) {
        write(folder, '-', offset);
    }
    return resume;
}

static bool is_between_letters(struct slice text, size_t begin, size_t end)
{
    if (begin == 0 || end >= text.len) {
        return false;
    }
    return utf8_is_letter(utf8_previous(text, &begin)) &&
           utf8_is_letter(utf8_next(text, &end));
}

/* Fold what stands at offset; returns the offset behind it. */
static size_t fold_unit(struct folder *folder, size_t offset)
{
    struct slice text = folder->text->bytes;
    size_t next = offset;
    uint32_t code_point = utf8_next(text, &next);
    if (utf8_is_letter(code_point)) {
        if (offset >= folder->word_end) {
            begin_word(folder, offset);
        }
        return fold_cluster(folder, offset);
    }
    if (utf8_is_space(code_point)) {
        write(folder, ' ', offset);
        return skip_spaces(text, next);
    }
    if (is_dash(code_point)) {
        bool may_cut = code_point == '-' || code_point == 0x2010;
        size_t resume = may_cut ? after_line_hyphen(folder, offset, next) : 0;
        if (resume) {
            return resume;
        }
        write(folder, '-', offset);
        return next;
    }
    if (is_apostrophe(code_point)) {
        bool is_inside = is_between_letters(text, offset, next);
        write(folder, is_inside ? '\'' : '"', offset);
        return next;
    }
    if (is_quote(code_point)) {
        write(folder, '"', offset);
        return next;
    }
    return is_unseen(code_point) ? next : fold_cluster(folder, offset);
}

/* The letters from U+0400 to U+045F folded; each has two bytes. */
static const char folded_letters[] = "ѐеђѓєѕіїјљњћќѝўџ"
                                     "абвгдежзийклмноп"
                                     "рстуфхцчшщъыьэюя"
                                     "абвгдежзийклмноп"
                                     "рстуфхцчшщъыьэюя"
                                     "ѐеђѓєѕіїјљњћќѝўџ";

/* The folded letter of the Cyrillic one of these bytes, or NULL. */
static const char *folded_letter(unsigned first, unsigned second)
{
    unsigned bits = (first << 8 | second) ^ 0xD080; /* 0x100 and 0x3F */
    unsigned letter = (bits & 0x3F) | (bits >> 2 & 0x40);
    bool is_known =
        (bits & ~0x13Fu) == 0 && 2 * letter < sizeof(folded_letters) - 1;
    return is_known ? folded_letters + 2 * letter : NULL;
}

/* A sign or a digit of ASCII, or a single space, that stands for itself. What
   follows must be ASCII or Cyrillic: no mark, and behind a space no further
   one. */
static bool is_plain_sign(unsigned char sign, unsigned char next)
{
    bool is_sign = sign >= ' ' && sign < 0x7F && sign != '-' && sign != '\'' &&
                   !ascii_is_letter((char)sign);
    unsigned char least = sign == ' ' ? ' ' + 1 : ' ';
    return is_sign && ((next >= least && next < 0x7F) || (next | 1) == 0xD1);
}

/* Write the small letters at the offset, four of them at most, which stand for
   themselves; returns their bytes. There is room for four in any case. */
static size_t write_small(
    char *bytes, uint32_t *origin, struct slice text, size_t at)
{
    memcpy(bytes, text.bytes + at, UTF8_FOUR);
    for (uint32_t i = 0; i < UTF8_FOUR; i++) {
        origin[i] = (uint32_t)at + (i & ~1u); /* of its letter's first byte */
    }
    return utf8_small_russian_bytes(utf8_four_at(text.bytes + at));
}

/* Russian letters between spaces and signs of ASCII, nearly all of a text, are
   folded here at once. Returns the offset of what needs a closer look:
   there, a word begins or a sign stands. */
static size_t fold_plain(struct folder *folder, size_t offset)
{
    struct slice text = folder->text->bytes;
    size_t left = text.len - offset;
    if (folder->bytes.capacity - folder->bytes.len < left ||
        folder->origin_capacity - folder->origin_count < left) {
        return offset; /* something before has grown by folding */
    }
    char *bytes = folder->bytes.bytes;
    uint32_t *origin = folder->origin;
    size_t count = folder->origin_count;
    size_t word_count = count; /* what was written before the word at hand */
    size_t word = offset;      /* where it begins */
    size_t at = offset;
    while (at < text.len) {
        if (at + UTF8_FOUR <= text.len) {
            size_t len = write_small(bytes + count, origin + count, text, at);
            count += len;
            at += len;
            if (len == UTF8_FOUR) {
                continue;
            }
        }
        unsigned char first = (unsigned char)text.bytes[at];
        unsigned char second = /* at the end a sign stands for itself, too */
            at + 1 < text.len ? (unsigned char)text.bytes[at + 1] : '.';
        const char *letter = folded_letter(first, second);
        if (letter) {
            memcpy(bytes + count, letter, 2);
            origin[count++] = (uint32_t)at;
            origin[count++] = (uint32_t)at;
            at += 2;
        } else if (is_plain_sign(first, second)) {
            bytes[count] = text.bytes[at];
            origin[count++] = (uint32_t)at++;
            word = at;
            word_count = count;
        } else {
            break;
        }
    }
    size_t next = at;
    bool is_whole = at == text.len || !utf8_is_letter(utf8_next(text, &next));
    at = is_whole ? at : word;
    folder->origin_count = is_whole ? count : word_count;
    folder->bytes.len = folder->origin_count;
    folder->word_end = at;
    folder->word_script = SCRIPT_AS_IS;
    return at;
}

struct folded fold_text(
    struct arena *arena, const struct text *text, const struct source *source)
{
    size_t room = text->bytes.len + 16;
    struct folder folder = {
        .bytes = {.arena = arena,
            .bytes = arena_room(arena, room),
            .capacity = room},
        .origin = arena_room(arena, room * sizeof(uint32_t)),
        .origin_capacity = room,
        .text = text,
        .source = source,
    };
    for (size_t offset = 0; offset < text->bytes.len;) {
        size_t behind =
            offset >= folder.word_end ? fold_plain(&folder, offset) : offset;
        offset = behind > offset ? behind : fold_unit(&folder, offset);
    }
    folder.origin = arena_grow(arena, folder.origin, folder.origin_count,
        &folder.origin_capacity, sizeof(uint32_t));
    folder.origin[folder.origin_count] = (uint32_t)text->bytes.len;
    return (struct folded){
        buffer_slice(&folder.bytes), folder.origin, folder.has_twins};
}

struct slice fold_slice(struct arena *arena, struct slice text)
{
    struct text plain = {.bytes = text};
    return fold_text(arena, &plain, NULL).bytes;
}

struct span folded_to_text(const struct folded *folded, struct span span)
{
    assert(span.begin <= span.end && span.end <= folded->bytes.len);
    return (struct span){folded->origin[span.begin], folded->origin[span.end]};
}
