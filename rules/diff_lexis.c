#include "rules/diff_lexis.h"

/* Words behind a verb in which its subject is looked for. */
#define ACTOR_REACH 3
/* Words behind «может» in which what one may do is looked for. */
#define CLAIM_REACH 6
/* Words for data that make a sentence a list of them. */
#define DATA_OF_LIST 2
#define PARTIES (LEXIS_OPERATOR | LEXIS_SUBJECT)

struct entry {
    uint32_t bit;
    const char *words;
};

static const struct entry entries[] = {
    {LEXIS_NOT, "не ни нет без нельзя никогда запрещ* недопустим* отсутств* "
                "невозможно прочерк"},
    {LEXIS_SOFT_NOT, "позднее позже более менее ранее раньше реже дольше долее "
                     "только свыше превыша* исключая"},
    {LEXIS_MAY, "вправе право может могут можете можем"},
    {LEXIS_MUST, "обязан обязана обязано обязаны обязуется обязуются обязуемся "
                 "обязуетесь должен должна должно должны гарантирует "
                 "гарантируем обязательно"},
    {LEXIS_OPERATOR, "оператор* компани* обществ* исполнител* продав* "
                     "администраци* мы нами нас организаци* уполномоченн*"},
    {LEXIS_SUBJECT, "субъект* пользовател* покупател* заказчик* клиент* "
                    "посетител* подписчик* вы вам вас вами потребител*"},
    {LEXIS_CARE,
        "уничтож* стира* прекращ* прекрати* отвеча* ответит рассматрив* "
        "рассмотр* уведом* сообща* сообщит обеспечива* обеспечи* удаля* удали* "
        "блокир* исправл* уточня* уточни* публик* шифру* ограничива* назнача* "
        "обуча* запрашива* принима* защища* информир* соблюда* устраня* "
        "возмеща* ознаком* знаком* провод* контролир* извеща* расследу* "
        "предупрежд*"},
    {LEXIS_PROCESS,
        "собира* обрабатыва* переда* предостав* использу* хран* получа* "
        "поруча* раскрыва* распростран* продава* накаплива* анализир* "
        "отслежива* осуществля* включа* записыва*"},
    {LEXIS_PASSES, "переда* передач* поруча* поручен* раскрыва* раскрыт* "
                   "распростран* трет* партнер* получател* контрагент* "
                   "привлека*"},
    {LEXIS_PURPOSE, "цель цели целей целям целями целях цели-"},
    {LEXIS_DATA, "перечень перечня категори* состав состава виды следующ*"},
    {LEXIS_PERSONAL, "данных данные сведения сведений информаци* пд пдн "
                     "персональн*"},
    {LEXIS_BORDER, "трансгранич* иностранн* зарубеж* рубеж"},
    {LEXIS_COUNTRY,
        "сша германи* ирланди* нидерланд* кита* казахстан* беларус* росси* рф "
        "армени* турци* израил* индия индии индию финлянди* польш* латви* "
        "литв* эстони* великобритани* франци* евросоюз* оаэ эмират* сингапур* "
        "серби* грузия грузии грузию узбекистан* кыргызстан* молдов* украин* "
        "азербайджан* япони* корея кореи корею австрали* канад* швейцари* "
        "кипр* испани* итали* чехи* швеци* таджикистан* монголи* вьетнам*"},
    {LEXIS_STORE, "хран* обработк* обрабатыва* действ* срок сроки"},
    {LEXIS_ANSWER, "ответ* отвеча* запрос* обращен* рассмотр* рассматрив* "
                   "требован* отзыв* отозв* заявлен* прекращ* предоставля*"},
    {LEXIS_DUTY, "уничтож* стира* удал* блокир* уведом* сообщ* исправ* уточн* "
                 "устран* извещ* публик* утечк*"},
    {LEXIS_FOREVER, "бессрочн* неограниченн* неопределенн* вечно навсегда"},
    {LEXIS_ONLY, "только лишь исключительно"},
    {LEXIS_CONDITION, "только лишь исключительно если условии нотариальн* "
                      "платн* плату оплат* лично личной усмотрени* "
                      "одностороннем основаниям"},
    {LEXIS_OPEN, "иные иных иным иными иной иную другие других другим другими "
                 "прочие прочих прочее любые любых любым любыми любую любой "
                 "ограничиваясь"},
    {LEXIS_SENSITIVE,
        "биометр* здоров* национальн* расов* религи* полит* паспорт* геолокац* "
        "местоположен* реклам* маркетинг* рассыл* профилир* профайл* скоринг* "
        "аналитик* автоматизир* специальн* продаж* банковск* дактил* "
        "отпечат* изображен* голос* несовершеннолетн* дет*"},
    {LEXIS_PLAIN,
        "в во на с со к ко о об обо от до из за по при про у для и или а но же "
        "ли бы то что как это его ее их своих своей своего том числе также "
        "либо данных данные данными персональн* категори* перечень перечня "
        "следующ* цель цели целей целях целям субъект* пользовател* оператор* "
        "клиент* посетител* покупател* сведения сведений информаци* общие "
        "общая "
        "таких такие такими который которые которых иных иные иным других "
        "другие обработк* обрабатыва* компани* сайт* осуществл* являет* "
        "передает передача передачи может могут быть лиц лица лицам лицами "
        "третьи* соответств*"},
    {LEXIS_AND, "и или либо также"},
    {LEXIS_AGE, "старше младше моложе возраст* достиг* лет"},
    {LEXIS_CONSENT, "согласи*"},
    {LEXIS_LACK, "без"},
    {LEXIS_TERM, "срок* период* хран*"},
    {LEXIS_DATUM, "фамили* имя имени отчеств* телефон* почты email e-mail "
                  "паспорт* рождения cookie ip-адрес ip-адреса гражданств* "
                  "снилс инн пол возраст изображен* фотограф* фио"},
    {LEXIS_FOR, "для"},
};

