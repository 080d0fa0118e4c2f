"""Static files: the style sheets as one file, and addresses that change with the content."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response

STATIC = Path(__file__).parent.parent / "static"
CSS_ORDER = ("layers", "tokens", "base")
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def _style_sheets() -> bytes:
    """All style sheets in one: layers and tokens first, the components in the order of their names."""
    folder = STATIC / "css"
    first = [folder / f"{name}.css" for name in CSS_ORDER]
    rest = sorted(path for path in folder.glob("*.css") if path not in first)
    return b"\n".join(path.read_bytes() for path in (*first, *rest))


@cache
def contents() -> dict[str, tuple[bytes, str, str]]:
    """Name → bytes, digest, media type, of every file that browsers may fetch."""
    files = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.is_file()}
    files["ladder.css"] = _style_sheets()
    return {
        name: (data, hashlib.sha256(data).hexdigest()[:12], TYPES.get(Path(name).suffix, "application/octet-stream"))
        for name, data in files.items()
    }


def address(name: str) -> str:
    """The address of a static file, with its digest."""
    return f"/static/{contents()[name][1]}/{name}"


def answer(digest: str, name: str) -> Response | None:
    """The file, cacheable for ever under its own digest; None when there is no such file."""
    found = contents().get(name)
    if found is None:
        return None
    data, current, media_type = found
    cache_control = "public, max-age=31536000, immutable" if digest == current else "no-store"
    return Response(data, media_type=media_type, headers={"Cache-Control": cache_control})
