/*
 * check_deadline.c - promised terms that are longer than the law's.
 *
 * 152-ФЗ: an answer in 10 working days (ч. 3 ст. 14, ст. 20); the end of
 * processing 30 days after consent is withdrawn (ч. 5 ст. 21) or the purpose
 * reached (ч. 4 ст. 21); a leak reported within 24 hours, its inquiry within
 * 72 (ч. 3.1 ст. 21); advertising stopped at once (ч. 2 ст. 15). № 99-З:
 * information in 5 working days, everything else in 15 days (ст. 10–13), a
 * breach in 3 working days (ст. 16).
 */
#include "rules/checks.h"
#include "rules/deadline.h"

/* Terms before and behind one among which its neighbours are looked for. */
#define NEIGHBOURS 16

/* Terms of these are not those of a subject's rights. */
#define OTHER_MATTERS                                                                                                   \
    "претензи* гаранти* возврат* товар* видео* cookie* куки жалоб* спор* " \
    "суд суде судом рассыл* рекламн* оплат* платеж* "                               \
    "заказ* доставк* "                                                                                      \
    "банк банка банку банком ваканс* редакци* "

#define LAW_GROUNDS                                                                                                                     \
    "закон закона закону законом законе законодательств* бухгалтер* налог* " \
    "нк "                                                                                                                             \
    "давност* договор договора договору договоре договором архив* 402-фз "        \
    "125-фз 115-фз "

#define CORRECTION_RU                                                                                                  \
    "Неточные данные уточняются за 7 рабочих дней (ч. 3 ст. 20 152-ФЗ), а " \
    "срок назван больший."
#define CORRECTION_EN                                                      \
    "Inaccurate data are corrected within 7 working days (ч. 3 ст. 20 " \
    "152-ФЗ); the term given is longer."

#define WITHDRAWAL "отзыв отзыва отзыву отзывом отзыве отозва* отзове*"
#define STOPPING                                                                                                                 \
    "удал* уничтож* прекра* обработ* обрабатыва* хран* блокир* исключ* "       \
    "исполнение исполнения исполняется исполняются исполнят исполнит " \
    "исполняет исполняем исполним "

/* The first word of the sentence that names terms: «в сроки, указанные …»;
   NONE when there is none. */
static size_t terms_word(const struct word_list *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (word_has_form(word_at(words, i), "срок", "и|ами|ах|ов")) {
            return i;
        }
    }
    return NONE;
}

/* For each term the next one, itself included, that is longer than the
   duty's: its index, or the number of terms. */
static size_t *next_longer(const struct check_context *context,
    const struct deadline_list *terms, const struct duty *duty)
{
    size_t *next =
        arena_array(check_arena(context), terms->count + 1, sizeof(*next));
    next[terms->count] = terms->count;
    for (size_t i = terms->count; i-- > 0;) {
        bool is_longer = duration_exceeds(
            &terms->items[i].duration, duty->unit, duty->limit);
        next[i] = is_longer ? i : next[i + 1];
    }
    return next;
}

/* The first longer term in the clause or below it, or NULL. */
static const struct deadline *longer_below(const struct doc *doc,
    const struct deadline_list *terms, const size_t *next, uint32_t clause)
{
    size_t low = 0;
    size_t high = terms->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (terms->items[middle].passage.clause < clause) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t at = next[low];
    bool is_below = at < terms->count &&
                    terms->items[at].passage.clause < doc->clauses[clause].end;
    return is_below ? &terms->items[at] : NULL;
}

/* A sentence that refers: the word in it that names terms, NONE when it has
   none or is not of the duty. */
struct referring {
    uint32_t index; /* NONE before the first */
    size_t first;
};

/* Look at a sentence; not again when it refers more than once. */
static void look_at(struct check_context *context, const struct duty *duty,
    uint32_t index, struct referring *referring)
{
    if (referring->index == index) {
        return;
    }
    struct deadline sentence = deadline_sentence(context, index);
    size_t first = terms_word(&sentence.own);
    bool is_fit = first != NONE && deadline_is_of(context, &sentence, duty);
    *referring = (struct referring){index, is_fit ? first : NONE};
}