static const char *const verb_endings[] = {"ет", "ют", "ит", "ят", "ут", "ат",
    "ем", "им", "ется", "ются", "ится", "ятся", "утся", "атся", "ать", "ить",
    "ять", "ыть"};

bool diff_is_listed(const char *list, struct slice word)
{
    return slice_is_listed(word, slice_from(list), ' ');
}

static uint32_t bits_of(struct slice word, uint32_t applied)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < COUNT_OF(entries); i++) {
        bits |= diff_is_listed(entries[i].words, word) ? entries[i].bit : 0;
    }
    if (slice_ends_among(word, verb_endings, COUNT_OF(verb_endings))) {
        bits |= LEXIS_VERB;
    }
    bool is_home =
        (applied & JURISDICTION_RU && diff_is_listed("росси* рф", word)) ||
        (applied & JURISDICTION_BY && diff_is_listed("беларус*", word));
    return bits | (is_home ? LEXIS_HOME : 0);
}

/* Names of parties that the document defines itself. To look for one of
   several words adds a form, for which there are no bits. */
static void mark_terms(struct diff_lexis *lexis, size_t known,
    struct diff_forms *forms, const struct diff_edition *edition)
{
    for (size_t i = 0; i < edition->doc->term_count; i++) {
        const struct term *term = &edition->doc->terms[i];
        uint32_t bit = term->party == PARTY_OPERATOR  ? LEXIS_OPERATOR
                       : term->party == PARTY_SUBJECT ? LEXIS_SUBJECT
                                                      : 0;
        size_t form = bit ? diff_form(forms, term->folded) : known;
        if (form < known) {
            lexis->bits[form] |= bit;
        }
    }
}

void diff_lexis_make(struct arena *arena, struct diff_forms *forms,
    const struct diff_edition *old_edition,
    const struct diff_edition *new_edition, struct diff_lexis *ret)
{
    *ret = (struct diff_lexis){
        forms, arena_array(arena, forms->count, sizeof(uint32_t))};
    uint32_t applied = old_edition->report->profile.applied |
                       new_edition->report->profile.applied;
    size_t known = forms->count;
    for (size_t i = 0; i < known; i++) {
        ret->bits[i] = bits_of(forms->items[i], applied);
    }
    mark_terms(ret, known, forms, old_edition);
    mark_terms(ret, known, forms, new_edition);
}

uint32_t diff_lexis_of(
    const struct diff_lexis *lexis, const struct diff_unit *unit)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < unit->word_count; i++) {
        bits |= lexis->bits[unit->words[i].form];
    }
    return bits;
}

static uint32_t bits_at(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    return at < unit->word_count ? lexis->bits[unit->words[at].form] : 0;
}

