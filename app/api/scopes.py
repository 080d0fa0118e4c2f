"""What a token may be made for. A scope never opens more than its person's own pages do."""

from app.kit.i18n import noop

SCOPES: dict[str, str] = {
    "people": noop("People: name, level, department; levels held, of those whose record you may open"),
    "framework": noop("The framework in force: levels, competencies, what each level requires"),
    "assessments": noop("Assessments and agreed ratings that you may open"),
    "gaps": noop("Gaps and readiness of those whose gaps you may open"),
    "goals": noop("Development goals that you may open"),
    "evidence": noop("Evidence as numbers by kind"),
    "cycles": noop("Review cycles that you may look at"),
    "reports": noop("Reports, for HR"),
}
