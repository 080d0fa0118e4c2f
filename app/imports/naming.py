"""Managers as files name them: by staff number, or by a name or mail address that one person alone has."""

from collections import defaultdict
from collections.abc import Iterable

from app.imports.cells import Wrong
from app.imports.plan import Person
from app.imports.world import Key
from app.kit.i18n import gettext as _
from app.kit.sheets import as_key


class People:
    """Everybody who is recorded or in the file: who has which number and name."""

    def __init__(self) -> None:
        self._shown: dict[Key, Person] = {}
        self._numbers: dict[str, Key] = {}
        self._names: dict[str, set[Key]] = defaultdict(set)

    def know(self, key: Key, number: str, names: Iterable[str], *, here: bool) -> None:
        """Somebody; `here`: she can be found by her names and mail address too. The first name is the one shown."""
        named = [name for name in names if name]
        self._shown[key] = Person(named[0] if named else "", number)
        if number:
            self._numbers[number] = key
        if here:
            for name in named:
                self._names[_plain(name)].add(key)

    def find(self, word: str) -> Key:
        """Raises Wrong when nobody or several are called so."""
        number = as_key(word)
        if number in self._numbers:
            return self._numbers[number]
        found = self._names.get(_plain(word), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Wrong(_("Several people have this name; write the staff number."))
        raise Wrong(_("Nobody has this name or staff number, neither here nor in the file."))

    def shown(self, key: Key) -> Person:
        return self._shown[key]


def _plain(name: str) -> str:
    """A name without case and marks; "Albert, Michael" is Michael Albert."""
    family, comma, given = name.partition(",")
    return " ".join((f"{given} {family}" if comma else name).casefold().split())
