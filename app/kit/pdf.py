"""PDF files that people attach: kept to the byte, so that a signature in them stays valid, or refused."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from app.kit.i18n import gettext as _
from app.kit.i18n import noop

SIGNATURE = b"%PDF-"
# what the format ends with: the place of its index, its last words, white space
END = re.compile(rb"startxref[ \t\r\n]+\d{1,10}[ \t\r\n]+%%EOF[ \t\r\n\f\0]*\Z")
TAIL = 1024
LOOKER = Path(__file__).with_name("pdf_child.py")
SECONDS = 20
WORDS = 20

SENTENCES = {
    "broken": noop("This PDF is damaged. Please print it to a new PDF and choose that one."),
    "locked": noop("This PDF is locked by a password. Please choose one without."),
    "active": noop("This PDF holds scripts or actions. Please print it to a new PDF and choose that one."),
    "attached": noop(
        "Other files are packed inside this PDF. Please attach them on their own, and the PDF without them."
    ),
    "large": noop("This PDF has too many pages or parts. Please choose only the pages that count."),
}


def fault(data: bytes) -> str:
    """Why these bytes cannot be kept as a PDF, as a sentence for a person; "" when they can."""
    word = _outside(data) or _inside(data)
    return _(SENTENCES[word]) if word else ""


def _outside(data: bytes) -> str:
    """Whether it is a PDF from the first byte to the last, and nothing else at the same time."""
    if not data.startswith(SIGNATURE) or not END.search(data[-TAIL:]):
        return "broken"
    return "attached" if zipfile.is_zipfile(io.BytesIO(data)) else ""


def _inside(data: bytes) -> str:
    command = [sys.executable, "-I", str(LOOKER)]
    try:
        looked = subprocess.run(  # noqa: S603
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "large"
    word = looked.stdout[:WORDS].decode("ascii", "replace")
    if looked.returncode < 0:  # ended by a bound, or by its own fault
        return "large"
    return word if not looked.returncode and (not word or word in SENTENCES) else "broken"
