/*
 * check_law.c - laws under a wrong name or date, and laws out of force.
 *
 * What the table of laws.c does not know is left alone: a policy may cite any
 * act. A law that several articles are cited of is judged once.
 */
#include "rules/checks.h"
#include "rules/cited.h"
#include "rules/laws.h"

static const struct slice own_title = {
    "о персональных данных", sizeof("о персональных данных") - 1};

/* Does the citation name an act in words that were not judged before? *last
   is the law passage judged last. */
static bool is_new(const struct citation *citation, struct passage *last)
{
    const struct passage *law = &citation->law;
    bool is_named = law->span.end > law->span.begin;
    bool is_same =
        law->clause == last->clause && law->span.begin == last->span.begin;
    if (!is_named || is_same) {
        return false;
    }
    *last = *law;
    return true;
}

static struct slice sentence_of(
    const struct doc *doc, const struct citation *citation)
{
    return cited_in(doc, citation->law).sentence;
}

static bool is_federal(const struct citation *citation)
{
    return slice_starts_with(citation->kind, SLICE("федеральный закон")) ||
           slice_ends_with(citation->number, SLICE("-ФЗ"));
}

/* A law that only changes another has that one's title inside its own. */
static bool is_amending(struct slice title)
{
    return slice_starts_with(title, SLICE("о внесении"));
}

/* The Russian law whose title or number the citation has, when the two do not
   belong together; NULL when they do, or when nothing is known. */
static const struct law *misnamed_law(const struct citation *citation)
{
    size_t count;
    const struct law *laws = law_list(&count);
    struct slice title = citation->title;
    const struct law *named = NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_ru = laws[i].country == JURISDICTION_RU && laws[i].title;
        if (!is_ru) {
            continue;
        }
        bool has_number = law_has_number(&laws[i], citation);
        bool has_title = slice_is(title, laws[i].title);
        if (has_number && law_has_title(&laws[i], title)) {
            return NULL;
        }
        if (has_title && is_federal(citation) && citation->number.len) {
            named = &laws[i];
        }
        bool is_about_data = cited_mentions(title, "персональных данн");
        if (has_number && laws[i].fame == FAME_NUMBER && is_about_data) {
            named = named ? named : &laws[i];
        }
    }
    return named;
}

/* «Федеральный закон «О защите персональных данных»», «Закон РФ № 152 «Об
   обработке персональных данных»»: no such law. */
static bool is_no_title(const struct citation *citation)
{
    bool is_unnumbered =
        slice_starts_with(citation->kind, SLICE("федеральный закон")) &&
        citation->number.len == 0;
    bool is_meant = is_unnumbered ||
                    slice_equal(citation->kind, SLICE("закон рф")) ||
                    slice_equal(citation->number, SLICE("152"));
    return is_meant && (slice_equal(citation->title,
                            SLICE("о защите персональных данных")) ||
                           slice_equal(citation->title,
                               SLICE("об обработке персональных данных")));
}

static struct finding *report_law(struct check_context *context,
    const struct rule *rule, const struct citation *citation,
    const struct law *law, struct words what)
{
    struct arena *arena = check_arena(context);
    struct words message = {
        arena_format(
            arena, "%.*s: %s.", (int)what.ru.len, what.ru.bytes, law->name),
        arena_format(
            arena, "%.*s: %s.", (int)what.en.len, what.en.bytes, law->name),
    };
    struct finding *finding =
        check_report(context, rule, citation->law, &message);
    finding->fix = slice_from(law->name);
    return finding;
}

static const struct law *own_law(void)
{
    size_t count;
    return &law_list(&count)[0];
}

/* Is 152-ФЗ called by its number anywhere? */
static bool has_own_number(const struct doc *doc)
{
    for (size_t i = 0; i < doc->citation_count; i++) {
        if (slice_is(doc->citations[i].number, own_law()->number)) {
            return true;
        }
    }
    return false;
}

