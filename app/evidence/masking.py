"""Partners' names for readers outside the line."""

import re

_BETWEEN = re.compile(r"\s*[、,，;；/／|\n]\s*")
STARS = "＊＊"


def mask(text: str) -> str:
    """The first character of each name, the rest starred out; how long a name is does not show."""
    return "、".join(f"{name[0]}{STARS}" for name in _BETWEEN.split(text.strip()) if name)
