/*
 * libxml.h - when libxml2 is loaded.
 *
 * It brings ICU and the C++ runtime along, which takes longer than checking a
 * page, and most policies are Markdown. So the program is not linked with it:
 * libxml_late.c has functions of the same names, and the first call of any
 * loads the library. Nothing else knows. A build that cannot find out the
 * library's name, or with -Dlate_libxml=false, links it, and libxml_linked.c
 * stands in.
 */
#ifndef PARSER_LIBXML_H
#define PARSER_LIBXML_H

/* Load it now: before the process gives up the right to open files, or starts
   threads. Prints one line and aborts if it is missing, as the dynamic linker
   would. */
void libxml_load(void);

#endif
