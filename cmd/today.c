#include "cmd/today.h"

#include <time.h>

struct date today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (now == (time_t)-1 || !localtime_r(&now, &local)) {
        return (struct date){0};
    }
    return (struct date){.year = (int16_t)(local.tm_year + 1900),
        .month = (uint8_t)(local.tm_mon + 1),
        .day = (uint8_t)local.tm_mday};
}
