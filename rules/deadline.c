#include "rules/deadline.h"

/* Words before a term that belong to it. */
#define HINGE_LIMIT 6
/* Words of a part of a sentence, before and behind the term; bytes of a
   lead-in, counted from its end. More are not read, so that many terms in one
   sentence, or under one lead-in, take linear time. */
#define PART_LIMIT 24
#define LEAD_LIMIT 2000
/* Words of «срок рассмотрения обращения» before the term itself. */
#define LABEL_REACH 6
/* What is promised in a label: «Ответ на запрос — 30 дней». */
#define LABEL_DUTIES                                                                                                       \
    "ответ ответы рассмотрение предоставление исполнение удаление " \
    "уничтожение прекращение блокирование исправление уточнение изменение"
/* Words on either side of a bar in which an exception takes it back. */
#define EXCEPTION_REACH 10
/* Bytes before a sentence in which a claim is looked for. */
#define CLAIM_WINDOW 300
/* Words before an event in which «до» is looked for. */
#define UNTIL_REACH 4
/* Words behind «после» in which the event is looked for. */
#define EVENT_REACH 6
/* What is done at a request, behind which «за 30 дней» is a term. */
#define PROMISES                                                                                                                         \
    "предоставим предоставит предоставляем предоставляет ответим ответит " \
    "отвечаем отвечает удалим удалит удаляем удаляет сообщим сообщит "           \
    "рассмотрим рассмотрит рассматриваем рассматривает исполним внесем "     \
    "прекратим дадим вышлем"

/* Is one of the words [begin, end) listed? */
static bool has_listed(const struct word_list *words, size_t begin, size_t end,
    const bool *is_listed)
{
    for (size_t i = begin; i < end && i < words->count; i++) {
        if (is_listed[words->items[i].form]) {
            return true;
        }
    }
    return false;
}

/* Is a word of the list among words [begin, end)? */
static bool range_has(struct check_context *context,
    const struct word_list *words, size_t begin, size_t end, const char *list)
{
    return has_listed(words, begin, end, check_listed(context, list));
}

static bool is_listed(struct check_context *context,
    const struct word_list *words, size_t at, const char *list)
{
    return range_has(context, words, at, at + 1, list);
}

bool deadline_has(struct check_context *context,
    const struct deadline *deadline, const char *list)
{
    const bool *is_listed = check_listed(context, list);
    return has_listed(&deadline->own, deadline->part_begin, deadline->part_end,
               is_listed) ||
           has_listed(&deadline->lead, 0, deadline->lead.count, is_listed);
}

/* Does the word stand in an exception: «если иное не предусмотрено законом»,
   «если законом не установлен иной срок», «кроме случаев, когда закон …»?
   What is excepted tells nothing of the term. */
static bool is_excepted(struct check_context *context,
    const struct word_list *words, size_t begin, size_t end, size_t at)
{
    size_t from = at > begin + EXCEPTION_REACH ? at - EXCEPTION_REACH : begin;
    size_t to = at + EXCEPTION_REACH < end ? at + EXCEPTION_REACH : end;
    return range_has(
               context, words, from, at, "иное иной иного исключением кроме") ||
           (range_has(context, words, from, at, "если") &&
               range_has(context, words, at, to, "иное иной иного"));
}

/* A word of the list that no exception takes back. */
static bool is_barred(struct check_context *context,
    const struct word_list *words, size_t begin, size_t end, const char *list)
{
    const bool *is_listed = check_listed(context, list);
    for (size_t i = begin; i < end; i++) {
        if (is_listed[words->items[i].form] &&
            !is_excepted(context, words, begin, end, i)) {
            return true;
        }
    }
    return false;
}

/* Does every word of the list stand behind «до»? False without any. */
static bool is_until(struct check_context *context,
    const struct word_list *words, size_t begin, size_t end, const char *list)
{
    const bool *is_listed = check_listed(context, list);
    bool has_any = false;
    for (size_t i = begin; i < end; i++) {
        if (!is_listed[words->items[i].form]) {
            continue;
        }
        size_t from = i > begin + UNTIL_REACH ? i - UNTIL_REACH : begin;
        if (!range_has(context, words, from, i, "до либо или")) {
            return false;
        }
        has_any = true;
    }
    return has_any;
}

