"""Hostile files through the whole import: refused at the right cell, nothing changed, in seconds and little memory.

Their good twins are taken in by the same way.
"""

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from app.kit.sheets import Fault, marked_copy
from tests.hostile_sheets import FILES, Hostile
from tests.imports.one_by_one import TAKEN
from tests.pages import Page
from tests.people.asking import state

ROOT = Path(__file__).parents[2]
# of the processor, since the clock on the wall tells how busy the machine is
SECONDS, MEGABYTES = 5, 300


@pytest.fixture(scope="module")
def told(databases, tmp_path_factory) -> dict[str, dict[str, object]]:
    """What became of every file, by the digest of its bytes; twins that are alike are taken once."""
    folder = tmp_path_factory.mktemp("hostile")
    with databases.copy("sqlite") as database:
        template = folder / "people.db"
        template.write_bytes(Path(database.url.database or "").read_bytes())
    files = {digest(data): data for one in FILES for data in (one.data(), one.twin())}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-m", "tests.imports.one_by_one", str(template), *(str(folder / name) for name in files)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=600)
    return dict(zip(files, json.loads(said.stdout), strict=True))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_there_are_enough_of_them():
    assert len(FILES) >= 30


@pytest.mark.parametrize("one", [pytest.param(one, id=one.about) for one in FILES])
def test_refused_at_its_cell_and_nothing_changed(told, one: Hostile):
    found = told[digest(one.data())]
    assert found["outcome"] == (f"{one.column}{one.row}" if one.row else "")
    assert found["unchanged"]
    assert found["seconds"] <= SECONDS and found["megabytes"] <= MEGABYTES, found


@pytest.mark.parametrize("one", [pytest.param(one, id=one.about) for one in FILES])
def test_its_good_twin_is_taken(told, one: Hostile):
    found = told[digest(one.twin())]
    assert found["outcome"] == TAKEN and not found["unchanged"]


def test_every_fault_in_a_cell_can_be_taken_home_marked():
    for one in FILES:
        # what has too many rows to be read has too many for a test
        if one.row and not one.planned and one.row < 1_000:
            marked = marked_copy(one.data(), "", [Fault(one.row, one.column, "", "wrong")])
            page = openpyxl.load_workbook(io.BytesIO(marked)).active
            assert "wrong" in page.cell(one.row, 1).value, one.about


CHOSEN = ("a formula", "two encodings", "managers in a circle", "a number twice")


@pytest.mark.parametrize("about", CHOSEN)
def test_the_pages_name_the_cell_and_change_nobody(database, client_for, about):
    one = next(one for one in FILES if one.about == about)
    client = client_for("wang")
    before = state(database, ("people_import", "import_mapping"))
    address = client.post("/people/imports", files={"file": (one.name, one.data())}).headers["location"]
    page = Page(client.get(address))
    if one.planned:
        form = {field.get("name"): chosen(field) for field in page.root.iter("select")}
        form |= {name: value for name, value in page.fields().items() if name not in ("clear", "complete")}
        assert client.post(f"{address}/mapping?_method=put", data=form).status_code == 303
        page = Page(client.get(f"{address}/preview"))
        refused = client.post(f"{address}/application?_method=put", data={"plan": "0" * 64})
        assert refused.status_code == 422
    assert (str(one.row), one.column) in places(page)
    assert client.get(f"{address}/problems").status_code == 200
    assert state(database, ("people_import", "import_mapping")) == before


def places(page: Page) -> set[tuple[str, str]]:
    """Row and column of each fault on the page."""
    rows = [["".join(cell.itertext()).strip() for cell in row.iter("td")] for row in page.root.iter("tr")]
    return {(row[0], row[1].split()[0]) for row in rows if len(row) > 1 and row[1]}


def chosen(field) -> str:
    return next((option.get("value") for option in field.iter("option") if "selected" in option.attrib), "")


@pytest.mark.parametrize("about", ["zip bomb", "macros", "a billion laughs", "cut off"])
def test_a_file_that_is_no_table_is_not_even_kept(database, client_for, about):
    one = next(one for one in FILES if one.about == about)
    client = client_for("wang")
    before = state(database)
    answer = client.post("/people/imports", files={"file": (one.name, one.data())})
    assert answer.status_code == 422 and Page(answer).root is not None
    assert state(database) == before
