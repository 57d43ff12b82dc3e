#include "parser/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* As the library of Snowball 2.2 has them. */
static void stems_are_those_of_snowball(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        const char *stem;
    } pairs[] = {
        {"обработками", "обработк"},
        {"согласие", "соглас"},
        {"персональных", "персональн"},
        {"субъекта", "субъект"},
        {"отозвав", "отозва"},
        {"давшись", "давш"},
        {"прочитавши", "прочита"},
        {"обрабатывающий", "обрабатыва"},
        {"обезличенная", "обезличен"},
        {"обработавшего", "обработа"},
        {"подписывались", "подписыва"},
        {"подписывается", "подписыва"},
        {"передала", "переда"},
        {"хранить", "хран"},
        {"хотите", "хот"},
        {"оператором", "оператор"},
        {"политикой", "политик"},
        {"ответственность", "ответствен"},
        {"личность", "личност"},
        {"важнейшего", "важн"},
        {"важнейше", "важн"},
        {"длинный", "длин"},
        {"длинн", "длин"},
        {"соль", "сол"},
        {"и", "и"},
        {"его", "ег"},
        {"я", "я"},
        {"ао", "а"},
        {"ооо", "оо"},
        {"cookie", "cookie"},
        {"152-фз", "152-фз"},
        {"дзеянні", "дзеянні"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct slice stem = stem_of(slice_from(pairs[i].word));
        if (!slice_is(stem, pairs[i].stem)) {
            print_error("%s: %.*s\n", pairs[i].word, (int)stem.len, stem.bytes);
        }
        assert_true(slice_is(stem, pairs[i].stem));
    }
}

static void bytes_that_are_no_word_have_a_stem(void **state)
{
    (void)state;
    assert_int_equal(stem_of(SLICE("")).len, 0);
    assert_int_equal(stem_of(SLICE("\xd0")).len, 1);
    assert_int_equal(stem_of(SLICE("\x80\x80\xb8")).len, 3);
    assert_true(slice_is(stem_of(SLICE("а\xd0")), "а\xd0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems_are_those_of_snowball),
        cmocka_unit_test(bytes_that_are_no_word_have_a_stem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
