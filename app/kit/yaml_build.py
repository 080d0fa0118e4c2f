"""Plain data from YAML events, with an explicit stack: no nesting in a file can exhaust Python's."""

import math
import re
from dataclasses import dataclass
from typing import Any

from yaml import events

from app.kit.faults import Fault, Mark
from app.kit.i18n import gettext as _
from app.kit.yaml_words import place

Path = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_FAULTS = 100
MAX_VALUES = 50_000
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)")
_WORDS = {"": None, "~": None, "true": True, "false": False, "null": None}
_WORDS |= {form(word): value for word, value in _WORDS.items() for form in (str.title, str.upper)}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class Unreadable(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` is the key that waits for its value."""

    path: Path
    content: list[Any] | dict[str, Any]
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.content, dict) and self.key is None


class Builder:
    """Takes events one by one; `root`, `values`, `keys` and `faults` grow with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.faults: list[Fault] = []
        self.usable = True
        self._documents = 0
        self._open: list[_Open] = []

    def take(self, event: events.Event) -> None:
        """Raises Unreadable where it makes no sense to read on."""
        if isinstance(event, events.ScalarEvent):
            self._refuse_tricks(event)
            self._scalar(event)
        elif isinstance(event, events.CollectionStartEvent):
            self._refuse_tricks(event)
            self._begin(event)
        elif isinstance(event, events.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, events.AliasEvent):
            self._alias(event)
        elif isinstance(event, events.DocumentStartEvent):
            self._document(event)

    def _mark(self, event: events.Event) -> Mark:
        return place(event.start_mark, self.file)

    def _complain(self, event: events.Event, message: str, fix: str) -> None:
        self.faults.append(Fault.at(self._mark(event), message, fix))
        if len(self.faults) >= MAX_FAULTS:
            raise Unreadable

    def _refuse_tricks(self, event: events.ScalarEvent | events.CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = _("Anchors (&%(name)s) are not read here.", name=event.anchor)
            self._complain(event, message, _("Remove the anchor and write the value out wherever it is needed."))
        if event.tag is not None:
            message = _("Tags (%(name)s) are not read here.", name=event.tag)
            self._complain(event, message, _("Remove the tag; put text in quotes."))

    def _alias(self, event: events.AliasEvent) -> None:
        self.usable = False
        message = _("Aliases (*%(name)s) are not read here.", name=event.anchor)
        self._complain(event, message, _("Write the value out again."))
        if self._open and self._open[-1].wants_key:
            self._open[-1].key = f"*{event.anchor}"
        else:
            self._store(event, None)

    def _document(self, event: events.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            message = _("A second document begins here; one file holds one.")
            raise Unreadable(Fault.at(self._mark(event), message, _("Remove the line '---' and what follows it.")))

    def _begin(self, event: events.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            message = _("This is nested more than %(n)s deep.", n=MAX_DEPTH)
            raise Unreadable(Fault.at(self._mark(event), message, _("Close the brackets or reduce the indentation.")))
        if self._open and self._open[-1].wants_key:
            message = _("A key must be one plain text, not a list or a mapping.")
            raise Unreadable(Fault.at(self._mark(event), message, _("Write it as 'key: value'.")))
        content: list[Any] | dict[str, Any] = {} if isinstance(event, events.MappingStartEvent) else []
        self._open.append(_Open(self._store(event, content), content))

    def _scalar(self, event: events.ScalarEvent) -> None:
        text = self._clean(event)
        if self._open and self._open[-1].wants_key:
            self._key(event, self._open[-1], text)
        else:
            plain = event.implicit[0] and event.tag is None
            self._store(event, _resolved(text) if plain else text)

    def _clean(self, event: events.ScalarEvent) -> str:
        found = _CONTROL.search(event.value)
        if not found:
            return event.value
        code = f"U+{ord(found[0]):04X}"
        self._complain(event, _("The text holds the invisible character %(code)s.", code=code), _("Delete it."))
        return _CONTROL.sub("\ufffd", event.value)

    def _key(self, event: events.ScalarEvent, parent: _Open, key: str) -> None:
        path = (*parent.path, key)
        if not key:
            self._complain(event, _("A key is empty here."), _("Write a name before the colon."))
        elif key in parent.content:
            message = _(
                "The key '%(key)s' stands here twice, first in line %(line)s.", key=key[:60], line=self.keys[path].line
            )
            self._complain(event, message, _("Keep one of the two."))
        parent.key = key
        self.keys[path] = self._mark(event)

    def _store(self, event: events.Event, value: Any) -> Path:
        path: Path = ()
        if not self._open:
            self.root = value
        else:
            parent = self._open[-1]
            if isinstance(parent.content, dict):
                assert parent.key is not None
                path = (*parent.path, parent.key)
                parent.content[parent.key] = value
                parent.key = None
            else:
                path = (*parent.path, len(parent.content))
                parent.content.append(value)
        self.values[path] = self._mark(event)
        if len(self.values) > MAX_VALUES:
            message = _("This file holds more than %(n)s values.", n=MAX_VALUES)
            raise Unreadable(Fault.at(self._mark(event), message, _("Remove what does not belong in it.")))
        return path


def _resolved(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
