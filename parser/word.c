/*
 * word.c - the words of a folded text, in one pass.
 *
 * An address must be seen before its dots and slashes cut it up, so each word
 * start first tries to read one. The bytes looked at in vain are remembered
 * (no_address_until), which keeps the pass linear on «a.a.a.a…».
 */
#include "parser/word.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

static inline bool is_word_code_point(uint32_t code_point)
{
    return utf8_is_letter(code_point) || utf8_is_digit(code_point);
}

/* Do the bytes of a letter from U+0400 to U+047F stand there? */
static inline bool is_cyrillic_at(struct slice text, size_t offset)
{
    return offset + 1 < text.len &&
           ((unsigned char)text.bytes[offset] | 1) == 0xD1 &&
           ((unsigned char)text.bytes[offset + 1] & 0xC0) == 0x80;
}

static bool is_word_at(struct slice text, size_t offset)
{
    return is_cyrillic_at(text, offset) ||
           (offset < text.len && is_word_code_point(utf8_next(text, &offset)));
}

/* The end of letters and digits from offset on. */
static size_t letters_end(struct slice text, size_t offset)
{
    unsigned len = UTF8_FOUR;
    while (len == UTF8_FOUR && offset + UTF8_FOUR <= text.len) {
        len = utf8_cyrillic_bytes(utf8_four_at(text.bytes + offset));
        offset += len;
    }
    while (offset < text.len) {
        size_t next = offset + 2;
        if (!is_cyrillic_at(text, offset)) {
            next = offset;
            if (!is_word_code_point(utf8_next(text, &next))) {
                break;
            }
        }
        offset = next;
    }
    return offset;
}

/* The same with the listed signs among them. */
static size_t run_end(struct slice text, size_t offset, struct slice signs)
{
    while (offset < text.len) {
        size_t next = offset;
        uint32_t code_point = utf8_next(text, &next);
        bool is_sign = false;
        for (size_t i = 0; i < signs.len && code_point < 0x80; i++) {
            is_sign |= (uint32_t)signs.bytes[i] == code_point;
        }
        if (!is_sign && !is_word_code_point(code_point)) {
            break;
        }
        offset = next;
    }
    return offset;
}

/* The end of the run without the punctuation that closes a sentence. */
static size_t without_tail(struct slice text, size_t begin, size_t end)
{
    while (end > begin) {
        size_t before = end;
        if (is_word_code_point(utf8_previous(text, &before)) ||
            text.bytes[end - 1] == '/') {
            break;
        }
        end = before;
    }
    return end;
}

static size_t url_end(struct slice text, size_t begin)
{
    size_t end = run_end(text, begin, SLICE("-._~:/?#@!$&*+,;=%"));
    return without_tail(text, begin, end);
}

/* Is [begin, end) a name like "wt24.net" or «сайт.рф»? */
static bool is_domain(struct slice text, size_t begin, size_t end)
{
    size_t dot = end;
    bool is_ascii = true;
    for (size_t i = begin; i < end; i++) {
        if (text.bytes[i] == '.') {
            if (i == begin || text.bytes[i - 1] == '.') {
                return false;
            }
            dot = i;
        }
        is_ascii &= (unsigned char)text.bytes[i] < 0x80;
    }
    if (dot == end) {
        return false;
    }
    struct slice top = slice_cut(text, dot + 1, end);
    if (!is_ascii) {
        return slice_equal(top, SLICE("рф")) || slice_equal(top, SLICE("бел"));
    }
    for (size_t i = 0; i < top.len; i++) {
        if (!ascii_is_letter(top.bytes[i])) {
            return false;
        }
    }
    return top.len >= 2;
}

/* Can an address go on with the sign behind its first letters? */
static bool goes_on_address(char sign)
{
    return sign == '.' || sign == '_' || sign == '-' || sign == '+' ||
           sign == '@' || sign == ':';
}

/* The end of the address that starts at begin, or begin when none does. The
   letters and digits at begin end at letters: nearly always what stands there
   is no sign that an address goes on with. */
