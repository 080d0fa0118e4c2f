"""Files through the real page: harmful ones are refused or made harmless, and what is stored never runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from app.settings import HTMX_URL
from tests.browser.visitor import Visitor
from tests.evidence.acts import form
from tests.hostile_files import GOOD, HOSTILE, Hostile

pytestmark = pytest.mark.browser

MOST_IN_MEMORY = 50 * 1024 * 1024  # what Playwright hands over without a file
PATIENCE = 60_000  # milliseconds: a harmful picture or document may be looked at for seconds
SCAN = next(good for good in GOOD if good.about == "PDF")


def entry(visitor: Visitor) -> int:
    """A new certificate of the visitor, by its form."""
    answer = visitor.context.request.post(
        f"{visitor.site.origin}/evidence", form=form("certificate"), headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.ok, answer.status
    return int(visitor.site.ask("SELECT max(id) FROM evidence"))


def attach(visitor: Visitor, id: int, file: Hostile, folder: Path) -> int:
    """Choose the file on the entry's page and send it; the status of the answer."""
    visitor.open(f"/evidence/{id}")
    data = file.data()
    chosen = visitor.field("Add files")
    if len(data) < MOST_IN_MEMORY:
        chosen.set_input_files({"name": file.name, "mimeType": "application/octet-stream", "buffer": data})
    else:
        (folder / file.name).write_bytes(data)
        chosen.set_input_files(folder / file.name)
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST", timeout=PATIENCE) as found:
        visitor.button("Attach").click(timeout=PATIENCE)
    visitor.page.wait_for_load_state()
    return found.value.status


@contextmanager
def watched(visitor: Visitor) -> Iterator[list[str]]:
    """What ran or went elsewhere inside the block: dialogs, other hosts, new windows."""
    faults: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((visitor.site.origin, HTMX_URL, "blob:")):
            faults.append(f"request to {request.url}")

    def opened(page: Page) -> None:
        faults.append(f"window {page.url}")

    visitor.page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    visitor.context.on("request", asked)
    visitor.context.on("page", opened)
    yield faults


def stored(visitor: Visitor, id: int) -> bytes | None:
    """What is kept of the one file of an entry; None when there is none."""
    if not visitor.site.ask("SELECT count(*) FROM attachment WHERE evidence_id = ?", id):
        return None
    return bytes(visitor.site.ask("SELECT content FROM attachment WHERE evidence_id = ?", id))


def open_it(visitor: Visitor) -> tuple[str, bytes]:
    """Follow its link: it is saved, and the page stays where it was."""
    before = visitor.page.url
    with visitor.page.expect_download() as found:
        visitor.page.locator("#files").get_by_role("link").first.click()
    assert visitor.page.url == before
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_harmful_files(visit, tmp_path: Path):
    lin = visit("en", "script", "linxiaoyu")
    wrong = []
    with watched(lin) as faults:
        for file in HOSTILE:
            id = entry(lin)
            status = attach(lin, id, file, tmp_path)
            kept = stored(lin, id)
            if file.kept_as is None:
                wrong += (
                    []
                    if status in (413, 422) and kept is None
                    else [f"{file.about}: {status}, kept: {kept is not None}"]
                )
                continue
            if kept is None or any(trace in kept for trace in file.gone):
                wrong.append(f"{file.about}: {status}, not kept as it should be")
                continue
            _, data = open_it(lin)
            wrong += [] if data == kept else [f"{file.about}: another file came back"]
            wrong += [f"{file.about}: {fault}" for fault in faults]
            faults.clear()
    assert not wrong
    assert not faults


def test_a_scan_there_and_back(anybody: Visitor, tmp_path: Path):
    anybody.sign_in("linxiaoyu")
    id = entry(anybody)
    assert attach(anybody, id, SCAN, tmp_path) == 303
    anybody.shows("Attached.")
    name, data = open_it(anybody)
    assert (name, data) == (SCAN.name, SCAN.data())
    files = anybody.page.locator("#files")
    files.get_by_role("button", name=anybody.say("Remove")).click()
    anybody.shows("Removed. You can bring it back for 30 days.")
    files.locator("summary").click()
    files.get_by_role("button", name=anybody.say("Bring back")).click()
    expect(files.get_by_role("link", name=SCAN.name)).to_be_visible()


def test_what_is_wrong_stands_beside_the_field(anybody: Visitor, tmp_path: Path):
    anybody.sign_in("linxiaoyu")
    svg = next(file for file in HOSTILE if file.about == "SVG")
    assert attach(anybody, entry(anybody), svg, tmp_path) == 422
    expect(anybody.field("Add files")).to_have_attribute("aria-invalid", "true")


def test_the_own_share_is_worked_out_while_typing(visit):
    lin = visit("en", "script", "linxiaoyu")
    answer = lin.context.request.post(
        f"{lin.site.origin}/evidence", form=form("project"), headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.ok
    lin.open(f"/evidence/{lin.site.ask('SELECT max(id) FROM evidence')}/contributions")
    own = lin.page.locator("output")
    expect(own).to_have_text("100%")
    lin.field("Share in per cent").first.fill("30")
    expect(own).to_have_text("70%")
    lin.field("Share in per cent").last.fill("25")
    expect(own).to_have_text("45%")
