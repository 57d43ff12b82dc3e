/*
 * slice.h - a piece of text by value: where its bytes are, and how many.
 *
 * A slice never owns its bytes and is never assumed to end in NUL. Who owns
 * the bytes is said where the slice is stored; as a rule it is the arena of
 * the document or the pack.
 */
#ifndef PARSER_SLICE_H
#define PARSER_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *bytes;
    size_t len; /* bytes */
};

/* What slice_find() returns when there is nothing to find. */
#define SLICE_NOT_FOUND ((size_t)-1)

/* How many elements an array has; never of a pointer. */
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The slice of a string literal; a macro because it must be a constant. */
#define SLICE(literal)                                 \
    (struct slice)                                     \
    {                                                  \
        .bytes = (literal), .len = sizeof(literal) - 1 \
    }

/* The slice of a C string; NULL gives the empty slice. */
static inline struct slice slice_from(const char *string)
{
    return (struct slice){string, string ? strlen(string) : 0};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    /* The empty slice may have no bytes; clang-tidy does not see that others
       have some. */
    return a.len == b.len &&
           (a.len == 0 || (a.bytes && !memcmp(a.bytes, b.bytes, a.len)));
}

/* The same for the C strings that lists of words are made of; NULL is the empty
   text. Most words differ in the first letter, which has two bytes and is
   looked at first: it takes no call, and with a literal little else. Its first
   byte alone is one of two. */
static inline bool slice_begins(struct slice text, const char *prefix)
{
    if (!prefix || !prefix[0]) {
        return true;
    }
    if (text.len < 2 || !prefix[1]) {
        return text.len && text.bytes[0] == prefix[0] && !prefix[1];
    }
    if ((text.bytes[0] ^ prefix[0]) | (text.bytes[1] ^ prefix[1])) {
        return false;
    }
    size_t len = strlen(prefix);
    return text.len >= len && !memcmp(text.bytes, prefix, len);
}

static inline bool slice_is(struct slice text, const char *string)
{
    return slice_begins(text, string) &&
           text.len == (string ? strlen(string) : 0);
}

/* The same, letters of ASCII being of either case. */
bool slice_equal_any_case(struct slice a, struct slice b);
bool slice_starts_with_any_case(struct slice text, struct slice prefix);
bool slice_ends_with_any_case(struct slice text, struct slice suffix);

/* Is it exactly one of the words of a list? */
bool slice_is_among(
    struct slice text, const char *const *words, size_t word_count);

/* Does it end with one of them? */
bool slice_ends_among(
    struct slice text, const char *const *endings, size_t ending_count);

/* Is the word one of "слово слов*", where * stands for any ending? */
bool slice_is_listed(struct slice word, struct slice list, char separator);

/* Order by bytes, a prefix first: negative, 0 or positive, as memcmp(). */
int slice_compare(struct slice a, struct slice b);

static inline bool slice_starts_with(struct slice text, struct slice prefix)
{
    return text.len >= prefix.len &&
           slice_equal((struct slice){text.bytes, prefix.len}, prefix);
}

static inline bool slice_ends_with(struct slice text, struct slice suffix)
{
    return text.len >= suffix.len &&
           (suffix.len == 0 || !memcmp(text.bytes + (text.len - suffix.len),
                                   suffix.bytes, suffix.len));
}

/* The bytes [begin, end) of text; both are cut to its length. */
static inline struct slice slice_cut(
    struct slice text, size_t begin, size_t end)
{
    end = end > text.len ? text.len : end;
    begin = begin > end ? end : begin;
    return text.bytes ? (struct slice){text.bytes + begin, end - begin} : text;
}

/* Four bytes as a number, the first of them highest. */
static inline uint32_t slice_four(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3]; /* compilers see that it is one load */
}

/* Text without ASCII white space at both ends. */
struct slice slice_trim(struct slice text);

/* The first eight bytes of a text as a number that orders as they do: what is
   not there is 0. */
static inline uint64_t slice_opening(struct slice text)
{
    const unsigned char *at = (const unsigned char *)text.bytes;
    if (text.len >= 8) {
        return (uint64_t)slice_four(at) << 32 | slice_four(at + 4);
    }
    if (text.len >= 4) { /* the last four overlap the first */
        uint64_t last = slice_four(at + text.len - 4);
        last = last << 8 * (8 - text.len) & UINT32_MAX;
        return (uint64_t)slice_four(at) << 32 | last;
    }
    uint64_t opening = 0;
    for (size_t i = 0; i < text.len; i++) {
        opening |= (uint64_t)at[i] << (56 - 8 * i);
    }
    return opening;
}

/* Offset of the first needle in text at or after from, or SLICE_NOT_FOUND.
   An empty needle is found at once. */
size_t slice_find(struct slice text, struct slice needle, size_t from);

/* Offset of the first of the bytes at or after from, or text.len. */
size_t slice_find_any(struct slice text, struct slice bytes, size_t from);

/* Take the next line off *rest, without its LF, CRLF or CR; false at the
   end. The last line need not end in a line break. */
bool slice_next_line(struct slice *rest, struct slice *ret_line);

/* Take the text before the next separator byte off *rest, and the separator
   with it; false when nothing is left. */
bool slice_next_part(struct slice *rest, char separator, struct slice *ret);

#endif