bool deadline_is_of(struct check_context *context,
    const struct deadline *deadline, const struct duty *duty)
{
    if (duty->is_cell && !deadline->is_cell) {
        return false;
    }
    for (size_t i = 0; i < DUTY_NEEDS && duty->needs[i]; i++) {
        if (!deadline_has(context, deadline, duty->needs[i])) {
            return false;
        }
    }
    if (is_barred(context, &deadline->own, deadline->part_begin,
            deadline->part_end, duty->bars) ||
        is_barred(
            context, &deadline->lead, 0, deadline->lead.count, duty->bars)) {
        return false;
    }
    return !duty->until ||
           !is_until(context, &deadline->own, deadline->part_begin,
               deadline->part_end, duty->until);
}

/* Index of the first word that belongs to the term: «в срок, не превышающий
   30 дней». */
static size_t hinge(
    struct check_context *context, const struct word_list *words, size_t first)
{
    size_t begin = first;
    while (begin > 0 && first - begin < HINGE_LIMIT &&
           !(words->items[begin].before & WORD_AFTER_STOP) &&
           is_listed(context, words, begin - 1,
               "в течение течении срок сроки срока до не превышающий "
               "превышающего превышающие более позднее позже чем через "
               "протяжении свыше менее долее дольше еще на працягу у пазней "
               "тэрмін")) {
        begin--;
    }
    while (begin < first &&
           is_listed(context, words, begin, "на не чем более") &&
           !is_listed(context, words, begin + 1,
               "более позднее позже протяжении працягу через пазней "
               "превышающий чем")) {
        begin++;
    }
    return begin;
}

/* «Анкеты стираются через 30 дней после визита»: how long data are kept, not
   how soon somebody is answered. */
static bool is_after_event(
    struct check_context *context, const struct word_list *words, size_t end)
{
    return is_listed(context, words, end, "после") &&
           !range_has(context, words, end + 1, end + 1 + EVENT_REACH,
               "заявлени* запрос* обращени* требовани* отзыв* отозв* удалени* "
               "получени* поступлени* достижени* прекращени* расторжени* "
               "окончани* истечени* увольнени* подачи письм* просьб* "
               "выявлени* обнаружени* этого того");
}

/* «ответим за 30 дней» */
static bool is_promised(
    struct check_context *context, const struct word_list *words, size_t first)
{
    return first > 1 && is_listed(context, words, first - 1, "за") &&
           is_listed(context, words, first - 2, PROMISES);
}

/* Does the time have to pass before something, is it an age, or is it past:
   «в течение года, предшествовавшего заявлению»? */
static bool is_other_time(struct check_context *context,
    const struct word_list *words, size_t begin, size_t end)
{
    size_t from = begin > 4 ? begin - 4 : 0;
    if (is_after_event(context, words, end)) {
        return true;
    }
    if (is_promised(context, words, begin)) {
        return is_listed(context, words, end, "до");
    }
    return range_has(context, words, from, begin,
               "ранее раньше старше младше возраст* достиг* моложе") ||
           (begin > 0 && is_listed(context, words, begin - 1,
                             "за истечении истечению истечения каждые "
                             "раз после свыше кажд*")) ||
           range_has(context, words, begin, begin + 3, "ранее раньше") ||
           range_has(context, words, end, end + 1, "предшеств* папярэдн*");
}

/* «Срок ответа — 30 дней», «срок ответа составляет 30 дней», «срок ответа
   30 дней», «Ответ на запрос: 30 дней». */
static bool is_labelled(
    struct check_context *context, const struct word_list *words, size_t first)
{
    const uint8_t signs = WORD_AFTER_DASH | WORD_AFTER_STOP;
    size_t from = first > LABEL_REACH ? first - LABEL_REACH : 0;
    if (first > 0 && from == 0 && words->items[first].before & signs &&
        is_listed(context, words, 0, LABEL_DUTIES)) {
        return true;
    }
    bool is_bare =
        first > 0 && is_listed(context, words, first - 1,
                         "рассматривается рассматриваются рассматриваем");
    if (is_bare || is_promised(context, words, first)) {
        return true; /* «заявление рассматривается 30 дней» */
    }
    return range_has(context, words, from, first, "срок") &&
           (words->items[first].before & signs ||
               range_has(context, words, first - 1, first,
                   "составляет равен ответа"));
}

static const uint8_t part_breaks =
    WORD_AFTER_COMMA | WORD_AFTER_STOP | WORD_AFTER_DASH | WORD_AFTER_OPEN;

/* The first word of the part between commas that the word stands in, at most
   PART_LIMIT words before it. */
static size_t part_start(const struct word_list *words, size_t word)
{
    size_t begin = word;
    while (begin > 0 && word - begin < PART_LIMIT &&
           !(words->items[begin].before & part_breaks)) {
        begin--;
    }
    return begin;
}

/* The part between commas that the words [first, end) stand in, with the
   condition before it: «если данные утекут, мы сообщим за 24 часа». */
