"""A signed record as a document to keep: the same as its page says, for the same reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.evidence import kinds
from app.framework.model import Framework
from app.framework.words import competency_in_words, level_in_words
from app.kit.dates import day, moment, span
from app.kit.document import Block, Chapter, Document, Point, Points, Section, Words, facts
from app.kit.i18n import gettext as _
from app.people.words import name_of
from app.reviews.packs import record_ratings
from app.reviews.signing import words
from app.reviews.signing.differences import Changes
from app.reviews.signing.queries import Record
from app.reviews.signing.snapshot import Content, Evidence


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as its reader may see it, with all of the conversation beside it and what it changed."""

    record: Record
    records: Sequence[Record]
    changes: Changes
    framework: Framework

    @property
    def content(self) -> Content:
        return self.record.content


def document(found: Recorded, zone: ZoneInfo) -> Document:
    """In the reader's language; what was written stands as it was written."""
    record, content = found.record, found.content
    chapters = (
        Chapter("record", _("About this record"), tuple(_about(found, zone))),
        Chapter("ratings", _("Ratings"), tuple(record_ratings.sections(found.framework, record, found.changes))),
        Chapter("promised", _("Commitments"), tuple(_promised(found.framework, content))),
        Chapter("next", _("Next level"), tuple(_next_level(found.framework, content))),
        Chapter("notes", _("Notes and evidence"), tuple(_rest(found))),
    )
    return Document(
        title=_("Record %(n)s of the review conversation", n=record.number),
        name=words.name(content.person),
        about=" · ".join((_(words.RECORDS[record.kind]), content.cycle.name)),
        made=moment(record.at, zone),
        chapters=chapters,
        flow=True,
    )


def _about(found: Recorded, zone: ZoneInfo) -> Iterator[Section]:
    record, content = found.record, found.content
    person, framework = content.person, found.framework
    held = level_in_words(framework, person.level, person.face) if person.level else _("no level")
    since = _("since %(day)s", day=day(person.level_since)) if person.level_since else ""
    yield Section(
        "facts",
        _("The facts"),
        (
            facts(
                (_("Person"), words.name(person)),
                (_("Level"), " ".join(filter(None, (held, since)))),
                (_("Review cycle"), content.cycle.name),
                (_("Conversation held on"), day(content.held_on)),
                (_("Signed by"), _signer(record, zone)),
                (_("Framework"), _framework(found)),
                (_("SHA-256 of this record"), record.sha256),
                (_("SHA-256 of the framework"), content.framework.sha256),
            ),
        ),
    )
    yield Section("answer", _("The person's answer"), tuple(_answer(found, zone)))
    if record.number > 1:
        yield Section("changed", _("What this record changed"), tuple(_changed(found)))
    yield Section("records", _("Records of this conversation"), (Points(tuple(_heads(found, zone))),))


def _framework(found: Recorded) -> str:
    version = _("version %(n)s", n=found.content.framework.version_id)
    return f"{found.framework.framework.title} · {version}"


def _signer(record: Record, zone: ZoneInfo) -> str:
    return _("%(name)s, %(day)s", name=_by(record), day=moment(record.at, zone))


def _by(record: Record) -> str:
    return name_of({"name": record.by_name, "name_latin": record.by_latin})


def _answer(found: Recorded, zone: ZoneInfo) -> Iterator[Block]:
    record, person = found.record, words.name(found.content.person)
    if record.acknowledged_at:
        yield Words(
            _(
                "%(name)s has seen this record on %(moment)s. That says nothing about whether she agrees.",
                name=person, moment=moment(record.acknowledged_at, zone),
            )
        )  # fmt: skip
    else:
        yield Words(_("Not acknowledged yet"), "soft")
    if record.dissent:
        yield Words(_("Dissent, in her own words"), "label")
        yield Words(record.dissent, "said")
        if record.dissented_at:
            yield Words(moment(record.dissented_at, zone), "soft")


