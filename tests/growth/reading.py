"""PDF and ZIP read back."""

import io
import json
import zipfile
from typing import Any

import pikepdf
import pypdf
from starlette.testclient import TestClient


def text_of(data: bytes) -> str:
    """All text of a PDF without its line ends."""
    return "".join(lines_of(data))


def lines_of(data: bytes) -> list[str]:
    return [line for page in pypdf.PdfReader(io.BytesIO(data)).pages for line in page.extract_text().split("\n")]


def tags(data: bytes) -> list[str]:
    """The names of the structure elements of a tagged PDF, roles mapped to the standard ones, in order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        roles = {str(name): str(value) for name, value in dict(root.get("/RoleMap", {})).items()}
        found: list[str] = []
        waiting: list[Any] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += reversed(list(node))
            elif isinstance(node, pikepdf.Dictionary):
                name = str(node.get("/S", ""))
                found += [roles.get(name, name).removeprefix("/")] if name else []
                waiting += [node.K] if "/K" in node else []
        return found


def pdf(client: TestClient, query: str = "") -> bytes:
    response = client.get(f"/me/file.pdf{query}")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf"), response.text[:500]
    return response.content


class Pack:
    """A download."""

    def __init__(self, client: TestClient) -> None:
        response = client.get("/me/data.zip")
        assert (response.status_code, response.headers["content-type"]) == (200, "application/zip")
        self.headers = response.headers
        self.raw = response.content
        with zipfile.ZipFile(io.BytesIO(self.raw)) as pack:
            assert pack.testzip() is None
            self.members = {name: pack.read(name) for name in pack.namelist()}
            assert len(self.members) == len(pack.namelist())

    def json(self, name: str) -> Any:
        return json.loads(self.members[f"{name}.json"])

    @property
    def files(self) -> dict[str, bytes]:
        return {name: data for name, data in self.members.items() if name.startswith("files/")}

    @property
    def text(self) -> str:
        """All of it but the files."""
        return "\n".join(data.decode() for name, data in self.members.items() if not name.startswith("files/"))
