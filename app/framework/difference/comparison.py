"""Two versions side by side, through an explicit map of renames: what people read before they publish. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.framework.difference.renaming import Renamed, listed, renamed
from app.framework.difference.versions import VersionDifference, WordsChange, between_versions
from app.framework.model import Framework
from app.framework.names import NO_NAMES, Renames
from app.framework.texts import named_texts
from app.framework.wording import Run, runs
from app.kit.i18n import LANGUAGES, Text
from app.kit.i18n import gettext as _
from app.kit.yaml import Path

OTHERS = ("faces", "scale", "groups", "work_areas", "workflow", "duties", "advice")


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text that changed: where it stands, in words, and the runs of each language that changed."""

    where: str
    path: str
    texts: tuple[tuple[str, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of work, advice, faces, groups or the scale that only one of the two has; where it stands, in words."""

    where: str
    text: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """The renames, and everything else that changed; false when nothing did.

    `others_added`, `others_removed`: what is neither level nor competency nor indicator. `unlisted`: the two differ
    in what no list here names: the order, a competency's group, which level a prompt is for.
    """

    new: Framework
    renamed: tuple[Renamed, ...]
    difference: VersionDifference
    others_added: tuple[Passage, ...]
    others_removed: tuple[Passage, ...]
    unlisted: bool

    def __bool__(self) -> bool:
        return bool(self.listed or self.unlisted)

    @property
    def listed(self) -> bool:
        return bool(self.renamed or self.difference or self.others_added or self.others_removed)

    def reworded(self, most: int) -> tuple[Reworded, ...]:
        """The first `most` texts that changed."""
        return tuple(_reworded(self.new, change) for change in self.difference.words[:most])


def compare(old: Framework, new: Framework, renames: Renames) -> Comparison:
    """What `new` changed compared with `old`, whose ids are read through the renames."""
    plain, before = new.named(NO_NAMES), renamed(old, renames)
    difference, names = between_versions(before, plain), listed(plain, renames)
    added, removed = tuple(_only(plain, before)), tuple(_only(before, plain))
    unlisted = before != plain and not (names or difference or added or removed)
    return Comparison(plain, names, difference, added, removed, unlisted)


def _only(these: Framework, others: Framework) -> Iterator[Passage]:
    known = named_texts(others)
    for path, text in named_texts(these).items():
        if path not in known and text and (path[0] in OTHERS or path[2:3] == ("work",)) and _there(others, path):
            yield Passage(where(these, path), text)


def _there(framework: Framework, path: Path) -> bool:
    """Not the texts of a level that is listed as a whole."""
    return path[0] != "levels" or framework.level(str(path[1])) is not None


def _reworded(framework: Framework, change: WordsChange) -> Reworded:
    return Reworded(where(framework, change.path), ".".join(map(str, change.path)), tuple(_texts(change)))


def _texts(change: WordsChange) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for language in LANGUAGES:
        before, after = getattr(change.before, language) or "", getattr(change.after, language) or ""
        if before != after:
            yield language, runs(before, after)


def where(framework: Framework, path: Path) -> str:
    """The place of a text for whoever reads it: the section and the title of what it belongs to."""
    section, *rest = path
    entries = getattr(framework, str(section), ())
    if not isinstance(entries, tuple):
        return _sections()["framework"]
    entry = next((one for one in entries if rest and _id(one) == rest[0]), None)
    title = str(entry.title) if entry is not None else ""
    return " · ".join(part for part in (_sections().get(str(section), str(section)), title) if part)


def _id(entry: object) -> object:
    return getattr(entry, "id", None) if hasattr(entry, "id") else getattr(entry, "value", None)


def _sections() -> dict[str, str]:
    return {
        "framework": _("Framework"),
        "faces": _("Face"),
        "levels": _("Level"),
        "scale": _("Proficiency"),
        "groups": _("Group"),
        "competencies": _("Competency"),
        "work_areas": _("Area of work"),
        "workflow": _("Step of the work"),
        "duties": _("Duty"),
        "advice": _("Advice"),
    }
