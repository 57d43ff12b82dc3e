#include "parser/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define PLACES 1024u
#define WORD_COUNT 200u

/* Tables whose addresses are these. */
#define ONE ((const void *)(uintptr_t)0x5555000012a0)
#define OTHER ((const void *)(uintptr_t)0x5555000042d0)

static void equal_bytes_have_one_hash(void **state)
{
    (void)state;
    static const char text[] = "согласие согласие";
    struct slice first = {text, strlen("согласие")};
    struct slice second = {text + strlen("согласие "), strlen("согласие")};
    assert_true(hash_bytes(first, ONE) == hash_bytes(second, ONE));
    assert_true(hash_bytes(first, ONE) != hash_bytes(first, OTHER));
    assert_true(hash_bytes(SLICE(""), ONE) != hash_bytes(SLICE("a"), ONE));
}

static size_t place(struct slice word, const void *table)
{
    return hash_bytes(word, table) % PLACES;
}

/* The next word that the table has in its first place. */
static struct slice next_chosen(char ret[32], const void *table, unsigned *at)
{
    struct slice word;
    do {
        word = (struct slice){ret, (size_t)snprintf(ret, 32, "слово%u", ++*at)};
    } while (place(word, table) != 0);
    return word;
}

static void words_chosen_for_one_table_are_spread_in_another(void **state)
{
    (void)state;
    unsigned counts[PLACES] = {0};
    unsigned most = 0;
    unsigned at = 0;
    for (unsigned i = 0; i < WORD_COUNT; i++) {
        char bytes[32];
        unsigned count = ++counts[place(next_chosen(bytes, ONE, &at), OTHER)];
        most = count > most ? count : most;
    }
    assert_in_range(most, 1, 5);
}

static void words_that_differ_in_one_letter_are_spread(void **state)
{
    (void)state;
    char bytes[] = "aaaaaaaaaaaaaaaaaaaaaaaa";
    struct slice word = slice_from(bytes);
    for (size_t letter = 0; letter < word.len; letter++) {
        unsigned counts[PLACES] = {0};
        for (int c = 'a'; c <= 'z'; c++) {
            bytes[letter] = (char)c;
            assert_in_range(++counts[place(word, ONE)], 1, 3);
        }
        bytes[letter] = 'a';
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_have_one_hash),
        cmocka_unit_test(words_chosen_for_one_table_are_spread_in_another),
        cmocka_unit_test(words_that_differ_in_one_letter_are_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
