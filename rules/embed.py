#!/usr/bin/env python3
"""embed.py OUTPUT PACK... - write packs as a C file (see embedded.h)."""
import os
import sys


def main(output, packs):
    lines = ['#include "rules/embedded.h"', ""]
    table = []
    for number, path in enumerate(packs):
        with open(path, "rb") as pack:
            content = pack.read()
        lines.append(f"static const unsigned char pack_{number}[] = {{")
        for begin in range(0, len(content), 16):
            row = content[begin:begin + 16]
            lines.append("    " + " ".join(f"{byte}," for byte in row))
        lines += ["    0};", ""]
        table.append(f'    {{"{os.path.basename(path)}", '
                     f"(const char *)pack_{number}, {len(content)}}},")
    lines += ["static const struct embedded_pack packs[] = {"]
    lines += table + ["    {0}};", ""]
    lines += ["const struct embedded_pack *embedded_packs(size_t *ret_count)",
              "{", f"    *ret_count = {len(packs)};", "    return packs;",
              "}", ""]
    with open(output, "w", encoding="utf-8") as result:
        result.write("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
