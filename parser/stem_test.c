/*
 * stem_test.c - stem_test FILE…: stems of the words of these texts are those of
 * Snowball's library, where the build found it.
 */
#include "parser/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void assert_stem(const char *word, const char *stem)
{
    struct slice got = stem_of(slice_from(word));
    if (!slice_is(got, stem)) {
        fail_msg("%s: %.*s", word, (int)got.len, got.bytes);
    }
}

static void forms_of_a_word_have_one_stem(void **state)
{
    (void)state;
    assert_stem("политика", "политик");
    assert_stem("политикой", "политик");
    assert_stem("согласие", "соглас");
    assert_stem("согласиями", "соглас");
    assert_stem("обработанный", "обработа");
    assert_stem("обрабатывается", "обрабатыва");
    assert_stem("прочитавшись", "прочита");
    assert_stem("новейшего", "нов");
    assert_stem("ответственность", "ответствен");
}

static void
an_ending_is_taken_only_behind_the_first_vowel_and_where_it_can_stand(
    void **state)
{
    (void)state;
    assert_stem("", "");
    assert_stem("я", "я");
    assert_stem("в", "в");
    assert_stem("ость", "ост");
    assert_stem("рост", "рост");
    assert_stem("гост", "гост");
    assert_stem("пришел", "пришел");
    assert_stem("скала", "скал");
    assert_stem("e-mail", "e-mail");
    assert_stem("152-фз", "152-фз");
}

#ifdef HAS_SNOWBALL

#include "parser/fold.h"
#include "parser/word.h"

#include <libstemmer.h>

static int file_count;
static char **files;

/* All of a file; the caller frees the arena. */
static struct slice read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = arena_room(arena, 1 << 20);
    size_t len = fread(bytes, 1, 1 << 20, file);
    assert_true(feof(file));
    fclose(file);
    return (struct slice){bytes, len};
}

static void compare(struct sb_stemmer *stemmer, struct slice word)
{
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)word.bytes, (int)word.len);
    struct slice wanted = {
        (const char *)stem, (size_t)sb_stemmer_length(stemmer)};
    struct slice got = stem_of(word);
    if (!slice_equal(got, wanted)) {
        fail_msg("%.*s: %.*s, and of Snowball %.*s", (int)word.len, word.bytes,
            (int)got.len, got.bytes, (int)wanted.len, wanted.bytes);
    }
}

/* And beginnings of them: words that nobody would write. */
static void stems_are_those_of_snowball(void **state)
{
    (void)state;
    struct sb_stemmer *stemmer = sb_stemmer_new("russian", "UTF_8");
    assert_non_null(stemmer);
    for (int i = 0; i < file_count; i++) {
        struct arena *arena = arena_new();
        struct slice folded = fold_slice(arena, read_file(arena, files[i]));
        struct word_list words = word_list_of(arena, folded);
        for (size_t w = 0; w < words.count; w++) {
            struct slice word = word_at(&words, w);
            compare(stemmer, word);
            for (size_t len = 2; len + 2 <= word.len; len += 2) {
                compare(stemmer, slice_cut(word, 0, len));
            }
        }
        arena_free(arena);
    }
    sb_stemmer_delete(stemmer);
}

#endif

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_word_have_one_stem),
        cmocka_unit_test(
            an_ending_is_taken_only_behind_the_first_vowel_and_where_it_can_stand),
#ifdef HAS_SNOWBALL
        cmocka_unit_test(stems_are_those_of_snowball),
#endif
    };
#ifdef HAS_SNOWBALL
    files = argv + 1;
    file_count = argc - 1;
#else
    (void)argc;
    (void)argv;
#endif
    return cmocka_run_group_tests(tests, NULL, NULL);
}
