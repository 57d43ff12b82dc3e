#include "cmd/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Values of every kind, with strings that have something to be escaped at any
   place. */
static json_t *all_kinds(void)
{
    json_t *strings = json_array();
    for (size_t len = 0; len < 70; len++) {
        char text[80];
        memset(text, 'a', sizeof(text));
        text[len] = "\"\\\n\t\b\f\r\x01\x1F/\x7F"[len % 11];
        json_array_append_new(strings, json_stringn(text, len + 3));
    }
    json_array_append_new(strings, json_stringn("\0", 1));
    json_array_append_new(strings, json_string("«данные» — 😀"));
    json_t *object = json_object();
    json_object_set_new(object, "strings", strings);
    json_object_set_new(object, "nothing", json_null());
    json_object_set_new(object, "empty", json_pack("{s[]s{}}", "a", "b"));
    json_object_set_new(object, "numbers",
        json_pack("[IIIb]", (json_int_t)INT64_MIN, (json_int_t)0,
            (json_int_t)INT64_MAX, 1));
    json_object_set_new(
        object, "nested", json_pack("[[{s[i[b]]}]]", "key", 1, 0));
    return object;
}

/* What the function writes; the caller frees it. */
static char *written(void (*write)(FILE *, json_t *))
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&bytes, &len);
    assert_non_null(file);
    write(file, all_kinds());
    fclose(file);
    return bytes;
}

static void assert_written_as_by_jansson(
    void (*write)(FILE *, json_t *), size_t flags)
{
    json_t *value = all_kinds();
    char *wanted = json_dumps(value, flags);
    char *got = written(write);
    assert_int_equal(strlen(got), strlen(wanted) + 1);
    assert_memory_equal(got, wanted, strlen(wanted));
    assert_int_equal(got[strlen(wanted)], '\n');
    free(got);
    free(wanted);
    json_decref(value);
}

static void write_value(FILE *file, json_t *value, bool is_compact)
{
    struct json_text text;
    json_text_open(&text, file, is_compact);
    json_add_tree(&text, NULL, value);
    json_text_close(&text);
}

static void write_indented(FILE *file, json_t *value)
{
    write_value(file, value, false);
}

static void write_line(FILE *file, json_t *value)
{
    write_value(file, value, true);
}

static void values_are_written_as_by_jansson(void **state)
{
    (void)state;
    assert_written_as_by_jansson(write_indented, JSON_INDENT(2));
    assert_written_as_by_jansson(write_line, JSON_COMPACT);
}

static void add_by_item(FILE *file, json_t *value)
{
    struct json_text text;
    json_text_open(&text, file, false);
    json_begin_object(&text, NULL);
    json_begin_array(&text, "empty");
    json_end(&text);
    json_begin_array(&text, "items");
    json_add_null(&text, NULL);
    json_add_tree(&text, NULL, value);
    json_begin_object(&text, NULL);
    json_end(&text);
    json_add_boolean(&text, NULL, false);
    json_end(&text);
    json_add_slice_or_null(&text, "none", SLICE(""));
    json_add_slice(&text, "broken", SLICE("a\xFF\"\xD0"));
    json_add_integer(&text, "number", -17);
    json_end(&text);
    json_text_close(&text);
}

static void add_at_once(FILE *file, json_t *value)
{
    write_indented(file,
        json_pack("{s[]s[no{}b]snss+si}", "empty", "items", value, 0, "none",
            "broken", "a\xEF\xBF\xBD\"", "\xEF\xBF\xBD", "number", -17));
}

static void items_are_written_as_if_they_were_one_value(void **state)
{
    (void)state;
    char *by_item = written(add_by_item);
    char *at_once = written(add_at_once);
    assert_string_equal(by_item, at_once);
    free(by_item);
    free(at_once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_as_by_jansson),
        cmocka_unit_test(items_are_written_as_if_they_were_one_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
