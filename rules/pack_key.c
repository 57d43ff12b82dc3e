/*
 * pack_key.c - the "Key: value" items of a rule.
 */
#include "rules/pack.h"

#include "rules/check_context.h"
#include "rules/pack_page.h"
#include "rules/suggest.h"

#include <stdio.h>
#include <string.h>

/* A part of a value, and where it stands in the block's text. */
struct field {
    struct slice text;
    uint32_t offset;
};

static struct field trim(struct field field)
{
    struct slice trimmed = slice_trim(field.text);
    if (trimmed.len) {
        field.offset += (uint32_t)(trimmed.bytes - field.text.bytes);
    }
    field.text = trimmed;
    return field;
}

/* Take the part before the separator off *rest. */
static bool next_field(struct field *rest, char separator, struct field *ret)
{
    struct field part = *rest;
    if (!slice_next_part(&rest->text, separator, &part.text)) {
        return false;
    }
    rest->offset += (uint32_t)(rest->text.bytes - part.text.bytes);
    *ret = trim(part);
    return true;
}

/* Fail because the word is none of the names. */
static bool fail_name(struct pack_loader *loader, struct field field,
    const struct slice *names, size_t count)
{
    struct slice near = suggest_name(field.text, names, count);
    char list[200] = "";
    size_t used = 0;
    for (size_t i = 0; i < count && used < sizeof(list); i++) {
        int n = snprintf(list + used, sizeof(list) - used, "%s%.*s",
            i ? ", " : "", (int)names[i].len, names[i].bytes);
        used += n > 0 ? (size_t)n : 0;
    }
    pack_fail(loader, field.offset, "", "");
    struct place place = loader->error.place;
    if (near.len) {
        error_set(&loader->error, "не понятно «%.*s»; может быть, «%.*s»?",
            "cannot read \"%.*s\"; did you mean \"%.*s\"?", (int)field.text.len,
            field.text.bytes, (int)near.len, near.bytes);
    } else {
        error_set(&loader->error, "не понятно «%.*s»; бывает: %s",
            "cannot read \"%.*s\"; it can be: %s", (int)field.text.len,
            field.text.bytes, list);
    }
    loader->error.place = place;
    return false;
}

/* Index of the name among the names, whatever its case; fails otherwise. */
static bool choose(struct pack_loader *loader, struct field field,
    const struct slice *names, size_t count, size_t *ret)
{
    size_t at = 0;
    while (at < count && !slice_equal(field.text, names[at])) {
        at++;
    }
    if (at == count) { /* few write otherwise than the manual */
        at = 0;
        while (at < count && !slice_equal_any_case(field.text, names[at])) {
            at++;
        }
    }
    *ret = at;
    return at < count || fail_name(loader, field, names, count);
}

static const struct slice kind_names[] = {
    {"presence", 8},
    {"prohibition", 11},
    {"consistency", 11},
    {"terminology", 11},
    {"concept", 7},
};

static const struct slice severity_names[] = {
    {"none", 4}, {"note", 4}, {"warning", 7}, {"error", 5}};

static const struct slice scope_names[] = {
    {"sentence", 8}, {"clause", 6}, {"lead", 4}, {"page", 4}};

static const struct slice report_names[] = {
    {"place", 5}, {"sentence", 8}, {"clause", 6}, {"once", 4}};

static const struct slice document_names[] = {{"policy", 6}, {"consent", 7},
    {"agreement", 9}, {"cookie", 6}, {"other", 5}};

static const struct slice operator_names[] = {
    {"unknown", 7}, {"legal", 5}, {"sole", 4}, {"person", 6}};

static const struct slice jurisdiction_names[] = {{"RU", 2}, {"BY", 2},
    {"KZ", 2}, {"UA", 2}, {"UZ", 2}, {"KG", 2}, {"MD", 2}, {"EU", 2},
    {"OTHER", 5}, {"UNKNOWN", 7}};

static const struct slice yes_names[] = {{"no", 2}, {"yes", 3}};

static const struct slice party_names[] = {{"other", 5}, {"operator", 8},
    {"subject", 7}, {"site", 4}, {"data", 4}, {"policy", 6}, {"offer", 5},
    {"law", 3}};

