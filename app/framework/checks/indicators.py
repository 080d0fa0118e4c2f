"""Competencies, their groups and their indicators."""

from collections.abc import Iterator

from app.framework.checks.finding import Finding, off_scale, unknown
from app.framework.model import Framework
from app.kit.i18n import gettext as _


def group_known(framework: Framework) -> Iterator[Finding]:
    known = {group.id for group in framework.groups}
    for i, competency in enumerate(framework.competencies):
        if competency.group not in known:
            message = _("There is no group '%(id)s'.", id=competency.group)
            yield unknown(("competencies", i, "group"), message, competency.group, known)


def group_used(framework: Framework) -> Iterator[Finding]:
    used = {competency.group for competency in framework.competencies}
    for i, group in enumerate(framework.groups):
        if group.id not in used:
            message = _("No competency belongs to the group '%(id)s'.", id=group.id)
            yield Finding(("groups", i), message, _("Put a competency into it, or remove it."), "warning")


def indicator_on_scale(framework: Framework) -> Iterator[Finding]:
    for i, competency in enumerate(framework.competencies):
        for j, indicator in enumerate(competency.indicators):
            path = ("competencies", i, "indicators", j, "proficiency")
            if finding := off_scale(path, indicator.proficiency, framework):
                yield finding


def indicator_prefix(framework: Framework) -> Iterator[Finding]:
    for i, competency in enumerate(framework.competencies):
        for j, indicator in enumerate(competency.indicators):
            if not indicator.id.startswith(f"{competency.id}."):
                message = _("The id '%(id)s' does not begin with '%(prefix)s.'.", id=indicator.id, prefix=competency.id)
                fix = _("Begin it so, unless people have been rated with it already.")
                yield Finding(("competencies", i, "indicators", j, "id"), message, fix, "warning")


def every_step_described(framework: Framework) -> Iterator[Finding]:
    for i, competency in enumerate(framework.competencies):
        described = {indicator.proficiency for indicator in competency.indicators}
        for step in framework.scale:
            if step.value not in described:
                message = _("'%(id)s' has no indicator for proficiency %(value)s.", id=competency.id, value=step.value)
                fix = _("Add one: what would another person see?")
                yield Finding(("competencies", i, "indicators"), message, fix, "warning", at_key=True)


CHECKS = (group_known, group_used, indicator_on_scale, indicator_prefix, every_step_described)
