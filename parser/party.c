#include "parser/party.h"

#include <string.h>

/* Bytes of a definition that are looked at. */
#define DEFINITION_LIMIT 600
/* Bytes of what stands behind «X — это»: «физическое лицо, которое …». */
#define OPENING_LIMIT 64
/* Words of one name or definition; more are passed over. */
#define WORDS_LIMIT 64

struct kind {
    const char *stem; /* a whole word when it ends in "$" */
    enum party party;
};

/* Nouns that name a party by themselves. */
static const struct kind kinds[] = {
    {"оператор", PARTY_OPERATOR},
    {"аператар", PARTY_OPERATOR},
    {"компани", PARTY_OPERATOR},
    {"исполнител", PARTY_OPERATOR},
    {"администраци", PARTY_OPERATOR},
    {"администратор", PARTY_OPERATOR},
    {"продав", PARTY_OPERATOR},
    {"обществ", PARTY_OPERATOR},
    {"мы$", PARTY_OPERATOR},
    {"нас$", PARTY_OPERATOR},
    {"нам$", PARTY_OPERATOR},
    {"наш", PARTY_OPERATOR},
    {"организаци", PARTY_OPERATOR},
    {"учреждени", PARTY_OPERATOR},
    {"предприяти", PARTY_OPERATOR},
    {"предпринимател", PARTY_OPERATOR},
    {"правообладател", PARTY_OPERATOR},
    {"владел", PARTY_OPERATOR},
    {"собственник", PARTY_OPERATOR},
    {"лицензиар", PARTY_OPERATOR},
    {"агентств", PARTY_OPERATOR},
    {"фирм", PARTY_OPERATOR},
    {"клиник", PARTY_OPERATOR},
    {"центр", PARTY_OPERATOR},
    {"банк", PARTY_OPERATOR},
    {"школ", PARTY_OPERATOR},
    {"университет", PARTY_OPERATOR},
    {"институт", PARTY_OPERATOR},
    {"академи", PARTY_OPERATOR},
    {"фонд", PARTY_OPERATOR},
    {"ассоциаци", PARTY_OPERATOR},
    {"студи", PARTY_OPERATOR},
    {"отел", PARTY_OPERATOR},
    {"гостиниц", PARTY_OPERATOR},
    {"турагент", PARTY_OPERATOR},
    {"туроператор", PARTY_OPERATOR},
    {"застройщик", PARTY_OPERATOR},
    {"работодател", PARTY_OPERATOR},
    {"поставщик", PARTY_OPERATOR},
    {"подрядчик", PARTY_OPERATOR},
    {"арендодател", PARTY_OPERATOR},
    {"редакци", PARTY_OPERATOR},
    {"разработчик", PARTY_OPERATOR},
    {"ип$", PARTY_OPERATOR},
    {"пользовател", PARTY_SUBJECT},
    {"заказчик", PARTY_SUBJECT},
    {"клиент", PARTY_SUBJECT},
    {"посетител", PARTY_SUBJECT},
    {"субъект", PARTY_SUBJECT},
    {"покупател", PARTY_SUBJECT},
    {"абонент", PARTY_SUBJECT},
    {"подписчик", PARTY_SUBJECT},
    {"пациент", PARTY_SUBJECT},
    {"гость", PARTY_SUBJECT},
    {"гости", PARTY_SUBJECT},
    {"потребител", PARTY_SUBJECT},
    {"соискател", PARTY_SUBJECT},
    {"кандидат", PARTY_SUBJECT},
    {"участник", PARTY_SUBJECT},
    {"слушател", PARTY_SUBJECT},
    {"обучающ", PARTY_SUBJECT},
    {"учащ", PARTY_SUBJECT},
    {"студент", PARTY_SUBJECT},
    {"лицензиат", PARTY_SUBJECT},
    {"заявител", PARTY_SUBJECT},
    {"турист", PARTY_SUBJECT},
    {"пассажир", PARTY_SUBJECT},
    {"арендатор", PARTY_SUBJECT},
    {"работник", PARTY_SUBJECT},
    {"сотрудник", PARTY_SUBJECT},
    {"вы$", PARTY_SUBJECT},
    {"вас$", PARTY_SUBJECT},
    {"вам$", PARTY_SUBJECT},
    {"ваш", PARTY_SUBJECT},
    {"сайт", PARTY_SITE},
    {"веб-сайт", PARTY_SITE},
    {"web-сайт", PARTY_SITE},
    {"интернет-сайт", PARTY_SITE},
    {"интернет-магазин", PARTY_SITE},
    {"интернет-ресурс", PARTY_SITE},
    {"интернет-портал", PARTY_SITE},
    {"веб-ресурс", PARTY_SITE},
    {"ресурс", PARTY_SITE},
    {"сервис", PARTY_SITE},
    {"портал", PARTY_SITE},
    {"приложени", PARTY_SITE},
    {"платформ", PARTY_SITE},
    {"бот", PARTY_SITE},
    {"telegram-бот", PARTY_SITE},
    {"чат-бот", PARTY_SITE},
    {"данные$", PARTY_DATA},
    {"данных$", PARTY_DATA},
    {"данными$", PARTY_DATA},
    {"информаци", PARTY_DATA},
    {"сведени", PARTY_DATA},
    {"пдн$", PARTY_DATA},
    {"пд$", PARTY_DATA},
    {"политик", PARTY_POLICY},
    {"палітык", PARTY_POLICY},
    {"положени", PARTY_POLICY},
    {"документ", PARTY_POLICY},
    {"оферт", PARTY_OFFER},
    {"соглашени", PARTY_OFFER},
    {"договор", PARTY_OFFER},
    {"правил", PARTY_OFFER},
    {"услови", PARTY_OFFER},
    {"закон$", PARTY_LAW},
    {"закона$", PARTY_LAW},
    {"законом$", PARTY_LAW},
    {"фз$", PARTY_LAW},
    {"фз-152$", PARTY_LAW},
    {"152-фз$", PARTY_LAW},
    {"99-з$", PARTY_LAW},
    {"кодекс", PARTY_LAW},
    {"коап$", PARTY_LAW},
    {"гк$", PARTY_LAW},
    {"gdpr$", PARTY_LAW},
    {"регламент$", PARTY_LAW},
};

