"""One field of an entry as text."""

from collections.abc import Callable
from typing import Any

from app.evidence.kinds.base import Fact
from app.evidence.kinds.results import TEMPLATES, UNITS, amount
from app.framework.model import Framework
from app.kit.dates import day
from app.kit.i18n import gettext as _


def in_words(framework: Framework, fact: Fact) -> str:
    """The value as it is read; lists are joined."""
    said = _SAID.get(fact.told.how, _plain)
    return said(framework, fact)


def _plain(_framework: Framework, fact: Fact) -> str:
    return str(fact.value)


def _day(_framework: Framework, fact: Fact) -> str:
    return day(fact.value)


def _choice(_framework: Framework, fact: Fact) -> str:
    return _(fact.told.choices.get(fact.value, fact.value))


def _mark(_framework: Framework, _fact: Fact) -> str:
    return _("yes")


def _steps(framework: Framework, fact: Fact) -> str:
    titles = {item.id: str(item.title) for item in framework.workflow}
    return _(", ").join(titles.get(id, id) for id in fact.value)


def _results(_framework: Framework, fact: Fact) -> str:
    return "\n".join(map(_result, fact.value))


def _result(stored: dict[str, Any]) -> str:
    template, unit = TEMPLATES.get(stored["template"]), UNITS.get(stored.get("unit", ""), "")
    number = " ".join(text for text in (amount(stored), _(unit) if unit else "") if text)
    said = _("%(what)s: %(said)s", what=_(template.title) if template else stored["template"], said=number)
    source = stored.get("source", "")
    return _("%(said)s (source: %(source)s)", said=said, source=source) if source else said


_SAID: dict[str, Callable[[Framework, Fact], str]] = {
    "day": _day,
    "choice": _choice,
    "mark": _mark,
    "steps": _steps,
    "results": _results,
}
