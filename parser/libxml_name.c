/*
 * libxml_name.c - print the file name of the libxml2 that the program is
 * linked with: libxml2.so.2. Run when the build is configured.
 */
#define _GNU_SOURCE /* dladdr() NOLINT(bugprone-reserved-identifier) */

#include <libxml/parser.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    Dl_info library;
    void *address = dlsym(RTLD_DEFAULT, "xmlCheckVersion");
    xmlCheckVersion(LIBXML_VERSION);
    if (!address || !dladdr(address, &library) || !library.dli_fname) {
        return EXIT_FAILURE;
    }
    const char *slash = strrchr(library.dli_fname, '/');
    fputs(slash ? slash + 1 : library.dli_fname, stdout);
    return EXIT_SUCCESS;
}