/* A list of names separated by commas, as bits by their order. */
static bool read_bits(struct pack_loader *loader, struct field value,
    const struct slice *names, size_t count, uint32_t *ret)
{
    struct field field;
    uint32_t bits = 0;
    while (next_field(&value, ',', &field)) {
        size_t index;
        if (!choose(loader, field, names, count, &index)) {
            return false;
        }
        bits |= 1u << index;
    }
    *ret |= bits;
    return true;
}

static bool read_date(
    struct pack_loader *loader, struct field field, struct date *ret)
{
    if (!date_parse_iso(field.text, ret)) {
        return pack_fail(loader, field.offset, "нужна дата вида 2022-09-01",
            "a date like 2022-09-01 is wanted");
    }
    return true;
}

static bool read_id(struct pack_loader *loader, struct field field,
    struct slice **ids, size_t *count)
{
    if (slice_find(field.text, SLICE("/"), 0) == SLICE_NOT_FOUND ||
        slice_find(field.text, SLICE(" "), 0) != SLICE_NOT_FOUND) {
        return pack_fail(loader, field.offset, "нужно имя правила: пакет/имя",
            "a rule id is wanted: pack/name");
    }
    struct slice id = field.text;
    *ids = list_grow(loader->arena, *ids, *count, sizeof(id));
    (*ids)[(*count)++] = id;
    ruleset_name_id(
        loader->ruleset, loader->rule, id, pack_place(loader, field.offset));
    return true;
}

static bool read_ids(struct pack_loader *loader, struct field value,
    struct slice **ids, size_t *count)
{
    struct field field;
    while (next_field(&value, ',', &field)) {
        if (!read_id(loader, field, ids, count)) {
            return false;
        }
    }
    return true;
}

/* The day before, for "before D". */
static struct date day_before(struct date date)
{
    if (date.day > 1) {
        date.day--;
        return date;
    }
    date.day = 31;
    if (date.month > 1) {
        date.month--;
    } else {
        date.month = 12;
        date.year--;
    }
    while (!date_exists(date)) {
        date.day--;
    }
    return date;
}

/* "(from D)", "(to D)" or "(from D to D)" at the end of a citation; it is
   taken off. */
static bool read_period(
    struct pack_loader *loader, struct field *field, struct period *ret)
{
    size_t open = SLICE_NOT_FOUND;
    for (size_t at = 0; at < field->text.len; at++) {
        open = field->text.bytes[at] == '(' ? at : open;
    }
    if (open == SLICE_NOT_FOUND || !slice_ends_with(field->text, SLICE(")"))) {
        return true;
    }
    struct field inner = {slice_cut(field->text, open + 1, field->text.len - 1),
        field->offset + (uint32_t)open + 1};
    if (!slice_starts_with(inner.text, SLICE("from ")) &&
        !slice_starts_with(inner.text, SLICE("to "))) {
        return true;
    }
    struct field word;
    struct date *date = NULL;
    while (next_field(&inner, ' ', &word)) {
        if (word.text.len == 0) {
            continue;
        }
        if (slice_equal(word.text, SLICE("from"))) {
            date = &ret->from;
        } else if (slice_equal(word.text, SLICE("to"))) {
            date = &ret->to;
        } else if (!date || !read_date(loader, word, date)) {
            return date ? false
                        : pack_fail(loader, word.offset,
                              "здесь нужно «from» или «to»",
                              "\"from\" or \"to\" is wanted here");
        }
    }
    field->text = slice_trim(slice_cut(field->text, 0, open));
    return true;
}

static bool read_bases(struct pack_loader *loader, struct field value,
    struct basis **bases, size_t *count)
{
    struct field field;
    while (next_field(&value, ';', &field)) {
        struct basis basis = {0};
        if (field.text.len == 0) {
            continue;
        }
        if (!read_period(loader, &field, &basis.period)) {
            return false;
        }
        basis.cite = field.text;
        *bases = list_grow(loader->arena, *bases, *count, sizeof(basis));
        (*bases)[(*count)++] = basis;
    }
    return true;
}

/* What a word of a severity case belongs to. */
enum case_word { CASE_LEVEL, CASE_FOR, CASE_BEFORE, CASE_FROM, CASE_WHEN };

