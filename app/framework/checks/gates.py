"""Gates that somebody can pass."""

from collections.abc import Iterator

from app.framework.checks.finding import Finding, unknown
from app.framework.model import Framework
from app.kit.i18n import gettext as _


def lowest_level(framework: Framework) -> Iterator[Finding]:
    for level in framework.levels[:1]:
        if level.entry.months or level.entry.evidence:
            message = _("Nobody is promoted into the lowest level, so its gates are never asked.")
            yield Finding(("levels", 0, "entry"), message, _("Move them to the level that they guard."), "warning")


def gate_faces(framework: Framework) -> Iterator[Finding]:
    known = {face.id for face in framework.faces}
    for i, level in enumerate(framework.levels):
        for j, gate in enumerate(level.entry.evidence):
            for k, id in enumerate(gate.faces):
                path = ("levels", i, "entry", "evidence", j, "faces", k)
                if id not in known:
                    yield unknown(path, _("There is no face '%(id)s'.", id=id), id, known)
                elif id not in level.faces:
                    message = _("Level '%(level)s' does not have the face '%(id)s'.", level=level.id, id=id)
                    fix = _("Add '%(id)s' to the level's 'faces', or remove it here.", id=id)
                    yield Finding(path, message, fix, "warning")


CHECKS = (lowest_level, gate_faces)
