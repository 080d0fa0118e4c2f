"""In which encoding a text was written: found by what it holds, refused when it holds two.

Programs in China write GB18030 (GBK, GB 2312) or UTF-8, Excel's "Unicode text" is UTF-16. Each byte of a file is
understood in one encoding or the file is refused: a wrong guess would put wrong names into people's records.
"""

import codecs
import re

from app.kit.sheets.sheet import Fault, Unreadable, letters

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TWO = "two"
_HAN = re.compile("[㐀-鿿]")


def find(data: bytes) -> str:
    """The codec that reads all of it: utf-8-sig, utf-16, gb18030; "" when none does, or two are needed."""
    marked = next((codec for mark, codec in MARKS if data.startswith(mark)), "")
    if marked:
        return marked if readable(data, marked) else ""
    if readable(data, "utf-8"):
        return "utf-8-sig"
    if not readable(data, "gb18030") or any(_is_utf8(line) for line in data.split(b"\n")):
        return ""
    return "gb18030"


def likely(data: bytes) -> str:
    """The codec of most of its lines, for a text that no codec reads."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    return "utf-8-sig" if 2 * sum(map(_is_utf8, lines)) >= len(lines) else "gb18030"


def readable(data: bytes, codec: str) -> bool:
    """Whether a codec takes every byte. Read in portions: a text takes up to four times the room of its bytes."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _is_utf8(line: bytes) -> bool:
    """Whether a line holds Chinese in UTF-8: hardly anything in GB18030 looks like that."""
    if line.isascii():
        return False
    try:
        return bool(_HAN.search(line.decode()))
    except UnicodeError:
        return False


def foreign(data: bytes, delimiter: bytes, reason: str, most: int) -> list[Fault]:
    """The cells of lines that are written otherwise than most of the file's lines are."""
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if not line.isascii()]
    utf8 = sum(_is_utf8(line) for _number, line in lines)
    alien = (lambda cell: not readable(cell, "utf-8")) if 2 * utf8 >= len(lines) else _is_utf8
    if not utf8:
        alien = lambda cell: not readable(cell, "gb18030")  # noqa: E731
    found: list[Fault] = []
    for number, line in lines:
        for index, cell in enumerate(line.rstrip(b"\r").split(delimiter)):
            if alien(cell) and len(found) < most:
                found.append(Fault(number, letters(index), cell.decode("utf-8", "replace")[:80], reason))
    return found


def refuse(data: bytes, delimiter: str, sentence: str, most: int) -> Unreadable:
    """The refusal of a text in no one encoding, with the cells that do not fit the others."""
    return Unreadable(sentence, foreign(data, delimiter.encode(), sentence, most))
