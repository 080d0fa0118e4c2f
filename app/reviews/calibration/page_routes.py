"""How ratings are spread in a cycle, manager by manager."""

from starlette.responses import Response

from app.kit import pages
from app.kit.charts.columns import Columns, columns
from app.kit.lists import Word, plain
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reviews.calibration import words
from app.reviews.calibration.queries import Calibration, Row, View, calibration

router = Router()


@router.get("/cycles/{id}/calibration", signed_in)
def show(visit: Visit, id: Id, competency: Word = "", ratings: View = "given") -> Response:
    """Manager by manager, in the order of their names: the ratings as given, or as agreed."""
    found = calibration(visit.db, visit.actor, id, plain(competency))
    template = "reviews/calibration/_figures.html" if visit.htmx else "reviews/calibration/show.html"
    answer = pages.fragment if visit.htmx else pages.page
    return answer(visit, template, found=found, view=ratings, words=words, charts=_charts(found, ratings))


def _charts(found: Calibration, view: View) -> dict[int | None, Columns]:
    """Row → its columns, all on one scale. The row of everybody goes by 0."""
    shown: dict[int | None, Row] = {row.manager.id if row.manager else None: row for row in found.rows}
    if found.everybody:
        shown[0] = found.everybody
    figures = {key: row.figures(view) for key, row in shown.items()}
    counts = {key: words.counts(found.framework, one) for key, one in figures.items() if one}
    highest = max((n / sum(all_) for all_ in counts.values() for n in all_), default=1.0)
    return {key: columns(all_, highest) for key, all_ in counts.items()}
