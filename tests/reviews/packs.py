"""PDFs of packs, read back."""

import io

import pikepdf
from starlette.testclient import TestClient

from tests.growth.reading import tags


def pdf(client: TestClient, path: str) -> bytes:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text[:500]
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "no-store"
    return answer.content


def faults(data: bytes, language: str) -> list[str]:
    """What of PDF/UA-1 a file lacks: tags, title, language, headings that skip no rung."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as file:
        if not bool(file.Root.MarkInfo.Marked):
            found.append("not tagged")
        if str(file.Root.Lang) != language:
            found.append(f"language {file.Root.Lang}")
        if not bool(file.Root.ViewerPreferences.DisplayDocTitle):
            found.append("title not shown")
        with file.open_metadata() as metadata:
            if metadata["pdfuaid:part"] != "1" or not metadata["dc:title"]:
                found.append("no title, or not PDF/UA-1")
    rungs = [int(name[1]) for name in tags(data) if name in ("H1", "H2", "H3", "H4")]
    if not rungs or any(after - before > 1 for before, after in zip([0, *rungs], rungs, strict=False)):
        found.append(f"headings {rungs}")
    return found
