/*
 * system_error.h - why the system refused a file, in words of both languages.
 */
#ifndef CMD_SYSTEM_ERROR_H
#define CMD_SYSTEM_ERROR_H

#include "parser/error.h"

/* «не удалось записать: на диске нет места», of errno. Returns false, as
   error_set() does. */
bool system_error(struct error *ret_error, const char *ru, const char *en);

#endif
