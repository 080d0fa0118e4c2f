"""A framework → CFPackage."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.framework.case.pieces import BY_TYPE, EXERCISES, KEY, PIECES, REQUIRED, TOP, Piece
from app.framework.model import Framework

Data = dict[str, Any]
LANGUAGES = (("zh", "zh-CN"), ("en", "en"))


@dataclass(frozen=True, slots=True)
class Issue:
    """Which version it is, from which day it is in force, and when it was published."""

    number: str
    day: date
    moment: datetime


def write(framework: Framework, issue: Issue) -> Data:
    """The package as plain data. The same framework has the same identifiers in every version of it."""
    data = framework.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _Package(data, issue).whole()


class _Package:
    """Items and associations as they are made."""

    def __init__(self, data: Data, issue: Issue) -> None:
        self.data = data
        self.issue = issue
        self.changed = issue.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
        self.name: str = data["framework"]["id"]
        self.items: list[Data] = []
        self.associations: list[Data] = []
        self.groupings: dict[str, Data] = {}
        about = split(data["framework"], "title")
        self.document = self._link("document", "", about.statement)
        self.about = about

    def whole(self) -> Data:
        groups = {group["id"]: self._node("Group", group["id"], group["title"]) for group in self.data["groups"]}
        for piece in TOP:
            for place, entry in enumerate(self.data.get(piece.section, ()), start=1):
                parent = groups[entry["group"]] if piece.type == "Competency" else self.document
                self._item(piece, entry, str(entry[piece.id]), parent, place)
        return {
            "CFDocument": self._document(),
            "CFItems": self.items,
            "CFAssociations": self.associations,
            "CFDefinitions": {
                "CFItemTypes": [self._type(piece) for piece in PIECES],
                "CFAssociationGroupings": list(self.groupings.values()),
            },
        }

    def _document(self) -> Data:
        return {
            **_named(self.document),
            "creator": "Channel Ladder",
            "title": self.about.statement,
            "language": self.about.language,
            "version": self.issue.number,
            "adoptionStatus": "Adopted",
            "statusStartDate": self.issue.day.isoformat(),
            "notes": _notes({**self.about.rest, "id": self.name}),
            "lastChangeDateTime": self.changed,
        }

    def _type(self, piece: Piece) -> Data:
        link = self._link("type", piece.type, piece.type)
        code = {"hierarchyCode": str(PIECES.index(piece) + 1), "typeCode": piece.type, "description": piece.type}
        return {**link, **code, "lastChangeDateTime": self.changed}

    def _item(self, piece: Piece, entry: Data, id: str, parent: Data, place: int) -> None:
        rest = {**entry}
        entry_gate: Data = rest.pop("entry", {}) if piece.type == "Level" else {}
        if entry_gate.get("months"):
            rest["months"] = entry_gate["months"]
        below = [(kind, (rest.pop(field, None) or entry_gate.get(field) or ())) for field, kind in piece.below]
        required, key = rest.pop("required", {}), rest.pop("key", ())
        exercised = rest.pop("competency", None)
        for known in (piece.id, "group"):
            rest.pop(known, None)
        text = split(rest, piece.said)
        link = self._link(piece.type, id, text.statement)
        self.items.append(
            {
                **_named(link),
                "fullStatement": text.statement,
                "humanCodingScheme": id,
                "CFItemType": piece.type,
                "CFItemTypeURI": self._link("type", piece.type, piece.type),
                "language": text.language,
                "notes": _notes(text.rest),
                "lastChangeDateTime": self.changed,
            }
        )
        self._associate("isChildOf", link, parent, place)
        self._requires(link, required, key)
        if exercised is not None:
            self._associate("isRelatedTo", link, self._competency(exercised), 1, EXERCISES)
        self._below(below, id, piece.section, link)

    def _below(self, below: list[tuple[str, Any]], id: str, section: str, parent: Data) -> None:
        for kind, entries in below:
            piece = BY_TYPE[kind]
            for place, entry in enumerate(entries, start=1):
                own = str(entry[piece.id]) if piece.id else f"{section}.{id}.{place}"
                self._item(piece, entry, own, parent, place)

    def _requires(self, level: Data, required: Mapping[str, int], key: list[str]) -> None:
        for place, (id, value) in enumerate(required.items(), start=1):
            self._associate("isRelatedTo", level, self._competency(id), place, f"{REQUIRED} {value}")
        for place, id in enumerate(key, start=1):
            self._associate("isRelatedTo", level, self._competency(id), place, KEY)

    def _competency(self, id: str) -> Data:
        found = next(entry for entry in self.data["competencies"] if entry["id"] == id)
        return self._node("Competency", id, found["title"])

    def _associate(self, type: str, origin: Data, destination: Data, place: int, grouping: str = "") -> None:
        words = f"{origin['identifier']} {type} {destination['identifier']} {grouping}"
        association = {
            **_named(self._link("association", words, "")),
            "associationType": type,
            "sequenceNumber": place,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "lastChangeDateTime": self.changed,
        }
        if grouping:
            link = self._link("grouping", grouping, grouping)
            self.groupings.setdefault(grouping, {**link, "lastChangeDateTime": self.changed})
            association["CFAssociationGroupingURI"] = link
        self.associations.append(association)

    def _node(self, type: str, id: str, title: Data) -> Data:
        return self._link(type, id, split({"title": title}, "title").statement)

    def _link(self, type: str, id: str, title: str) -> Data:
        identifier = str(uuid5(NAMESPACE_URL, f"urn:channel-ladder:{self.name}:{type}:{id}"))
        return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}


@dataclass(frozen=True, slots=True)
class Split:
    """A text's first language, and the piece without it."""

    statement: str
    language: str
    rest: Data


def split(entry: Data, field: str) -> Split:
    """The statement of a piece is Chinese where there is Chinese; the other language stays in the rest."""
    text = entry[field]
    ours, language = next(((ours, name) for ours, name in LANGUAGES if text.get(ours)), LANGUAGES[0])
    other = {name: said for name, said in text.items() if name != ours}
    rest = {name: value for name, value in entry.items() if name != field} | ({field: other} if other else {})
    return Split(text.get(ours) or "", language, rest)


def _named(link: Data) -> Data:
    return {"identifier": link["identifier"], "uri": link["uri"]}


def _notes(rest: Data) -> str:
    return json.dumps(rest, ensure_ascii=False, sort_keys=True)
