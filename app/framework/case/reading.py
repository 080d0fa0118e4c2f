"""CFPackage → the sections of a framework, as plain data that is not checked yet."""

import json
from collections import Counter, defaultdict
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.framework.case.pieces import BY_TYPE, EXERCISES, KEY, REQUIRED, TOP, Piece
from app.kit.i18n import gettext as _

Data = dict[str, Any]
MOST = 60_000


class NotCase(Exception):
    """Why it is no package that can be read: a sentence."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _Link(_Part):
    identifier: str
    title: str = ""


class _Document(_Part):
    identifier: str
    title: str
    language: str = ""
    notes: str = ""


class _Item(_Part):
    identifier: str
    full_statement: Annotated[str, Field(alias="fullStatement")]
    code: Annotated[str, Field(alias="humanCodingScheme")] = ""
    type: Annotated[str, Field(alias="CFItemType")] = ""
    language: str = ""
    notes: str = ""


class _Association(_Part):
    type: Annotated[str, Field(alias="associationType")]
    origin: Annotated[_Link, Field(alias="originNodeURI")]
    destination: Annotated[_Link, Field(alias="destinationNodeURI")]
    place: Annotated[int, Field(alias="sequenceNumber")] = 0
    grouping: Annotated[_Link | None, Field(alias="CFAssociationGroupingURI")] = None


class _Package(_Part):
    document: Annotated[_Document, Field(alias="CFDocument")]
    items: Annotated[list[_Item], Field(alias="CFItems", max_length=MOST)] = []
    associations: Annotated[list[_Association], Field(alias="CFAssociations", max_length=4 * MOST)] = []


def read(raw: bytes) -> Data:
    """Sections by name, for `yaml_writing.write`. Raises NotCase."""
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
        if isinstance(data, dict) and isinstance(data.get("CFPackage"), dict):
            data = data["CFPackage"]
        package = _Package.model_validate(data)
        return _Reader(package).sections()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])[:80] or "CFPackage"
        raise NotCase(_("This is no CASE package: look at %(place)s.", place=place)) from None
    except UnicodeDecodeError:
        raise NotCase(_("This JSON file is not UTF-8 text.")) from None
    except RecursionError:
        raise NotCase(_("This JSON file is nested too deeply.")) from None
    except ValueError:
        raise NotCase(_("This file is not valid JSON.")) from None


def _once(pairs: list[tuple[str, Any]]) -> Data:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        ((twice, _n),) = counts.most_common(1)
        raise NotCase(_("'%(name)s' stands twice in one place of this JSON file.", name=twice[:60]))
    return found


def _no_number(word: str) -> Any:
    raise ValueError(word)


class _Reader:
    """The package by what belongs to what."""

    def __init__(self, package: _Package) -> None:
        self.package = package
        self.items = {item.identifier: item for item in package.items}
        self.children: dict[str, list[_Item]] = defaultdict(list)
        self.parent: dict[str, str] = {}
        self.related: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in sorted(package.associations, key=lambda one: one.place):
            if one.type == "isChildOf" and one.origin.identifier in self.items:
                self.children[one.destination.identifier].append(self.items[one.origin.identifier])
                self.parent[one.origin.identifier] = one.destination.identifier
            elif one.grouping is not None and one.destination.identifier in self.items:
                code = self.items[one.destination.identifier].code
                self.related[one.origin.identifier].append((one.grouping.title, code))
        self.place = {one.origin.identifier: one.place for one in package.associations if one.type == "isChildOf"}

    def sections(self) -> Data:
        if not any(item.type in BY_TYPE for item in self.package.items):
            raise NotCase(_("This CASE package has no levels and competencies that can be read here."))
        document = self.package.document
        about = _notes(document.notes)
        sections: Data = {"framework": {"id": about.pop("id", ""), **_text(about, "title", document)}}
        for piece in TOP:
            own = [item for item in self.package.items if item.type == piece.type]
            entries = [
                self._entry(piece, item) for item in sorted(own, key=lambda item: self.place.get(item.identifier, 0))
            ]
            if entries:
                sections[piece.section] = entries
        return sections

    def _entry(self, piece: Piece, item: _Item) -> Data:
        entry: Data = {piece.id: _code(piece, item)} if piece.id else {}
        entry |= _text(_notes(item.notes), piece.said, item)
        if piece.type == "Competency":
            parent = self.items.get(self.parent.get(item.identifier, ""))
            entry["group"] = parent.code if parent else ""
        if piece.type == "Exercise":
            entry["competency"] = next(iter(self._grouped(item, EXERCISES)), "")
        for field, kind in piece.below:
            below = [self._entry(BY_TYPE[kind], one) for one in self.children[item.identifier] if one.type == kind]
            if below or field == "indicators":
                entry[field] = below
        return self._level(entry, item) if piece.type == "Level" else entry

    def _level(self, entry: Data, item: _Item) -> Data:
        gates = {name: entry.pop(name) for name in ("months", "evidence") if name in entry}
        key = self._grouped(item, KEY)
        return {
            **entry,
            "required": {
                code: int(value)
                for grouping, code in self.related[item.identifier]
                if grouping.startswith(f"{REQUIRED} ") and (value := grouping.removeprefix(f"{REQUIRED} ")).isdecimal()
            },
            **({"key": key} if key else {}),
            **({"entry": gates} if gates else {}),
        }

    def _grouped(self, item: _Item, grouping: str) -> list[str]:
        return [code for found, code in self.related[item.identifier] if found == grouping]


def _code(piece: Piece, item: _Item) -> str | int:
    return int(item.code) if piece.id == "value" and item.code.isdecimal() and len(item.code) < 10 else item.code


def _notes(text: str) -> Data:
    """What a piece has beyond the standard's fields; nothing where another program wrote words there."""
    try:
        found = json.loads(text or "{}", object_pairs_hook=_once, parse_constant=_no_number)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(rest: Data, field: str, said: _Item | _Document) -> Data:
    """The rest of a piece with its statement put back into the language that it is in."""
    other = rest.get(field)
    statement = said.full_statement if isinstance(said, _Item) else said.title
    ours = "en" if said.language.lower().startswith("en") else "zh"
    pair = {**(other if isinstance(other, dict) else {}), ours: statement}
    return {field: {name: pair[name] for name in ("zh", "en") if name in pair}} | {
        name: value for name, value in rest.items() if name != field
    }