bool diff_negates(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    return bits_at(lexis, unit, at) & LEXIS_NOT &&
           !(bits_at(lexis, unit, at + 1) & LEXIS_SOFT_NOT);
}

/* ---- stances ---- */

/* Is there a negation just before the word? */
static bool is_negated(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    return (at > 0 && diff_negates(lexis, unit, at - 1)) ||
           (at > 1 && diff_negates(lexis, unit, at - 2));
}

/* Endings of the cases in which a party is not the one who does it. */
static bool is_oblique(struct slice word)
{
    static const char *const endings[] = {"ом", "ем", "ами", "ями", "ам", "ям",
        "у", "ю", "ах", "ях", "ов", "ев", "ей", "е", "а", "ля", "вас", "вам"};
    return slice_ends_among(word, endings, COUNT_OF(endings));
}

static struct slice word_of(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    return at < unit->word_count ? lexis->forms->items[unit->words[at].form]
                                 : SLICE("");
}

/* The party that the word names as the one who does it, or 0. */
static uint32_t actor_at(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    uint32_t party = bits_at(lexis, unit, at) & PARTIES;
    return party && !is_oblique(word_of(lexis, unit, at)) ? party : 0;
}

/* A party that stands at the word or soon behind it. */
static uint32_t actor_behind(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    for (size_t i = at; i < at + ACTOR_REACH; i++) {
        uint32_t actor = actor_at(lexis, unit, i);
        if (actor) {
            return actor;
        }
    }
    return 0;
}

/* Is what one may do a thing that a subject does with his data? */
static bool is_claim(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at)
{
    static const char claims[] =
        "отказ* отозв* отзыв* получ* треб* потреб* обжал* удал* исправ* измен* "
        "уточн* запро* обра* возраз* огранич* отпис* отключ* подать пода* "
        "выбр* выбира* настро* блокир* уничтож* прекра* ознаком*";
    for (size_t i = at + 1; i < at + CLAIM_REACH; i++) {
        if (diff_is_listed(claims, word_of(lexis, unit, i))) {
            return true;
        }
    }
    return false;
}

/* «вправе» and «право» grant a right by themselves, «может» only with what a
   right is about. */
static enum diff_stance may_stance(const struct diff_lexis *lexis,
    const struct diff_unit *unit, size_t at, uint32_t actor)
{
    bool is_not = is_negated(lexis, unit, at);
    struct slice word = word_of(lexis, unit, at);
    bool is_grant = diff_is_listed("вправе право", word);
    if (diff_is_listed("можем", word)) {
        actor = LEXIS_OPERATOR;
    }
    if (actor & LEXIS_OPERATOR) {
        return is_not ? STANCE_BAN : STANCE_POWER;
    }
    if (actor == 0 && !is_grant && !diff_is_listed("можете", word)) {
        return STANCE_NONE;
    }
    bool is_right = is_claim(lexis, unit, at);
    if (is_not) {
        return is_right ? STANCE_BAR : STANCE_BURDEN;
    }
    return is_grant || is_right ? STANCE_RIGHT : STANCE_NONE;
}

static enum diff_stance modal_stance(const struct diff_lexis *lexis,
    const struct diff_unit *unit, size_t at, uint32_t actor)
{
    if (bits_at(lexis, unit, at) & LEXIS_MAY) {
        return may_stance(lexis, unit, at, actor);
    }
    bool is_not = is_negated(lexis, unit, at);
    if (actor & LEXIS_SUBJECT) {
        return is_not ? STANCE_RIGHT : STANCE_BURDEN;
    }
    return is_not ? STANCE_POWER : STANCE_DUTY;
}

/* What a verb that is no modal one makes of the sentence. */
static enum diff_stance plain_stance(const struct diff_lexis *lexis,
    const struct diff_unit *unit, size_t at, uint32_t actor)
{
    uint32_t bits = bits_at(lexis, unit, at);
    if (!(bits & LEXIS_VERB) || !(bits & (LEXIS_CARE | LEXIS_PROCESS)) ||
        actor == LEXIS_SUBJECT) {
        return STANCE_NONE;
    }
    if (is_negated(lexis, unit, at)) {
        return bits & LEXIS_PROCESS ? STANCE_BAN : STANCE_NONE;
    }
    return bits & LEXIS_CARE ? STANCE_DUTY : STANCE_PRACTICE;
}

