/*
 * check_jurisdiction.h - words of another country's law in the operator's
 * document.
 *
 * All of these read profile.mentions: the profile has decided whose document
 * it is, and each check asks which of the mentions of another country govern,
 * which submit to its bodies, and which are harmless.
 */
#ifndef RULES_CHECK_JURISDICTION_H
#define RULES_CHECK_JURISDICTION_H

#include "rules/check_context.h"

/* Another country's acts and codes: jurisdiction/law-citation. */
void check_foreign_law(struct check_context *context, const struct rule *rule);
/* Its legislation as a whole: jurisdiction/governing-law. */
void check_governing_law(
    struct check_context *context, const struct rule *rule);
void check_foreign_regulator(
    struct check_context *context, const struct rule *rule);
void check_foreign_authority(
    struct check_context *context, const struct rule *rule);
void check_foreign_court(
    struct check_context *context, const struct rule *rule);
/* A registry number of one country beside another's: registry-id. */
void check_registry_id(struct check_context *context, const struct rule *rule);
void check_duty_leftover(
    struct check_context *context, const struct rule *rule);
void check_foreign_terminology(
    struct check_context *context, const struct rule *rule);
void check_foreign_deadline(
    struct check_context *context, const struct rule *rule);
void check_eu_leftover(struct check_context *context, const struct rule *rule);
/* One sentence that names a country and another's law. */
void check_contradiction(
    struct check_context *context, const struct rule *rule);
/* Two laws applied where the operator's country cannot be told. */
void check_unknown_operator(
    struct check_context *context, const struct rule *rule);
/* R19: the document as a whole applies Russian law and another. */
void check_jurisdiction_mismatch(
    struct check_context *context, const struct rule *rule);

#endif
