"""What career levels require."""

from collections.abc import Iterator
from itertools import pairwise

from app.framework.checks.finding import Finding, off_scale, unknown
from app.framework.model import Framework
from app.kit.i18n import gettext as _


def required_known(framework: Framework) -> Iterator[Finding]:
    known = {competency.id for competency in framework.competencies}
    for i, level in enumerate(framework.levels):
        for id in level.required:
            if id not in known:
                message = _("There is no competency '%(id)s'.", id=id)
                yield unknown(("levels", i, "required", id), message, id, known, at_key=True)


def required_complete(framework: Framework) -> Iterator[Finding]:
    lowest = framework.scale[0].value if framework.scale else 1
    for i, level in enumerate(framework.levels):
        for competency in framework.competencies:
            if competency.id not in level.required:
                message = _("Level '%(level)s' requires nothing in '%(id)s'.", level=level.id, id=competency.id)
                fix = _("Add '%(id)s: %(value)s', or a higher value of the scale.", id=competency.id, value=lowest)
                yield Finding(("levels", i, "required"), message, fix)


def required_on_scale(framework: Framework) -> Iterator[Finding]:
    for i, level in enumerate(framework.levels):
        for id, value in level.required.items():
            if finding := off_scale(("levels", i, "required", id), value, framework):
                yield finding


def required_rises(framework: Framework) -> Iterator[Finding]:
    """A requirement that falls is odd, but a company may mean it."""
    for i, (lower, upper) in enumerate(pairwise(framework.levels), start=1):
        for id, value in upper.required.items():
            before = lower.required.get(id, value)
            if value < before:
                message = _(
                    "'%(id)s' falls from %(before)s to %(value)s on the way up.", id=id, before=before, value=value
                )
                fix = _("Require %(before)s or more, unless you mean it.", before=before)
                yield Finding(("levels", i, "required", id), message, fix, "warning")


def key_known(framework: Framework) -> Iterator[Finding]:
    known = {competency.id for competency in framework.competencies}
    for i, level in enumerate(framework.levels):
        for j, id in enumerate(level.key):
            if id not in known:
                yield unknown(("levels", i, "key", j), _("There is no competency '%(id)s'.", id=id), id, known)


def faces_known(framework: Framework) -> Iterator[Finding]:
    known = {face.id for face in framework.faces}
    for i, level in enumerate(framework.levels):
        for j, id in enumerate(level.faces):
            if id not in known:
                yield unknown(("levels", i, "faces", j), _("There is no face '%(id)s'.", id=id), id, known)


def face_titles_known(framework: Framework) -> Iterator[Finding]:
    for i, level in enumerate(framework.levels):
        for id in level.face_titles:
            if id not in level.faces:
                message = _("Level '%(level)s' does not have the face '%(id)s'.", level=level.id, id=id)
                fix = _("Add '%(id)s' to the level's 'faces', or remove it here.", id=id)
                yield Finding(("levels", i, "face_titles", id), message, fix, at_key=True)


CHECKS = (
    required_known,
    required_complete,
    required_on_scale,
    required_rises,
    key_known,
    faces_known,
    face_titles_known,
)
