"""Every page on which an assessment can come to light agrees with `readable()`, for every reader."""

from collections.abc import Iterable

import pytest

from app.assessments import queries
from app.assessments.rules import Answer
from app.people import access
from tests.assessments.acts import written
from tests.pages import Page, texts

READERS = ("lin", "chen", "zhou", "dotted", "wang", "root", "zhao", "gone")
AUTHORS = {"s": "lin", "m": "chen", "z": "zhou"}
OWN, OF_A_MANAGER = (1, 2), (4, 5)


@pytest.fixture(params=["S", "Ms", "SMSz", "MSM"])
def told(request, database, people) -> list[int]:
    """A history of lin (test_sealing.py); ratings of teamwork tell each apart: 1, 2 are hers, 4, 5 her managers'."""
    ids, count = [], {"lin": 0, "manager": 0}
    for letter in request.param:
        author = AUTHORS[letter.lower()]
        side, values = ("lin", OWN) if author == "lin" else ("manager", OF_A_MANAGER)
        value = values[count[side]]
        count[side] += 1
        args = (database, getattr(people, author), people.lin, letter.isupper())
        ids.append(written(*args, teamwork=value, strategy=value))
    return ids


def allowed(database, people, reader: str) -> dict[int, queries.Entry] | None:
    """What the reader may read of lin; None: not even that she has a record."""
    actor, person = getattr(people, reader), people.lin.person_id
    with database.reading() as db:
        relation = access.subject(db, actor, person).relation
        if not (relation.is_self or relation.line or relation.dotted or relation.hr):
            return None
        subject = access.subject_of_line(db, actor, person)
        return {entry.id: entry for entry in queries.history(db, actor, subject)}


def linked(page: Page, ids: list[int]) -> set[int]:
    return {id for id in ids if f"/assessments/{id}" in page.links()}


def test_pages_agree(browse, database, people, told):
    person = people.lin.person_id
    for reader in READERS:
        client, may = browse(reader), allowed(database, people, reader)
        opened = {id for id in told if client.get(f"/assessments/{id}").status_code == 200}
        assert opened == set(may or ()), reader
        at_hers = Page(client.get(f"/people/{person}"))
        assert linked(at_hers, told) == set(may or ()), reader
        gaps = client.get(f"/people/{person}/gaps")
        assert gaps.status_code == (404 if may is None else 200), reader
        if may is not None:
            check_gaps(client, person, may, database)
        if reader != "lin":
            assert linked(Page(client.get("/assessments")), told) == set(), reader
            assert linked(Page(client.get("/")), told) == set(), reader


def check_gaps(client, person: int, may: dict[int, queries.Entry], database) -> None:
    """Each basis shows the latest rating of that side that is open to the reader, else of the other."""
    latest = {own: last(entry for entry in may.values() if entry.of_oneself == own) for own in (True, False)}
    for basis, own in (("self", True), ("manager", False)):
        shown = latest[own] or latest[not own]
        page = Page(client.get(f"/people/{person}/gaps?basis={basis}&target=senior"))
        (current,) = [cells[3] for cells in map(texts, page.all(".//tbody/tr")) if "Teamwork" in cells[0]]
        assert current == (str(rating(database, shown.id)) if shown else "—"), basis


def last(entries: Iterable[queries.Entry]) -> queries.Entry | None:
    """The last submitted one, else a draft."""
    found = list(entries)
    return next((e for e in reversed(found) if e.submitted_at), found[-1] if found else None)


def rating(database, id: int) -> int | None:
    with database.reading() as db:
        return queries.ratings(db, [id])[id]["teamwork"].proficiency


def test_her_list(browse, database, people, told):
    may = allowed(database, people, "lin")
    assert linked(Page(browse("lin").get("/assessments")), told) == set(may or ())


def test_a_sealed_assessment_leaves_no_trace_of_its_words(browse, database, people):
    secret = Answer(5, note="xyzzy, the words of the manager")
    written(database, people.chen, people.lin, teamwork=secret)
    lin = browse("lin")
    for path in ("/", "/assessments", "/gaps", "/gaps?basis=manager", f"/people/{people.lin.person_id}", "/me/looked"):
        response = lin.get(path)
        assert response.status_code == 200
        assert "xyzzy" not in response.text and "by Chen" not in response.text, path
