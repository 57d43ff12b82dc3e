/*
 * signal_domain.c - which domain is the site's own, and whose country's.
 *
 * A policy names many hosts: its own, those of analytics and social networks,
 * those of regulators. The own one is where the text speaks of «Сайт», where
 * its mail goes, what an HTML page calls canonical, or what is named most.
 * Free mail tells nothing.
 */
#include "rules/signal.h"

#include <string.h>

enum {
    HOST_LIMIT = 64,      /* different hosts that are kept */
    OWN_SCORE = 2,        /* less is no domain of its own */
    HEAD_LIMIT = 1 << 16, /* bytes of an HTML page that may be its head */
};

struct host {
    struct slice name; /* the last two labels, folded */
    unsigned score;
    struct mention best; /* the place that said most for it */
    unsigned best_score;
};

struct hosts {
    struct host items[HOST_LIMIT];
    size_t count;
};

#define DOMAIN_SIGNAL(country, weight_)                                \
    {                                                                  \
        .jurisdiction = JURISDICTION_##country, .kind = SIGNAL_DOMAIN, \
        .weight = (weight_)                                            \
    }

static const struct {
    const char *ending;
    struct signal signal;
} zones[] = {
    {".by", DOMAIN_SIGNAL(BY, 5)},
    {".бел", DOMAIN_SIGNAL(BY, 5)},
    {".xn--90ais", DOMAIN_SIGNAL(BY, 5)},
    {".ru", DOMAIN_SIGNAL(RU, 4)},
    {".рф", DOMAIN_SIGNAL(RU, 4)},
    {".xn--p1ai", DOMAIN_SIGNAL(RU, 4)},
    {".su", DOMAIN_SIGNAL(RU, 4)},
    {".moscow", DOMAIN_SIGNAL(RU, 4)},
    {".xn--80adxhks", DOMAIN_SIGNAL(RU, 4)},
    {".kz", DOMAIN_SIGNAL(KZ, 5)},
    {".ua", DOMAIN_SIGNAL(UA, 5)},
    {".uz", DOMAIN_SIGNAL(UZ, 5)},
    {".kg", DOMAIN_SIGNAL(KG, 5)},
    {".md", DOMAIN_SIGNAL(MD, 5)},
    {".am", DOMAIN_SIGNAL(OTHER, 5)},
    {".az", DOMAIN_SIGNAL(OTHER, 5)},
    {".ge", DOMAIN_SIGNAL(OTHER, 5)},
    {".eu", DOMAIN_SIGNAL(EU, 5)},
    {".lt", DOMAIN_SIGNAL(EU, 5)},
    {".lv", DOMAIN_SIGNAL(EU, 5)},
    {".ee", DOMAIN_SIGNAL(EU, 5)},
    {".pl", DOMAIN_SIGNAL(EU, 5)},
    {".de", DOMAIN_SIGNAL(EU, 5)},
};

/* Hosts that are nobody's own: services, regulators, free mail. */
static const char *const others[] = {"yandex.ru", "yandex.by", "yandex.com",
    "ya.ru", "google.com", "google.ru", "google.by", "gmail.com", "vk.com",
    "vk.ru", "t.me", "telegram.org", "instagram.com", "facebook.com",
    "youtube.com", "ok.ru", "mail.ru", "bk.ru", "list.ru", "inbox.ru",
    "internet.ru", "rambler.ru", "tut.by", "outlook.com", "hotmail.com",
    "icloud.com", "proton.me", "protonmail.com", "cpd.by", "gov.ru", "gov.by",
    "pravo.by", "etalonline.by", "consultant.ru", "garant.ru", "gosuslugi.ru",
    "tilda.cc", "tilda.ru", "bitrix24.ru", "bitrix24.by", "jivosite.ru",
    "whatsapp.com", "viber.com", "wa.me", "tiktok.com", "twitter.com", "x.com",
    "apple.com", "microsoft.com", "mozilla.org", "opera.com", "example.com",
    "allaboutcookies.org", "aboutads.info", "hoster.by", "github.com",
    "roistat.com", "calltouch.ru", "sbis.ru", "cloudflare.com", "sberbank.ru",
    "tinkoff.ru", "yookassa.ru", "cdek.ru", "datepersonale.md",
    "support.google", "sape.ru", "liveinternet.ru", "rambler.ru"};

static bool is_of_others(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        if (slice_is(name, others[i])) {
            return true;
        }
    }
    return false;
}

/* The host of a URL, an e-mail address or a bare name. */
static struct slice host_of(struct slice address, bool *ret_is_mail)
{
    size_t scheme = slice_find(address, SLICE("://"), 0);
    if (scheme != SLICE_NOT_FOUND) {
        address = slice_cut(address, scheme + 3, address.len);
    }
    for (size_t i = 0; i < address.len; i++) {
        if (strchr("/?#:", address.bytes[i]) != NULL) {
            address.len = i;
        }
    }
    size_t at = slice_find(address, SLICE("@"), 0);
    *ret_is_mail = at != SLICE_NOT_FOUND;
    if (*ret_is_mail) {
        address = slice_cut(address, at + 1, address.len);
    }
    return address;
}

/* The last two labels of a host; empty when it has but one. */
static struct slice registered_name(struct slice host)
{
    size_t dots = 0;
    for (size_t i = host.len; i > 0; i--) {
        if (host.bytes[i - 1] == '.') {
            dots++;
            if (dots == 2) {
                return slice_cut(host, i, host.len);
            }
        }
    }
    return dots == 1 ? host : (struct slice){0};
}

