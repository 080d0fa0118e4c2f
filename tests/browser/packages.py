"""What the tests take from npm: htmx, served in place of the CDN, and axe-core."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "node_modules"
HTMX = FOLDER / "htmx.org" / "dist" / "htmx.min.js"
AXE = FOLDER / "axe-core" / "axe.min.js"
HOW = "htmx and axe-core are not there; `npm ci --prefix tests/browser` (Node.js) or `make system` fetches them"


def complete() -> bool:
    return HTMX.exists() and AXE.exists()


@cache
def htmx() -> bytes:
    return HTMX.read_bytes()


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")
