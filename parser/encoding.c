#include "parser/encoding.h"

#include "parser/buffer.h"
#include "parser/utf8.h"

/* A label stands near the top of a page; browsers look no further either. */
#define LABEL_AREA 4096

/* clang-format off */

/* The upper halves of the two Cyrillic encodings; 0: no code point. */
static const uint16_t windows_1251[128] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021,
    0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C, 0x040B, 0x040F,
    0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x0000, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F,
    0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7,
    0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407,
    0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7,
    0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
    0x0410, 0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417,
    0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D, 0x041E, 0x041F,
    0x0420, 0x0421, 0x0422, 0x0423, 0x0424, 0x0425, 0x0426, 0x0427,
    0x0428, 0x0429, 0x042A, 0x042B, 0x042C, 0x042D, 0x042E, 0x042F,
    0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437,
    0x0438, 0x0439, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E, 0x043F,
    0x0440, 0x0441, 0x0442, 0x0443, 0x0444, 0x0445, 0x0446, 0x0447,
    0x0448, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F,
};

static const uint16_t koi8_r[128] = {
    0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518, 0x251C, 0x2524,
    0x252C, 0x2534, 0x253C, 0x2580, 0x2584, 0x2588, 0x258C, 0x2590,
    0x2591, 0x2592, 0x2593, 0x2320, 0x25A0, 0x2219, 0x221A, 0x2248,
    0x2264, 0x2265, 0x00A0, 0x2321, 0x00B0, 0x00B2, 0x00B7, 0x00F7,
    0x2550, 0x2551, 0x2552, 0x0451, 0x2553, 0x2554, 0x2555, 0x2556,
    0x2557, 0x2558, 0x2559, 0x255A, 0x255B, 0x255C, 0x255D, 0x255E,
    0x255F, 0x2560, 0x2561, 0x0401, 0x2562, 0x2563, 0x2564, 0x2565,
    0x2566, 0x2567, 0x2568, 0x2569, 0x256A, 0x256B, 0x256C, 0x00A9,
    0x044E, 0x0430, 0x0431, 0x0446, 0x0434, 0x0435, 0x0444, 0x0433,
    0x0445, 0x0438, 0x0439, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E,
    0x043F, 0x044F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0436, 0x0432,
    0x044C, 0x044B, 0x0437, 0x0448, 0x044D, 0x0449, 0x0447, 0x044A,
    0x042E, 0x0410, 0x0411, 0x0426, 0x0414, 0x0415, 0x0424, 0x0413,
    0x0425, 0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D, 0x041E,
    0x041F, 0x042F, 0x0420, 0x0421, 0x0422, 0x0423, 0x0416, 0x0412,
    0x042C, 0x042B, 0x0417, 0x0428, 0x042D, 0x0429, 0x0427, 0x042A,
};

/* How many of a thousand letters of Russian text are а, б, … я. */
static const uint8_t letter_frequency[32] = {
    80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 109, 28,
    47, 55, 63, 26, 3, 10, 5, 14, 7, 4, 1, 19, 17, 3, 6, 20,
};

/* clang-format on */

static unsigned char byte_at(struct slice bytes, size_t at)
{
    return (unsigned char)bytes.bytes[at];
}

static bool has_nul(struct slice bytes)
{
    return bytes.len &&
           slice_find(bytes, (struct slice){"", 1}, 0) != SLICE_NOT_FOUND;
}

static uint32_t unit_at(struct slice bytes, size_t at, bool is_big)
{
    uint32_t first = byte_at(bytes, at);
    uint32_t second = byte_at(bytes, at + 1);
    return is_big ? first << 8 | second : second << 8 | first;
}

/* A code unit that Russian or English text in UTF-16 is made of. */
static bool is_plausible_unit(uint32_t unit)
{
    return (unit >= 0x20 && unit < 0x7F) || (unit >= '\t' && unit <= '\r') ||
           (unit >= 0xA0 && unit < 0x100) ||
           (unit >= 0x0400 && unit < 0x0530) ||
           (unit >= 0x2010 && unit < 0x2070) || unit == 0x2116;
}

/* Without a BOM, text is UTF-16 when nearly all units read as text in one
   byte order and few do in the other. */
