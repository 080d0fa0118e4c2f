"""HR's reports as PDF, for as many people as anybody reads on paper."""

from starlette.responses import Response

from app.kit import document_pdf
from app.kit.downloads import attachment
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.routing import Router, Visit
from app.kit.turns import TURNS
from app.people.access import hr
from app.reports import asking, exporting, paper, registry
from app.reports.page_routes import choice
from app.reports.report import GroupReport, PeopleReport

router = Router()


@router.get("/reports/{name}.pdf", hr, slow=True)
def pdf(
    visit: Visit, name: str, department: str = "", level: str = "", manager: str = "", cycle: str = "", day: str = "",
    word: str = "",
) -> Response:  # fmt: skip
    """The report to print. Refused for more people than fit."""
    report, db = registry.report(name), visit.db
    chosen = choice(department, level, manager, cycle, day, word)
    asked = asking.asked(db, visit.actor, report, chosen)
    if exporting.is_long(db, report, asked):
        raise Refused(_("A PDF holds at most 2,000 people. Choose fewer, or take the Excel file."))
    TURNS.take(visit.actor.person_id)
    try:
        if isinstance(report, PeopleReport):
            blocks, people = paper.people(db, report, asked)
        else:
            assert isinstance(report, GroupReport)
            blocks, people = list(paper.groups(report.draw(db, asked))), []
        made = paper.document(report, exporting.about(db, report, asked), blocks)
        data = document_pdf.pdf(made, visit.settings.font_dir)
    finally:
        TURNS.end(visit.actor.person_id)
    exporting.note(visit.database, report, asked, chosen, "pdf", exporting.Written(len(people), people))
    return attachment(data, "application/pdf", f"{_(report.title)} {asked.day.isoformat()}.pdf")