static bool read_type(struct pack_loader *loader, struct field field,
    struct severity_case *severity)
{
    struct slice both[COUNT_OF(operator_names) + COUNT_OF(document_names)];
    memcpy(both, operator_names, sizeof(operator_names));
    memcpy(both + COUNT_OF(operator_names), document_names,
        sizeof(document_names));
    size_t index;
    if (!choose(loader, field, both, COUNT_OF(both), &index)) {
        return false;
    }
    if (index < COUNT_OF(operator_names)) {
        severity->operator_types |= 1u << index;
    } else {
        severity->document_types |= 1u << (index - COUNT_OF(operator_names));
    }
    return true;
}

static bool read_case_word(struct pack_loader *loader, struct field field,
    enum case_word word, struct severity_case *severity)
{
    size_t index;
    switch (word) {
    case CASE_LEVEL:
        if (!choose(loader, field, severity_names, COUNT_OF(severity_names),
                &index)) {
            return false;
        }
        severity->severity = (enum severity)index;
        return true;
    case CASE_FOR:
        return read_type(loader, field, severity);
    case CASE_BEFORE:
        if (!read_date(loader, field, &severity->period.to)) {
            return false;
        }
        severity->period.to = day_before(severity->period.to);
        return true;
    case CASE_FROM:
        return read_date(loader, field, &severity->period.from);
    case CASE_WHEN:
        return read_id(loader, field, &severity->when, &severity->when_count);
    }
    return true;
}

static bool is_case_word(struct slice text, enum case_word *ret)
{
    static const struct {
        struct slice name;
        enum case_word word;
    } words[] = {{{"for", 3}, CASE_FOR}, {{"before", 6}, CASE_BEFORE},
        {{"from", 4}, CASE_FROM}, {{"when", 4}, CASE_WHEN}};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_equal(text, words[i].name)) {
            *ret = words[i].word;
            return true;
        }
    }
    return false;
}

static bool read_case(struct pack_loader *loader, struct field field)
{
    struct severity_case severity = {0};
    enum case_word word = CASE_LEVEL;
    size_t count = 0;
    struct field part;
    while (next_field(&field, ' ', &part)) {
        if (slice_ends_with(part.text, SLICE(","))) {
            part.text.len--;
        }
        if (part.text.len == 0) {
            continue;
        }
        if (count > 0 && is_case_word(part.text, &word)) {
            continue;
        }
        if (count > 0 && word == CASE_LEVEL) {
            return pack_fail(loader, part.offset,
                "после уровня бывает for, before, from, when",
                "after the level comes for, before, from or when");
        }
        if (!read_case_word(loader, part, word, &severity)) {
            return false;
        }
        count++;
    }
    struct rule *rule = loader->rule;
    rule->severities = list_grow(loader->arena, rule->severities,
        rule->severity_count, sizeof(severity));
    rule->severities[rule->severity_count++] = severity;
    return true;
}

static bool read_severity(struct pack_loader *loader, struct field value)
{
    struct field field;
    while (next_field(&value, ';', &field)) {
        if (field.text.len && !read_case(loader, field)) {
            return false;
        }
    }
    return true;
}

static bool read_choice(struct pack_loader *loader, struct field value,
    const struct slice *names, size_t count, int *ret)
{
    size_t index;
    if (!choose(loader, value, names, count, &index)) {
        return false;
    }
    *ret = (int)index;
    return true;
}

static bool read_check(struct pack_loader *loader, struct field value)
{
    size_t count;
    const struct check *all = check_list(&count);
    struct slice *names = arena_array(loader->arena, count, sizeof(*names));
    for (size_t i = 0; i < count; i++) {
        names[i] = slice_from(all[i].name);
    }
    size_t index;
    if (!choose(loader, value, names, count, &index)) {
        return false;
    }
    loader->rule->check = names[index];
    loader->rule->check_number = (uint32_t)index;
    return true;
}

static bool read_unguarded(struct pack_loader *loader, struct field value)
{
    struct field field;
    while (next_field(&value, ',', &field)) {
        size_t index;
        if (!choose(loader, field, guard_names, guard_name_count, &index)) {
            return false;
        }
        loader->rule->unguarded |= guard_from_name(guard_names[index]);
    }
    return true;
}

