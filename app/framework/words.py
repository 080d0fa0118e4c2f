"""What a framework calls things; the id of what it no longer has."""

from app.framework.model import Framework


def competency_in_words(framework: Framework, id: str) -> str:
    found = framework.competency(id)
    return str(found.title) if found else id


def level_in_words(framework: Framework, id: str | None, face: str | None) -> str:
    level = framework.level(id) if id else None
    return str(level.title_for(face)) if level else id or "—"


def proficiency_in_words(framework: Framework, value: int) -> str:
    """Number and title, e.g. '3 熟练'; the number alone for a value that the scale does not have."""
    step = framework.proficiency(value)
    return f"{value} {step.title}" if step else str(value)


def step_in_words(framework: Framework, value: int | None) -> str:
    """The same; a dash for none."""
    return "—" if value is None else proficiency_in_words(framework, value)
