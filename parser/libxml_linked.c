#include "parser/libxml.h"

#include <libxml/parser.h>

void libxml_load(void)
{
    xmlInitParser();
}
