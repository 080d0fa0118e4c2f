"""A good framework as texts, to be spoilt by small edits."""

from pathlib import Path

from app.framework import source
from app.framework.model import Framework
from app.kit.faults import Fault

FRAMEWORKS = Path(__file__).parent.parent / "frameworks"


class Base:
    """A good framework as texts, and what becomes of it after a small edit."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {
            path.name: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "base").iterdir())
        }

    def edited(self, file: str, old: str, new: str) -> dict[str, str]:
        """The texts with `old`, which must stand in the file just once, replaced."""
        assert self.texts[file].count(old) == 1, old
        return self.texts | {file: self.texts[file].replace(old, new)}

    def faults(self, file: str, old: str, new: str) -> list[Fault]:
        return source.read_texts(self.edited(file, old, new))[1]

    def framework(self, *edits: tuple[str, str, str]) -> Framework:
        """The framework after edits that leave it without errors."""
        changed = Base()
        for edit in edits:
            changed.texts = changed.edited(*edit)
        framework, faults = source.read_texts(changed.texts)
        assert framework, faults
        return framework
