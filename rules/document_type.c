/*
 * document_type.c - what kind of document this is.
 */
#include "rules/document_type.h"

enum { FIRST_SENTENCES = 12 /* that may say what the document is */ };

static bool has(struct slice text, const char *needle)
{
    return slice_find(text, slice_from(needle), 0) != SLICE_NOT_FOUND;
}

static size_t place_of(struct slice text, const char *needle)
{
    return slice_find(text, slice_from(needle), 0);
}

/* «Как составить политику: 7 ошибок», «Штрафы за персональные данные»: does it
   stand over an article about the law? */
static bool is_of_article(struct slice title)
{
    static const char *const first[] = {"как составить", "как написать",
        "как оформить", "как подготовить", "как сделать", "зачем ", "почему "};
    for (size_t i = 0; i < COUNT_OF(first); i++) {
        if (slice_starts_with(title, slice_from(first[i]))) {
            return true;
        }
    }
    return has(title, "ошибок") || has(title, "ошибки") || has(title, "штраф");
}

/* «Правила сайта», «Условия оказания услуг», and not those of processing. */
static bool is_of_rules(struct slice title)
{
    bool begins = slice_starts_with(title, SLICE("правила")) ||
                  slice_starts_with(title, SLICE("условия"));
    return begins && !has(title, "обработ") && !has(title, "информаци") &&
           !has(title, "приватност");
}

/* What a title says the document is; 0 when it says nothing. */
static uint32_t type_of_title(struct slice title)
{
    bool is_of_data = has(title, "персональн") || has(title, "данных") ||
                      has(title, "конфиденциальност");
    /* «Политика конфиденциальности. Согласие на обработку» is a policy. */
    if (place_of(title, "согласи") < place_of(title, "политик")) {
        return DOCUMENT_CONSENT;
    }
    if (has(title, "соглашени") && has(title, "персональных данных") &&
        !has(title, "пользовательск")) {
        return DOCUMENT_CONSENT;
    }
    bool is_cookie = has(title, "cookie") || has(title, "куки");
    if (is_cookie && !is_of_data) {
        return DOCUMENT_COOKIE;
    }
    if (has(title, "политик") || has(title, "палітык") ||
        has(title, "privacy") || (has(title, "положени") && is_of_data) ||
        (has(title, "защит") && is_of_data)) {
        return DOCUMENT_POLICY;
    }
    if (has(title, "соглашени") || has(title, "оферт") ||
        has(title, "договор") || has(title, "условия использования") ||
        has(title, "правила пользования") ||
        (!is_of_data && is_of_rules(title))) {
        return DOCUMENT_AGREEMENT;
    }
    return 0;
}

/* A title of the document itself may speak of data and not say what stands
   under it: «О конфиденциальности», «Как мы обращаемся с вашими данными». */
static uint32_t type_of_document_title(struct slice title)
{
    bool is_of_data = has(title, "персональн") || has(title, "данны") ||
                      has(title, "конфиденциальност");
    uint32_t type = type_of_title(title);
    return type == 0 && is_of_data ? DOCUMENT_POLICY : type;
}

/* Does a heading begin with the name of an agreement? «Исполнение договора» is
   a section of some document. */
