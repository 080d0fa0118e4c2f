"""Files that people attach: PDF, PNG and JPEG, told by what they hold and made safe to keep and to hand out."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

import puremagic

from app.kit import images, pdf
from app.kit.errors import Refused
from app.kit.i18n import gettext as _

FIELD = "file"
MAX_FILE = 10 * 1024 * 1024
MAX_NAME = 120
# what file systems take, with room for a number that a browser adds
MAX_NAME_BYTES = 240
# signature at the very first byte → media type, extension
TYPES = {
    pdf.SIGNATURE: ("application/pdf", ".pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
}
ACCEPT = ".pdf,.png,.jpg,.jpeg"
# what puremagic is shown of a file that is none of these: enough to say what it is instead
HEAD = 4096
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept. `data` is what to keep: a picture is drawn anew, a PDF is as it was sent."""

    media_type: str
    extension: str
    data: bytes
    name: str
    sha256: str
    size: int


def inspect(data: bytes, name: str) -> Inspected:
    """The file made safe, by its content whatever its name says.

    Takes up to seconds, on a hostile file up to twenty: call it before `visit.db` is first used, because on
    SQLite nobody else writes from then on; give the result to the verb.

    Raises Refused with a sentence for the field "file". The rules are those of OWASP ASVS 5.0, V5 (file handling).
    """
    try:
        media_type, extension = _type(data)
        kept = _safe(data, media_type)
    except Refused as refused:
        raise Refused(refused.message, {FIELD: refused.message}) from refused
    digest = hashlib.sha256(kept).hexdigest()
    return Inspected(media_type, extension, kept, clean_name(name, extension), digest, len(kept))


def _type(data: bytes) -> tuple[str, str]:
    if not data:
        raise Refused(_("This file is empty. Please choose another."))
    if len(data) > MAX_FILE:
        raise Refused(_too_large())
    for signature, found in TYPES.items():
        if data.startswith(signature):
            return found
    raise Refused(_("Only PDF, PNG and JPEG can be attached; this is %(kind)s.", kind=_kind(data)))


def _kind(data: bytes) -> str:
    """What it is instead, such as "HEIC"."""
    try:
        found = puremagic.from_string(data[:HEAD]).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        found = ""
    return found if re.fullmatch(r"[A-Z0-9]{1,8}", found) else _("something else")


def _safe(data: bytes, media_type: str) -> bytes:
    if media_type == "application/pdf":
        fault = pdf.fault(data)
        if fault:
            raise Refused(fault)
        return data
    kept = images.redrawn(data, "PNG" if media_type == "image/png" else "JPEG")
    if len(kept) > MAX_FILE:
        raise Refused(_too_large())
    return kept


def _too_large() -> str:
    return _("A file holds at most %(most)s MB. Please choose a smaller one.", most=MAX_FILE // 1024**2)


def clean_name(raw: str, extension: str) -> str:
    """The name under which a file is kept and handed out: one path component, nothing invisible, the true extension.

    At most 120 characters; "file" when nothing else is left.
    """
    last = re.split(r"[/\\]", raw)[-1]
    seen = "".join(ch for ch in unicodedata.normalize("NFC", last) if unicodedata.category(ch) not in INVISIBLE)
    stem = EXTENSION.sub("", seen.rstrip(" .")).strip(" .")
    if stem.lower().endswith(extension):
        stem = stem[: -len(extension)]
    stem = stem[: MAX_NAME - len(extension)]
    stem = stem.encode()[: MAX_NAME_BYTES - len(extension)].decode("utf-8", "ignore").strip(" .")
    return (stem or "file") + extension
