/*
 * diff_judge.c - what sentences do for whom, before and after: rights, duties,
 * bans, and the words that take them back or bind them.
 */
#include "rules/diff_judge.h"

/* Reasons of one change; more tell nothing more. */
#define REASON_LIMIT 32

void diff_reason_add(struct diff_reason_list *list, enum diff_category category,
    enum diff_course course, struct words message)
{
    if (list->count >= REASON_LIMIT) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (slice_equal(list->items[i].message.ru, message.ru)) {
            return;
        }
    }
    list->items = arena_grow(list->arena, list->items, list->count,
        &list->capacity, sizeof(*list->items));
    list->items[list->count++] =
        (struct diff_reason){category, course, message};
}

/* What can be said of a stance. */
struct verdict_words {
    enum diff_category category;
    enum diff_course came; /* when it is new; the other way when dropped */
    const char *came_ru;
    const char *came_en;
    const char *went_ru;
    const char *went_en;
};

static const struct verdict_words stances[] = {
    [STANCE_RIGHT] = {DIFF_RIGHTS, DIFF_BETTER, "новое право субъекта",
        "a new right of the subject", "право субъекта исключено",
        "a right of the subject is dropped"},
    [STANCE_BAR] = {DIFF_RIGHTS, DIFF_WORSE, "субъекту запрещено",
        "the subject may not", "запрет для субъекта снят",
        "what the subject might not do is allowed"},
    [STANCE_BURDEN] = {DIFF_OBLIGATIONS, DIFF_WORSE,
        "новая обязанность субъекта", "a new duty of the subject",
        "обязанность субъекта исключена", "a duty of the subject is dropped"},
    [STANCE_DUTY] = {DIFF_OBLIGATIONS, DIFF_BETTER,
        "новая обязанность оператора", "a new duty of the operator",
        "обязанность оператора исключена", "a duty of the operator is dropped"},
    [STANCE_POWER] = {DIFF_OBLIGATIONS, DIFF_WORSE,
        "новое полномочие оператора", "a new power of the operator",
        "полномочие оператора исключено", "a power of the operator is dropped"},
    [STANCE_BAN] = {DIFF_SCOPE, DIFF_BETTER,
        "оператор обязался чего-то не делать", "the operator binds himself",
        "запрет для оператора снят",
        "what the operator would not do is allowed"},
    [STANCE_PRACTICE] = {DIFF_SCOPE, DIFF_WORSE, "новая обработка",
        "new processing", "обработки больше нет", "processing is dropped"},
};

static enum diff_course opposite(enum diff_course course)
{
    return course == DIFF_WORSE    ? DIFF_BETTER
           : course == DIFF_BETTER ? DIFF_WORSE
                                   : DIFF_NEUTRAL;
}

static void tell_stance(
    struct diff_reason_list *list, enum diff_stance stance, bool is_new)
{
    const struct verdict_words *words = &stances[stance];
    if (stance == STANCE_NONE) {
        return;
    }
    diff_reason_add(list, words->category,
        is_new ? words->came : opposite(words->came),
        (struct words){slice_from(is_new ? words->came_ru : words->went_ru),
            slice_from(is_new ? words->came_en : words->went_en)});
}

/* ---- what is in one edition only ---- */

/* A sentence that tells to whom or for what data go is a matter of the scope
   even when no list has it. */
static bool tells_scope(struct diff_judge *judge, const struct diff_unit *unit)
{
    uint32_t bits = diff_lexis_of(judge->lexis, unit);
    return bits & (LEXIS_PASSES | LEXIS_BORDER | LEXIS_DATUM) ||
           (bits & LEXIS_FOR && bits & LEXIS_PERSONAL);
}

/* «Субъект вправе:» says nothing without the list, whose items are told. */
static bool is_lead(const struct diff_half *half, const struct diff_unit *unit)
{
    return slice_ends_with(
        doc_quote(half->edition->doc, unit->passage), SLICE(":"));
}

