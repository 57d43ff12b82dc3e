#include "parser/slice.h"

#include "parser/ascii.h"

int slice_compare(struct slice a, struct slice b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.bytes, b.bytes, common) : 0;
    if (order) {
        return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool slice_equal_any_case(struct slice a, struct slice b)
{
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i])) {
            return false;
        }
    }
    return true;
}

bool slice_starts_with_any_case(struct slice text, struct slice prefix)
{
    return text.len >= prefix.len &&
           slice_equal_any_case(slice_cut(text, 0, prefix.len), prefix);
}

bool slice_ends_with_any_case(struct slice text, struct slice suffix)
{
    return text.len >= suffix.len &&
           slice_equal_any_case(
               slice_cut(text, text.len - suffix.len, text.len), suffix);
}

bool slice_is_among(
    struct slice text, const char *const *words, size_t word_count)
{
    for (size_t i = 0; i < word_count; i++) {
        if (slice_is(text, words[i])) {
            return true;
        }
    }
    return false;
}

bool slice_ends_among(
    struct slice text, const char *const *endings, size_t ending_count)
{
    for (size_t i = 0; i < ending_count; i++) {
        if (slice_ends_with(text, slice_from(endings[i]))) {
            return true;
        }
    }
    return false;
}

bool slice_is_listed(struct slice word, struct slice list, char separator)
{
    for (size_t at = 0; at < list.len; at++) {
        size_t same = 0;
        while (same < word.len && at < list.len &&
               list.bytes[at] == word.bytes[same] && list.bytes[at] != '*' &&
               list.bytes[at] != separator) {
            same++;
            at++;
        }
        char next = at < list.len ? list.bytes[at] : separator;
        if (next == '*' || (next == separator && same && same == word.len)) {
            return true;
        }
        const char *end = memchr(list.bytes + at, separator, list.len - at);
        at = end ? (size_t)(end - list.bytes) : list.len;
    }
    return false;
}

struct slice slice_trim(struct slice text)
{
    size_t begin = 0;
    size_t end = text.len;
    while (begin < end && ascii_is_space(text.bytes[begin])) {
        begin++;
    }
    while (end > begin && ascii_is_space(text.bytes[end - 1])) {
        end--;
    }
    return slice_cut(text, begin, end);
}

/* Does the needle, which is not empty, stand there? Where its second byte does,
   the second letter tells it nearly always. */
static bool stands_at(const char *bytes, struct slice needle)
{
    return (needle.len < 4 || bytes[3] == needle.bytes[3]) &&
           !memcmp(bytes, needle.bytes, needle.len);
}

size_t slice_find(struct slice text, struct slice needle, size_t from)
{
    if (needle.len == 0) {
        return from <= text.len ? from : SLICE_NOT_FOUND;
    }
    /* The second byte, where there is one: the first of nearly all Russian
       letters is one of two. */
    size_t key = needle.len > 1;
    while (from + needle.len <= text.len) {
        size_t candidates = text.len - needle.len - from + 1;
        const char *hit =
            memchr(text.bytes + from + key, needle.bytes[key], candidates);
        if (!hit) {
            break;
        }
        hit -= key;
        if (stands_at(hit, needle)) {
            return (size_t)(hit - text.bytes);
        }
        from = (size_t)(hit - text.bytes) + 1;
    }
    return SLICE_NOT_FOUND;
}

/* Bytes that are searched at once: a text may be full of one of the bytes and
   lack another, whose search must not go on to its end each time. */
#define FIND_WINDOW 256

size_t slice_find_any(struct slice text, struct slice bytes, size_t from)
{
    for (size_t at = from; at < text.len; at += FIND_WINDOW) {
        struct slice window = slice_cut(text, at, at + FIND_WINDOW);
        size_t len = window.len;
        for (size_t i = 0; i < bytes.len; i++) {
            const char *hit = memchr(window.bytes, bytes.bytes[i], len);
            len = hit ? (size_t)(hit - window.bytes) : len;
        }
        if (len < window.len) {
            return at + len;
        }
    }
    return text.len;
}

bool slice_next_line(struct slice *rest, struct slice *ret_line)
{
    if (rest->len == 0) {
        return false;
    }
    size_t end = slice_find_any(*rest, SLICE("\n\r"), 0);
    size_t next = end;
    if (next < rest->len) {
        bool is_crlf = rest->bytes[next] == '\r' && next + 1 < rest->len &&
                       rest->bytes[next + 1] == '\n';
        next += is_crlf ? 2 : 1;
    }
    *ret_line = slice_cut(*rest, 0, end);
    *rest = slice_cut(*rest, next, rest->len);
    return true;
}

bool slice_next_part(struct slice *rest, char separator, struct slice *ret)
{
    if (rest->len == 0) {
        return false;
    }
    const char *hit = memchr(rest->bytes, separator, rest->len);
    size_t end = hit ? (size_t)(hit - rest->bytes) : rest->len;
    *ret = slice_cut(*rest, 0, end);
    *rest = slice_cut(*rest, hit ? end + 1 : end, rest->len);
    return true;
}
