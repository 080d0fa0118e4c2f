"""Where each piece of a framework stands in its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kit.faults import Mark
from app.kit.yaml import Path

NOWHERE = Mark("", 1, 1)


@dataclass(frozen=True)
class Places:
    """Marks by path into the merged files, e.g. `("levels", 2, "required", "teamwork")`."""

    values: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)

    def value(self, path: Path) -> Mark:
        """The place of the value, or of the nearest thing around it that stands in a file."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, NOWHERE)

    def key(self, path: Path) -> Mark:
        """The place of the key that the path ends in; for an entry of a list, of the entry."""
        return self.keys.get(path) or self.value(path)
