"""Names of files inside the download: each is safe on any system, and stands once."""

import unicodedata

LONGEST = 80
FORBIDDEN = '<>:"/\\|?*'
EXTENSIONS = {"application/pdf": (".pdf",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg")}


def safe(id: int, name: str, media_type: str) -> str:
    """`files/ID-name.ext`: no way out of the folder, nothing invisible, the extension that the content has."""
    kept = "".join(character for character in plain(name) if character not in FORBIDDEN).strip(". ")
    extensions = EXTENSIONS.get(media_type, (".bin",))
    stem, extension = kept, extensions[0]
    for candidate in extensions:
        if kept.lower().endswith(candidate):
            stem, extension = kept[: -len(candidate)], candidate
    stem = _short(stem).strip(". ") or "file"
    return f"files/{id}-{stem}{extension}"


def plain(name: str) -> str:
    """A name without anything invisible, on one line."""
    seen = (character for character in unicodedata.normalize("NFC", name) if unicodedata.category(character)[0] != "C")
    return " ".join("".join(seen).split())


def _short(stem: str) -> str:
    """At most so many bytes, whole characters only: file systems count bytes."""
    return stem.encode()[:LONGEST].decode("utf-8", "ignore")