static bool detect_utf16(struct slice bytes, enum encoding *ret)
{
    size_t units = bytes.len / 2;
    size_t plausible[2] = {0, 0};
    for (size_t i = 0; i < units; i++) {
        plausible[0] += is_plausible_unit(unit_at(bytes, 2 * i, false));
        plausible[1] += is_plausible_unit(unit_at(bytes, 2 * i, true));
    }
    bool is_big = plausible[1] > plausible[0];
    if (plausible[is_big] < units - units / 10 ||
        plausible[!is_big] > units / 2) {
        return false;
    }
    *ret = is_big ? ENCODING_UTF16_BE : ENCODING_UTF16_LE;
    return true;
}

/* Whether most bytes over 0x7F stand in valid UTF-8, which happens in no
   Cyrillic text of another encoding: a letter would have to be followed by a
   sign all the time. */
static bool is_mostly_utf8(struct slice bytes)
{
    size_t good = 0;
    size_t bad = 0;
    for (size_t offset = 0; offset < bytes.len;) {
        size_t begin = offset;
        if (byte_at(bytes, offset) < 0x80) {
            offset++;
        } else if (utf8_next(bytes, &offset) == UTF8_REPLACEMENT &&
                   offset == begin + 1) {
            bad++;
        } else {
            good += offset - begin;
        }
    }
    return good >= bad;
}

static const uint16_t *upper_half(enum encoding encoding)
{
    return encoding == ENCODING_KOI8_R ? koi8_r : windows_1251;
}

/* How much the bytes look like Russian. A capital behind a small letter is
   what the wrong one of the two encodings makes of a word. */
static long russian_score(struct slice bytes, enum encoding encoding)
{
    const uint16_t *upper = upper_half(encoding);
    long score = 0;
    bool after_small = false;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = byte_at(bytes, i);
        uint32_t code_point = byte < 0x80 ? 0 : upper[byte - 0x80];
        bool is_capital = code_point >= 0x0410 && code_point < 0x0430;
        bool is_small = code_point >= 0x0430 && code_point < 0x0450;
        if (is_capital || is_small) {
            score += letter_frequency[(code_point - 0x0410) % 32];
            score -= is_capital && after_small ? 100 : 0;
        } else if (code_point >= 0x2500 && code_point < 0x25A0) {
            score -= 100; /* box drawing */
        }
        after_small = is_small;
    }
    return score;
}

/* The label behind "charset=" or "encoding=", and whether it names one of the
   two Cyrillic encodings. */
static bool detect_label(struct slice bytes, enum encoding *ret)
{
    static const struct {
        struct slice name;
        enum encoding encoding;
    } labels[] = {
        {{"windows-1251", 12}, ENCODING_WINDOWS_1251},
        {{"cp1251", 6}, ENCODING_WINDOWS_1251},
        {{"x-cp1251", 8}, ENCODING_WINDOWS_1251},
        {{"cp-1251", 7}, ENCODING_WINDOWS_1251},
        {{"win-1251", 8}, ENCODING_WINDOWS_1251},
        {{"koi8", 4}, ENCODING_KOI8_R},
    };
    bytes = slice_cut(bytes, 0, LABEL_AREA);
    for (size_t i = 0; i < bytes.len; i++) {
        struct slice rest = slice_cut(bytes, i, bytes.len);
        if (!slice_starts_with_any_case(rest, SLICE("charset=")) &&
            !slice_starts_with_any_case(rest, SLICE("encoding="))) {
            continue;
        }
        size_t equals = slice_find(rest, SLICE("="), 0);
        rest = slice_trim(slice_cut(rest, equals + 1, rest.len));
        if (rest.len && (rest.bytes[0] == '"' || rest.bytes[0] == '\'')) {
            rest = slice_trim(slice_cut(rest, 1, rest.len));
        }
        for (size_t k = 0; k < COUNT_OF(labels); k++) {
            if (slice_starts_with_any_case(rest, labels[k].name)) {
                *ret = labels[k].encoding;
                return true;
            }
        }
    }
    return false;
}

static enum encoding detect_cyrillic(struct slice bytes)
{
    long windows = russian_score(bytes, ENCODING_WINDOWS_1251);
    long koi8 = russian_score(bytes, ENCODING_KOI8_R);
    enum encoding label;
    if (detect_label(bytes, &label)) {
        /* Believed, unless the letters speak loudly against it. */
        long own = label == ENCODING_KOI8_R ? koi8 : windows;
        long other = label == ENCODING_KOI8_R ? windows : koi8;
        if (other < 2000 || own > other / 4 * 3) {
            return label;
        }
    }
    return koi8 > windows ? ENCODING_KOI8_R : ENCODING_WINDOWS_1251;
}