void check_law_misnamed(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct passage last = {NONE, {0, 0}};
    bool needs_number = !has_own_number(doc);
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        if (citation->title.len == 0 || is_amending(citation->title) ||
            !is_new(citation, &last)) {
            continue;
        }
        const struct law *law = misnamed_law(citation);
        bool is_own = slice_equal(citation->title, own_title);
        if (is_no_title(citation) ||
            (is_own && slice_equal(citation->kind, SLICE("закон рф")))) {
            law = own_law();
        }
        if (law) {
            report_law(context, rule, citation, law,
                (struct words){SLICE("Закон назван неверно; правильно"),
                    SLICE("The law is misnamed; it is called")});
            continue;
        }
        bool is_bare = is_own && is_federal(citation) &&
                       citation->number.len == 0 &&
                       !date_is_set(citation->date);
        if (is_bare && needs_number) {
            needs_number = false;
            struct finding *finding = report_law(context, rule, citation,
                own_law(),
                (struct words){
                    SLICE("Закон назван без номера и даты; полностью"),
                    SLICE("The law is named without its number and date; in "
                          "full")});
            finding->severity = SEVERITY_NOTE;
        }
    }
}

/* Is the date a slip of the law's own, and not that of another law which got
   the same number in another year? */
static bool is_slip(const struct law *law, const struct citation *citation)
{
    struct date own = law->date;
    struct date cited = citation->date;
    bool is_day = own.day == cited.day && own.month == cited.month;
    return is_day || own.year == cited.year;
}

/* The law whose number and topic the citation has, but not the date. */
static const struct law *misdated_law(
    const struct citation *citation, struct slice sentence)
{
    size_t count;
    const struct law *laws = law_list(&count);
    const struct law *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct law *law = &laws[i];
        if (law->country != JURISDICTION_RU || !law_has_number(law, citation)) {
            continue;
        }
        if (date_compare(law->date, citation->date) == 0) {
            return NULL;
        }
        bool has_title = law_has_title(law, citation->title);
        bool is_topic =
            law->fame == FAME_NUMBER ||
            (law->fame == FAME_TOPIC && cited_mentions(sentence, law->topic));
        bool is_untitled = citation->title.len == 0 || law->title == NULL;
        if (has_title || (is_untitled && is_topic && is_slip(law, citation))) {
            found = law;
        }
    }
    return found;
}

void check_law_misdated(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct passage last = {NONE, {0, 0}};
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        if (citation->number.len == 0 || !date_is_set(citation->date) ||
            !is_new(citation, &last)) {
            continue;
        }
        const struct law *law =
            misdated_law(citation, sentence_of(doc, citation));
        if (law) {
            report_law(context, rule, citation, law,
                (struct words){SLICE("Дата акта неверна; правильно"),
                    SLICE("The date of the act is wrong; it is")});
        }
    }
}

/* Does the text itself say that the act is of the past? */
static bool is_history(struct slice sentence)
{
    return (cited_mentions(sentence, "утрати") &&
               cited_mentions(sentence, "силу")) ||
           cited_mentions(sentence, "ранее действ") ||
           cited_mentions(sentence, "взамен") ||
           cited_mentions(sentence, "отменен");
}

static void report_repealed(struct check_context *context,
    const struct rule *rule, const struct citation *citation,
    const struct law *law)
{
    struct arena *arena = check_arena(context);
    struct date day = law->until;
    struct words message = {
        arena_format(arena,
            "Акт утратил силу (%02d.%02d.%d); сейчас действует: %s.", day.day,
            day.month, day.year, law->successor),
        arena_format(arena,
            "The act is no longer in force (since %d-%02d-%02d); now it is: "
            "%s.",
            day.year, day.month, day.day, law->successor),
    };
    struct finding *finding =
        check_report(context, rule, citation->law, &message);
    finding->fix = slice_from(law->successor);
}

void check_law_repealed(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct date today = check_options(context)->as_of;
    struct passage last = {NONE, {0, 0}};
    for (size_t i = 0; i < doc->citation_count; i++) {
        const struct citation *citation = &doc->citations[i];
        if (citation->number.len == 0 || !is_new(citation, &last)) {
            continue;
        }
        struct slice sentence = sentence_of(doc, citation);
        const struct law *law = law_of(citation, sentence);
        bool is_repealed = law && date_is_set(law->until) &&
                           date_compare(today, law->until) >= 0;
        if (is_repealed && !is_history(sentence)) {
            report_repealed(context, rule, citation, law);
        }
    }
}