def _changed(found: Recorded) -> Iterator[Block]:
    yield Words(found.record.reason, "said")
    if found.changes.ratings:
        yield Points(tuple(record_ratings.changes(found.framework, found.record, found.changes)))
    if found.changes.addition:
        yield Words(_("Added to the notes"), "label")
        yield Words(found.changes.addition)
    yield Words(_("Everything else is as in record %(n)s, which stays as it was.", n=found.record.number - 1), "soft")


def _heads(found: Recorded, zone: ZoneInfo) -> Iterator[Point]:
    for one in found.records:
        this = _("this record") if one.number == found.record.number else ""
        said = [_("Record %(n)s", n=one.number), _(words.RECORDS[one.kind]), _by(one), moment(one.at, zone)]
        below = [one.reason] if one.reason else []
        yield Point(" · ".join(said), tag=this, below=tuple(below))


def _promised(framework: Framework, content: Content) -> Iterator[Section]:
    names = {"person": words.name(content.person), "manager": words.name(content.manager)}
    for side, who in names.items():
        theirs = [one for one in content.commitments if one.owner == side]
        points = [
            Point(
                _("%(title)s (by %(day)s)", title=one.title, day=day(one.due_on)),
                "open",
                competency_in_words(framework, one.competency) if one.competency else "",
            )
            for one in theirs
        ]
        none = Words(_("None this time."), "soft")
        yield Section(f"of-{side}", _("%(name)s promised", name=who), (Points(tuple(points)) if points else none,))
    if content.looked_back:
        looked = [
            Point(
                _("%(title)s (by %(day)s)", title=one.title, day=day(one.due_on)),
                "met" if one.state == "kept" else "open",
                _(words.OUTCOMES[one.state]) if one.state in words.OUTCOMES else one.state,
                tuple(filter(None, (names[one.owner], one.note))),
            )
            for one in content.looked_back
        ]
        yield Section("looked-back", _("Promises of last time"), (Points(tuple(looked)),))


def _next_level(framework: Framework, content: Content) -> Iterator[Section]:
    following = content.next_level
    for side, who, view in (
        ("person", words.name(content.person), following.person),
        ("manager", words.name(content.manager), following.manager),
    ):
        if view:
            said: list[Block] = [Words(_(words.VERDICTS[view.verdict]), "strong")]
            said += [Words(view.words, "said")] if view.words else []
        else:
            said = [Words(_("says nothing about it"), "soft")]
        yield Section(f"says-{side}", _("What %(name)s says", name=who), tuple(said))
    if following.level:
        title = level_in_words(framework, following.level, following.face)
        yield Section(
            "readiness", _("Readiness for “%(level)s” by the agreed ratings", level=title), tuple(_items(content))
        )


def _items(content: Content) -> Iterator[Block]:
    for state, title in words.ITEMS.items():
        items = [one for one in content.next_level.items if one.state == state]
        if items:
            yield Words(_(title), "label")
            yield Points(tuple(Point(words.item(one), one.state) for one in items))


def _rest(found: Recorded) -> Iterator[Section]:
    content, counts = found.content, found.record.counts
    notes = Words(content.notes) if content.notes else Words(_("None were written."), "soft")
    yield Section("shared", _("Shared notes"), (notes,))
    if counts is not None:
        points = [Point(f"{_kind(kind, plural=True)}: {n}") for kind, n in counts.items()]
    else:
        points = [_entry(found.framework, one) for one in content.evidence]
    what = Words(_("What both sides could read on that day. Private entries are not in it."), "soft")
    none = Words(_("None was on record."), "soft")
    yield Section("evidence", _("Evidence"), (what, Points(tuple(points))) if points else (none,))


def _kind(id: str, *, plural: bool = False) -> str:
    found = next((kind for kind in kinds.KINDS if kind.id == id), None)
    return _(found.plural if plural else found.title) if found else id


def _entry(framework: Framework, one: Evidence) -> Point:
    when = f"{_kind(one.kind)} · {span(one.started_on, one.ended_on or one.started_on)}"
    about = _(", ").join(competency_in_words(framework, id) for id in one.competencies)
    tag = _("Verified") if one.verified else _("Not verified")
    return Point(one.title, tag=tag, below=tuple(filter(None, (when, about))))