static size_t address_end(
    struct word_splitter *splitter, size_t begin, size_t letters)
{
    struct slice text = splitter->text;
    if (letters == text.len || !goes_on_address(text.bytes[letters])) {
        return begin;
    }
    struct slice rest = slice_cut(text, begin, text.len);
    if (slice_starts_with(rest, SLICE("http://")) ||
        slice_starts_with(rest, SLICE("https://")) ||
        slice_starts_with(rest, SLICE("www."))) {
        return url_end(text, begin);
    }
    if (begin < splitter->no_address_until) {
        return begin;
    }
    size_t local = run_end(text, letters, SLICE("._-+"));
    splitter->no_address_until = local;
    if (local < text.len && text.bytes[local] == '@' &&
        is_word_at(text, local + 1)) {
        size_t end = run_end(text, local + 1, SLICE(".-"));
        return without_tail(text, begin, end);
    }
    size_t end = without_tail(text, begin, local);
    if (end == letters || !is_domain(text, begin, end)) {
        return begin;
    }
    return end < text.len && text.bytes[end] == '/' ? url_end(text, begin)
                                                    : end;
}

/* The end of the word that begins at begin and whose first letters and digits
   end at end. «(далее-Оператор)» wants its blanks, and is two words. */
static size_t plain_end(struct slice text, size_t begin, size_t end)
{
    if (slice_equal(slice_cut(text, begin, end), SLICE("далее"))) {
        return end;
    }
    while (
        end < text.len && text.bytes[end] == '-' && is_word_at(text, end + 1)) {
        end = letters_end(text, end + 1);
    }
    return end;
}

static enum word_kind plain_kind(struct slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9') {
            return WORD_PLAIN;
        }
    }
    return WORD_NUMBER;
}

/* The bit for a sign between words; 0 for a space. */
static uint8_t sign_bit(uint32_t code_point)
{
    switch (code_point) {
    case ' ':
        return 0;
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
    case 0x2026: /* … */
        return WORD_AFTER_STOP;
    case ',':
        return WORD_AFTER_COMMA;
    case '"':
        return WORD_AFTER_QUOTE;
    case '(':
    case '[':
    case '{':
        return WORD_AFTER_OPEN;
    case ')':
    case ']':
    case '}':
        return WORD_AFTER_CLOSE;
    case '-':
        return WORD_AFTER_DASH;
    default:
        return utf8_is_space(code_point) ? 0 : WORD_AFTER_OTHER;
    }
}

struct word_splitter word_splitter(struct slice folded)
{
    return (struct word_splitter){.text = folded};
}

bool word_next(struct word_splitter *splitter, struct word *ret)
{
    struct slice text = splitter->text;
    uint8_t before = 0;
    while (splitter->at < text.len) {
        size_t begin = splitter->at;
        if (text.bytes[begin] == ' ') { /* what most words are parted by */
            splitter->at++;
            continue;
        }
        size_t letters = letters_end(text, begin);
        if (letters == begin) {
            before |= sign_bit(utf8_next(text, &splitter->at));
            continue;
        }
        enum word_kind kind = WORD_ADDRESS;
        size_t end = address_end(splitter, begin, letters);
        if (end <= begin) {
            end = plain_end(text, begin, letters);
            kind = plain_kind(slice_cut(text, begin, end));
        }
        splitter->at = end;
        *ret = (struct word){
            .span = {(uint32_t)begin, (uint32_t)end},
            .before = before,
            .kind = (uint8_t)kind,
        };
        return true;
    }
    splitter->behind = before;
    return false;
}

size_t words_split(struct arena *arena, struct slice folded, struct word **ret)
{
    struct word_splitter splitter = word_splitter(folded);
    struct word *words = NULL;
    size_t count = 0;
    size_t capacity = 0;
    struct word word;
    while (word_next(&splitter, &word)) {
        words = arena_grow(arena, words, count, &capacity, sizeof(*words));
        words[count++] = word;
    }
    *ret = words;
    return count;
}

struct word_list word_list_of(struct arena *arena, struct slice folded)
{
    struct word_list list = {.folded = folded};
    list.count = words_split(arena, folded, &list.items);
    return list;
}

bool word_is(const struct word_list *list, size_t index, struct slice text)
{
    return index < list->count && slice_equal(word_at(list, index), text);
}

bool word_is_predicate(struct slice word)
{
    static const char *const endings[] = {
        "ает", "яет", "ует", "ают", "яют", "уют", "ется", "ются", "ится"};
    return slice_ends_among(word, endings, COUNT_OF(endings));
}

bool word_ending_is(struct slice ending, const char *endings)
{
    for (const char *choice = endings; *choice; choice += *choice == '|') {
        size_t len = 0;
        while (choice[len] && choice[len] != '|') {
            len++;
        }
        if (slice_equal((struct slice){choice, len}, ending)) {
            return true;
        }
        choice += len;
    }
    return false;
}

size_t word_from(const struct word_list *list, uint32_t offset)
{
    size_t low = 0;
    size_t high = offset ? list->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].span.begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
