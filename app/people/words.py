"""People and their lines in the reader's language."""

from collections.abc import Mapping
from typing import Any, Protocol

from app.kit.i18n import language, noop

LINES = {"solid": noop("solid line"), "dotted": noop("dotted line")}


class Named(Protocol):
    """Whatever has a name in both scripts."""

    @property
    def name(self) -> str: ...

    @property
    def name_latin(self) -> str: ...


def name_of(person: Named | Mapping[str, Any]) -> str:
    """A name in the order of the reader's language. A row may call it `who`, and hold none."""
    if isinstance(person, Mapping):
        name, latin = person.get("name") or person.get("who") or "—", person["name_latin"]
    else:
        name, latin = person.name, person.name_latin
    return latin if language() == "en" and latin else name
