"""The browser of the browser tests: the system's Chromium, without its calls home."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = (
    "Browser tests were skipped: no Chromium. Debian: make system; "
    "macOS: brew install --cask chromium; or set LADDER_CHROMIUM to the program."
)


def find() -> str | None:
    """The program, or None when there is none."""
    named = os.environ.get("LADDER_CHROMIUM")
    if named:
        return named
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((path for path in MAC if Path(path).exists()), None)