static void set_part(struct check_context *context, struct deadline *deadline,
    size_t first, size_t end)
{
    const struct word_list *words = &deadline->own;
    deadline->part_begin = part_start(words, first);
    if (deadline->part_begin > 0) {
        size_t condition = part_start(words, deadline->part_begin - 1);
        if (is_listed(context, words, condition, "если когда при")) {
            deadline->part_begin = condition;
        }
    }
    deadline->part_end = end;
    while (deadline->part_end < words->count &&
           deadline->part_end - end < PART_LIMIT &&
           !(words->items[deadline->part_end].before & part_breaks)) {
        deadline->part_end++;
    }
}

/* The words of a lead-in, as far from its end as they are read. */
static struct word_list lead_words(const struct doc *doc, uint32_t index)
{
    if (index == NONE) {
        return (struct word_list){.count = 0};
    }
    struct word_list words = doc_sentence_words(doc, index);
    uint32_t end = doc->sentences[index].folded.end;
    if (end - doc->sentences[index].folded.begin > LEAD_LIMIT) {
        size_t first = word_from(&words, end - LEAD_LIMIT + 1);
        words.items += first;
        words.count -= first;
    }
    return words;
}

/* Is the sentence one cell of a row «Ответ на запрос | 30 дней», under «Срок»
   or «Срок ответа»? Not under «Срок хранения», and not where the rows are
   purposes. */
static bool is_term_cell(struct check_context *context, uint32_t index)
{
    const struct doc *doc = check_document(context);
    const struct clause *clause = &doc->clauses[doc->sentences[index].clause];
    uint32_t name = clause->first_sentence;
    if (clause->kind != CLAUSE_ROW || clause->cell_count < 2 || index == name ||
        doc->sentences[index].lead == NONE ||
        doc->sentences[name].span.end > clause->cells[0].span.end ||
        doc->sentences[index].span.begin < clause->cells[1].span.begin) {
        return false;
    }
    struct word_list title = lead_words(doc, doc->sentences[index].lead);
    struct word_list rows = lead_words(doc, doc->sentences[name].lead);
    return range_has(context, &title, 0, title.count, "срок сроки") &&
           !range_has(context, &title, 0, title.count,
               "хран* действи* обработк* обрабатыва*") &&
           !range_has(context, &rows, 0, rows.count,
               "цель цели целей данные данных категори* документ* cookie*");
}

/* The words of the first cell of a sentence's row. */
static struct word_list row_name(const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[doc->sentences[index].clause];
    return lead_words(doc, clause->first_sentence);
}

/* The words [first, end) of the sentence, in the clause's text. */
static struct passage passage_of(const struct doc *doc, uint32_t index,
    const struct word_list *words, size_t first, size_t end)
{
    return doc_passage(doc, doc->sentences[index].clause,
        (struct span){
            words->items[first].span.begin, words->items[end - 1].span.end});
}

struct deadline deadline_sentence(
    const struct check_context *context, uint32_t sentence)
{
    struct deadline deadline = {
        .sentence = sentence,
        .own = doc_sentence_words(check_document(context), sentence),
    };
    deadline.part_end = deadline.own.count;
    return deadline;
}

uint32_t deadline_sentence_at(const struct doc *doc, struct passage passage)
{
    const struct clause *clause = &doc->clauses[passage.clause];
    uint32_t low = clause->first_sentence;
    uint32_t end = low + clause->sentence_count;
    uint32_t high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->sentences[middle].span.end <= passage.span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end ? low : NONE;
}

struct passage deadline_passage(struct check_context *context,
    const struct deadline *sentence, const struct duration *duration)
{
    return passage_of(check_document(context), sentence->sentence,
        &sentence->own, hinge(context, &sentence->own, duration->first),
        duration->first + duration->count);
}

/* Add the durations of the sentence to the list. */
static void find_durations(struct arena *arena, const struct doc *doc,
    const struct duration_forms *forms, uint32_t index,
    struct deadline_list *list)
{
    struct word_list words = doc_sentence_words(doc, index);
    struct stated_duration stated = {.sentence = index};
    for (size_t i = 0; i < words.count; i++) {
        if (duration_may_begin(forms, &words, i) &&
            duration_read(&words, i, &stated.duration)) {
            list->durations = arena_grow(arena, list->durations,
                list->duration_count, &list->duration_capacity, sizeof(stated));
            list->durations[list->duration_count++] = stated;
            i += stated.duration.count - 1;
        }
    }
}