/* «После отзыва данные удаляются в сроки, указанные в разделе 2», and those
   are longer. */
static void report_referred(struct check_context *context,
    const struct rule *rule, const struct duty *duty)
{
    const struct doc *doc = check_document(context);
    const struct deadline_list *terms = check_deadlines(context);
    const size_t *next = next_longer(context, terms, duty);
    struct referring referring = {.index = NONE, .first = NONE};
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        uint32_t index = deadline_sentence_at(doc, reference->passage);
        if (reference->target == NONE || index == NONE) {
            continue;
        }
        look_at(context, duty, index, &referring);
        if (referring.first == NONE) {
            continue;
        }
        struct deadline sentence = deadline_sentence(context, index);
        const struct deadline *longer =
            longer_below(doc, terms, next, reference->target);
        struct duration word = {.first = referring.first, .count = 1};
        struct passage passage = deadline_passage(context, &sentence, &word);
        if (longer && passage.span.begin < reference->passage.span.begin) {
            passage.span.end = reference->passage.span.end;
            struct finding *finding =
                check_report(context, rule, passage, NULL);
            check_add_related(context, finding, longer->passage,
                (struct words){
                    SLICE("этот срок длиннее"), SLICE("this term is longer")});
            referring.first = NONE; /* one finding for a sentence */
        }
    }
}

void check_withdrawal_term(
    struct check_context *context, const struct rule *rule)
{
    static const struct duty duties[] = {
        {
            .needs = {WITHDRAWAL, STOPPING},
            .bars = OTHER_MATTERS LAW_GROUNDS "копи* истечени*",
            .until = WITHDRAWAL,
            .unit = DURATION_DAY,
            .limit = 30,
        },
        {
            .needs = {WITHDRAWAL, "рассматр* рассмотр*", "согласи*"},
            .bars = OTHER_MATTERS LAW_GROUNDS "копи* истечени*",
            .until = WITHDRAWAL,
            .unit = DURATION_DAY,
            .limit = 30,
        },
        {
            .needs = {WITHDRAWAL, "согласи*"},
            .bars = OTHER_MATTERS,
            .is_cell = true,
            .unit = DURATION_DAY,
            .limit = 30,
        },
    };
    deadlines_report(context, rule, duties, COUNT_OF(duties));
    report_referred(context, rule, &duties[0]);
}

/* What a subject asks for: an answer, the end of processing, information,
   correction. */
static const struct duty response_duties[] = {
    {
        .needs = {"запрос* обращени* заявлени* ответ ответа ответы ответом "
                  "ответи* отвеча*",
            "ответ ответа ответы ответом ответи* отвеча* рассм* ознаком* "
            "предоставля* предостави* предоставлен предоставлена "
            "предоставлены предоставление сообщит* сообщим* сообща* "
            "сообщен* направля* направи* реагир* исполня* исполни*"},
        .bars = OTHER_MATTERS "повторн* отзыв* отозв* достижени* возражени* "
                              "уничтож* удал* блокир* прекра* изменени* "
                              "хран* иностранн* инцидент* "
                              "утечк*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
    },
    {
        .needs = {"требовани* потребова* запрос* обращени* заявлени*",
            "прекращает прекратит прекратить прекращаем прекратим "
            "прекращается прекращена прекращения прекращение",
            "обработк* ее"},
        .bars = OTHER_MATTERS LAW_GROUNDS
        "повторн* отзыв* отозв* достижени* уничтож* удал* неправомерн* "
        "незаконн* блокир* передач* распространени* хран* истечени*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
        .message_ru = "По требованию субъекта обработка прекращается за "
                      "10 рабочих дней, а срок назван больший.",
        .message_en = "On the subject's demand processing stops within 10 "
                      "working days; the term given is longer.",
    },
    {
        .needs = {"предоставление предоставления предоставляем "
                  "предоставим предоставляет предоставит "
                  "предоставляются предоставляется выдаем выдадим "
                  "выдает выдаст выдается выдаются",
            "информации информацию информация сведений сведения", "обработке"},
        .bars = OTHER_MATTERS LAW_GROUNDS
        "повторн* роскомнадзор* орган* органов изменени* хран* истечени*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
    },
    {
        /* «какие ваши данные мы храним», «копию ваших данных» */
        .needs = {"предоставляем предоставим предоставляет предоставит "
                  "предоставляются предоставляется выдаем выдадим выдает "
                  "выдаст выдается выдаются сообщим сообщаем",
            "данных данные", "ваших ваши своих"},
        .bars = OTHER_MATTERS LAW_GROUNDS
        "повторн* отзыв* отозв* уничтож* удал* прекра* блокир* изменени* "
        "инцидент* утечк* утечек роскомнадзор* орган* органов хранятся "
        "хранени* истечени* передач*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
    },
    {
        .needs = {"требования требований требование",
            "рассматривает рассматриваем рассматриваются "
            "рассматривается рассмотрит рассмотрим рассмотрены",
            "субъекта субъектов персональных"},
        .bars = OTHER_MATTERS LAW_GROUNDS
        "повторн* отзыв* отозв* достижени* возражени* уничтож* удал* "
        "блокир* прекра* хран* инцидент* утечк* роскомнадзор*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
    },
    {
        .needs = {"уточнение исправление",
            "производится осуществляется выполняется занимает", "данных"},
        .bars = OTHER_MATTERS LAW_GROUNDS
        "повторн* уничтож* удал* хран* истечени* обязан*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
        .message_ru = CORRECTION_RU,
        .message_en = CORRECTION_EN,
    },
    {
        .needs = {"неточн* неполн* неактуальн* недостоверн*",
            "исправ* уточн* изменя* измени* обновл*"},
        .bars = OTHER_MATTERS LAW_GROUNDS "хран* истечени* обязан*",
        .unit = DURATION_WORKING_DAY,
        .limit = 10,
        .message_ru = CORRECTION_RU,
        .message_en = CORRECTION_EN,
    },
};