/* Nouns that look like one of the stems above and are something else. */
static const char *const lookalikes[] = {"банкомат", "сервисн", "общественн",
    "административ", "клиентск", "пользовательск", "организационн",
    "информационн", "центральн", "законн", "отельн"};

static const char *const legal_forms[] = {"ооо", "ао", "пао", "зао", "оао",
    "нао", "ано", "ип", "одо", "чуп", "уп", "руп", "чтуп", "ктуп", "нко",
    "фгбу", "гбу", "мбу", "гуп", "муп", "тоо", "тдо", "тсж"};

static enum party kind_of(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(lookalikes); i++) {
        if (slice_begins(word, lookalikes[i])) {
            return PARTY_OTHER;
        }
    }
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (word.len < 2 || memcmp(word.bytes, kinds[i].stem, 2) != 0) {
            continue; /* another letter, of two bytes: most of them */
        }
        struct slice stem = slice_from(kinds[i].stem);
        bool is_whole = stem.bytes[stem.len - 1] == '$';
        stem.len -= is_whole;
        if (is_whole ? slice_equal(word, stem)
                     : slice_starts_with(word, stem)) {
            return kinds[i].party;
        }
    }
    return PARTY_OTHER;
}

static bool is_adjective(struct slice word)
{
    static const char *const endings[] = {"ый", "ий", "ой", "ая", "яя", "ое",
        "ее", "ые", "ие", "ого", "его", "ым", "им", "ыми", "ими", "ых", "их",
        "ую", "юю"};
    if (kind_of(word) != PARTY_OTHER) {
        return false;
    }
    if (slice_ends_with(word, SLICE("ние")) ||
        slice_ends_with(word, SLICE("тие"))) {
        return false; /* «блокирование», «согласие» is a noun */
    }
    return word.len > strlen("общий") - 2 &&
           slice_ends_among(word, endings, COUNT_OF(endings));
}

