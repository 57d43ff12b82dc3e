#include "parser/html_decode.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <libxml/HTMLparser.h>

#include <string.h>

#define NAME_LONGEST 31
#define LATIN1_NAME_LONGEST 6

/* Names of HTML 5 that Russian pages use and libxml2 (HTML 4) lacks. */
struct name {
    const char *name;
    uint32_t code_point;
};

static const struct name html5_names[] = {
    {"apos", '\''},
    {"Tab", '\t'},
    {"NewLine", '\n'},
    {"excl", '!'},
    {"num", '#'},
    {"dollar", '$'},
    {"percnt", '%'},
    {"lpar", '('},
    {"rpar", ')'},
    {"ast", '*'},
    {"plus", '+'},
    {"comma", ','},
    {"period", '.'},
    {"sol", '/'},
    {"colon", ':'},
    {"semi", ';'},
    {"equals", '='},
    {"quest", '?'},
    {"commat", '@'},
    {"lsqb", '['},
    {"lbrack", '['},
    {"bsol", '\\'},
    {"rsqb", ']'},
    {"rbrack", ']'},
    {"lowbar", '_'},
    {"grave", '`'},
    {"lbrace", '{'},
    {"lcub", '{'},
    {"vert", '|'},
    {"rbrace", '}'},
    {"rcub", '}'},
    {"NonBreakingSpace", 0xA0},
    {"numsp", 0x2007},
    {"puncsp", 0x2008},
    {"hairsp", 0x200A},
    {"ZeroWidthSpace", 0x200B},
    {"hyphen", 0x2010},
    {"dash", 0x2010},
    {"horbar", 0x2015},
    {"NoBreak", 0x2060},
    {"numero", 0x2116},
    {"check", 0x2713},
    {"cross", 0x2717},
    {"star", 0x2606},
    {"starf", 0x2605},
    {"phone", 0x260E},
    {"rarr", 0x2192},
};

/* What browsers read the numbers 128 to 159 as; 0: as it stands. */
static const uint16_t windows_1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E,
    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
    0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static uint32_t scalar(uint32_t number)
{
    if (number >= 128 && number < 160 && windows_1252[number - 128]) {
        return windows_1252[number - 128];
    }
    bool is_scalar = number > 0 && number <= 0x10FFFF &&
                     (number < 0xD800 || number > 0xDFFF);
    return is_scalar ? number : UTF8_REPLACEMENT;
}

/* "&#" was seen at offset. */
static struct html_reference numeric(struct slice text, size_t offset)
{
    size_t at = offset + 2;
    uint32_t base = 10;
    if (at < text.len && (text.bytes[at] | 0x20) == 'x') {
        base = 16;
        at++;
    }
    size_t digits = at;
    uint32_t number = 0;
    for (; at < text.len && ascii_digit_value(text.bytes[at]) < base; at++) {
        number = number * base + ascii_digit_value(text.bytes[at]);
        number = number > 0x110000 ? 0x110000 : number;
    }
    if (at == digits) {
        return (struct html_reference){0, 0};
    }
    if (at < text.len && text.bytes[at] == ';') {
        at++;
    }
    return (struct html_reference){at - offset, scalar(number)};
}

static uint32_t find_name(const char *name)
{
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (entity) {
        return entity->value;
    }
    for (size_t i = 0; i < COUNT_OF(html5_names); i++) {
        if (strcmp(html5_names[i].name, name) == 0) {
            return html5_names[i].code_point;
        }
    }
    return 0;
}

/* Without a semicolon only names of Latin-1 count; the longest one wins. */
static struct html_reference unfinished(char *name, size_t len)
{
    len = len > LATIN1_NAME_LONGEST ? LATIN1_NAME_LONGEST : len;
    for (; len >= 2; len--) {
        name[len] = '\0';
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        if (entity && entity->value < 256 && strcmp(name, "apos") != 0) {
            return (struct html_reference){len + 1, entity->value};
        }
    }
    return (struct html_reference){0, 0};
}

struct html_reference html_reference_at(struct slice text, size_t offset)
{
    struct html_reference none = {0, 0};
    if (text.len - offset < 3 || text.bytes[offset] != '&') {
        return none;
    }
    if (text.bytes[offset + 1] == '#') {
        return numeric(text, offset);
    }
    char name[NAME_LONGEST + 1];
    size_t len = 0;
    size_t at = offset + 1;
    while (at < text.len && len < NAME_LONGEST &&
           ascii_is_alphanumeric(text.bytes[at])) {
        name[len++] = text.bytes[at++];
    }
    name[len] = '\0';
    if (at < text.len && text.bytes[at] == ';') {
        uint32_t code_point = find_name(name);
        if (code_point) {
            return (struct html_reference){len + 2, code_point};
        }
    }
    return unfinished(name, len);
}