void check_response_term(struct check_context *context, const struct rule *rule)
{
    deadlines_report(context, rule, response_duties, COUNT_OF(response_duties));
}

void check_optout_term(struct check_context *context, const struct rule *rule)
{
    static const struct duty duties[] = {
        {
            .needs = {"отпис* отказ отказа отказе отказом отказаться отказался "
                      "отказались откажется откажетесь отключ* прекра* исключ* "
                      "отозва* отзыв отзыва отзыве",
                "рассыл* рекламн* новостн* маркетингов*"},
            .bars = "гаранти* возврат* товар* оплат* заказ* доставк* cookie* "
                    "куки удал* уничтож* ответ* хран* обработ* обрабатыва* "
                    "договор*",
            .unit = DURATION_WORKING_DAY,
            .limit = 1,
        },
    };
    deadlines_report(context, rule, duties, COUNT_OF(duties));
}

void check_destruction_term(
    struct check_context *context, const struct rule *rule)
{
    static const struct duty duties[] = {
        {
            .needs = {"уничтож* удал*", "неправомерн* незаконно",
                "обработк* получен*"},
            .bars = OTHER_MATTERS LAW_GROUNDS "блокир* отзыв* инцидент*",
            .unit = DURATION_WORKING_DAY,
            .limit = 10,
        },
        {
            .needs = {"уничтож* удал*", "достижени* достигнут*",
                "цели целей цель взаимодействи*"},
            .bars = OTHER_MATTERS LAW_GROUNDS "блокир*",
            .unit = DURATION_DAY,
            .limit = 30,
        },
    };
    deadlines_report(context, rule, duties, COUNT_OF(duties));
}

#define BREACH                                                                                                                    \
    "утечк* утечек инцидент* инцыдэнт* компрометаци* нарушени* парушэнн* " \
    "парушэння*"
#define NOTICE "уведом* сообщ* информир* извещ* узна* паведам* направля*"

/* Does a term of the clause, or of its neighbours in a list, satisfy the
   law? Then the longer one is for something else. */
/* What tells the results of an inquiry from the breach itself. */
static const char inquiry[] = "результат* расследовани*";

