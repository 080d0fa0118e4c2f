"""What a file is by its first bytes, whatever its name says."""

from app.kit.i18n import gettext as _
from app.kit.sheets import csv_file, xlsx_file
from app.kit.sheets.package import locked
from app.kit.sheets.sheet import MOST_BYTES, Grid, Unreadable, too_many

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def grid(data: bytes, sheet: str = "", *, lenient: bool = False) -> Grid:
    """The table in these bytes. Unreadable when there is none.

    `lenient`: to show where it is wrong, as much of it as can be read: what lies beyond the bounds is left out.
    """
    if len(data) > MOST_BYTES:
        raise too_many("bytes")
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    if data.startswith(ZIP):
        return xlsx_file.read(data, sheet, lenient=lenient)
    if data.startswith(COMPOUND):
        raise locked() if ENCRYPTED in data else Unreadable(_("This is the old format XLS. Please save it as XLSX."))
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Unreadable(_("This is a web page, whatever its name says. Please open it in Excel and save it as XLSX."))
    if data.startswith(OTHERS):
        raise Unreadable(_("This is not a table. Please choose a CSV or XLSX file."))
    return csv_file.read(data, lenient=lenient)