static void judge_alone(struct diff_judge *judge, const struct diff_half *half,
    bool is_new, struct diff_reason_list *list)
{
    for (size_t i = 0; i < half->count; i++) {
        const struct diff_unit *unit = &half->edition->units[half->units[i]];
        enum diff_stance stance =
            diff_stance_of(judge->lexis, half->edition, unit);
        uint32_t said =
            diff_said_elsewhere(judge->facts, half->edition, half->units[i]);
        if (said != NONE || is_lead(half, unit)) {
            continue;
        }
        bool is_told = stance != STANCE_PRACTICE || tells_scope(judge, unit);
        if (is_told) {
            tell_stance(list, stance, is_new);
        }
    }
}

/* ---- what both editions have ---- */

/* Does a word that differs have one of the bits? */
static bool has_changed(
    const struct diff_judge *judge, const struct diff_half *half, uint32_t bits)
{
    for (size_t i = 0; i < half->tokens.count; i++) {
        const struct diff_token *token = &half->tokens.items[i];
        if (token->is_changed && judge->lexis->bits[token->form] & bits) {
            return true;
        }
    }
    return false;
}

/* Negations that are meant, of the whole half. */
static size_t count_negations(
    const struct diff_judge *judge, const struct diff_half *half)
{
    size_t count = 0;
    for (size_t i = 0; i < half->tokens.count; i++) {
        const struct diff_token *token = &half->tokens.items[i];
        const struct diff_unit *unit = &half->edition->units[token->unit];
        count += diff_negates(judge->lexis, unit, token->word);
    }
    return count;
}

static enum diff_stance stance_of(
    const struct diff_judge *judge, const struct diff_half *half)
{
    for (size_t i = 0; i < half->count; i++) {
        enum diff_stance stance = diff_stance_of(
            judge->lexis, half->edition, &half->edition->units[half->units[i]]);
        if (stance != STANCE_NONE) {
            return stance;
        }
    }
    return STANCE_NONE;
}

static void tell(struct diff_reason_list *list, enum diff_category category,
    enum diff_course course, const char *ru, const char *en)
{
    diff_reason_add(
        list, category, course, (struct words){slice_from(ru), slice_from(en)});
}

/* «обязан» became «вправе», «не передаёт» became «передаёт». */
static void judge_stances(struct diff_judge *judge,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list)
{
    enum diff_stance before = stance_of(judge, old_half);
    enum diff_stance after = stance_of(judge, new_half);
    const uint32_t deciding =
        LEXIS_MAY | LEXIS_MUST | LEXIS_NOT | LEXIS_CARE | LEXIS_PROCESS;
    bool is_said = has_changed(judge, old_half, deciding) ||
                   has_changed(judge, new_half, deciding);
    if (before == after || !is_said) {
        return;
    }
    if (before == STANCE_DUTY && after == STANCE_POWER) {
        tell(list, DIFF_OBLIGATIONS, DIFF_WORSE,
            "обязанность оператора стала его правом",
            "a duty of the operator became his choice");
    } else if (before == STANCE_POWER && after == STANCE_DUTY) {
        tell(list, DIFF_OBLIGATIONS, DIFF_BETTER,
            "право оператора стало его обязанностью",
            "a choice of the operator became his duty");
    } else if (before == STANCE_RIGHT && after == STANCE_BAR) {
        tell_stance(list, STANCE_BAR, true);
    } else if (before == STANCE_BAR && after == STANCE_RIGHT) {
        tell_stance(list, STANCE_BAR, false);
    } else {
        bool is_lost = before == STANCE_RIGHT || before == STANCE_BAN ||
                       before == STANCE_DUTY || before == STANCE_BAR ||
                       before == STANCE_BURDEN || before == STANCE_POWER;
        if (is_lost) {
            tell_stance(list, before, false);
        }
        if (after != STANCE_PRACTICE && after != STANCE_NONE) {
            tell_stance(list, after, true);
        }
    }
}

