"""Every report, in the order of the list."""

from app.kit.errors import NotFound
from app.reports.certificates import CERTIFICATES
from app.reports.completion import COMPLETION
from app.reports.coverage import COVERAGE
from app.reports.drift import DRIFT
from app.reports.pipeline import PIPELINE
from app.reports.progression import PROGRESSION
from app.reports.report import Report
from app.reports.time_in_level import TIME_IN_LEVEL

REPORTS: tuple[Report, ...] = (
    PROGRESSION,
    COVERAGE,
    PIPELINE,
    TIME_IN_LEVEL,
    COMPLETION,
    CERTIFICATES,
    DRIFT,
)
_BY_NAME = {report.name: report for report in REPORTS}


def report(name: str) -> Report:
    """The report of this name; NotFound for an unknown one."""
    if name not in _BY_NAME:
        raise NotFound()
    return _BY_NAME[name]
