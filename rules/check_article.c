/*
 * check_article.c - articles that a law does not have, or that say something
 * else.
 *
 * An article belongs to 152-ФЗ or № 99-З only if the words say so. A topic is
 * read from the words right before the citation («право на отзыв согласия
 * (ст. 15 152-ФЗ)») or behind a dash after it; it is wrong only if no topic of
 * the whole sentence fits.
 */
#include "parser/citation.h"
#include "rules/checks.h"
#include "rules/cited.h"
#include "rules/laws.h"

/* Bytes before and behind a citation where its topic is looked for. */
#define TOPIC_BEFORE 200
#define TOPIC_BEHIND 80
/* Bytes between an article and the law it is bound to, in one sentence. */
#define LAW_DISTANCE 200

struct article_check {
    struct passage reported; /* the last words that were: of a range one
                                article suffices */
    struct check_context *context;
    const struct rule *rule;
    uint32_t country;
    const char *law; /* «152-ФЗ», for messages */
};

/* Is the act the one whose articles the check knows? */
static bool is_of_law(
    const struct article_check *check, const struct citation *act)
{
    bool is_by = check->country == JURISDICTION_BY;
    if (act->number.len) {
        return slice_equal(
            act->number, is_by ? SLICE("99-З") : SLICE("152-ФЗ"));
    }
    bool is_foreign =
        slice_ends_with(act->kind, SLICE(" рк")) ||
        slice_ends_with(act->kind, is_by ? SLICE(" рф") : SLICE(" рб"));
    bool is_short = slice_equal(act->title, SLICE("о пдн")) ||
                    slice_equal(act->title, SLICE("о пд"));
    return !is_foreign &&
           (is_short || slice_equal(act->title,
                            is_by ? SLICE("о защите персональных данных")
                                  : SLICE("о персональных данных")));
}

/* Are the words that name the law beside the article? */
static bool is_near(const struct citation *citation)
{
    struct span law = citation->law.span;
    struct span own = citation->passage.span;
    if (law.end <= law.begin) {
        return false;
    }
    return law.begin <= own.end + LAW_DISTANCE &&
           own.begin <= law.end + LAW_DISTANCE;
}

/* «5», «3.1»: its whole part; 0 when the text is no single number. */
static unsigned whole_part(struct slice text, bool *ret_is_dotted)
{
    unsigned value = 0;
    *ret_is_dotted = false;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == '.' && i > 0) {
            *ret_is_dotted = true;
        } else if (byte < '0' || byte > '9' || i > 5) {
            return 0;
        } else if (!*ret_is_dotted) {
            value = value * 10 + (unsigned)(byte - '0');
        }
    }
    return value;
}

/* Is there a division of the number? An article that is not divided is one
   part. Lists and ranges are not judged. */
static bool has_part(const struct article *article, struct slice number)
{
    bool is_dotted;
    unsigned value = whole_part(number, &is_dotted);
    unsigned last = article->parts ? article->parts : 1;
    if (value == 0) {
        return true;
    }
    return is_dotted
               ? slice_is_listed(number, slice_from(article->inserted), ' ')
               : value <= last;
}

static bool has_divisions(const struct article_check *check,
    const struct article *article, const struct citation *citation)
{
    bool is_dotted;
    if (check->country == JURISDICTION_RU) {
        return has_part(article, citation->part);
    }
    /* № 99-З: статья, пункт, часть, абзац */
    struct slice own = citation->point.len ? citation->point : citation->part;
    unsigned paragraph = whole_part(citation->paragraph, &is_dotted);
    return has_part(article, own) &&
           (!article->paragraphs || citation->point.len ||
               paragraph <= article->paragraphs);
}

static void report(struct article_check *check, const struct citation *citation,
    struct words message, const char *fix)
{
    struct finding *finding =
        check_report(check->context, check->rule, citation->passage, &message);
    if (fix) {
        finding->fix =
            arena_format(check_arena(check->context), "%s %s", fix, check->law);
    }
}

static void report_missing(
    struct article_check *check, const struct citation *citation)
{
    struct arena *arena = check_arena(check->context);
    struct slice number = citation->article;
    struct words message = {
        arena_format(arena, "Статьи %.*s в %s нет.", (int)number.len,
            number.bytes, check->law),
        arena_format(arena, "There is no article %.*s in %s.", (int)number.len,
            number.bytes, check->law),
    };
    report(check, citation, message, NULL);
}

static void report_division(
    struct article_check *check, const struct citation *citation)
{
    struct arena *arena = check_arena(check->context);
    struct slice number = citation->article;
    struct words message = {
        arena_format(arena,
            "В статье %.*s %s нет названной здесь части или "
            "пункта.",
            (int)number.len, number.bytes, check->law),
        arena_format(arena, "Article %.*s of %s has no such part or point.",
            (int)number.len, number.bytes, check->law),
    };
    report(check, citation, message, NULL);
}

