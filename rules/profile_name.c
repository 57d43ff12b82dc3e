/*
 * profile_name.c - the words by which packs, options and reports name kinds
 * of documents, operators and countries.
 */
#include "rules/profile.h"

struct name {
    uint32_t bit;
    const char *name;
};

static const struct name documents[] = {
    {DOCUMENT_POLICY, "policy"},
    {DOCUMENT_CONSENT, "consent"},
    {DOCUMENT_AGREEMENT, "agreement"},
    {DOCUMENT_COOKIE, "cookie"},
    {DOCUMENT_OTHER, "other"},
    {0, ""},
};

static const struct name countries[] = {
    {JURISDICTION_RU, "RU"},
    {JURISDICTION_BY, "BY"},
    {JURISDICTION_KZ, "KZ"},
    {JURISDICTION_UA, "UA"},
    {JURISDICTION_UZ, "UZ"},
    {JURISDICTION_KG, "KG"},
    {JURISDICTION_MD, "MD"},
    {JURISDICTION_EU, "EU"},
    {JURISDICTION_OTHER, "other"},
    {JURISDICTION_UNKNOWN, "unknown"},
    {0, ""},
};

static const struct name operators[] = {
    {OPERATOR_UNKNOWN, "unknown"},
    {OPERATOR_LEGAL, "legal"},
    {OPERATOR_SOLE, "sole"},
    {OPERATOR_PERSON, "person"},
    {0, ""},
};

static struct slice name_of(const struct name *names, uint32_t bit)
{
    while (names->bit != bit && names->bit != 0) {
        names++;
    }
    return slice_from(names->name);
}

static uint32_t bit_of(const struct name *names, struct slice name)
{
    while (names->bit != 0 &&
           !slice_equal_any_case(slice_from(names->name), name)) {
        names++;
    }
    return names->bit;
}

struct slice document_type_name(enum document_type type)
{
    return name_of(documents, type);
}

struct slice jurisdiction_name(uint32_t jurisdiction)
{
    return name_of(countries, jurisdiction);
}

struct slice operator_type_name(enum operator_type type)
{
    return name_of(operators, type);
}

uint32_t document_type_from_name(struct slice name)
{
    return bit_of(documents, name);
}

uint32_t jurisdiction_from_name(struct slice name)
{
    return bit_of(countries, name);
}

uint32_t operator_type_from_name(struct slice name)
{
    return bit_of(operators, name);
}