enum key {
    KEY_ENGLISH,
    KEY_KIND,
    KEY_SEVERITY,
    KEY_APPLIES,
    KEY_DOCUMENTS,
    KEY_OPERATORS,
    KEY_FROM,
    KEY_TO,
    KEY_BASIS,
    KEY_SANCTION,
    KEY_ONLY_WHEN,
    KEY_ONLY_WHEN_NOT,
    KEY_YIELDS_TO,
    KEY_UNGUARDED,
    KEY_OFF,
    KEY_CHECK,
    KEY_SCOPE,
    KEY_REPORT,
    KEY_ELEMENT,
    KEY_ELEMENT_ENGLISH,
    KEY_FIX_ENGLISH,
};

static const struct slice key_names[] = {
    [KEY_ENGLISH] = {"English", 7},
    [KEY_KIND] = {"Kind", 4},
    [KEY_SEVERITY] = {"Severity", 8},
    [KEY_APPLIES] = {"Applies", 7},
    [KEY_DOCUMENTS] = {"Documents", 9},
    [KEY_OPERATORS] = {"Operators", 9},
    [KEY_FROM] = {"From", 4},
    [KEY_TO] = {"To", 2},
    [KEY_BASIS] = {"Basis", 5},
    [KEY_SANCTION] = {"Sanction", 8},
    [KEY_ONLY_WHEN] = {"Only when", 9},
    [KEY_ONLY_WHEN_NOT] = {"Only when not", 13},
    [KEY_YIELDS_TO] = {"Yields to", 9},
    [KEY_UNGUARDED] = {"Unguarded", 9},
    [KEY_OFF] = {"Off", 3},
    [KEY_CHECK] = {"Check", 5},
    [KEY_SCOPE] = {"Scope", 5},
    [KEY_REPORT] = {"Report", 6},
    [KEY_ELEMENT] = {"Element", 7},
    [KEY_ELEMENT_ENGLISH] = {"Element in English", 18},
    [KEY_FIX_ENGLISH] = {"Fix in English", 14},
};

static const struct slice entry_key_names[] = {{"Party", 5}};

const struct slice *pack_key_names(bool is_entry, size_t *ret_count)
{
    *ret_count = is_entry ? COUNT_OF(entry_key_names) : COUNT_OF(key_names);
    return is_entry ? entry_key_names : key_names;
}

bool pack_key_is_of_ids(struct slice key)
{
    return slice_equal_any_case(key, key_names[KEY_SEVERITY]) ||
           slice_equal_any_case(key, key_names[KEY_ONLY_WHEN]) ||
           slice_equal_any_case(key, key_names[KEY_ONLY_WHEN_NOT]) ||
           slice_equal_any_case(key, key_names[KEY_YIELDS_TO]);
}

const struct slice *pack_key_values(struct slice key, size_t *ret_count)
{
    const struct {
        struct slice key;
        const struct slice *values;
        size_t count;
    } keys[] = {
        {key_names[KEY_KIND], kind_names, COUNT_OF(kind_names)},
        {key_names[KEY_SEVERITY], severity_names, COUNT_OF(severity_names)},
        {key_names[KEY_APPLIES], jurisdiction_names,
            COUNT_OF(jurisdiction_names)},
        {key_names[KEY_DOCUMENTS], document_names, COUNT_OF(document_names)},
        {key_names[KEY_OPERATORS], operator_names, COUNT_OF(operator_names)},
        {key_names[KEY_UNGUARDED], guard_names, guard_name_count},
        {key_names[KEY_OFF], yes_names, COUNT_OF(yes_names)},
        {key_names[KEY_SCOPE], scope_names, COUNT_OF(scope_names)},
        {key_names[KEY_REPORT], report_names, COUNT_OF(report_names)},
        {entry_key_names[0], party_names, COUNT_OF(party_names)},
    };
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (slice_equal_any_case(key, keys[i].key)) {
            *ret_count = keys[i].count;
            return keys[i].values;
        }
    }
    *ret_count = 0;
    return NULL;
}

static bool read_kind(struct pack_loader *loader, struct field value)
{
    int choice = 0;
    if (!read_choice(
            loader, value, kind_names, COUNT_OF(kind_names), &choice)) {
        return false;
    }
    loader->rule->kind = (enum rule_kind)choice;
    loader->has_kind = true;
    return true;
}