static bool begins_as_agreement(struct slice heading)
{
    static const char *const names[] = {"соглашени", "пользовательск",
        "публичн", "оферт", "договор", "услови", "правил", "лицензи"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (slice_starts_with(heading, slice_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* What a heading says of the document it stands in: the first may be its
   title, «4. Использование файлов cookie» is a part of something larger. */
static uint32_t type_of_heading(const struct clause *clause, bool is_first)
{
    struct slice text = clause->folded.bytes;
    if (is_first && !clause->number.len) {
        return type_of_document_title(text);
    }
    uint32_t type = type_of_title(text);
    bool is_part = type == DOCUMENT_COOKIE && clause->number.len;
    is_part |= type == DOCUMENT_AGREEMENT && !begins_as_agreement(text);
    return is_part ? 0 : type;
}

/* «Согласие на обработку персональных данных» at the head of a paragraph, as a
   chat bot writes it, behind whatever sign. */
static bool is_consent_heading(struct slice text)
{
    enum { SIGNS = 16 }; /* bytes before the words */
    return place_of(text, "согласие на обработку персональных данных") < SIGNS;
}

/* «Пользовательское соглашение (далее — Соглашение) является офертой». */
static bool is_agreement_opening(struct slice text)
{
    return slice_starts_with(text, SLICE("пользовательское соглашение")) &&
           has(text, "является");
}

/* What a sentence says of its own document; 0 when it says nothing. */
static uint32_t type_of_sentence(struct slice text)
{
    if (has(text, "настоящая политика") || has(text, "настоящей политик") ||
        has(text, "данная политика") || has(text, "политика конфиденц") ||
        has(text, "настоящее положение")) {
        return DOCUMENT_POLICY;
    }
    if (has(text, "даю согласие") || has(text, "даю свое согласие") ||
        has(text, "настоящее согласие") || has(text, "настоящим выражаю") ||
        has(text, "нужно ваше согласие на обработку") ||
        is_consent_heading(text)) {
        return DOCUMENT_CONSENT;
    }
    if (has(text, "настоящее соглашение") || has(text, "публичная оферта") ||
        has(text, "настоящее пользовательское") ||
        has(text, "настоящий договор") || is_agreement_opening(text)) {
        return DOCUMENT_AGREEMENT;
    }
    return 0;
}

/* Does a verb of giving stand some words before a consent: «вы даёте своё
   информированное согласие»? A policy that says when it is given («если вы
   зарегистрируетесь, вы даёте …») is no form. */
static bool consent_is_given(struct slice text)
{
    enum { REACH = 120 }; /* bytes before the word */
    static const char *const verbs[] = {
        "дает", "даю", "даем", "выража", "подтвержда", "предоставля"};
    size_t at = has(text, "если") ? SLICE_NOT_FOUND : place_of(text, "согласи");
    while (at != SLICE_NOT_FOUND) {
        size_t begin = at > REACH ? at - REACH : 0;
        struct slice before = slice_cut(text, begin, at);
        for (size_t i = 0; i < COUNT_OF(verbs); i++) {
            if (has(before, verbs[i])) {
                return true;
            }
        }
        at = slice_find(text, SLICE("согласи"), at + 1);
    }
    return false;
}

/* Does a sentence give consent, or say that its document is one? A title alone
   does not make a consent form: «Согласие на обработку» stands above policies
   as well. */
static bool gives_consent(struct slice text)
{
    static const char *const forms[] = {"даю", "даем", "выражаю", "согласен",
        "согласна", "соглашаюсь", "настоящим согласием", "настоящее согласие"};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        if (has(text, forms[i])) {
            return true;
        }
    }
    return consent_is_given(text);
}

/* Does a heading name another document, not a section of this one («Изменения
   в Политике»)? */
static bool names_document(struct slice heading)
{
    return has(heading, "персональн") || has(heading, "конфиденциальност") ||
           has(heading, "обработки данных") || has(heading, "соглашени");
}

/* A title that goes before the others; a notice on cookies above a policy is
   part of it. */
static uint32_t better(uint32_t before, uint32_t now)
{
    bool is_notice = before == DOCUMENT_COOKIE && now == DOCUMENT_POLICY;
    return before == 0 || is_notice ? now : before;
}

/* Does a heading or one of the first sentences give consent? */
static bool any_gives_consent(const struct doc *doc)
{
    size_t sentences = 0;
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        bool is_read = clause->is_heading || sentences < FIRST_SENTENCES;
        if (clause->kind == CLAUSE_TITLE || clause->region != REGION_BODY ||
            !is_read) {
            continue;
        }
        if (gives_consent(clause->folded.bytes)) {
            return true;
        }
        sentences += clause->is_heading ? 0 : clause->sentence_count;
    }
    return false;
}

/* Does a passage speak of the reader's data, in the words of the law or in
   plain ones? */
static bool speaks_of_data(struct slice text)
{
    return has(text, "персональн") || has(text, "какие данные") ||
           has(text, "ваши данные") || has(text, "вашими данными") ||
           has(text, "ваших данных");
}

/* The title, or the heading over all that is read. */
static bool is_article(const struct doc *doc)
{
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region != REGION_MENU && clause->text.bytes.len) {
            return (clause->kind == CLAUSE_TITLE || clause->is_heading) &&
                   is_of_article(clause->folded.bytes);
        }
    }
    return false;
}

/* The words beside a tick or a button, alone: «Согласен на обработку
   персональных данных», «Нажимая кнопку, вы соглашаетесь с обработкой». */
static bool is_tick(struct slice text)
{
    return (has(text, "согласен") || has(text, "согласна") ||
               has(text, "соглаша")) &&
           has(text, "обработк");
}

/* What a document without a title or a word on itself is. */
static uint32_t type_of_untitled(const struct doc *doc, bool is_of_data)
{
    enum { FEW_SENTENCES = 2 };
    size_t sentences = 0;
    bool is_consent = false;
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY) {
            sentences += clause->sentence_count;
            is_consent = is_consent || is_tick(clause->folded.bytes);
        }
    }
    if (is_consent && sentences <= FEW_SENTENCES) {
        return DOCUMENT_CONSENT;
    }
    return is_of_data ? DOCUMENT_POLICY : DOCUMENT_OTHER;
}

enum document_type document_type_infer(const struct doc *doc)
{
    uint32_t titled = is_article(doc) ? DOCUMENT_OTHER : 0;
    uint32_t headed = 0;
    uint32_t said = 0;
    size_t sentences = 0;
    bool is_of_data = false;
    bool is_first = true;
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        struct slice text = clause->folded.bytes;
        is_of_data = is_of_data || speaks_of_data(text);
        if (clause->kind == CLAUSE_TITLE) {
            titled = better(titled, type_of_document_title(text));
        } else if (clause->is_heading && clause->region == REGION_BODY) {
            bool counts = titled != DOCUMENT_COOKIE || names_document(text);
            uint32_t type = counts ? type_of_heading(clause, is_first) : 0;
            headed = better(headed, type);
            is_first = false;
        } else if (clause->region == REGION_BODY &&
                   sentences < FIRST_SENTENCES) {
            said = said != 0 ? said : type_of_sentence(text);
            sentences += clause->sentence_count;
        }
    }
    if ((titled == 0 && said == 0) || titled == DOCUMENT_COOKIE) {
        titled = better(titled, headed);
    }
    titled = titled != 0 ? titled : said;
    /* «Согласие на обработку» above a heading «Политика …» that names itself */
    bool is_policy = headed == DOCUMENT_POLICY && said == DOCUMENT_POLICY;
    if (titled == DOCUMENT_CONSENT && sentences > 0 &&
        (is_policy || !any_gives_consent(doc))) {
        titled = said != 0 && said != DOCUMENT_CONSENT ? said : DOCUMENT_POLICY;
    }
    titled = titled != 0 ? titled : type_of_untitled(doc, is_of_data);
    return (enum document_type)titled;
}