/* The first modal verb decides, else the first verb of the operator's; the
   party named last before it does it. */
static enum diff_stance own_stance(
    const struct diff_lexis *lexis, const struct diff_unit *unit)
{
    enum diff_stance plain = STANCE_NONE;
    uint32_t last = 0;
    uint32_t party = 0; /* in whatever case: «за субъектом остаётся право» */
    for (size_t i = 0; i < unit->word_count; i++) {
        uint32_t bits = bits_at(lexis, unit, i);
        uint32_t here = actor_at(lexis, unit, i);
        last = here ? here : last;
        party = bits & PARTIES ? bits & PARTIES : party;
        uint32_t actor = last ? last : actor_behind(lexis, unit, i);
        if (bits & (LEXIS_MAY | LEXIS_MUST)) {
            bool is_noun = slice_equal(word_of(lexis, unit, i), SLICE("право"));
            enum diff_stance stance = modal_stance(lexis, unit, i,
                actor     ? actor
                : is_noun ? party
                          : 0);
            if (stance != STANCE_NONE) {
                return stance;
            }
        }
        if (plain == STANCE_NONE) {
            plain = plain_stance(lexis, unit, i, actor);
        }
    }
    return plain;
}

enum diff_stance diff_stance_of(const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_unit *unit)
{
    if (unit->is_heading) {
        return STANCE_NONE;
    }
    const struct clause *clause = &edition->doc->clauses[unit->passage.clause];
    bool is_first = unit->sentence == clause->first_sentence;
    if (unit->lead != NONE && is_first) {
        enum diff_stance led = own_stance(lexis, &edition->units[unit->lead]);
        if (led != STANCE_NONE && led != STANCE_PRACTICE) {
            return led;
        }
    }
    return own_stance(lexis, unit);
}

/* ---- topics ---- */

enum diff_topic diff_topic_of_words(
    const struct diff_lexis *lexis, const struct diff_word *words, size_t count)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < count; i++) {
        bits |= lexis->bits[words[i].form];
    }
    if (bits & (LEXIS_NOT | LEXIS_MUST)) {
        return TOPIC_NONE;
    }
    if (bits & LEXIS_PURPOSE) {
        return TOPIC_PURPOSE;
    }
    if (bits & LEXIS_PASSES) {
        return TOPIC_RECIPIENT;
    }
    return bits & LEXIS_DATA && bits & LEXIS_PERSONAL && !(bits & LEXIS_TERM)
               ? TOPIC_DATA
               : TOPIC_NONE;
}

static enum diff_topic topic_of_unit(const struct diff_lexis *lexis,
    const struct diff_edition *edition, uint32_t unit)
{
    if (unit == NONE) {
        return TOPIC_NONE;
    }
    const struct diff_unit *head = &edition->units[unit];
    size_t count = head->word_count;
    return diff_topic_of_words(
        lexis, head->words, count < DIFF_HEAD_WORDS ? count : DIFF_HEAD_WORDS);
}

/* «Ученики: фамилия, имя, телефон» needs no word for what it lists. */
static bool lists_data(
    const struct diff_lexis *lexis, const struct diff_unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->word_count; i++) {
        count += bits_at(lexis, unit, i) & LEXIS_DATUM ? 1 : 0;
    }
    return count >= DATA_OF_LIST;
}

enum diff_topic diff_topic_of(const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_unit *unit)
{
    if (unit->is_heading) {
        return TOPIC_NONE;
    }
    if (unit->column != NONE) {
        return topic_of_unit(lexis, edition, unit->header);
    }
    enum diff_topic led = topic_of_unit(lexis, edition, unit->lead);
    if (led != TOPIC_NONE) {
        return led;
    }
    enum diff_stance stance = diff_stance_of(lexis, edition, unit);
    uint32_t bits = diff_lexis_of(lexis, unit);
    if (stance != STANCE_PRACTICE && stance != STANCE_POWER &&
        (stance != STANCE_NONE || bits & LEXIS_VERB)) {
        return TOPIC_NONE;
    }
    enum diff_topic own =
        diff_topic_of_words(lexis, unit->words, unit->word_count);
    own = own == TOPIC_NONE && lists_data(lexis, unit) ? TOPIC_DATA : own;
    return own != TOPIC_NONE || bits & LEXIS_VERB
               ? own
               : topic_of_unit(lexis, edition, unit->section);
}
