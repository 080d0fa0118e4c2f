"""What somebody sends as the next framework: YAML files, a zip of them, or a CASE package; read within bounds."""

import stat
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

from app.framework import case, yaml_writing
from app.framework.source import FILES
from app.kit.errors import Refused
from app.kit.files import FIELD
from app.kit.i18n import gettext as _
from app.kit.uploads import Upload
from app.kit.yaml import MAX_BYTES

MOST_FILES = 20
MOST_BYTES = 4_000_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what operating systems put beside files of their own accord
CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
ENCRYPTED = 0x1


def files_of(uploads: Iterable[Upload]) -> dict[str, bytes]:
    """File name → content, whatever it is: the checks are `checking`'s. Raises Refused with a sentence for FIELD."""
    found: dict[str, bytes] = {}
    for upload in uploads:
        for name, data in _opened(upload):
            if name in found:
                raise refused(_("The file %(name)s is there twice.", name=name))
            found[name] = data
    if not found:
        raise refused(_("Please choose the YAML files, a zip of them, or a CASE file (JSON)."))
    if sum(map(len, found.values())) > MOST_BYTES:
        raise refused(_("The files hold more than %(n)s MB together.", n=MOST_BYTES // 1_000_000))
    return found


def refused(sentence: str) -> Refused:
    return Refused(sentence, {FIELD: sentence})


def _opened(upload: Upload) -> Iterable[tuple[str, bytes]]:
    if upload.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzipped(upload.data)
    last = upload.name.replace("\\", "/").rsplit("/", 1)[-1]
    if last.lower().endswith(".json"):
        return _case(upload.data)
    name = _plain_name(last)
    return [(name, _bounded(name, upload.data))]


def _case(raw: bytes) -> Iterable[tuple[str, bytes]]:
    """The YAML files that say the same, so that faults have a place which can be put right."""
    try:
        return [(name, text.encode()) for name, text in yaml_writing.write(case.read(raw)).items()]
    except case.NotCase as problem:
        raise refused(str(problem)) from problem
    except RecursionError:
        raise refused(_("This JSON file is nested too deeply.")) from None


def _unzipped(raw: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if not _clutter(entry)]
            _bound(entries)
            return [(_inside(entry), _extracted(archive, entry)) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise refused(_("This zip file is damaged or of a kind that is not read here.")) from None


def _clutter(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or entry.filename.startswith(CLUTTER[0]) or entry.filename.endswith(CLUTTER[1:])


def _bound(entries: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked, by what the archive says of itself; `_extracted` believes none of it."""
    if len(entries) > MOST_FILES:
        raise refused(_("This zip file holds more than %(n)s files.", n=MOST_FILES))
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise refused(_("This zip file is locked with a password."))
        if entry.compress_type not in METHODS or stat.S_ISLNK(entry.external_attr >> 16):
            raise refused(_("This zip file is damaged or of a kind that is not read here."))
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise refused(_("The files hold more than %(n)s MB together.", n=MOST_BYTES // 1_000_000))


def _inside(entry: zipfile.ZipInfo) -> str:
    """The name without its folder; Refused for one that leads out of the archive."""
    path = PurePosixPath(entry.orig_filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.orig_filename or "\0" in entry.orig_filename:
        raise refused(_("This zip file names a place outside of itself. Please pack it again."))
    return _plain_name(path.name)


def _extracted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return _bounded(entry.filename, file.read(MAX_BYTES + 1))


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise refused(_("%(name)s is larger than %(n)s MB.", name=name[:60], n=MAX_BYTES // 1_000_000))
    return data


def _plain_name(name: str) -> str:
    """A YAML file's name that can be shown and kept."""
    if len(name) > 100 or not name.isprintable() or not name.lower().endswith((".yaml", ".yml")):
        shown = "".join(ch for ch in name[:60] if ch.isprintable()) or "?"
        raise refused(_("“%(name)s” is no YAML file; the files are: %(names)s.", name=shown, names=", ".join(FILES)))
    return name