enum encoding encoding_detect(struct slice bytes, bool *ret_is_valid)
{
    bool is_valid = utf8_valid_length(bytes) == bytes.len;
    *ret_is_valid = is_valid;
    if (slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"))) {
        return ENCODING_UTF8_BOM;
    }
    if (slice_starts_with(bytes, SLICE("\xFF\xFE"))) {
        return ENCODING_UTF16_LE;
    }
    if (slice_starts_with(bytes, SLICE("\xFE\xFF"))) {
        return ENCODING_UTF16_BE;
    }
    enum encoding encoding;
    if (has_nul(bytes) && detect_utf16(bytes, &encoding)) {
        *ret_is_valid = false;
        return encoding;
    }
    if (is_valid || is_mostly_utf8(bytes)) {
        return ENCODING_UTF8;
    }
    return detect_cyrillic(bytes);
}

struct decoder {
    struct buffer buffer;
    struct decoded result;
};

static void replace(struct decoder *decoder)
{
    uint32_t begin = (uint32_t)decoder->buffer.len;
    buffer_append_code_point(&decoder->buffer, UTF8_REPLACEMENT);
    if (decoder->result.undecodable_count++ == 0) {
        decoder->result.first_undecodable =
            (struct span){begin, (uint32_t)decoder->buffer.len};
    }
}

static void decode_utf8(struct decoder *decoder, struct slice bytes)
{
    size_t offset = 0;
    while (offset < bytes.len) {
        struct slice rest = slice_cut(bytes, offset, bytes.len);
        size_t valid = utf8_valid_length(rest);
        buffer_append(&decoder->buffer, slice_cut(rest, 0, valid));
        offset += valid;
        if (offset < bytes.len) {
            replace(decoder);
            offset++;
        }
    }
}

static void decode_utf16(
    struct decoder *decoder, struct slice bytes, bool is_big)
{
    size_t offset = 0;
    if (bytes.len >= 2 && unit_at(bytes, 0, is_big) == 0xFEFF) {
        offset = 2;
    }
    for (; offset + 1 < bytes.len; offset += 2) {
        uint32_t unit = unit_at(bytes, offset, is_big);
        bool is_high = unit >= 0xD800 && unit < 0xDC00;
        uint32_t low = is_high && offset + 3 < bytes.len
                           ? unit_at(bytes, offset + 2, is_big)
                           : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            offset += 2;
        }
        if (unit == 0 || (unit >= 0xD800 && unit < 0xE000)) {
            replace(decoder);
        } else {
            buffer_append_code_point(&decoder->buffer, unit);
        }
    }
    if (offset < bytes.len) {
        replace(decoder);
    }
}

static void decode_single_byte(
    struct decoder *decoder, struct slice bytes, const uint16_t *upper)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = byte_at(bytes, i);
        if (byte < 0x80) {
            buffer_append_byte(&decoder->buffer, bytes.bytes[i]);
        } else if (upper[byte - 0x80]) {
            buffer_append_code_point(&decoder->buffer, upper[byte - 0x80]);
        } else {
            replace(decoder);
        }
    }
}

struct decoded encoding_decode(
    struct arena *arena, struct slice bytes, enum encoding encoding)
{
    struct decoder decoder = {.buffer = {.arena = arena}};
    switch (encoding) {
    case ENCODING_UTF8:
    case ENCODING_UTF8_BOM:
        decode_utf8(&decoder, bytes);
        break;
    case ENCODING_UTF16_LE:
        decode_utf16(&decoder, bytes, false);
        break;
    case ENCODING_UTF16_BE:
        decode_utf16(&decoder, bytes, true);
        break;
    case ENCODING_WINDOWS_1251:
    case ENCODING_KOI8_R:
        decode_single_byte(&decoder, bytes, upper_half(encoding));
        break;
    }
    decoder.result.text = buffer_slice(&decoder.buffer);
    return decoder.result;
}

struct slice encoding_name(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_UTF8:
    case ENCODING_UTF8_BOM:
        return SLICE("utf-8");
    case ENCODING_UTF16_LE:
        return SLICE("utf-16le");
    case ENCODING_UTF16_BE:
        return SLICE("utf-16be");
    case ENCODING_WINDOWS_1251:
        return SLICE("windows-1251");
    case ENCODING_KOI8_R:
        return SLICE("koi8-r");
    }
    return SLICE("");
}
