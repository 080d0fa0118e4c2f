"""Sets one document: `python typeset_child.py < order.json` prints a line of JSON, then the PDF.

It runs in a process of its own with bounds on time and memory: the compiler cannot be stopped from
within, and it holds the interpreter while it works.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

MEMORY = 3 * 1024 * 1024 * 1024
ROUNDS = 8
# what the standard refuses, in the compiler's words: Rust's way to write a string
MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
FORBIDDEN = re.compile(r'disallowed codepoint `"((?:[^"\\]|\\.)*)"`')
ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)
SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class Fault(Exception):
    """The word for what is wrong."""


def _limit(seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _fonts(order: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """All fonts, and the families to set in: those of the given folder, then the first known ones there are."""
    import typst

    folders = [order["folder"]] if order["folder"] else []
    fonts = typst.Fonts(include_system_fonts=order["system"], include_embedded_fonts=True, font_paths=folders)
    known = {family.casefold(): family for family in fonts.families()}
    own = [font.family for font in fonts.fonts() if folders and (font.path or "").startswith(order["folder"])]
    chosen = [*own, *(known[name.casefold()] for name in order["families"] if name.casefold() in known)]
    if not chosen:
        raise Fault("no_font")
    return fonts, list(dict.fromkeys(chosen))


def compile_(order: Mapping[str, Any]) -> tuple[list[str], bytes]:
    """The PDF, and the characters that no font has: each stands in it as its number, e.g. [U+1F600]."""
    import typst

    fonts, families = _fonts(order)
    data, marked = order["data"], dict[str, str]()
    for _ in range(ROUNDS):
        inputs = {"data": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(families)}
        compiler = typst.Compiler(order["template"], root=order["root"], font_paths=fonts, sys_inputs=inputs)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["ua-1"], timestamp=order["timestamp"]
            )
        except typst.TypstError as error:
            found = _marks(str(error.diagnostic)) or _raised(error)
            marked |= found
            data = _replaced(data, dict(sorted(found.items(), key=lambda pair: -len(pair[0]))))
            continue
        if warnings:
            raise Fault("; ".join(warning.message for warning in warnings))
        return list(marked), bytes(pdf or b"")  # type: ignore[arg-type]
    raise Fault("unprintable")


def _raised(error: Exception) -> dict[str, str]:
    raise Fault(str(error)) from error


def _marks(diagnostic: str) -> dict[str, str]:
    """What the compiler could not print: text → what stands for it. Raises Fault when that is common Chinese."""
    found = (*MISSING.findall(diagnostic), *FORBIDDEN.findall(diagnostic))
    return {text: _mark(text) for text in (ESCAPE.sub(_unescaped, said) for said in found)}


def _mark(text: str) -> str:
    """The number of each character. What shows nothing by itself is left out: joiners, variation selectors."""
    if len(text) == 1 and "一" <= text <= "鿿":
        raise Fault("no_font")
    seen = "".join(character for character in text if not _invisible(character))
    return seen if seen != text else "".join(f"[U+{ord(character):04X}]" for character in text)


def _invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000"


def _unescaped(match: re.Match[str]) -> str:
    number, mark = match.groups()
    return chr(int(number, 16)) if number else SHORT.get(mark, mark)


def _replaced(value: Any, marks: Mapping[str, str]) -> Any:
    """The same data with other words for some characters."""
    if isinstance(value, str):
        for text, mark in marks.items():
            value = value.replace(text, mark)
        return value
    if isinstance(value, list):
        return [_replaced(entry, marks) for entry in value]
    if isinstance(value, dict):
        return {key: _replaced(entry, marks) for key, entry in value.items()}
    return value


def main() -> None:
    order = json.load(sys.stdin.buffer)
    _limit(order["seconds"])
    try:
        marked, pdf = compile_(order)
        head: dict[str, object] = {"marked": marked}
    except Fault as fault:
        head, pdf = {"fault": str(fault)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
