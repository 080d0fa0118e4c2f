"""A draft's files as they are kept, and what the checks say of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.framework import source
from app.framework.model import Framework
from app.kit import i18n
from app.kit.faults import Fault

MOST_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say: no framework exactly when an error is among the faults."""

    framework: Framework | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> int:
        return sum(fault.severity == "error" for fault in self.faults)


def pack(files: Mapping[str, bytes]) -> str:
    """The files as JSON that both databases take; bytes that are no text survive."""
    return json.dumps({name: data.decode("utf-8", "surrogateescape") for name, data in sorted(files.items())})


def unpack(packed: str) -> dict[str, bytes]:
    files: dict[str, str] = json.loads(packed)
    return {name: text.encode("utf-8", "surrogateescape") for name, text in files.items()}


def checked(packed: str) -> Checked:
    """In the current language. Takes up to seconds for hostile files: ask before `visit.db` is first used."""
    return _checked(packed, i18n.language())


@lru_cache(maxsize=MOST_REMEMBERED)
def _checked(packed: str, language: str) -> Checked:
    framework, faults = source.read_texts(unpack(packed))
    return Checked(framework, tuple(faults))
