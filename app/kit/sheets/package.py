"""An XLSX file as a package: how much is in it, before anything opens it.

Sizes that the file declares are not believed: every part is unpacked once, and thrown away, up to the bound.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.kit.i18n import gettext as _
from app.kit.sheets.sheet import MOST_UNPACKED, whole_file

MOST_PARTS = 500
_BLOCK = 1 << 16
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of an old compound file: an .xls, or an .xlsx with a password."""


def opened(data: bytes) -> ZipFile:
    """The package, small enough to be read. Unreadable for anything else."""
    if data.startswith(ENCRYPTED):
        raise whole_file(_("This is an old .xls file, or one with a password. Save it as .xlsx without a password."))
    try:
        package = ZipFile(BytesIO(data))
        parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise whole_file(_("This file is damaged, or no .xlsx file.")) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_much()
    if any(part.flag_bits & 1 for part in parts):
        raise whole_file(_("This file has a password. Save it without one."))
    if len({part.filename for part in parts}) < len(parts):
        raise whole_file(_("This file is damaged, or no .xlsx file."))
    left = MOST_UNPACKED
    for part in parts:
        left -= _true_size(data, part, left)
    if any(part.filename.lower().endswith(("vbaproject.bin", "xlmacrosheet.xml")) for part in parts):
        raise whole_file(_("This file holds macros. Save it as .xlsx without them."))
    return package


def _true_size(data: bytes, part: ZipInfo, most: int) -> int:
    """Bytes that a part unpacks to. Unreadable past `most`, and where the file says something else of itself."""
    start = part.header_offset
    head = data[start : start + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise whole_file(_("This file is damaged, or no .xlsx file."))
    body = start + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = memoryview(data)[body : body + part.compress_size]
    if part.compress_type == 0:
        size = len(packed)
    elif part.compress_type == 8:
        size = _inflated(packed, most)
    else:
        raise whole_file(_("This file is packed in a way that no spreadsheet uses."))
    if size != part.file_size:
        raise whole_file(_("This file is damaged, or no .xlsx file."))
    return size


def _inflated(packed: memoryview, most: int) -> int:
    size, engine = 0, zlib.decompressobj(-15)
    try:
        for start in range(0, len(packed), _BLOCK):
            block: bytes = packed[start : start + _BLOCK].tobytes()
            while block:
                size += len(engine.decompress(block, 1 << 20))
                if size > most:
                    raise _too_much()
                block = engine.unconsumed_tail
        size += len(engine.flush())
    except zlib.error:
        raise whole_file(_("This file is damaged, or no .xlsx file.")) from None
    return size


def _too_much() -> Exception:
    return whole_file(_("Unpacked this file is far too large for a list of people."))
