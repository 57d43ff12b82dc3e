/*
 * guard_words.c - the words that guards look for, in the syntax of phrases.
 */
#include "rules/guard.h"

#include <assert.h>

const struct slice guard_names[] = {
    {"negation", 8},
    {"definition", 10},
    {"heading", 7},
    {"statute", 7},
    {"third-party", 11},
    {"placeholder", 11},
    {"quote", 5},
};

const size_t guard_name_count = COUNT_OF(guard_names);

uint32_t guard_from_name(struct slice name)
{
    for (size_t i = 0; i < guard_name_count; i++) {
        if (slice_equal(guard_names[i], name)) {
            return 1u << i;
        }
    }
    return 0;
}

struct slice guard_name(uint32_t guard)
{
    for (size_t i = 0; i < guard_name_count; i++) {
        if (guard == 1u << i) {
            return guard_names[i];
        }
    }
    return SLICE("");
}

/* A negation that stands before the words it takes back. «Исключительно» and
   «за исключением» are none. */
static const char *const negation[] = {
    "не",
    "ни",
    "нет",
    "без",
    "нельзя",
    "никогда",
    "(невозможно|невозможна|невозможен|невозможны)",
    "(недопустимо|недопустима|недопустим|недопустимы)",
    "(запрещено|запрещена|запрещены|запрещен|запрещается|запрещаются)",
    "(исключено|исключена|исключены|исключен|исключается|исключаются)",
    "(запрет|запреты) на",
    "отсутств*",
};

/* What begins as a negation and is none: the word «не» (or another of the
   list above) at the end of the phrase takes nothing back. */
static const char *const no_negation[] = {
    "не (только|менее|более|позднее|позже|ранее|раньше|реже|дольше|долее|"
    "свыше|больше|меньше|выше|ниже|чаще|далее)",
    "не (превыша*|ограничива*|исключ*|противоречащ*|противоречит|"
    "противоречат|зависимо|взирая|смотря|требующ*|связанн*)",
    "не (относящ*|входящ*|указанн*|предусмотренн*|являющ*|имеющ*)",
    "иное не",
    "иной не",
    "без (ограничени*|исключени*|ограничения срока|учета)",
    "тем не менее",
    "если [иное] не",
    "пока не",
    "до тех пор пока ..4 не",
};

/* The predicate behind its subject: «распространение не осуществляется». */
static const char *const negated_predicate[] = {
    "не (допуска*|осуществля*|производ*|производит*|применя*|обрабатыва*|"
    "собира*|запрашива*|хран*|переда*|явля*|счита*|означа*|требу*|влия*)",
    "не (предусмотрен*|предусматрива*|используют*|использует*|ведет*|"
    "планиру*|предполага*|распространя*|предоставля*|раскрыва*|разглаша*|"
    "подлеж*|вед*|выполня*|проводит*|проводят*|происходит|установлен*|"
    "устанавлива*|ограничива*|включа*|относ*|может|могут|мож*|"
    "долж*|будет|будут|име*|действу*|соверша*|оказыва*|размеща*|публику*)",
    "(запрещено|запрещена|запрещены|запрещен|запрещается|запрещаются)",
    "(исключено|исключена|исключены|исключен|исключается|исключаются)",
    "(невозможно|невозможна|невозможен|невозможны)",
    "(недопустимо|недопустима|недопустим|недопустимы)",
    "(отсутствует|отсутствуют|недействительно|недействительны)",
    "нет",
};

/* Words that begin a clause within the sentence: a negation does not reach
   over them. */
static const char *const subordinator[] = {
    "которы*",
    "котор*",
    "если",
    "когда",
    "чтобы",
    "что",
    "поскольку",
    "так как",
    "хотя",
    "однако",
    "но",
    "а",
    "при этом",
    "кроме",
    "за исключением",
    "включая",
    "пока",
    "после",
    "причем",
    "иначе",
    "то",
};

static const char *const definition[] = {
    "под ..12 (понимается|понимаются|понимают|подразумева*|имеется в виду)",
    "(означает|означают)",
    "термин* ..8 (используется|используются|понимается|понимаются|значени*)",
    "это (любая|любое|любые|любой|действи*|совокупност*|информаци*)",
    "это (физическ*|юридическ*|лицо|лица)",
};

/* What follows the dash of «X - …». */
static const char *const definition_body[] = {
    "это",
    "(любое|любая|любой|любые|всякое|всякая)",
    "(совокупность|действие|действия|операция|операции|процесс|набор)",
    "(физическое|юридическое|государственный|муниципальный) (лицо|орган)",
    "(лицо|лица|субъект|пользователь|посетитель|гражданин) ..3 "
    "(которое|которые|который|имеющ*|осуществляющ*|использующ*)",
    "(обработка|передача|временное|временная) ..6 (с помощью|на территорию|"
    "прекращение)",
    "(сведения|информация|данные|фрагмент*|программ*|сайт|интернет-сайт) ..4 "
    "(которые|которая|которые|относящ*|размещ*|предназначен*)",
    "(небольшой|небольшие|уникальный|текстовый|текстовые) ..2 "
    "(фрагмент*|файл*|адрес*|идентификатор*)",
};

