"""Views of the framework that more than one page reads."""

from app.framework.model import Exercise, Framework, WorkItem


def exercises_of(framework: Framework, competency: str) -> dict[int, list[tuple[str, WorkItem, Exercise]]]:
    """The work that exercises a competency, by the proficiency it helps to show: (section, item, exercise)."""
    found: dict[int, list[tuple[str, WorkItem, Exercise]]] = {step.value: [] for step in framework.scale}
    for section, item in framework.work:
        for exercise in item.exercises:
            if exercise.competency == competency:
                found.setdefault(exercise.from_, []).append((section, item, exercise))
    return found
