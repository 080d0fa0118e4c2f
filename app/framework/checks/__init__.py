"""Cross checks: what is well-formed and still wrong. Each is a function from a framework to findings."""

from collections.abc import Callable, Iterator
from itertools import islice

from app.framework.checks import gates, indicators, ladder, sizes, unique, words, work
from app.framework.checks.finding import Finding
from app.framework.model import Framework
from app.framework.places import Places
from app.kit.faults import Fault

Check = Callable[[Framework], Iterator[Finding]]

MOST = 200
CHECKS: tuple[Check, ...] = (
    *sizes.CHECKS,
    *unique.CHECKS,
    *ladder.CHECKS,
    *gates.CHECKS,
    *indicators.CHECKS,
    *work.CHECKS,
    *words.CHECKS,
)


def run(framework: Framework, places: Places) -> list[Fault]:
    """All findings of all checks, at their places; no more than `MOST` of each check."""
    return [_fault(finding, places) for check in CHECKS for finding in islice(check(framework), MOST)]


def _fault(finding: Finding, places: Places) -> Fault:
    mark = places.key(finding.path) if finding.at_key else places.value(finding.path)
    return Fault.at(mark, finding.message, finding.fix, finding.severity)