static bool read_off(struct pack_loader *loader, struct field value)
{
    int choice = 0;
    if (!read_choice(loader, value, yes_names, COUNT_OF(yes_names), &choice)) {
        return false;
    }
    loader->rule->is_off = choice == 1;
    return true;
}

static bool read_scope(struct pack_loader *loader, struct field value)
{
    int choice = 0;
    if (!read_choice(
            loader, value, scope_names, COUNT_OF(scope_names), &choice)) {
        return false;
    }
    loader->rule->scope = (enum rule_scope)choice;
    return true;
}

static bool read_report(struct pack_loader *loader, struct field value)
{
    int choice = 0;
    if (!read_choice(
            loader, value, report_names, COUNT_OF(report_names), &choice)) {
        return false;
    }
    loader->rule->report = (enum rule_report)choice;
    return true;
}

/* One line for each key. */
static bool read_value(
    struct pack_loader *loader, enum key key, struct field value)
{
    struct rule *rule = loader->rule;
    switch (key) {
    case KEY_ENGLISH:
        rule->message.en = value.text;
        return true;
    case KEY_KIND:
        return read_kind(loader, value);
    case KEY_SEVERITY:
        return read_severity(loader, value);
    case KEY_APPLIES:
        return read_bits(loader, value, jurisdiction_names,
            COUNT_OF(jurisdiction_names), &rule->jurisdictions);
    case KEY_DOCUMENTS:
        return read_bits(loader, value, document_names,
            COUNT_OF(document_names), &rule->document_types);
    case KEY_OPERATORS:
        return read_bits(loader, value, operator_names,
            COUNT_OF(operator_names), &rule->operator_types);
    case KEY_FROM:
        return read_date(loader, value, &rule->period.from);
    case KEY_TO:
        return read_date(loader, value, &rule->period.to);
    case KEY_BASIS:
        return read_bases(loader, value, &rule->bases, &rule->basis_count);
    case KEY_SANCTION:
        return read_bases(
            loader, value, &rule->sanctions, &rule->sanction_count);
    case KEY_ONLY_WHEN:
        return read_ids(
            loader, value, &rule->only_when, &rule->only_when_count);
    case KEY_ONLY_WHEN_NOT:
        return read_ids(
            loader, value, &rule->only_when_not, &rule->only_when_not_count);
    case KEY_YIELDS_TO:
        return read_ids(
            loader, value, &rule->yields_to, &rule->yields_to_count);
    case KEY_UNGUARDED:
        return read_unguarded(loader, value);
    case KEY_OFF:
        return read_off(loader, value);
    case KEY_CHECK:
        return read_check(loader, value);
    case KEY_SCOPE:
        return read_scope(loader, value);
    case KEY_REPORT:
        return read_report(loader, value);
    case KEY_ELEMENT:
        rule->element.ru = value.text;
        return true;
    case KEY_ELEMENT_ENGLISH:
        rule->element.en = value.text;
        return true;
    case KEY_FIX_ENGLISH:
        rule->fix_english = value.text;
        return true;
    }
    return true;
}

static bool read_party(
    struct pack_loader *loader, struct field key, struct field value)
{
    size_t index;
    if (!choose(
            loader, key, entry_key_names, COUNT_OF(entry_key_names), &index) ||
        !choose(loader, value, party_names, COUNT_OF(party_names), &index)) {
        return false;
    }
    struct lexicon_entry *entry = lexicon_entry(loader->ruleset, loader->class);
    entry->has_party = true;
    entry->party = (enum party)index;
    return true;
}

bool pack_key(struct pack_loader *loader)
{
    struct field value = {loader->block->text.bytes, 0};
    struct field key;
    if (!next_field(&value, ':', &key) || value.text.len == 0) {
        return pack_fail(loader, 0, "нужна пара «Ключ: значение»",
            "\"Key: value\" is wanted");
    }
    value = trim(value);
    if (!loader->rule) {
        return read_party(loader, key, value);
    }
    size_t index;
    if (!choose(loader, key, key_names, COUNT_OF(key_names), &index)) {
        return false;
    }
    uint32_t bit = 1u << index;
    if ((loader->seen & bit) && index != KEY_BASIS && index != KEY_SANCTION) {
        return pack_fail(loader, 0, "этот ключ у правила уже есть",
            "the rule has this key already");
    }
    loader->seen |= bit;
    return read_value(loader, (enum key)index, value);
}
