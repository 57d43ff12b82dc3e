/*
 * checksum_test.c - check digits of registers and banks.
 */
#include "rules/checksum.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_inn_of_ten_or_twelve_digits_is_checked(void **state)
{
    (void)state;
    assert_true(checksum_inn(SLICE("7700123459")));
    assert_false(checksum_inn(SLICE("7700123458")));
    assert_true(checksum_inn(SLICE("500100732259")));
    assert_false(checksum_inn(SLICE("500100732258")));
    assert_false(checksum_inn(SLICE("500100732249")));
    assert_false(checksum_inn(SLICE("599999009")));
    assert_false(checksum_inn(SLICE("")));
}

static void an_ogrn_has_thirteen_digits_and_an_ogrnip_fifteen(void **state)
{
    (void)state;
    assert_true(checksum_ogrn(SLICE("1027700012340")));
    assert_false(checksum_ogrn(SLICE("1027700012341")));
    assert_true(checksum_ogrnip(SLICE("304500116000157")));
    assert_false(checksum_ogrnip(SLICE("304500116000158")));
    assert_false(checksum_ogrn(SLICE("304500116000157")));
}

static void a_unp_may_be_digits_or_begin_with_two_letters(void **state)
{
    (void)state;
    assert_true(checksum_unp(SLICE("599999009")));
    assert_true(checksum_unp(SLICE("799999001")));
    assert_true(checksum_unp(SLICE("MA9999009")));
    assert_true(checksum_unp(SLICE("МА9999009"))); /* Cyrillic */
    assert_true(checksum_unp(SLICE("ма9999009")));
    assert_false(checksum_unp(SLICE("599999008")));
    assert_false(checksum_unp(SLICE("123456789")));
    assert_false(checksum_unp(SLICE("999999009")));
    assert_false(checksum_unp(SLICE("XA9999009")));
    assert_false(checksum_unp(SLICE("M")));
    assert_false(checksum_unp(SLICE("")));
}

static void an_iban_of_belarus_is_checked_as_a_whole(void **state)
{
    (void)state;
    assert_true(checksum_iban_by(SLICE("BY13NBRB3600900000002Z00AB00")));
    assert_true(checksum_iban_by(SLICE("by13nbrb3600900000002z00ab00")));
    assert_false(checksum_iban_by(SLICE("BY14NBRB3600900000002Z00AB00")));
    assert_false(checksum_iban_by(SLICE("BY13NBRB36009000")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_inn_of_ten_or_twelve_digits_is_checked),
        cmocka_unit_test(an_ogrn_has_thirteen_digits_and_an_ogrnip_fifteen),
        cmocka_unit_test(a_unp_may_be_digits_or_begin_with_two_letters),
        cmocka_unit_test(an_iban_of_belarus_is_checked_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