static bool has_shorter(struct check_context *context,
    const struct deadline_list *list, const struct deadline *deadline,
    uint64_t longest)
{
    const struct doc *doc = check_document(context);
    uint32_t clause = deadline->passage.clause;
    size_t at = (size_t)(deadline - list->items);
    size_t from = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
    for (size_t i = from; i < list->count && i < at + NEIGHBOURS; i++) {
        const struct deadline *other = &list->items[i];
        uint32_t beside = other->passage.clause;
        bool is_near =
            beside == clause ||
            (doc->clauses[beside].parent == doc->clauses[clause].parent &&
                doc->sentences[other->sentence].lead ==
                    doc->sentences[deadline->sentence].lead &&
                other->lead.count);
        bool is_alike = !deadline_has(context, deadline, inquiry) ||
                        deadline_has(context, other, inquiry);
        if (is_near && is_alike && other != deadline &&
            duration_length(other->duration.unit, other->duration.value) <=
                longest) {
            return true;
        }
    }
    return false;
}

static void report_breach(struct check_context *context,
    const struct rule *rule, const struct duty *duty, bool is_inquiry_apart)
{
    static const char regulator[] =
        "роскомнадзор* ркн орган* служб* нцзпд центр*";
    const struct deadline_list *list = check_deadlines(context);
    for (size_t i = 0; i < list->count; i++) {
        const struct deadline *deadline = &list->items[i];
        if (!deadline_is_of(context, deadline, duty)) {
            continue;
        }
        bool is_to_subject = deadline_has(context, deadline,
            "пользовател* субъекта субъектов субъекту субъектам клиент* вас "
            "вам");
        if (is_to_subject && !deadline_has(context, deadline, regulator)) {
            continue;
        }
        bool is_inquiry =
            is_inquiry_apart && deadline_has(context, deadline, inquiry);
        uint32_t limit = is_inquiry ? 72 : duty->limit;
        enum duration_unit unit = is_inquiry ? DURATION_HOUR : duty->unit;
        if (duration_exceeds(&deadline->duration, unit, limit) &&
            !has_shorter(
                context, list, deadline, duration_length(unit, limit))) {
            check_report(context, rule, deadline->passage, NULL);
        }
    }
}

void check_breach_term(struct check_context *context, const struct rule *rule)
{
    static const struct duty duty = {
        .needs = {"утечк* утечек утекут утекл* инцидент* компрометаци* "
                  "неправомерн*",
            NOTICE},
        .bars = OTHER_MATTERS "устран* хран* уничтож* удал* прекра* запрос*",
        .unit = DURATION_HOUR,
        .limit = 24,
    };
    report_breach(context, rule, &duty, true);
}

void check_by_breach_term(
    struct check_context *context, const struct rule *rule)
{
    static const struct duty duty = {
        .needs = {BREACH, NOTICE},
        .bars = OTHER_MATTERS
        "устран* хран* удал* прекра* изменени* заявлени* запрос*",
        .unit = DURATION_WORKING_DAY,
        .limit = 3,
    };
    report_breach(context, rule, &duty, false);
}

#define BY_OTHER_MATTERS OTHER_MATTERS "хран* захоўв* "
#define BY_REQUEST                                                                                                                     \
    "заявлени* запрос* обращени* заява заявы заяве заяву заяў зварот* ответ " \
    "ответа ответи* отвеча* "                                                                                        \
    "рассм* предостав* сообщ* выда* разгляд* адказ*"
#define TOO_LONG_RU "Обещанный срок длиннее, чем даёт закон: "
#define TOO_LONG_EN "The promised term exceeds the law: "
#define BY_INFORMATION_RU                                                                                                    \
    "на предоставление информации — 5 рабочих дней (п. 2 ст. 11 Закона № " \
    "99-З)."
#define BY_INFORMATION_EN \
    "5 working days to give information (п. 2 ст. 11 № 99-З)."
#define BY_WITHDRAWAL_RU \
    "на отзыв согласия — 15 дней (п. 2 ст. 10 Закона № 99-З)."
#define BY_WITHDRAWAL_EN \
    "15 days after consent is withdrawn (п. 2 ст. 10 № 99-З)."
#define BY_RECIPIENTS_RU                                                                                                        \
    "о предоставлении данных третьим лицам сообщают за 15 дней (п. 2 ст. 12 " \
    "Закона № 99-З)."
#define BY_RECIPIENTS_EN \
    "15 days to tell to whom data were given (п. 2 ст. 12 № 99-З)."