static void host_count(struct hosts *hosts, struct slice name, unsigned score,
    const struct mention *mention)
{
    if (name.len == 0 || is_of_others(name)) {
        return;
    }
    size_t i = 0;
    while (i < hosts->count && !slice_equal(hosts->items[i].name, name)) {
        i++;
    }
    if (i == HOST_LIMIT) {
        return;
    }
    if (i == hosts->count) {
        hosts->items[hosts->count++] = (struct host){.name = name};
    }
    struct host *host = &hosts->items[i];
    host->score += score;
    if (score > host->best_score) {
        host->best_score = score;
        host->best = *mention;
    }
}

/* Does the sentence speak of the site and its address? */
static bool speaks_of_site(const struct stretch *unit, struct slice folded)
{
    static const char *const stems[] = {"сайт", "домен", "интернет-магазин",
        "далее", "сервис", "платформ", "url"};
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < COUNT_OF(stems); k++) {
            if (slice_begins(word, stems[k])) {
                return true;
            }
        }
    }
    return false;
}

static void count_unit(const struct doc *doc, const struct mentions *mentions,
    uint32_t index, struct hosts *hosts)
{
    const struct stretch *unit = &mentions->units[index];
    const struct clause *clause = &doc->clauses[unit->clause];
    int is_site = -1; /* not asked yet */
    for (uint32_t i = 0; i < unit->word_count; i++) {
        if (unit->words[i].kind != WORD_ADDRESS) {
            continue;
        }
        bool is_mail;
        struct slice word = word_slice(clause->folded.bytes, unit->words[i]);
        struct slice name = registered_name(host_of(word, &is_mail));
        if (is_site < 0) {
            is_site = speaks_of_site(unit, clause->folded.bytes);
        }
        unsigned score = is_mail ? 2 : 1;
        score += is_site && !is_mail ? 3 : 0;
        score += clause->region != REGION_BODY ? 1 : 0;
        struct mention mention = {.unit = index};
        mention.passage.clause = unit->clause;
        mention.passage.span =
            folded_to_text(&clause->folded, unit->words[i].span);
        mention.span = doc_source_span(doc, mention.passage);
        host_count(hosts, name, score, &mention);
    }
}

/* The value of the attribute inside the tag that holds offset, or empty. */
static struct slice attribute_near(
    struct slice head, size_t offset, struct slice attribute)
{
    size_t end = slice_find(head, SLICE(">"), offset);
    size_t begin = offset;
    while (begin > 0 && head.bytes[begin - 1] != '<') {
        begin--;
    }
    size_t at = slice_find(head, attribute, begin);
    if (end == SLICE_NOT_FOUND || at == SLICE_NOT_FOUND || at >= end) {
        return (struct slice){0};
    }
    struct slice value = slice_cut(head, at + attribute.len, end);
    if (value.len == 0 || (value.bytes[0] != '"' && value.bytes[0] != '\'')) {
        return (struct slice){0};
    }
    size_t quote = slice_find(value, slice_cut(value, 0, 1), 1);
    return quote == SLICE_NOT_FOUND ? (struct slice){0}
                                    : slice_cut(value, 1, quote);
}

/* What the head of an HTML page says of its own address. */
static void count_head(const struct doc *doc, struct hosts *hosts)
{
    static const struct {
        const char *mark;
        const char *attribute;
    } signs[] = {
        {"\"canonical\"", "href="},
        {"\"og:url\"", "content="},
    };
    if (doc->source.format != FORMAT_HTML) {
        return;
    }
    struct slice head = slice_cut(doc->source.text, 0, HEAD_LIMIT);
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        size_t at = slice_find(head, slice_from(signs[i].mark), 0);
        if (at == SLICE_NOT_FOUND) {
            continue;
        }
        struct slice url =
            attribute_near(head, at, slice_from(signs[i].attribute));
        bool is_mail;
        struct slice host = host_of(url, &is_mail);
        struct mention mention = {.passage.clause = NONE};
        mention.span.begin = (uint32_t)(host.bytes - head.bytes);
        mention.span.end = mention.span.begin + (uint32_t)host.len;
        if (host.len > 0) {
            host_count(hosts, registered_name(host), 6, &mention);
        }
    }
}

void domain_find(const struct doc *doc, struct mentions *mentions)
{
    struct hosts *hosts = arena_alloc(doc->arena, sizeof(*hosts));
    count_head(doc, hosts);
    for (uint32_t i = 0; i < mentions->unit_count; i++) {
        count_unit(doc, mentions, i, hosts);
    }
    const struct host *own = NULL;
    for (size_t i = 0; i < hosts->count; i++) {
        if (own == NULL || hosts->items[i].score > own->score) {
            own = &hosts->items[i];
        }
    }
    if (own == NULL || own->score < OWN_SCORE) {
        return;
    }
    mentions->domain = own->name;
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        if (slice_ends_with(own->name, slice_from(zones[i].ending))) {
            struct mention mention = own->best;
            mention.signal = &zones[i].signal;
            mentions->items = arena_grow(doc->arena, mentions->items,
                mentions->count, &mentions->capacity, sizeof(mention));
            mentions->items[mentions->count++] = mention;
        }
    }
}
