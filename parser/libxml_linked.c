#include "parser/libxml.h"

#include "parser/memory.h"

#include <libxml/parser.h>
#include <stdlib.h>

void libxml_load(void)
{
    xmlMemSetup(free, memory_take, memory_resize, memory_copy_string);
    xmlInitParser();
}
