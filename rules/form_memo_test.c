#include "rules/form_memo.h"
#include "rules/ruleset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct ruleset one;
static const struct ruleset other;

static const uint32_t numbers[] = {7, 3, 5};
static const struct form_tokens tokens = {
    .numbers = numbers, .literal_count = 2, .entry_count = 1};

static struct word_form form_of(struct slice bytes)
{
    return (struct word_form){.bytes = bytes, .kind = WORD_PLAIN};
}

/* One for the second document of the ruleset. */
static struct form_memo *memo_of_two(void)
{
    struct form_memo *memo = form_memo_new();
    form_memo_begin(memo, &one);
    form_memo_begin(memo, &one);
    return memo;
}

static void a_form_is_known_as_it_was_added(void **state)
{
    (void)state;
    struct form_memo *memo = memo_of_two();
    char spelling[] = "согласие";
    struct word_form form = form_of(slice_from(spelling));
    assert_null(form_memo_find(memo, &form));
    form_memo_add(memo, &form, tokens);
    spelling[0] = 'x'; /* of a document that is gone */
    form = form_of(SLICE("согласие"));
    form_memo_begin(memo, &one);
    const struct form_tokens *known = form_memo_find(memo, &form);
    assert_non_null(known);
    assert_int_equal(known->literal_count, 2);
    assert_int_equal(known->entry_count, 1);
    assert_memory_equal(known->numbers, numbers, sizeof(numbers));
    form.kind = WORD_NUMBER;
    assert_null(form_memo_find(memo, &form));
    form_memo_free(memo);
}

static void the_first_document_is_not_remembered(void **state)
{
    (void)state;
    struct form_memo *memo = form_memo_new();
    struct word_form form = form_of(SLICE("согласие"));
    form_memo_begin(memo, &one);
    form_memo_add(memo, &form, tokens);
    assert_null(form_memo_find(memo, &form));
    form_memo_begin(memo, &one);
    assert_null(form_memo_find(memo, &form));
    form_memo_free(memo);
}

static void what_is_known_counts_for_its_ruleset_only(void **state)
{
    (void)state;
    struct form_memo *memo = memo_of_two();
    struct word_form form = form_of(SLICE("согласие"));
    form_memo_add(memo, &form, tokens);
    form_memo_begin(memo, &other);
    assert_null(form_memo_find(memo, &form));
    form_memo_begin(memo, &one);
    assert_null(form_memo_find(memo, &form));
    form_memo_free(memo);
}

static void a_full_memo_keeps_what_it_has(void **state)
{
    (void)state;
    struct form_memo *memo = memo_of_two();
    for (unsigned i = 0; i <= FORM_MEMO_LIMIT; i++) {
        char bytes[16];
        snprintf(bytes, sizeof(bytes), "%u", i);
        struct word_form form = form_of(slice_from(bytes));
        form_memo_add(memo, &form,
            (struct form_tokens){.numbers = &i, .literal_count = 1});
    }
    struct word_form first = form_of(SLICE("0"));
    struct word_form last = form_of(SLICE("8191"));
    struct word_form more = form_of(SLICE("8192"));
    assert_int_equal(form_memo_find(memo, &first)->numbers[0], 0);
    assert_int_equal(form_memo_find(memo, &last)->numbers[0], 8191);
    assert_null(form_memo_find(memo, &more));
    form_memo_free(memo);
}

static void a_long_form_is_not_remembered(void **state)
{
    (void)state;
    struct form_memo *memo = memo_of_two();
    static const char bytes[FORM_MEMO_LONGEST + 1];
    struct word_form form = form_of((struct slice){bytes, FORM_MEMO_LONGEST});
    form_memo_add(memo, &form, tokens);
    assert_non_null(form_memo_find(memo, &form));
    form.bytes.len++;
    form_memo_add(memo, &form, tokens);
    assert_null(form_memo_find(memo, &form));
    form_memo_free(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_known_as_it_was_added),
        cmocka_unit_test(the_first_document_is_not_remembered),
        cmocka_unit_test(what_is_known_counts_for_its_ruleset_only),
        cmocka_unit_test(a_full_memo_keeps_what_it_has),
        cmocka_unit_test(a_long_form_is_not_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