static const char *const statute[] = {
    "при наличии оснований (указанн*|предусмотренн*|установленн*)",
    "в (случаях|случае) [прямо] (указанн*|предусмотренн*|установленн*) [в] "
    "(пункт*|пп|п|част*|ч|стать*|ст|подпункт*|абзац*)",
    "до начала осуществления [деятельности по] трансграничн*",
    "по основаниям (указанн*|предусмотренн*) [в] "
    "(пункт*|пп|п|част*|ч|стать*|ст)",
    "в соответствии с (пунктом|пунктами|п|частью|ч) # ..3 (статьи|ст) # "
    "..8 (вправе|имеет право|обязан*)",
};

static const char *const statute_weak[] = {
    "в (случаях|случае) [прямо|специально] "
    "(предусмотренн*|установленн*|определенн*|указанн*) "
    "[(действующим|настоящим|федеральн*)] "
    "(законодательств*|закон*|нормативн*)",
    "в [(иных|других)] (случаях|случае) когда (это|такое) [прямо] "
    "(предусмотрен*|требует*)",
    "если (это|иное) [прямо] [не] (предусмотрен*|установлен*) "
    "(законодательств*|закон*|федеральн*|действующ*)",
    "по (требованию|запросу) (суда|органов|уполномоченн*|государственн*|"
    "правоохранительн*)",
};

/* Whole names in the nominative: what acts at the start of a sentence. */
static const char *const third_party[] = {
    "[(сервис|сервисы|компания|система|платформа)] "
    "(яндекс|google|гугл|facebook|meta|вконтакте|telegram|whatsapp|mail.ru|"
    "tilda|тильда|bitrix24|битрикс24|amocrm|unisender|сбербанк|юkassa|юмани|"
    "робокасса|robokassa|cloudpayments)",
    "яндекс метрика",
    "google analytics",
    "(платежный|банковский) (агрегатор|сервис|партнер|оператор)",
    "(платежная|банковская) (система|организация)",
    "(третьи лица|третье лицо|третья сторона)",
    "(роскомнадзор|уполномоченный орган)",
    "банк",
    "(хостинг-провайдер|провайдер)",
};

static const char *const placeholder[] = {
    "(xxx|ххх)",
    "(название|наименование) (компании|организации|вашей компании|фирмы)",
    "ваш сайт",
    "example.com",
    "yoursite.ru",
    "сайт.рф",
    "lorem ipsum",
};

static const char *const may[] = {
    "(вправе|может|могут|можете|можно)",
    "(имеет|имеют|имеете) право",
    "(допускается|допускаются|разрешается)",
};

static const char *const must[] = {
    "(обязан|обязана|обязано|обязаны|обязуется|обязуются|обязуетесь)",
    "(должен|должна|должно|должны)",
    "(необходимо|требуется)",
};

struct guard_table {
    struct slice name;
    const char *const *lines;
    size_t count;
};

#define TABLE(name, lines) {name, sizeof(name) - 1}, lines, COUNT_OF(lines)

/* No pack can use these names by accident: they begin with "!". */
static const struct guard_table tables[WORDS_KIND_COUNT] = {
    [WORDS_NEGATION] = {TABLE("!negation", negation)},
    [WORDS_NO_NEGATION] = {TABLE("!no-negation", no_negation)},
    [WORDS_NEGATED_PREDICATE] = {TABLE(
        "!negated-predicate", negated_predicate)},
    [WORDS_SUBORDINATOR] = {TABLE("!subordinator", subordinator)},
    [WORDS_DEFINITION] = {TABLE("!definition", definition)},
    [WORDS_DEFINITION_BODY] = {TABLE("!definition-body", definition_body)},
    [WORDS_STATUTE] = {TABLE("!statute", statute)},
    [WORDS_STATUTE_WEAK] = {TABLE("!statute-weak", statute_weak)},
    [WORDS_THIRD_PARTY] = {TABLE("!third-party", third_party)},
    [WORDS_PLACEHOLDER] = {TABLE("!placeholder", placeholder)},
    [WORDS_MAY] = {TABLE("!may", may)},
    [WORDS_MUST] = {TABLE("!must", must)},
};

struct slice guard_words_name(enum guard_words kind)
{
    return tables[kind].name;
}

const char *const *guard_words_lines(enum guard_words kind, size_t *ret_count)
{
    *ret_count = tables[kind].count;
    return tables[kind].lines;
}
