"""The parts of a workbook in their ZIP: measured before anything is unpacked, and only the needed ones read."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from app.kit.i18n import gettext as _
from app.kit.sheets.markup import Walker, attribute, broken
from app.kit.sheets.sheet import Unreadable, too_many

MOST_PARTS = 2_000
MOST_UNPACKED = 192 * 1024 * 1024
MOST_OF_A_SHEET = 128 * 1024 * 1024
MOST_OF_STRINGS = 48 * 1024 * 1024
MOST_OF_OTHERS = 8 * 1024 * 1024
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what the library raises for a package that is not what it says; an offset that is none is a ValueError
DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "xl/dialogsheets/", "xl/activex/")
OUTSIDE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/embeddings/", "customui/")


class Package:
    """The parts by name. Unreadable when they are too many, too large, encrypted, twice there, or hold macros."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGES as error:
            raise broken() from error
        entries = self._zip.infolist()
        self._parts = {entry.filename.lstrip("/").lower(): entry for entry in entries}
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise too_many("bytes")
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked()
        # other methods of packing than those of workbooks may ask for any amount of memory
        if len(self._parts) != len(entries) or any(entry.compress_type not in PACKINGS for entry in entries):
            raise broken()
        self._require_no_program()

    def _require_no_program(self) -> None:
        for name in self._parts:
            if name.endswith(MACROS[:2]) or name.startswith(MACROS[2:]):
                raise Unreadable(_("This workbook holds macros. Please save it as XLSX, without macros."))
            if name.startswith(OUTSIDE):
                raise Unreadable(
                    _("This workbook is linked to other files or has some inside. Please copy the values to a new one.")
                )

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """One part, to be read as it is unpacked. Unreadable when it is missing or not what its ZIP says of it."""
        entry = self._parts.get(name.lower())
        if entry is None:
            raise broken()
        try:
            with self._zip.open(entry) as source:
                yield source
        except DAMAGES as error:
            raise broken() from error

    def walk(self, walker: Walker, name: str, most: int = MOST_OF_OTHERS) -> None:
        """Take a walker through one part."""
        with self.part(name) as source:
            walker.walk(source, most)


def locked() -> Unreadable:
    """The refusal of a file that asks for a password."""
    return Unreadable(_("This workbook is locked by a password. Please save it without one."))


class Relations(Walker):
    """Relation id → the part that it leads to; whatever leads out of the file is left out."""

    def __init__(self, package: Package, of: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.by_kind: dict[str, str] = {}
        folder, name = posixpath.split(of)
        self._folder = folder
        package.walk(self, posixpath.join(folder, "_rels", f"{name}.rels"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attribute(attributes, "TargetMode").lower() == "external":
            return
        target = attribute(attributes, "Target")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        path = posixpath.normpath(path)
        self.found[attribute(attributes, "Id")] = path
        self.by_kind[attribute(attributes, "Type").rpartition("/")[2]] = path
