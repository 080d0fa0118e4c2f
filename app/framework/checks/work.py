"""What work and advice refer to."""

from collections.abc import Iterator

from app.framework.checks.finding import Finding, off_scale, unknown
from app.framework.model import Exercise, Framework
from app.kit.i18n import gettext as _
from app.kit.yaml import Path

SECTIONS = ("work_areas", "workflow", "duties")


def exercise_competency(framework: Framework) -> Iterator[Finding]:
    known = {competency.id for competency in framework.competencies}
    for path, exercise in _exercises(framework):
        id = exercise.competency
        if id not in known:
            yield unknown((*path, "competency"), _("There is no competency '%(id)s'.", id=id), id, known)


def exercise_on_scale(framework: Framework) -> Iterator[Finding]:
    for path, exercise in _exercises(framework):
        if finding := off_scale((*path, "from"), exercise.from_, framework):
            yield finding


def prompt_levels(framework: Framework) -> Iterator[Finding]:
    known = {level.id for level in framework.levels}
    for i, advice in enumerate(framework.advice):
        for j, prompt in enumerate(advice.prompts):
            for k, id in enumerate(prompt.levels):
                if id not in known:
                    path = ("advice", i, "prompts", j, "levels", k)
                    yield unknown(path, _("There is no level '%(id)s'.", id=id), id, known)


def _exercises(framework: Framework) -> Iterator[tuple[Path, Exercise]]:
    for section in SECTIONS:
        for i, item in enumerate(getattr(framework, section)):
            for j, exercise in enumerate(item.exercises):
                yield (section, i, "exercises", j), exercise


CHECKS = (exercise_competency, exercise_on_scale, prompt_levels)