/* A «не» that came or went without turning the stance of the sentence. */
static void judge_negations(struct diff_judge *judge,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list)
{
    size_t before = count_negations(judge, old_half);
    size_t after = count_negations(judge, new_half);
    if (before % 2 == after % 2 || list->count > 0) {
        return;
    }
    enum diff_stance stance = stance_of(judge, new_half);
    if (stance == STANCE_NONE) {
        stance = stance_of(judge, old_half);
    }
    tell(list, stance == STANCE_RIGHT ? DIFF_RIGHTS : DIFF_OBLIGATIONS,
        stance == STANCE_RIGHT || stance == STANCE_DUTY
            ? (after > before ? DIFF_WORSE : DIFF_BETTER)
            : DIFF_NEUTRAL,
        after > before ? "появилось отрицание" : "отрицание снято",
        after > before ? "a negation came" : "a negation is gone");
}

/* Words that bind a right, or free the processing. */
static void judge_bindings(struct diff_judge *judge,
    const struct diff_half *half, bool is_new, struct diff_reason_list *list)
{
    enum diff_stance stance = stance_of(judge, half);
    enum diff_course worse = is_new ? DIFF_WORSE : DIFF_BETTER;
    if (stance == STANCE_RIGHT && has_changed(judge, half, LEXIS_CONDITION)) {
        tell(list, DIFF_RIGHTS, worse,
            is_new ? "право обусловлено или ограничено"
                   : "условие осуществления права снято",
            is_new ? "the right is bound by a condition"
                   : "a condition of the right is gone");
    }
    bool processes = stance == STANCE_PRACTICE || stance == STANCE_POWER;
    if (processes && has_changed(judge, half, LEXIS_ONLY)) {
        tell(list, DIFF_SCOPE, opposite(worse),
            is_new ? "обработка ограничена: «только»"
                   : "ограничение обработки снято: «только»",
            is_new ? "processing is bound: \"only\""
                   : "processing is no longer bound: \"only\"");
    }
    if (processes && has_changed(judge, half, LEXIS_LACK)) {
        tell(list, DIFF_RIGHTS, worse,
            is_new ? "обработка без согласия или уведомления"
                   : "оговорка «без …» исключена",
            is_new ? "processing without consent or notice"
                   : "the proviso \"without ...\" is gone");
    } else if (processes && has_changed(judge, half, LEXIS_CONSENT)) {
        tell(list, DIFF_RIGHTS, opposite(worse),
            is_new ? "обработка поставлена под согласие"
                   : "согласие больше не упомянуто",
            is_new ? "processing is put under consent"
                   : "consent is mentioned no longer");
    }
}

/* «и иные», «любые»: a list became one without end. */
static void judge_openness(struct diff_judge *judge,
    const struct diff_half *half, bool is_new, struct diff_reason_list *list)
{
    size_t count = has_changed(judge, half, LEXIS_OPEN) ? half->count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct diff_unit *unit = &half->edition->units[half->units[i]];
        if (diff_topic_of(judge->lexis, half->edition, unit) != TOPIC_NONE) {
            tell(list, DIFF_SCOPE, is_new ? DIFF_WORSE : DIFF_BETTER,
                is_new ? "перечень стал открытым" : "перечень больше не открыт",
                is_new ? "the list is open now" : "the list is open no longer");
            return;
        }
    }
}

static bool has_headings_only(const struct diff_half *half)
{
    for (size_t i = 0; i < half->count; i++) {
        if (!half->edition->units[half->units[i]].is_heading) {
            return false;
        }
    }
    return true;
}

void diff_judge_group(struct diff_judge *judge, uint32_t group,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list)
{
    diff_judge_facts(judge->facts, group,
        diff_terms_same(judge->arena, old_half, new_half), list);
    if (has_headings_only(old_half) && has_headings_only(new_half)) {
        return;
    }
    diff_judge_terms(old_half, new_half, list);
    diff_judge_lists(judge, old_half, new_half, list);
    if (new_half->count == 0) {
        judge_alone(judge, old_half, false, list);
        return;
    }
    if (old_half->count == 0) {
        judge_alone(judge, new_half, true, list);
        return;
    }
    judge_stances(judge, old_half, new_half, list);
    judge_bindings(judge, old_half, false, list);
    judge_bindings(judge, new_half, true, list);
    judge_openness(judge, old_half, false, list);
    judge_openness(judge, new_half, true, list);
    judge_negations(judge, old_half, new_half, list);
}
