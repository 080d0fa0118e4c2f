"""Readiness in words: one line for each item, and a few sentences that sum them up."""

from collections.abc import Iterator
from functools import reduce
from typing import assert_never

from app.framework.model import Framework
from app.gaps.readiness import CompetencyFacts, EvidenceFacts, Item, MonthsFacts, Readiness, StepFacts
from app.gaps.words.evidence import almost_in_words
from app.gaps.words.gaps import GapWords, gap_in_words
from app.kit.dates import day
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext


def item_in_words(framework: Framework, item: Item) -> GapWords:
    """One point of the readiness list: what is asked and how far along it is, and the indicators still missing."""
    match item.facts:
        case CompetencyFacts(gap):
            said = gap_in_words(framework, gap)
            headline = _("%(what)s: %(said)s", what=gap.competency.title, said=said.headline)
            return GapWords(headline, said.indicators if gap.state == "short" else ())
        case StepFacts():
            return GapWords(_step(item.facts))
        case MonthsFacts():
            return GapWords(_months(item.facts))
        case EvidenceFacts():
            near = item.facts.almost if item.state == "unmet" else ()
            return GapWords(_evidence(item.facts), tuple(almost_in_words(item.facts.gate, one) for one in near))
    assert_never(item.facts)


def readiness_in_words(readiness: Readiness) -> str:
    """A few sentences that sum up the items; the reasons stand in the items themselves."""
    return reduce(lambda said, more: _("%(said)s %(more)s", said=said, more=more), _sentences(readiness))


def _step(facts: StepFacts) -> str:
    if not facts.to_reach:
        return _("The present level is not on record yet")
    return _("First comes the level “%(level)s”", level=facts.to_reach[0].title)


def _months(facts: MonthsFacts) -> str:
    asked = ngettext("%(n)s month as “%(level)s”", "%(n)s months as “%(level)s”", facts.needed, level=facts.level.title)
    return _("%(what)s: %(said)s", what=asked, said=_months_had(facts))


def _months_had(facts: MonthsFacts) -> str:
    if facts.had is None:
        return _("the day it began is not on record yet")
    if facts.earliest is None:
        return _("counted from the day that this level is reached")
    had = ngettext("%(n)s month so far", "%(n)s months so far", facts.had)
    if facts.had >= facts.needed:
        return had
    return _("%(had)s, complete on %(date)s at the earliest", had=had, date=day(facts.earliest))


def _evidence(facts: EvidenceFacts) -> str:
    match facts.unclear:
        case "face":
            said = _("say which face of the level is meant")
        case "evidence":
            said = _("cannot be judged without the evidence")
        case None:
            said = _("%(counted)s of %(needed)s", counted=facts.counted, needed=facts.gate.count)
    return _("%(what)s: %(said)s", what=facts.gate.title, said=said)


def _sentences(readiness: Readiness) -> Iterator[str]:
    level = readiness.target.title_for(readiness.face)
    unmet, agreeable, unknown = (len(x) for x in (readiness.unmet, readiness.agreeable, readiness.unknown))
    if readiness.ready:
        yield _("Everything that “%(level)s” asks is met.", level=level)
    elif unmet:
        yield ngettext("“%(level)s”: %(n)s point to go.", "“%(level)s”: %(n)s points to go.", unmet, level=level)
    else:
        yield _("“%(level)s”: nothing stands against it so far.", level=level)
    if agreeable:
        yield ngettext(
            "%(n)s competency is one step short, and the conversation may agree to it.",
            "%(n)s competencies are one step short, and the conversation may agree to them.",
            agreeable,
        )
    if unknown:
        yield ngettext("%(n)s point cannot be judged yet.", "%(n)s points cannot be judged yet.", unknown)
    if readiness.earliest and any(item.kind == "months" for item in readiness.unmet):
        yield _("Earliest possible date: %(date)s.", date=day(readiness.earliest))
