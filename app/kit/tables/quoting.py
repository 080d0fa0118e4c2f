"""Text that no spreadsheet takes for a formula, and back. Source: OWASP, CSV Injection; full-width signs by trial."""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_STARTS = frozenset("'=+-@\t\r\n＝＋－＠")


def quoted(text: str) -> str:
    """The text, with one more ' before it where it would begin as a formula."""
    return f"'{text}" if text and text[0] in _STARTS and _FORMULA.match(text) else text


def unquoted(text: str) -> str:
    """What `quoted` made of a text, undone; every other text as it is."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text
