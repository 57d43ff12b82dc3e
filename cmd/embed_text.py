#!/usr/bin/env python3
"""embed_text.py OUTPUT NAME FILE - write a text as a C string called NAME."""
import sys


def main(output, name, path):
    with open(path, "rb") as file:
        content = file.read()
    lines = [f"extern const char {name}[];", f"const char {name}[] = {{"]
    for begin in range(0, len(content), 16):
        row = content[begin:begin + 16]
        lines.append("    " + " ".join(f"{byte}," for byte in row))
    lines += ["    0};", ""]
    with open(output, "w", encoding="utf-8") as result:
        result.write("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
