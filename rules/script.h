/*
 * script.h - is it Russian that a document is written in?
 *
 * The law of Russia and Belarus is looked for in Russian words. Of a text in
 * another language, or of Russian that went through a wrong encoding, they
 * can tell nothing, and must not say that something is missing.
 */
#ifndef RULES_SCRIPT_H
#define RULES_SCRIPT_H

#include "parser/doc.h"

enum script {
    SCRIPT_RUSSIAN, /* or too short to tell */
    SCRIPT_FOREIGN, /* hardly any Cyrillic, or that of a neighbour */
    SCRIPT_GARBLED, /* «РџРѕР»РёС‚РёРєР°»: no language looks like that */
};

/* Told from a sample of the document's body: the first letters of each
   clause. A document half in Russian is Russian. */
enum script script_infer(const struct doc *doc);

#endif
