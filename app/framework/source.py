"""Reads a framework from its YAML files, and says everything that is wrong with them."""

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path as Folder
from typing import Any

from app.framework import checks, structure
from app.framework.model import Framework
from app.framework.places import Places
from app.kit.faults import Fault, Mark
from app.kit.i18n import gettext as _
from app.kit.yaml import MAX_BYTES, Document, Path, load

SECTIONS: dict[str, tuple[str, ...]] = {
    "career_ladder.yaml": ("framework", "faces", "levels"),
    "competencies.yaml": ("scale", "groups", "competencies"),
    "role.yaml": ("work_areas", "workflow", "duties"),
    "advice.yaml": ("advice",),
}
FILES = tuple(SECTIONS)
REQUIRED = ("career_ladder.yaml", "competencies.yaml")


def read(directory: Folder) -> tuple[Framework | None, list[Fault]]:
    """The framework in a directory and its faults; see `read_texts`. Never raises for what it finds there."""
    texts: dict[str, str | bytes] = {}
    faults: list[Fault] = []
    for name in FILES:
        try:
            with (directory / name).open("rb") as file:
                texts[name] = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = _("This file cannot be opened (%(reason)s).", reason=error.strerror or error)
            faults.append(Fault.at(Mark(name, 1, 1), message, _("Make it a file that the program may read.")))
    strangers = [
        path.name for pattern in ("*.yaml", "*.yml") for path in directory.glob(pattern) if path.name not in FILES
    ]
    return _read(texts, strangers, faults)


def read_texts(texts: Mapping[str, str | bytes]) -> tuple[Framework | None, list[Fault]]:
    """The framework in texts by file name (`FILES`), and its faults, sorted by file, line and column.

    The framework is None exactly when a fault is an error; warnings leave it usable. Faults speak the
    current language.
    """
    return _read(
        {name: texts[name] for name in FILES if name in texts}, [name for name in texts if name not in FILES], []
    )


def _read(
    texts: Mapping[str, str | bytes], strangers: list[str], faults: list[Fault]
) -> tuple[Framework | None, list[Fault]]:
    unopened = {fault.file for fault in faults}
    documents = [load(raw, name) for name, raw in texts.items()]
    faults += [fault for document in documents for fault in document.faults]
    faults += [_stranger(name) for name in strangers]
    faults += [_absent(name) for name in REQUIRED if name not in texts and name not in unopened]
    data: dict[str, Any] = {}
    for document in documents:
        faults += _merge(document, data)
    framework, more = _framework(data, _places(documents))
    faults += more
    failed = any(fault.severity == "error" for fault in faults)
    return None if failed else framework, sorted(faults)


def _framework(data: dict[str, Any], places: Places) -> tuple[Framework | None, list[Fault]]:
    framework, faults = structure.build(data, places)
    return framework, faults if framework is None else checks.run(framework, places)


def _places(documents: list[Document]) -> Places:
    """The marks of all files in one. Only `SECTIONS` are merged, so paths of two files never meet but at the root."""
    values: dict[Path, Mark] = {}
    keys: dict[Path, Mark] = {}
    for document in reversed(documents):
        values |= document.values
        keys |= document.keys
    return Places(values, keys)


def _merge(document: Document, data: dict[str, Any]) -> list[Fault]:
    if document.data is None:
        return [] if document.unread or document.file not in REQUIRED else [_empty(document)]
    if not isinstance(document.data, dict):
        return [_shapeless(document)]
    own = SECTIONS[document.file]
    data.update((name, value) for name, value in document.data.items() if name in own)
    others = islice((name for name in document.data if name not in own), structure.MOST)
    faults = [_misplaced(document, name) for name in others]
    needed = (name for name in own if name not in document.data and Framework.model_fields[name].is_required())
    return faults + [_lacking(document, name) for name in needed]


def _absent(file: str) -> Fault:
    return Fault.at(Mark(file, 1, 1), _("This file is missing."), _("Add it, with: %(names)s.", names=_sections(file)))


def _empty(document: Document) -> Fault:
    mark = Mark(document.file, 1, 1)
    return Fault.at(mark, _("This file is empty."), _("Fill in: %(names)s.", names=_sections(document.file)))


def _shapeless(document: Document) -> Fault:
    fix = _("Begin with these, each at the start of a line: %(names)s.", names=_sections(document.file))
    return Fault.at(document.values[()], _("This file does not consist of named sections."), fix)


def _lacking(document: Document, name: str) -> Fault:
    message = _("The section '%(name)s' is missing in this file.", name=name)
    return Fault.at(document.values[()], message, _("Add '%(name)s:' at the start of a line.", name=name))


def _misplaced(document: Document, name: str) -> Fault:
    mark = document.keys[(name,)]
    home = next((file for file, sections in SECTIONS.items() if name in sections), None)
    if home:
        message = _("The section '%(name)s' does not belong in this file.", name=name)
        return Fault.at(mark, message, _("Move it to %(file)s.", file=home))
    guesses = get_close_matches(name[:60], SECTIONS[document.file], 1)
    if guesses:
        message = _("Unknown field '%(field)s' — did you mean '%(guess)s'?", field=name[:60], guess=guesses[0])
        return Fault.at(mark, message, _("Write '%(guess)s', or remove the field.", guess=guesses[0]))
    fix = _("Remove it. The fields here are: %(names)s.", names=_sections(document.file))
    return Fault.at(mark, _("Unknown field '%(field)s'.", field=name[:60]), fix)


def _stranger(name: str) -> Fault:
    guesses = get_close_matches(name, FILES, 1)
    fix = (
        _("Rename it to %(file)s.", file=guesses[0])
        if guesses
        else _("Remove it; the files are: %(names)s.", names=", ".join(FILES))
    )
    return Fault.at(Mark(name, 1, 1), _("No framework reads this file."), fix, "warning")


def _sections(file: str) -> str:
    return ", ".join(SECTIONS[file])
