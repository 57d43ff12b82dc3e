#include "rules/cited.h"

/* So many bytes of a sentence before and behind a citation are looked at. */
#define REACH 1200

/* The first folded byte that comes from the text byte or one behind it. */
static size_t folded_from_text(const struct folded *folded, uint32_t offset)
{
    size_t low = 0;
    size_t high = folded->bytes.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (folded->origin[middle] < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Folded span of the sentence at the text byte; the whole clause's if it has
   no sentences. */
static struct span sentence_at(
    const struct doc *doc, const struct clause *clause, uint32_t offset)
{
    struct span whole = {0, (uint32_t)clause->folded.bytes.len};
    uint32_t low = clause->first_sentence;
    uint32_t high = low + clause->sentence_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct sentence *sentence = &doc->sentences[middle];
        if (offset >= sentence->span.end) {
            low = middle + 1;
        } else if (offset < sentence->span.begin) {
            high = middle;
        } else {
            return sentence->folded;
        }
    }
    return whole;
}

/* A span of text, cut to what lies near [begin, end) and to whole letters: a
   hostile sentence has thousands of citations, and each must cost the same. */
static struct span near_bytes(
    struct slice text, struct span span, size_t begin, size_t end)
{
    if (begin > span.begin + REACH) {
        span.begin = (uint32_t)begin - REACH;
    }
    if (end + REACH < span.end) {
        span.end = (uint32_t)end + REACH;
    }
    while (span.begin < span.end && (text.bytes[span.begin] & 0xC0) == 0x80) {
        span.begin++;
    }
    while (span.begin < span.end && span.end < text.len &&
           (text.bytes[span.end] & 0xC0) == 0x80) {
        span.end--;
    }
    return span;
}

struct cited cited_in(const struct doc *doc, struct passage passage)
{
    const struct clause *clause = &doc->clauses[passage.clause];
    struct span span = sentence_at(doc, clause, passage.span.begin);
    size_t begin = folded_from_text(&clause->folded, passage.span.begin);
    size_t end = folded_from_text(&clause->folded, passage.span.end);
    span = near_bytes(clause->folded.bytes, span, begin, end);
    struct cited cited = {
        .sentence = slice_cut(clause->folded.bytes, span.begin, span.end)};
    cited.begin = begin > span.begin ? begin - span.begin : 0;
    cited.end = end > span.begin ? end - span.begin : 0;
    cited.end = cited.end < cited.sentence.len ? cited.end : cited.sentence.len;
    return cited;
}

bool cited_mentions(struct slice text, const char *stem)
{
    struct slice needle = slice_from(stem);
    size_t at = 0;
    while ((at = slice_find(text, needle, at)) != SLICE_NOT_FOUND) {
        unsigned char last = at ? (unsigned char)text.bytes[at - 1] : ' ';
        bool is_letter = last >= 0x80 || (last >= '0' && last <= '9') ||
                         (last >= 'a' && last <= 'z');
        if (!is_letter) {
            return true;
        }
        at++;
    }
    return false;
}
