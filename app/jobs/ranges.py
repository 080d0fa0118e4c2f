"""Which part of a file a request asks for. Source: RFC 9110, section 14."""

import re

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def part(header: str, size: int) -> tuple[int, int] | None:
    """(first, last) of one asked range; None: the whole file. Raises ValueError when the file has nothing there.

    Several ranges, other units and nonsense are passed over, as the standard allows.
    """
    found = _ONE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0:
            raise ValueError(header)
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise ValueError(header)
    return int(first), min(int(last), size - 1) if last else size - 1
