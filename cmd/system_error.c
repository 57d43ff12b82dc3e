#include "cmd/system_error.h"

#include "parser/slice.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The C library knows no Russian without its locales, which a small system
   does not have. */
static const char *russian_words(int code)
{
    static const struct {
        int code;
        const char *words;
    } known[] = {
        {EACCES, "нет прав"},
        {EBADF, "поток закрыт"},
        {EFBIG, "файл слишком велик"},
        {EIO, "ошибка ввода-вывода"},
        {EISDIR, "это папка"},
        {ELOOP, "ссылки ведут по кругу"},
        {EMFILE, "открыто слишком много файлов"},
        {ENAMETOOLONG, "имя слишком длинно"},
        {ENFILE, "открыто слишком много файлов"},
        {ENOENT, "нет такого файла или папки"},
        {ENOSPC, "на диске нет места"},
        {ENOTDIR, "в пути стоит файл, а не папка"},
        {EPERM, "нет прав"},
        {EPIPE, "читать перестали"},
        {EROFS, "диск открыт только для чтения"},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        if (known[i].code == code) {
            return known[i].words;
        }
    }
    return strerror(code);
}

bool system_error(struct error *ret_error, const char *ru, const char *en)
{
    int code = errno;
    struct error error = {.place = {0, 0}};
    snprintf(error.ru, sizeof(error.ru), "%s: %s", ru, russian_words(code));
    snprintf(error.en, sizeof(error.en), "%s: %s", en, strerror(code));
    *ret_error = error;
    return false;
}
