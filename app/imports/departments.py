"""Departments as files write them: by the path through those they stand in, or by their own name alone."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from app.imports.cells import Wrong, path
from app.kit.i18n import gettext as _

Path = tuple[str, ...]


class Departments:
    """The stored departments (rows of id, title, parent_id)."""

    def __init__(self, stored: Iterable[Any]) -> None:
        found = {one.id: one for one in stored}
        self._paths = {id: _path(found, id) for id in found}
        self._ids: dict[Path, int] = {}
        self._leaves: dict[str, list[int]] = defaultdict(list)
        for id, titles in self._paths.items():
            self._ids.setdefault(titles, id)
            self._ids.setdefault(_split(titles), id)
            self._leaves[titles[-1]].append(id)

    def path(self, id: int | None) -> Path:
        """The titles from the top down to this department; () for none."""
        return self._paths.get(id, ()) if id is not None else ()

    def resolve(self, said: Path, now: int | None) -> int | Path:
        """The department that a file means for somebody who is in `now`: its id, or the path of a new one.

        A name alone is a top department, else her present one, else the only one that is called so. Raises Wrong.
        """
        if now is not None and said in (self._paths.get(now), _split(self._paths.get(now, ()))):
            return now
        if said in self._ids:
            return self._ids[said]
        if len(said) > 1:
            return said
        if now is not None and self._paths[now][-1] == said[0]:
            return now
        called = self._leaves.get(said[0], [])
        if len(called) > 1:
            raise Wrong(_("Several departments are called so; write the whole path, such as Company / Region / Team."))
        return called[0] if called else said

    def find(self, path: Path) -> int | None:
        return self._ids.get(path)


def _path(found: dict[int, Any], id: int) -> Path:
    """A circle among departments, which nobody could draw, ends by itself."""
    titles: list[str] = []
    seen: set[int] = set()
    at: int | None = id
    while at is not None and at in found and at not in seen:
        seen.add(at)
        titles.append(found[at].title)
        at = found[at].parent_id
    return tuple(reversed(titles))


def _split(titles: Path) -> Path:
    """The same as a file gives it, where a title itself has a mark that parts a path."""
    return tuple(part for title in titles for part in path(title))