static bool parts_words(char byte)
{
    return !(byte & 0x80) && strchr(" \"'().,;:/!?", byte);
}

/* Take the next word off the text, split at what is no letter, digit or
   hyphen; folded text needs no more here. */
static bool next_word(struct slice *rest, struct slice *ret)
{
    size_t begin = 0;
    while (begin < rest->len && parts_words(rest->bytes[begin])) {
        begin++;
    }
    size_t end = begin;
    while (end < rest->len && !parts_words(rest->bytes[end])) {
        end++;
    }
    *ret = slice_cut(*rest, begin, end);
    *rest = slice_cut(*rest, end, rest->len);
    return ret->len > 0;
}

/* The kind of the noun that a name is about: its first word that is no
   adjective, or its last. */
static enum party head_of(struct slice name)
{
    struct slice word;
    struct slice last = {0};
    for (size_t i = 0; i < WORDS_LIMIT && next_word(&name, &word); i++) {
        last = word;
        if (!is_adjective(word)) {
            break;
        }
    }
    return last.len ? kind_of(last) : PARTY_OTHER;
}

static bool is_legal_form(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(legal_forms); i++) {
        if (slice_is(word, legal_forms[i])) {
            return true;
        }
    }
    return slice_starts_with(word, SLICE("предпринимател")) ||
           slice_starts_with(word, SLICE("самозанят"));
}

static bool mentions(struct slice text, const char *stem)
{
    return slice_find(text, slice_from(stem), 0) != SLICE_NOT_FOUND;
}

static bool has_legal_form(struct slice definition)
{
    struct slice rest = definition;
    struct slice word;
    while (next_word(&rest, &word)) {
        if (is_legal_form(word)) {
            return true;
        }
    }
    return mentions(definition, "общество с ограниченной") ||
           mentions(definition, "акционерное общество");
}

/* The party that the words a name stands for speak of last. */
static enum party party_of_definition(
    struct slice definition, bool has_operator)
{
    if (has_legal_form(definition)) {
        return has_operator ? PARTY_OTHER : PARTY_OPERATOR;
    }
    if (mentions(definition, "физическ") && mentions(definition, "лиц")) {
        return PARTY_SUBJECT;
    }
    enum party found = PARTY_OTHER;
    struct slice word;
    while (next_word(&definition, &word)) {
        enum party party = kind_of(word);
        if (party == PARTY_SITE || party == PARTY_LAW ||
            party == PARTY_POLICY) {
            found = party;
        }
    }
    return found;
}

enum party party_of(struct slice name, struct slice definition, bool is_alias,
    bool has_operator)
{
    /* The words nearest to the name are its own; of a long sentence the rest
       is about something else. */
    if (!is_alias) {
        definition = slice_cut(definition, 0, OPENING_LIMIT);
    } else if (definition.len > DEFINITION_LIMIT) {
        definition = slice_cut(
            definition, definition.len - DEFINITION_LIMIT, definition.len);
    }
    enum party party = head_of(name);
    if (party == PARTY_OFFER && mentions(definition, "политик") &&
        !mentions(definition, "оферт") && !mentions(definition, "договор") &&
        !mentions(definition, "соглашени")) {
        return PARTY_POLICY;
    }
    if (party == PARTY_POLICY && !mentions(name, "политик") &&
        (mentions(definition, "оферт") || mentions(definition, "договор"))) {
        return PARTY_OFFER;
    }
    return party != PARTY_OTHER ? party
                                : party_of_definition(definition, has_operator);
}
