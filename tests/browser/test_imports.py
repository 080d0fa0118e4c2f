"""HR brings a file in: columns, preview, applied; the same file again changes nothing."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import OpenVisitor
from tests.browser.visitor import Mode, Visitor
from tests.imports.files import csv_of

pytestmark = pytest.mark.browser

HEADERS = ("Badge", "Who", "Department", "Supervisor")
ROWS = (
    ("B-0001", "Noor Haddad", "Import / One", ""),
    ("B-0002", "Mika Virtanen", "Import / One", "B-0001"),
)


@pytest.mark.parametrize(("language", "mode"), [("zh", "no-script"), ("en", "script")])
def test_a_file_from_its_columns_to_what_it_changed(visit: OpenVisitor, language: str, mode: Mode):
    anybody = visit(language, mode)
    anybody.sign_in("wangfang")
    rows = [(f"{number}-{anybody.language}-{anybody.mode}", *rest) for number, *rest in ROWS]
    rows[1] = (*rows[1][:3], rows[0][0])
    choose(anybody, rows)
    anybody.page.locator("select[name=column-1]").select_option("name")
    anybody.button("Show what would change").click()
    anybody.heading(anybody.say("What would change"))
    expect(anybody.page.get_by_role("row").filter(has_text="Mika Virtanen")).to_contain_text("Noor Haddad")
    anybody.button("Apply").click()
    anybody.page.wait_for_url("**/jobs/*")
    done(anybody)
    choose(anybody, rows)
    expect(anybody.page.locator("select[name=column-1]")).to_have_value("name")
    anybody.button("Show what would change").click()
    expect(anybody.page.get_by_role("heading", name=anybody.say("Nothing to change"))).to_be_visible()


def choose(visitor: Visitor, rows: list[tuple[str, ...]]) -> None:
    visitor.open("/people")
    visitor.link("Import people").click()
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": csv_of(rows, HEADERS)}
    visitor.field("File").set_input_files(file)  # type: ignore[arg-type]
    visitor.button("Read the file").click()
    visitor.heading(visitor.say("Which column holds what"))


def done(visitor: Visitor) -> None:
    """With script the page goes on by itself; without, it is looked at again."""
    tag = visitor.page.locator("#job .tag.jade")
    for _again in range(20):
        with suppress(TimeoutError):
            tag.wait_for(timeout=1_000 if visitor.mode != "script" else 20_000)
            break
        visitor.page.reload()
    expect(tag).to_be_visible()
    visitor.link("Go on").click()
    visitor.heading(visitor.say("Applied"))