static void report_topic(struct article_check *check,
    const struct citation *citation, const char *wanted)
{
    struct arena *arena = check_arena(check->context);
    struct words message = {
        arena_format(arena, "Статья %.*s %s говорит о другом; об этом — %s.",
            (int)citation->article.len, citation->article.bytes, check->law,
            wanted),
        arena_format(arena,
            "Article %.*s of %s is about something else; this is in %s.",
            (int)citation->article.len, citation->article.bytes, check->law,
            wanted),
    };
    report(check, citation, message, wanted);
}

/* The words that say what the article is cited for: those behind the last ";"
   and behind the last bracket with a citation of its own. */
static struct slice topic_before(struct cited cited)
{
    size_t begin = cited.begin > TOPIC_BEFORE ? cited.begin - TOPIC_BEFORE : 0;
    size_t open = begin;
    for (size_t i = begin; i < cited.begin; i++) {
        char byte = cited.sentence.bytes[i];
        open = byte == '(' ? i : open;
        bool is_cited =
            byte == ')' && slice_find(slice_cut(cited.sentence, open, i),
                               SLICE("ст"), 0) != SLICE_NOT_FOUND;
        begin = byte == ';' || is_cited ? i + 1 : begin;
    }
    return slice_cut(cited.sentence, begin, cited.begin);
}

/* What a dash or a bracket behind the citation says of it; a denial («согласие
   не требуется») is no topic. */
static struct slice topic_behind(struct cited cited)
{
    struct slice rest =
        slice_cut(cited.sentence, cited.end, cited.end + TOPIC_BEHIND);
    bool is_bracket = slice_starts_with(rest, SLICE(" ("));
    size_t end = slice_find(rest, is_bracket ? SLICE(")") : SLICE(";"), 0);
    rest = end == SLICE_NOT_FOUND ? rest : slice_cut(rest, 0, end);
    bool is_dash = slice_starts_with(rest, SLICE(" -")) ||
                   slice_starts_with(rest, SLICE("-"));
    bool is_denied =
        is_bracket && slice_find(rest, SLICE(" не "), 0) != SLICE_NOT_FOUND;
    return (is_dash || is_bracket) && !is_denied ? rest : (struct slice){0};
}

static bool has_topic(struct slice text, const struct article_topic *topic)
{
    return cited_mentions(text, topic->first) &&
           (topic->second[0] == '\0' || cited_mentions(text, topic->second));
}

static void judge_topic(
    struct article_check *check, const struct citation *citation)
{
    size_t count;
    const struct article_topic *topics = article_topics(check->country, &count);
    struct cited cited =
        cited_in(check_document(check->context), citation->passage);
    struct slice before = topic_before(cited);
    struct slice behind = topic_behind(cited);
    const struct article_topic *wrong = NULL;
    for (size_t i = 0; i < count; i++) {
        bool fits = slice_is_listed(
            citation->article, slice_from(topics[i].articles), ' ');
        if (fits && has_topic(cited.sentence, &topics[i])) {
            return;
        }
        bool is_here =
            has_topic(before, &topics[i]) || has_topic(behind, &topics[i]);
        wrong = is_here && !wrong ? &topics[i] : wrong;
    }
    if (wrong) {
        report_topic(check, citation, wrong->wanted);
    }
}

/* «п. 10 ч. 1 ст. 6 152-ФЗ»: public data, repealed from 2021-03-01. */
static bool is_repealed_point(
    const struct article_check *check, const struct citation *citation)
{
    struct date day = {2021, 3, 1};
    return check->country == JURISDICTION_RU &&
           slice_equal(citation->article, SLICE("6")) &&
           slice_equal(citation->part, SLICE("1")) &&
           slice_equal(citation->point, SLICE("10")) &&
           date_compare(check_options(check->context)->as_of, day) >= 0;
}

static void judge(struct article_check *check, const struct citation *citation)
{
    const struct article *article =
        article_find(check->country, citation->article);
    bool is_dotted;
    if (!article && whole_part(citation->article, &is_dotted) == 0) {
        return;
    }
    if (!article) {
        report_missing(check, citation);
    } else if (!has_divisions(check, article, citation) ||
               is_repealed_point(check, citation)) {
        report_division(check, citation);
    } else {
        judge_topic(check, citation);
    }
}

static bool is_same_passage(struct passage a, struct passage b)
{
    return a.clause == b.clause && a.span.begin == b.span.begin &&
           a.span.end == b.span.end;
}

static void judge_all(struct article_check *check)
{
    const struct doc *doc = check_document(check->context);
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        const struct citation *act = citation_act(doc, citation);
        if (!act || citation->article.len == 0 || !is_near(citation) ||
            !is_of_law(check, act) ||
            is_same_passage(check->reported, citation->passage)) {
            continue;
        }
        judge(check, citation);
    }
}

void check_article_miscited(
    struct check_context *context, const struct rule *rule)
{
    struct article_check check = {
        {NONE, {0, 0}}, context, rule, JURISDICTION_RU, "152-ФЗ"};
    judge_all(&check);
}

void check_by_article(struct check_context *context, const struct rule *rule)
{
    struct article_check check = {
        {NONE, {0, 0}}, context, rule, JURISDICTION_BY, "Закона № 99-З"};
    judge_all(&check);
}
