"""Drafts for tests: a framework that differs a little from the one in force."""

from types import SimpleNamespace

from sqlmodel import Session

from app.framework import versions, yaml_writing
from app.framework.model import Framework
from app.framework.names import Renames
from app.revisions import rules
from tests.framework.altering import altered

RENAMES = Renames(competencies={"innovation": "renewal"})


def files(framework: Framework) -> dict[str, bytes]:
    return {name: text.encode() for name, text in yaml_writing.to_files(framework).items()}


def another(framework: Framework) -> Framework:
    """One competency under another id, one added."""
    return altered(framework, RENAMES, added=("negotiating",))


def draft(db: Session, people: SimpleNamespace) -> int:
    """An open draft of HR's; its id."""
    return rules.begin(db, people.wang, files(another(versions.in_force(db).framework))).id or 0
