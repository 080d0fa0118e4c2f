"""An id means one thing."""

from collections.abc import Iterable, Iterator

from app.framework.checks.finding import Finding
from app.framework.model import Framework
from app.kit.i18n import gettext as _
from app.kit.yaml import Path

SECTIONS = ("levels", "faces", "groups", "competencies", "work_areas", "workflow", "duties", "advice")


def section_ids(framework: Framework) -> Iterator[Finding]:
    for section in SECTIONS:
        yield from _repeated(((section, i, "id"), entry.id) for i, entry in enumerate(getattr(framework, section)))


def indicator_ids(framework: Framework) -> Iterator[Finding]:
    """Unique in the whole framework: ratings keep them without their competency."""
    yield from _repeated(
        (("competencies", i, "indicators", j, "id"), indicator.id)
        for i, competency in enumerate(framework.competencies)
        for j, indicator in enumerate(competency.indicators)
    )


def prompt_ids(framework: Framework) -> Iterator[Finding]:
    yield from _repeated(
        (("advice", i, "prompts", j, "id"), prompt.id)
        for i, advice in enumerate(framework.advice)
        for j, prompt in enumerate(advice.prompts)
    )


def gate_ids(framework: Framework) -> Iterator[Finding]:
    yield from _repeated(
        (("levels", i, "entry", "evidence", j, "id"), gate.id)
        for i, level in enumerate(framework.levels)
        for j, gate in enumerate(level.entry.evidence)
    )


def lists_of_names(framework: Framework) -> Iterator[Finding]:
    for i, level in enumerate(framework.levels):
        for field in ("key", "faces"):
            yield from _repeated((("levels", i, field, j), name) for j, name in enumerate(getattr(level, field)))


def _repeated(places: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, id in places:
        if id in seen:
            message = _("'%(id)s' stands here for the second time.", id=id)
            yield Finding(path, message, _("Give it another id, or remove it."))
        seen.add(id)


CHECKS = (section_ids, indicator_ids, prompt_ids, gate_ids, lists_of_names)
