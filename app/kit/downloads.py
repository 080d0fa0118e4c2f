"""Answers that are files to keep: nothing in them runs, and nothing of them stays in a cache."""

import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from starlette.responses import Response

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# RFC 8187, attr-char
PLAIN = "!#$&+-.^_`|~"


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """A file to save under `name`, whatever characters that has. Its length is announced."""
    return Response(data, media_type=media_type, headers={**HEADERS, "Content-Disposition": disposition(name)})


def disposition(name: str) -> str:
    """`attachment` with the name twice (RFC 6266): for browsers, and in ASCII for what is older."""
    clean = "".join(ch for ch in name if unicodedata.category(ch) not in ("Cc", "Cs")).strip() or "file"
    return f"attachment; filename=\"{_ascii(clean)}\"; filename*=UTF-8''{quote(clean, safe=PLAIN)}"


def _ascii(name: str) -> str:
    """Letters, digits and a few marks. No %: some browsers would decode it."""
    extension = PurePath(name).suffix
    stem = _plain(name.removesuffix(extension)).strip(" .") or "file"
    return stem + _plain(extension)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in letters if ch.isascii() and (ch.isalnum() or ch in " ._-"))
