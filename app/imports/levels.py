"""The words that files use for levels and faces, and the levels of the framework that they mean."""

import unicodedata
from collections.abc import Mapping

from app.framework.model import Framework
from app.imports.cells import Wrong
from app.imports.mapping import NOT_ON_THE_LADDER
from app.kit.i18n import Text
from app.kit.i18n import gettext as _

Place = tuple[str, str | None]


def plain(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


class LevelNames:
    """Finds a level by its id, its name in either language, the name that a face gives it, or what HR said it means."""

    def __init__(self, framework: Framework, said: Mapping[str, str]) -> None:
        self.framework = framework
        self._said = {plain(word): meant for word, meant in said.items()}
        self._faces = {plain(word): face.id for face in framework.faces for word in (face.id, *_words(face.title))}
        self._levels: dict[str, Place] = {}
        for level in framework.levels:
            for face, title in level.face_titles.items():
                for word in _words(title):
                    self._levels.setdefault(plain(word), (level.id, face))
        for level in framework.levels:
            for word in (level.id, *_words(level.title)):
                self._levels[plain(word)] = (level.id, None)

    def find(self, word: str) -> Place | None:
        """The level and, where the word says it, the face; None for a word that means no level. Raises Wrong."""
        meant = self._said.get(plain(word))
        if meant == NOT_ON_THE_LADDER:
            return None
        if meant is not None:
            level, _sep, face = meant.partition(":")
            return level, face or None
        found = self._levels.get(plain(word)) or self._by_id(word)
        if found is None:
            raise Wrong(_("No level of the framework is called so."))
        return found

    def _by_id(self, word: str) -> Place | None:
        """An id of an earlier version of the framework."""
        level = self.framework.level(word)
        return (level.id, None) if level else None

    def face(self, word: str) -> str:
        """Raises Wrong."""
        found = self._faces.get(plain(word))
        if found is None:
            raise Wrong(_("No face of the framework is called so."))
        return found

    def require_face(self, level_id: str, face: str) -> None:
        """Raises Wrong when the level does not have it."""
        level = self.framework.level(level_id)
        if level is None or face not in level.faces:
            raise Wrong(_("This level does not have that face."))

    def offered(self) -> list[tuple[str, str]]:
        """(what is stored, title) of everything that a word of a file can mean."""
        found = []
        for level in self.framework.levels:
            found.append((level.id, str(level.title)))
            faces = {face.id: face for face in self.framework.faces}
            for face in level.faces:
                named = level.face_titles.get(face)
                title = str(named) if named else f"{level.title} · {faces[face].title}"
                found.append((f"{level.id}:{face}", title))
        return [*found, (NOT_ON_THE_LADDER, _("not on the ladder"))]


def _words(title: Text) -> list[str]:
    """A title in both languages, as far as it has them."""
    return [word for word in (title.zh, title.en) if word]