/* In this order: what is said of other rights is not about information. */
static const struct duty by_duties[] = {
    {
        .needs = {WITHDRAWAL " адклік*",
            STOPPING " рассм* уведом* выдал* спын*"},
        .bars = BY_OTHER_MATTERS LAW_GROUNDS,
        .until = WITHDRAWAL,
        .unit = DURATION_DAY,
        .limit = 15,
        .message_ru = TOO_LONG_RU BY_WITHDRAWAL_RU,
        .message_en = TOO_LONG_EN BY_WITHDRAWAL_EN,
    },
    {
        .needs = {WITHDRAWAL, "согласи*"},
        .bars = BY_OTHER_MATTERS,
        .is_cell = true,
        .unit = DURATION_DAY,
        .limit = 15,
        .message_ru = TOO_LONG_RU BY_WITHDRAWAL_RU,
        .message_en = TOO_LONG_EN BY_WITHDRAWAL_EN,
    },
    {
        .needs = {"третьим третьих трэцім", "предостав* сообщ* информаци* "
                                            "інфармацы* прадастаў*"},
        .bars = BY_OTHER_MATTERS,
        .unit = DURATION_DAY,
        .limit = 15,
        .message_ru = TOO_LONG_RU BY_RECIPIENTS_RU,
        .message_en = TOO_LONG_EN BY_RECIPIENTS_EN,
    },
    {
        .needs = {"кому каму", "предоставлял* предоставлены переданы "
                               "передавал* прадастаўлял* перадавал*"},
        .bars = BY_OTHER_MATTERS,
        .unit = DURATION_DAY,
        .limit = 15,
        .message_ru = TOO_LONG_RU BY_RECIPIENTS_RU,
        .message_en = TOO_LONG_EN BY_RECIPIENTS_EN,
    },
    {
        .needs = {"измен* удал* прекращ* прекрат* блокир* уничтож* исправ* "
                  "уточн* змян* выдал* спын*",
            "заявлени* запрос* обращени* требовани* заява заявы заяве заяву "
            "заяў внес* вносит* "
            "просьб* уведом* прекра* удаления аккаунт* профил* кабинет*"},
        .bars = BY_OTHER_MATTERS LAW_GROUNDS
        "политик* истечени* неактивн* "
        "последн* достижени* закрыти* согласие "
        "цена цены цене цен тариф*",
        .unit = DURATION_DAY,
        .limit = 15,
        .message_ru =
            TOO_LONG_RU "на изменение, прекращение обработки и удаление — 15 "
                        "дней (п. 4 ст. 11, ст. 13 Закона № 99-З).",
        .message_en = TOO_LONG_EN "15 days to change, stop processing and "
                                  "delete (п. 4 ст. 11, ст. 13 № 99-З).",
    },
    {
        .needs = {"заявлени* запрос* обращени*",
            "предоставление предоставлении предоставления",
            "информации сведений"},
        .bars = BY_OTHER_MATTERS "граждан отзыв* юридических повторн* третьим",
        .unit = DURATION_WORKING_DAY,
        .limit = 5,
        .message_ru = TOO_LONG_RU BY_INFORMATION_RU,
        .message_en = TOO_LONG_EN BY_INFORMATION_EN,
    },
    {
        .needs = {BY_REQUEST, "информаци* сведени* копи* копі* доступ* "
                              "ознаком* інфармацы* обращени* запрос* ответ "
                              "ответи*"},
        .bars =
            BY_OTHER_MATTERS "граждан отзыв* юридических повторн* заявлени*",
        .unit = DURATION_WORKING_DAY,
        .limit = 5,
        .message_ru = TOO_LONG_RU BY_INFORMATION_RU,
        .message_en = TOO_LONG_EN BY_INFORMATION_EN,
    },
    {
        .needs = {BY_REQUEST},
        .bars = BY_OTHER_MATTERS "граждан юридических согласие",
        .unit = DURATION_DAY,
        .limit = 15,
    },
};

void check_by_deadline(struct check_context *context, const struct rule *rule)
{
    deadlines_report(context, rule, by_duties, COUNT_OF(by_duties));
    report_referred(context, rule, &by_duties[0]);
}
