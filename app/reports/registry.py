"""Every report, in the order of the list."""

from app.kit.errors import NotFound
from app.reports.progression import PROGRESSION
from app.reports.report import Report
from app.reports.time_in_level import TIME_IN_LEVEL

REPORTS: tuple[Report, ...] = (PROGRESSION, TIME_IN_LEVEL)
_BY_NAME = {report.name: report for report in REPORTS}


def report(name: str) -> Report:
    """The report of this name; NotFound for an unknown one."""
    if name not in _BY_NAME:
        raise NotFound()
    return _BY_NAME[name]
