/*
 * libxml_late.c - libxml2's functions, each of which loads the library first.
 *
 * The names and types are those of its own headers, so the compiler holds them
 * equal. Within the library its own functions call each other: the ones here
 * are not exported.
 */
#include "parser/libxml.h"

#include "parser/memory.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlwriter.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Those that return something: type, name, parameters, arguments. */
#define FUNCTIONS(X)                                                           \
    X(htmlParserCtxtPtr, htmlCreateMemoryParserCtxt,                           \
        (const char *bytes, int size), (bytes, size))                          \
    X(int, htmlCtxtUseOptions, (htmlParserCtxtPtr parser, int options),        \
        (parser, options))                                                     \
    X(const htmlEntityDesc *, htmlEntityLookup, (const xmlChar *name), (name)) \
    X(int, htmlParseDocument, (htmlParserCtxtPtr parser), (parser))            \
    X(int, xmlSwitchEncoding,                                                  \
        (xmlParserCtxtPtr parser, xmlCharEncoding encoding),                   \
        (parser, encoding))                                                    \
    X(xmlOutputBufferPtr, xmlOutputBufferCreateIO,                             \
        (xmlOutputWriteCallback write, xmlOutputCloseCallback close,           \
            void *context, xmlCharEncodingHandlerPtr encoder),                 \
        (write, close, context, encoder))                                      \
    X(int, xmlMemSetup,                                                        \
        (xmlFreeFunc free_block, xmlMallocFunc take, xmlReallocFunc resize,    \
            xmlStrdupFunc copy),                                               \
        (free_block, take, resize, copy))                                      \
    X(xmlTextWriterPtr, xmlNewTextWriter, (xmlOutputBufferPtr out), (out))     \
    X(int, xmlTextWriterEndDocument, (xmlTextWriterPtr writer), (writer))      \
    X(int, xmlTextWriterEndElement, (xmlTextWriterPtr writer), (writer))       \
    X(int, xmlTextWriterFlush, (xmlTextWriterPtr writer), (writer))            \
    X(int, xmlTextWriterSetIndent, (xmlTextWriterPtr writer, int indent),      \
        (writer, indent))                                                      \
    X(int, xmlTextWriterSetIndentString,                                       \
        (xmlTextWriterPtr writer, const xmlChar *indent), (writer, indent))    \
    X(int, xmlTextWriterStartDocument,                                         \
        (xmlTextWriterPtr writer, const char *version, const char *encoding,   \
            const char *standalone),                                           \
        (writer, version, encoding, standalone))                               \
    X(int, xmlTextWriterStartElement,                                          \
        (xmlTextWriterPtr writer, const xmlChar *name), (writer, name))        \
    X(int, xmlTextWriterWriteAttribute,                                        \
        (xmlTextWriterPtr writer, const xmlChar *name, const xmlChar *value),  \
        (writer, name, value))                                                 \
    X(int, xmlTextWriterWriteString,                                           \
        (xmlTextWriterPtr writer, const xmlChar *text), (writer, text))

/* Those that return nothing. */
#define PROCEDURES(X)                                                 \
    X(void, htmlFreeParserCtxt, (htmlParserCtxtPtr parser), (parser)) \
    X(void, xmlFreeTextWriter, (xmlTextWriterPtr writer), (writer))   \
    X(void, xmlInitParser, (void), ())                                \
    X(void, xmlStopParser, (xmlParserCtxtPtr parser), (parser))

#define FIELD(type, name, parameters, arguments) type(*name) parameters;

/* The only thing that outlives a document: what the dynamic linker would keep
   for us. Written once, under the lock of pthread_once(). */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct {
    FUNCTIONS(FIELD)
    PROCEDURES(FIELD)
} libxml;

static void die(const char *why)
{
    fprintf(stderr, "clauselint: %s\n", why);
    abort();
}

static void *find(void *library, const char *name)
{
    void *address = dlsym(library, name);
    if (!address) {
        die(dlerror());
    }
    return address;
}

/* POSIX lets a function's address be carried in a void *, C does not. */
#define FIND(type, name, parameters, arguments) \
    *(void **)&libxml.name = find(library, #name);

static void load(void)
{
    /* Lazily, as a program linked with it would: a page needs few of the
       functions of it and of the libraries below it. */
    void *library = dlopen(LIBXML_NAME, RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        die(dlerror());
    }
    FUNCTIONS(FIND)
    PROCEDURES(FIND)
    libxml.xmlMemSetup(free, memory_take, memory_resize, memory_copy_string);
    libxml.xmlInitParser();
}

void libxml_load(void)
{
    pthread_once(&once, load);
}

#define CALL(type, name, parameters, arguments) \
    type name parameters                        \
    {                                           \
        libxml_load();                          \
        return libxml.name arguments;           \
    }

#define RUN(type, name, parameters, arguments) \
    type name parameters                       \
    {                                          \
        libxml_load();                         \
        libxml.name arguments;                 \
    }

FUNCTIONS(CALL)
PROCEDURES(RUN)
