/*
 * check_contradiction.c - two statements of one document that cannot both
 * hold.
 *
 * What is stated comes from concepts of the pack, so negation, exceptions,
 * other actors and retold statutes have been weighed before; here one claim
 * is held against those that exclude it. A contradiction that is reported
 * wrongly is the worst of false alarms: a claim that opens a list of
 * exceptions («за исключением случаев:») or that stands in one sentence with
 * its opposite is left alone.
 */
#include "rules/checks.h"
#include "rules/deadline.h"
#include "rules/written_date.h"

struct opposition {
    const char *claim; /* ids of concepts */
    const char *opposite;
    const char *ru;
    const char *en;
};

static const struct opposition oppositions[] = {
    {"drafting/transfer-denied", "drafting/transfer-stated",
        "Сказано, что данные третьим лицам не передаются, а в другом месте "
        "названо, кому их передают.",
        "Data are said to be given to no third party, and yet a recipient is "
        "named."},
    {"drafting/processors-denied", "drafting/processors-stated",
        "Сказано, что обработка никому не поручается, а в другом месте — что "
        "поручается.",
        "Processing is said to be entrusted to nobody, and elsewhere to "
        "somebody."},
    {"drafting/abroad-denied", "drafting/abroad-stated",
        "Сказано, что данные за границу не передаются, а применяется "
        "иностранный сервис, который их получает.",
        "Data are said not to go abroad, and yet a foreign service receives "
        "them."},
    {"drafting/collection-denied", "drafting/collection-stated",
        "Сказано, что персональные данные не собираются, а в другом месте "
        "названы те, что собирают.",
        "No personal data are said to be collected, and yet some are named."},
    {"drafting/service-only", "drafting/marketing-stated",
        "Сказано, что данные служат только услугам или договору, а в другом "
        "месте — что рекламе.",
        "Data are said to serve the services only, and elsewhere to serve "
        "marketing."},
    {"drafting/service-only", "drafting/research-stated",
        "Сказано, что данные служат только услугам или договору, а в другом "
        "месте — что исследованиям или маркетингу.",
        "Data are said to serve the services only, and elsewhere to serve "
        "research or marketing."},
    {"drafting/advertising-denied", "drafting/marketing-stated",
        "Сказано, что рекламы оператор не рассылает, а в другом месте данные "
        "служат рекламе.",
        "The operator is said to send no advertising, and yet data serve "
        "marketing."},
    {"drafting/cookie-anonymous", "drafting/cookie-identifies",
        "Сказано, что cookie или метрика человека не узнают, а в другом месте "
        "— что узнают.",
        "Cookies or analytics are said to identify nobody, and elsewhere to "
        "identify people."},
    {"drafting/cookies-denied", "drafting/cookies-used",
        "Сказано, что cookie не применяются, а в другом месте — что "
        "применяются.",
        "Cookies are said not to be used, and elsewhere to be used."},
    {"drafting/special-denied", "drafting/special-stated",
        "Сказано, что специальные категории данных не обрабатываются, а в "
        "другом месте названы данные о здоровье.",
        "Special categories are said not to be processed, and yet health data "
        "are named."},
};

static const struct words other_place = {
    {"здесь сказано другое", sizeof("здесь сказано другое") - 1},
    {"this says otherwise", sizeof("this says otherwise") - 1},
};

static bool is_stated(const struct fact *fact, const char *id)
{
    return fact->polarity == POLARITY_AFFIRMED && slice_is(fact->rule->id, id);
}

/* «за исключением случаев:», «в следующих целях:»: the list may say what the
   claim leaves out. */
static bool opens_list(const struct doc *doc, const struct fact *fact)
{
    const struct sentence *sentence = &doc->sentences[fact->sentence];
    struct slice text =
        slice_trim(slice_cut(doc->clauses[sentence->clause].text.bytes,
            sentence->span.begin, sentence->span.end));
    return slice_ends_with(text, SLICE(":"));
}

static bool is_beside(const struct doc *doc, const struct fact *claim,
    const struct fact *opposite)
{
    return claim->sentence == opposite->sentence ||
           doc->sentences[opposite->sentence].lead == claim->sentence;
}

/* The first claim that has an opposite is reported, with the first of its
   opposites. */
static void report_opposition(struct check_context *context,
    const struct rule *rule, const struct opposition *opposition)
{
    if (!check_holds(context, slice_from(opposition->claim)) ||
        !check_holds(context, slice_from(opposition->opposite))) {
        return;
    }
    const struct doc *doc = check_document(context);
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    const struct fact *opposites[2] = {NULL, NULL};
    for (size_t i = 0; i < count && !opposites[1]; i++) {
        if (is_stated(&facts[i], opposition->opposite) &&
            (!opposites[0] || facts[i].sentence != opposites[0]->sentence)) {
            opposites[opposites[0] ? 1 : 0] = &facts[i];
        }
    }
    for (size_t i = 0; i < count && opposites[0]; i++) {
        const struct fact *claim = &facts[i];
        if (!is_stated(claim, opposition->claim) || opens_list(doc, claim)) {
            continue;
        }
        const struct fact *opposite =
            is_beside(doc, claim, opposites[0]) ? opposites[1] : opposites[0];
        if (!opposite || is_beside(doc, claim, opposite)) {
            continue;
        }
        struct words message = {
            slice_from(opposition->ru), slice_from(opposition->en)};
        struct finding *finding =
            check_report(context, rule, claim->passage, &message);
        check_add_related(context, finding, opposite->passage, other_place);
        return;
    }
}

/* The date right behind the words «последнее обновление», and the passage of
   both. */
