"""What I did: every entry of evidence by its kind, with what others said of it."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from app.evidence.kinds import KINDS
from app.evidence.kinds.base import Kind, facts
from app.evidence.kinds.in_words import in_words
from app.framework.words import competency_in_words
from app.growth.gather import Gathered, by
from app.growth.naming import plain
from app.growth.queries import Row
from app.kit.dates import day, span
from app.kit.document import Block, Facts, Item, Point, Points, Section, Tag, Words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.people.words import name_of

OUTCOMES = {
    "confirmed": noop("%(name)s confirmed it on %(day)s"),
    "returned": noop("%(name)s returned it on %(day)s"),
}
Hanging = Mapping[str, Mapping[int, list[Row]]]


def sections(gathered: Gathered, parts: Collection[str], zone: ZoneInfo) -> Iterator[Section]:
    """One for each kind that has entries."""
    wanted = {True: "private" in parts, False: "evidence" in parts}
    entries = [e for e in gathered.evidence["entries"] if e["deleted_at"] is None and wanted[bool(e["private"])]]
    if "evidence" in parts and not entries:
        yield Section("nothing", _("Evidence"), (Words(_("Nothing is on record yet."), "soft"),))
    hanging = {name: by(rows, "evidence_id") for name, rows in gathered.evidence.items() if name != "entries"}
    for kind in KINDS:
        mine = [entry for entry in entries if entry["kind"] == kind.id]
        if mine:
            title = _("%(title)s (%(n)s)", title=_(kind.plural), n=len(mine))
            yield Section(f"kind-{kind.id}", title, tuple(_item(gathered, kind, e, hanging, zone) for e in mine))


def _item(gathered: Gathered, kind: Kind, entry: Row, hanging: Hanging, zone: ZoneInfo) -> Item:
    said = hanging["verifications"][entry["id"]]
    return Item(
        title=entry["title"],
        about=_when(entry),
        tags=tuple(_tags(entry, said)),
        path=f"/evidence/{entry['id']}",
        blocks=tuple(_blocks(gathered, kind, entry, hanging, zone)),
    )


def _when(entry: Row) -> str:
    if entry["expires_on"]:
        return _("%(start)s, holds until %(end)s", start=day(entry["started_on"]), end=day(entry["expires_on"]))
    return span(entry["started_on"], entry["ended_on"] or (None if _goes_on(entry) else entry["started_on"]))


def _goes_on(entry: Row) -> bool:
    """Kinds that have an end at all say nothing of it while it goes on."""
    return bool({"ended_on", "finished_on"} & set(json.loads(entry["details"])))


def _tags(entry: Row, said: list[Row]) -> Iterator[Tag]:
    if entry["private"]:
        yield Tag(_("Private"), "dashed")
    if any(one["outcome"] == "confirmed" and one["version"] == entry["version"] for one in said):
        yield Tag(_("Verified"), "jade")


def _blocks(gathered: Gathered, kind: Kind, entry: Row, hanging: Hanging, zone: ZoneInfo) -> Iterator[Block]:
    framework = gathered.picture.framework
    told = list(facts(kind, json.loads(entry["details"])))
    short = [(_(fact.told.label), in_words(framework, fact)) for fact in told if fact.told.how != "text"]
    ties = dict.fromkeys(tie["competency"] for tie in hanging["ties"][entry["id"]])
    if ties:
        short.append((_("Evidence for"), _(", ").join(competency_in_words(framework, id) for id in ties)))
    files = [plain(one["name"]) for one in hanging["attachments"][entry["id"]] if one["deleted_at"] is None]
    if any(files):
        short.append((_("Files"), _(", ").join(filter(None, files))))
    yield Facts(tuple(short))
    for fact in told:
        if fact.told.how == "text":
            yield Words(_(fact.told.label), "label")
            yield Words(str(fact.value))
    yield from _said(hanging["verifications"][entry["id"]], zone)
    yield from _shares(hanging["contributions"][entry["id"]])


def _said(said: list[Row], zone: ZoneInfo) -> Iterator[Block]:
    answers = [one for one in said if one["outcome"] and one["withdrawn_at"] is None]
    if answers:
        yield Words(_("Verification"), "label")
        yield Points(tuple(Point(_answer(one, zone)) for one in answers))


def _answer(one: Row, zone: ZoneInfo) -> str:
    answered: date = one["answered_at"].astimezone(zone).date()
    outcome = OUTCOMES[one["outcome"]]
    said = _(outcome, name=name_of(one), day=day(answered))
    return _("%(what)s: %(said)s", what=said, said=one["comment"]) if one["comment"] else said


def _shares(shares: list[Row]) -> Iterator[Block]:
    if not shares:
        return
    own = 100 - sum(one["percent"] for one in shares)
    yield Words(_("Contributions"), "label")
    yield Points((Point(_("My own share: %(n)s%%", n=own)), *(Point(_share(one)) for one in shares)))


def _share(one: Row) -> str:
    values = {"name": name_of(one), "n": one["percent"]}
    if one["confirmed_at"]:
        return _("%(name)s: %(n)s%%, confirmed", **values)
    if one["disputed_at"]:
        return _("%(name)s: %(n)s%%, seen differently", **values)
    return _("%(name)s: %(n)s%%, not confirmed yet", **values)
