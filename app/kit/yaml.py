"""YAML that people write by hand, as plain data with the place of every piece.

Only what such files need is read. Scalars follow YAML 1.2's core schema (decimal numbers, true, false,
null); every other plain word is the text that was written, so an id `no` or `12:30` stays what it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from app.kit.faults import Fault, Mark
from app.kit.i18n import gettext as _
from app.kit.yaml_build import Builder, Unreadable
from app.kit.yaml_build import Path as Path
from app.kit.yaml_words import explain

MAX_BYTES = 2_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What PyYAML calls printable, without the invisible byte order mark and the C1 line break.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """What one file says. `data` is None when the file is empty or could not be read to its end."""

    file: str
    data: object = None
    values: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether faults, not emptiness, are why there is no data."""
        return self.data is None and bool(self.faults)


def load(raw: bytes | str, file: str) -> Document:
    """The document in `raw`; never raises for bad content: faults say what is wrong, `file` is their file.

    `values` has the place of each value by its path of keys and indexes (the root is `()`), `keys` the
    place of each key by the same path.
    """
    try:
        text = _decoded(raw, file)
    except Unreadable as unreadable:
        return Document(file, faults=unreadable.faults)
    builder = Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except Unreadable as unreadable:
        builder.faults.extend(unreadable.faults)
        builder.usable = False
    except yaml.MarkedYAMLError as error:
        builder.faults.append(explain(error, text, file))
        builder.usable = False
    data = builder.root if builder.usable else None
    return Document(file, data, builder.values, builder.keys, tuple(builder.faults))


def _decoded(raw: bytes | str, file: str) -> str:
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode(errors="replace"))
    if size > MAX_BYTES:
        message = _("This file is larger than %(n)s MB.", n=MAX_BYTES // 1_000_000)
        raise Unreadable(Fault.at(Mark(file, 1, 1), message, _("Remove what does not belong in it.")))
    text = _utf8(raw, file) if isinstance(raw, bytes) else raw
    text = text.removeprefix("\ufeff")
    strangers = [_stranger(text, found, file) for found in _first(_UNPRINTABLE, text)]
    if strangers:
        raise Unreadable(*strangers)
    return text


def _utf8(raw: bytes, file: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        mark = _mark(raw[: error.start].decode(), error.start, file)
        message = _("This file is not UTF-8 text from here on.")
        raise Unreadable(Fault.at(mark, message, _("Save it with the encoding UTF-8."))) from None


def _first(pattern: re.Pattern[str], text: str, most: int = 100) -> list[re.Match[str]]:
    return [found for found, _number in zip(pattern.finditer(text), range(most), strict=False)]


def _stranger(text: str, found: re.Match[str], file: str) -> Fault:
    code = f"U+{ord(found[0]):04X}"
    mark = _mark(text, found.start(), file)
    return Fault.at(mark, _("The invisible character %(code)s cannot stand here.", code=code), _("Delete it."))


def _mark(text: str, index: int, file: str) -> Mark:
    before = text[:index]
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
