"""What an entry says: checked against the framework, packed as JSON for its revisions, and compared."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.evidence.kinds.base import Details, Fact, Kind, Told, fact_of
from app.framework.model import Framework
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.i18n import noop

Ties = list[tuple[str, str]]
# what a version says beside the form's fields (rules.revise)
BESIDE = {"files": Told(noop("Attachments")), "shares": Told(noop("Shares of colleagues"))}
TITLE, TIES = Told(noop("Title")), Told(noop("Competencies"), "ties")


@dataclass(frozen=True, slots=True)
class Content:
    """What a writer sends: ids of competencies that the entry speaks for, and of single indicators.

    An indicator brings its competency along.
    """

    title: str
    details: Details
    competencies: Collection[str] = ()
    indicators: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions; None where nothing was said."""

    name: str
    told: Told
    before: Fact | None
    after: Fact | None


def pack(kind: Kind, content: Content, framework: Framework, kept: Mapping[str, Any]) -> dict[str, Any]:
    """title, details and ties as plain data. Refused with errors by field for what the framework lacks.

    What stands in `kept`, the version before, may stay even when the framework in force has dropped it.
    """
    errors: dict[str, str] = {}
    details = content.details.model_dump(mode="json")
    for name, told in kind.details.told().items():
        if told.how == "steps":
            details[name] = _steps(framework, details[name], kept.get("details", {}).get(name, []), errors, name)
    ties = _ties(framework, content, kept.get("ties", []), errors)
    if kind.tied and not ties and not errors:
        errors["competencies"] = _("Choose at least one competency that it shows.")
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)
    return {"title": content.title, "details": details, "ties": [list(tie) for tie in ties]}


def under(framework: Framework, content: Mapping[str, Any]) -> dict[str, Any]:
    """A stored content with the ids that its competencies and indicators have in this framework."""
    ties = [[framework.competency_id(c), framework.indicator_id(i) if i else ""] for c, i in content.get("ties", [])]
    return {**content, "ties": ties}


def _steps(
    framework: Framework, sent: Iterable[str], kept: Iterable[str], errors: dict[str, str], name: str
) -> list[str]:
    """The chosen steps in the order of the work."""
    chosen, known = set(sent), [item.id for item in framework.workflow]
    if chosen - {*known, *kept}:
        errors[name] = _("Please choose one of the values offered.")
    return [id for id in dict.fromkeys((*known, *kept)) if id in chosen]


def _ties(framework: Framework, content: Content, kept: Iterable[list[str]], errors: dict[str, str]) -> Ties:
    """(competency, indicator or '') in the order of the framework; the whole competency where no indicator is named."""
    chosen, single = set(content.competencies), set(content.indicators)
    offered = {(c.id, i.id) for c in framework.competencies for i in c.indicators}
    offered |= {(c.id, "") for c in framework.competencies}
    known = sorted(offered | {(c, i) for c, i in kept}, key=_in_order_of(framework))
    if chosen - {c for c, _i in known}:
        errors["competencies"] = _("Please choose one of the values offered.")
    if single - {i for _c, i in known}:
        errors["indicators"] = _("Please choose one of the values offered.")
    named = [(c, i) for c, i in known if i and i in single]
    with_indicators = {c for c, _i in named}
    whole = [(c, "") for c in dict.fromkeys(c for c, _i in known) if c in chosen - with_indicators]
    return sorted([*named, *whole], key=_in_order_of(framework))


def _in_order_of(framework: Framework) -> Any:
    ranks = {c.id: rank for rank, c in enumerate(framework.competencies)}
    return lambda tie: (ranks.get(tie[0], len(ranks)), *tie)


def differences(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs between two packed contents, field by field."""
    fields = {"title": TITLE, **kind.details.told(), "ties": TIES, **BESIDE}
    found = []
    for name, told in fields.items():
        old, new = (fact_of(name, told, _value(content, name)) for content in (before, after))
        if old != new:
            found.append(Change(name, told, old, new))
    return found


def _value(content: Mapping[str, Any], name: str) -> Any:
    return content.get(name) if name in ("title", "ties", *BESIDE) else content["details"].get(name)
