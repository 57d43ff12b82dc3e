#include "parser/xml_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_text_is_escaped_for_its_place(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer out = {.arena = arena};
    struct xml_writer *writer = xml_writer_new(&out);
    xml_begin(writer, "a");
    xml_attribute(writer, "b", SLICE("<\"&'>\n\t]]>"));
    xml_number(writer, "n", 7);
    xml_text(writer, SLICE("</a> & ]]> \"Ж\" \r\n"));
    xml_begin(writer, "c");
    xml_writer_free(writer);
    assert_string_equal(arena_string(arena, buffer_slice(&out)),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a b=\"&lt;&quot;&amp;'&gt;&#10;&#9;]]&gt;\" n=\"7\">"
        "&lt;/a&gt; &amp; ]]&gt; &quot;Ж&quot; &#13;\n"
        "  <c/>\n</a>\n");
    arena_free(arena);
}

static void what_xml_cannot_hold_is_replaced(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer out = {.arena = arena};
    struct xml_writer *writer = xml_writer_new(&out);
    xml_begin(writer, "a");
    xml_text(writer, SLICE("\0\033[31m\xff\xed\xa0\x80\xef\xbf\xbe😀"));
    xml_writer_free(writer);
    assert_string_equal(arena_string(arena, buffer_slice(&out)),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a>\uFFFD\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD😀</a>\n");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_is_escaped_for_its_place),
        cmocka_unit_test(what_xml_cannot_hold_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
