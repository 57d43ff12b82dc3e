/*
 * today.h - the day it is, for those whom the command line gives none.
 */
#ifndef CMD_TODAY_H
#define CMD_TODAY_H

#include "parser/date.h"

/* By the local clock; not set when there is none. */
struct date today(void);

#endif