static struct date edition_of(const struct check_context *context,
    const struct fact *fact, struct passage *ret)
{
    const struct doc *doc = check_document(context);
    const struct clause *clause = &doc->clauses[fact->passage.clause];
    struct word_list words = doc_clause_words(doc, fact->passage.clause);
    struct word_list told = doc_words_at(doc, fact->passage);
    struct written_date date;
    size_t at = (size_t)(told.items - words.items) + told.count;
    if (!written_date_read(&words, at, &date)) {
        return (struct date){.year = 0};
    }
    struct span last = words.items[at + date.count - 1].span;
    if (date.count == 3 &&
        word_has_form(word_at(&words, at + 3), "г", "|ода")) {
        last = words.items[at + 3].span;
    }
    *ret = (struct passage){fact->passage.clause,
        {fact->passage.span.begin, folded_to_text(&clause->folded, last).end}};
    return written_date_value(&date);
}

/* A document has one current edition. Two dates mislead, but say nothing
   untrue of the processing: a warning. */
static void report_editions(
    struct check_context *context, const struct rule *rule)
{
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    struct date first = {.year = 0};
    struct passage first_at = {0, {0, 0}};
    for (size_t i = 0; i < count; i++) {
        struct passage at = first_at;
        if (!is_stated(&facts[i], "drafting/edition-date")) {
            continue;
        }
        struct date date = edition_of(context, &facts[i], &at);
        if (!date_is_set(date)) {
            continue;
        }
        if (!date_is_set(first)) {
            first = date;
            first_at = at;
        } else if (date_compare(first, date) != 0) {
            struct words message = {
                SLICE("У действующей редакции две разные даты."),
                SLICE("The current edition has two different dates.")};
            struct finding *finding =
                check_report(context, rule, first_at, &message);
            finding->severity = SEVERITY_WARNING;
            check_add_related(context, finding, at, other_place);
            return;
        }
    }
}

/* A term that holds for all the data, or for the consent. */
struct storage {
    const char *heads[2]; /* one word of each list must be there */
    const char *bars;     /* with one of these it is of some of it, or of some
                             time: an order, a purpose, an upper limit */
    const char *ru;
    const char *en;
};

static const struct storage storages[] = {
    {{"данные данных", "хранятся хранит храним хранение хранения"},
        "cookie куки лог* заявк* заяво* заказ* договор* резюме соискател* "
        "кандидат* работник* сотрудник* бухгалтер* налог* архив* отзыв* "
        "аккаунт* учетн* удал* резервн* копи* аналитик* метрик* видео* плат* "
        "оплат* рассыл* реклам* маркетинг* согласи* достижени* цел* закон* "
        "претензи* обращени* запрос* не если случа* документ* посещени* "
        "клиент* покупател* подписчик* посетител* техническ* журнал* истори* "
        "контакт* паспорт* биометр* обезличен* уничтож* дополнительн* "
        "минимум менее более до следующ* прекращени* истечени* последн*",
        "Срок хранения персональных данных назван дважды и по-разному.",
        "The term of storage of personal data is given twice, and differs."},
    {{"согласие", "действует действительно дано дается предоставлено выдано"},
        "рассыл* реклам* маркетинг* распростран* cookie куки трансграничн* "
        "биометр* специальн* не если случа* более менее отзыв* отозва* отозв* "
        "копи* хран* третьим следующ*",
        "Срок действия согласия назван дважды и по-разному.",
        "The term of consent is given twice, and differs."},
};

/* Is the only duration of the sentence the general term? */
static bool is_general(struct check_context *context,
    const struct storage *storage, uint32_t index)
{
    const struct doc *doc = check_document(context);
    const struct sentence *sentence = &doc->sentences[index];
    const struct deadline words = deadline_sentence(context, index);
    return doc->clauses[sentence->clause].kind != CLAUSE_ROW &&
           sentence->lead == NONE &&
           deadline_has(context, &words, storage->heads[0]) &&
           deadline_has(context, &words, storage->heads[1]) &&
           !deadline_has(context, &words, storage->bars);
}

/* Does the duration stand alone in its sentence? */
static bool is_alone(const struct deadline_list *list, size_t at)
{
    const struct stated_duration *durations = list->durations;
    uint32_t sentence = durations[at].sentence;
    return (at == 0 || durations[at - 1].sentence != sentence) &&
           (at + 1 == list->duration_count ||
               durations[at + 1].sentence != sentence);
}

static struct passage duration_passage(
    struct check_context *context, const struct stated_duration *stated)
{
    const struct deadline sentence =
        deadline_sentence(context, stated->sentence);
    return deadline_passage(context, &sentence, &stated->duration);
}

static void report_terms(struct check_context *context, const struct rule *rule,
    const struct storage *storage)
{
    const struct deadline_list *list = check_deadlines(context);
    const struct stated_duration *first = NULL;
    for (size_t i = 0; i < list->duration_count; i++) {
        const struct stated_duration *stated = &list->durations[i];
        if (!is_alone(list, i) ||
            !is_general(context, storage, stated->sentence)) {
            continue;
        }
        first = first ? first : stated;
        if (duration_length(first->duration.unit, first->duration.value) ==
            duration_length(stated->duration.unit, stated->duration.value)) {
            continue;
        }
        struct words message = {
            slice_from(storage->ru), slice_from(storage->en)};
        struct finding *finding = check_report(
            context, rule, duration_passage(context, first), &message);
        check_add_related(
            context, finding, duration_passage(context, stated), other_place);
        return;
    }
}

void check_self_contradiction(
    struct check_context *context, const struct rule *rule)
{
    for (size_t i = 0; i < sizeof(oppositions) / sizeof(*oppositions); i++) {
        report_opposition(context, rule, &oppositions[i]);
    }
    report_editions(context, rule);
    for (size_t i = 0; i < sizeof(storages) / sizeof(*storages); i++) {
        report_terms(context, rule, &storages[i]);
    }
}
