"""Evidence as blocks of a pack: once in full, and named again where it speaks for another competency too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.evidence import kinds
from app.evidence.kinds.base import Fact, facts
from app.evidence.kinds.in_words import in_words
from app.evidence.queries import Entry, under
from app.evidence.states import goes_on
from app.evidence.told import Confirmed
from app.framework.model import Competency, Framework
from app.kit import clock
from app.kit.dates import day, span
from app.kit.document import Block, Facts, Item, Point, Points, Section, Tag, Words
from app.kit.i18n import gettext as _
from app.people.words import name_of


def by_competency(framework: Framework, entries: Sequence[Entry]) -> Iterator[tuple[Competency | None, list[Entry]]]:
    """Competencies in the framework's order, each with what speaks for it; None: for none that it still has."""
    entries = under(framework, entries)
    for competency in framework.competencies:
        found = [entry for entry in entries if competency.id in entry.competencies]
        if found:
            yield competency, found
    known = {competency.id for competency in framework.competencies}
    if rest := [entry for entry in entries if not known & set(entry.competencies)]:
        yield None, rest


def sections(
    framework: Framework,
    entries: Sequence[Entry],
    details: Mapping[int, Mapping[str, Any]],
    confirmed: Mapping[int, Sequence[Confirmed]],
) -> Iterator[Section]:
    """One for each competency. An entry is told under the first that it speaks for."""
    told: dict[int, str] = {}
    for competency, found in by_competency(framework, entries):
        title = str(competency.title) if competency else _("No competency named")
        new = [entry for entry in found if entry.id not in told]
        again = [Point(_again(entry, told[entry.id])) for entry in found if entry.id in told]
        told |= {entry.id: title for entry in new}
        items = [_item(framework, e, details.get(e.id, {}), confirmed.get(e.id, ())) for e in new]
        more = [Points(tuple(again))] if again else []
        yield Section(f"of-{competency.id if competency else ''}", _heading(title, found), (*items, *more))


def _heading(title: str, entries: Sequence[Entry]) -> str:
    """What is not verified says so in each heading, too."""
    return title if all(entry.verified for entry in entries) else _("%(title)s (not verified)", title=title)


def _again(entry: Entry, title: str) -> str:
    return _("%(title)s, told under “%(competency)s”", title=entry.title, competency=title)


def _item(framework: Framework, entry: Entry, details: Mapping[str, Any], confirmed: Sequence[Confirmed]) -> Item:
    tag = Tag(_("Verified"), "jade") if entry.verified else Tag(_("Not verified"), "dashed")
    return Item(
        title=entry.title,
        about=when(entry),
        tags=(tag,),
        path=f"/evidence/{entry.id}",
        blocks=tuple(_blocks(framework, list(facts(kinds.kind(entry.kind), details)), confirmed)),
    )


def when(entry: Entry) -> str:
    """'Project · 1 March 2026 to 31 May 2026'."""
    kind = _(kinds.kind(entry.kind).title)
    if entry.expires_on:
        said = _("%(start)s, holds until %(end)s", start=day(entry.started_on), end=day(entry.expires_on))
    else:
        end = None if goes_on(entry, clock.today()) and entry.ended_on is None else entry.counted_on
        said = span(entry.started_on, end)
    return f"{kind} · {said}"


def _blocks(framework: Framework, told: Sequence[Fact], confirmed: Sequence[Confirmed]) -> Iterator[Block]:
    short = [(_(f.told.label), in_words(framework, f)) for f in told if f.told.how not in ("text", "day", "names")]
    short += [(_("Confirmed by"), _confirmed(one)) for one in confirmed]
    if short:
        yield Facts(tuple(short))
    for fact in told:
        if fact.told.how == "text":
            yield Words(_(fact.told.label), "label")
            yield Words(str(fact.value))


def _confirmed(one: Confirmed) -> str:
    return _("%(name)s, %(day)s", name=name_of(one), day=day(clock.day_of(one.at)))