/* Add the duration to the list if it is a term. */
static void add_term(struct check_context *context,
    const struct stated_duration *stated, struct deadline_list *list)
{
    const struct doc *doc = check_document(context);
    struct deadline found = {
        .duration = stated->duration,
        .sentence = stated->sentence,
        .own = doc_sentence_words(doc, stated->sentence),
    };
    size_t first = found.duration.first;
    size_t begin = hinge(context, &found.own, first);
    size_t end = first + found.duration.count;
    end += range_has(context, &found.own, end, end + 1, "срок сроки тэрмін");
    found.is_hinged = begin < first;
    found.is_cell = begin == 0 && end == found.own.count &&
                    found.duration.unit != DURATION_YEAR &&
                    is_term_cell(context, stated->sentence);
    bool is_term = found.is_hinged || found.is_cell ||
                   is_labelled(context, &found.own, first);
    if (!is_term || is_other_time(context, &found.own, begin, end)) {
        return;
    }
    found.passage = passage_of(doc, stated->sentence, &found.own, begin, end);
    set_part(context, &found, begin, end);
    list->items = arena_grow(check_arena(context), list->items, list->count,
        &list->capacity, sizeof(*list->items));
    list->items[list->count++] = found;
}

/* The terms from one on are all of one sentence: give them its lead-in, and
   all of its words to one that is alone. */
static void finish_sentence(
    const struct doc *doc, const struct deadline_list *list, size_t from)
{
    if (from == list->count) {
        return;
    }
    struct deadline *terms = list->items + from;
    struct word_list lead =
        lead_words(doc, doc->sentences[terms[0].sentence].lead);
    for (size_t i = 0; from + i < list->count; i++) {
        terms[i].lead =
            terms[i].is_cell ? row_name(doc, terms[i].sentence) : lead;
    }
    if (list->count - from == 1) {
        terms[0].part_begin = 0;
        terms[0].part_end = terms[0].own.count;
    }
}

void deadlines_find(struct check_context *context, struct deadline_list *ret)
{
    const struct doc *doc = check_document(context);
    struct arena *arena = check_arena(context);
    const struct duration_forms forms = duration_forms(doc, arena);
    *ret = (struct deadline_list){.count = 0};
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        const struct clause *clause = &doc->clauses[doc->sentences[i].clause];
        if (!check_is_read(clause)) {
            continue;
        }
        size_t durations = ret->duration_count;
        size_t terms = ret->count;
        find_durations(arena, doc, &forms, i, ret);
        for (; durations < ret->duration_count &&
               clause->kind != CLAUSE_FURNITURE;
             durations++) {
            add_term(context, &ret->durations[durations], ret);
        }
        finish_sentence(doc, ret, terms);
    }
}

bool deadline_is_after_claim(const struct doc *doc, uint32_t sentence)
{
    const struct sentence *own = &doc->sentences[sentence];
    uint32_t end = own->folded.begin;
    uint32_t begin = end > CLAIM_WINDOW ? end - CLAIM_WINDOW : 0;
    struct slice before =
        slice_cut(doc->clauses[own->clause].folded.bytes, begin, end);
    return slice_find(before, SLICE("претензи"), 0) != SLICE_NOT_FOUND;
}

/* Is it the term of an answer to a claim, and not to a data subject? */
static bool is_of_claim(
    struct check_context *context, const struct deadline *deadline)
{
    static const char data[] =
        "персональн* субъект* запрос* отзыв* отозв* согласи* данн*";
    return !deadline_has(context, deadline, data) &&
           deadline_is_after_claim(check_document(context), deadline->sentence);
}

/* Is the term longer than any of the duties allows? Most are not, and need
   no look at their words. */
static bool may_exceed(
    const struct deadline *deadline, const struct duty *duties, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (duration_exceeds(
                &deadline->duration, duties[i].unit, duties[i].limit)) {
            return true;
        }
    }
    return false;
}

void deadlines_report(struct check_context *context, const struct rule *rule,
    const struct duty *duties, size_t count)
{
    const struct deadline_list *list = check_deadlines(context);
    for (size_t i = 0; i < list->count; i++) {
        const struct deadline *deadline = &list->items[i];
        if (!may_exceed(deadline, duties, count) ||
            is_of_claim(context, deadline)) {
            continue;
        }
        size_t k = 0;
        while (k < count && !deadline_is_of(context, deadline, &duties[k])) {
            k++;
        }
        if (k == count || !duration_exceeds(&deadline->duration, duties[k].unit,
                              duties[k].limit)) {
            continue;
        }
        struct words message = {
            slice_from(duties[k].message_ru), slice_from(duties[k].message_en)};
        check_report(
            context, rule, deadline->passage, message.ru.len ? &message : NULL);
    }
}
