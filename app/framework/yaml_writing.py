"""A framework as the YAML files that people edit: what the reader takes for granted is not written."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.framework.model import Framework
from app.framework.source import REQUIRED, SECTIONS

# begins with a letter, and has no mark that means something to YAML
_PLAIN = re.compile(r"[^\W\d_](?:[\w \u3000-\u303f\uff01-\uff60.()%/·—“”‘’…–+=;!?'-]|,(?! ?$))*")
# what YAML 1.1 or 1.2 takes for something else than text
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def to_files(framework: Framework) -> dict[str, str]:
    """File name → YAML text; `source.read_texts` reads the same framework from them."""
    return write(framework.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def write(sections: Mapping[str, Any]) -> dict[str, str]:
    """Plain data by section as files, right or wrong: the checks are the reader's. Other sections are left out."""
    files: dict[str, str] = {}
    for file, names in SECTIONS.items():
        present = {name: sections[name] for name in names if name in sections}
        if present or file in REQUIRED:
            files[file] = "".join(f"{line}\n" for line in _mapping(present))
    return files


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield from _mapping(value)
    elif isinstance(value, list) and value:
        yield from _entries(value)
    else:
        yield _scalar(value)


def _mapping(value: Mapping[str, Any]) -> Iterator[str]:
    for key, below in value.items():
        if isinstance(below, dict | list) and below:
            yield f"{_scalar(key)}:"
            yield from (f"  {line}" for line in _lines(below))
        else:
            yield f"{_scalar(key)}: {_scalar(below)}"


def _entries(value: list[Any]) -> Iterator[str]:
    for entry in value:
        first, *others = _lines(entry)
        yield f"- {first}"
        yield from (f"  {line}" for line in others)


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.isprintable() and value == value.strip() and value.lower() not in _WORDS:
        return value
    return "".join(ch if ch.isprintable() else _escaped(ch) for ch in json.dumps(value, ensure_ascii=False))


def _escaped(ch: str) -> str:
    return f"\\u{ord(ch):04x}" if ord(ch) < 0x10000 else f"\\U{ord(ch):08x}"
