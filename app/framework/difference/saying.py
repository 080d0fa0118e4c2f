"""A comparison in lines of text, for a shell."""

from collections.abc import Iterator

from app.framework.difference.comparison import Comparison
from app.framework.difference.versions import VersionDifference
from app.framework.model import Competency, Level
from app.kit.i18n import gettext as _


def lines(comparison: Comparison) -> Iterator[str]:
    """One line for each change; a sentence when there is none."""
    if not comparison:
        yield _("Nothing differs.")
        return
    if comparison.unlisted:
        yield _("Only the order or the belonging of things differs; no text and no requirement.")
    for one in comparison.renamed:
        yield f"= {one.old} → {one.new} {one.title}"
    yield from _things(comparison.difference)
    yield from _demands(comparison.difference)
    for passage in comparison.others_added:
        yield f"+ {passage.where}: {passage.text}"
    for passage in comparison.others_removed:
        yield f"- {passage.where}: {passage.text}"
    for change in comparison.difference.words:
        path = ".".join(map(str, change.path))
        for language in ("zh", "en"):
            before, after = getattr(change.before, language) or "", getattr(change.after, language) or ""
            if before != after:
                yield f"~ {path}.{language}: {before} → {after}"


def _things(found: VersionDifference) -> Iterator[str]:
    added: tuple[Level | Competency, ...] = (*found.levels_added, *found.competencies_added)
    removed: tuple[Level | Competency, ...] = (*found.levels_removed, *found.competencies_removed)
    for sign, things in (("+", added), ("-", removed)):
        for thing in things:
            yield f"{sign} {thing.id} {thing.title}"
    for sign, indicators in (("+", found.indicators_added), ("-", found.indicators_removed)):
        for indicator in indicators:
            yield f"{sign} {indicator.id} {indicator.text}"
    for move in found.indicators_moved:
        yield f"~ {move.indicator.id}: {move.before} → {move.after}"


def _demands(found: VersionDifference) -> Iterator[str]:
    for change in found.requirements:
        sign = "↑" if change.up else "↓"
        yield f"{sign} {change.level.id}.{change.competency.id}: {_number(change.before)} → {_number(change.after)}"
    for key in found.keys_added:
        yield f"+ {key.level.id}.key: {key.competency_id}"
    for key in found.keys_removed:
        yield f"- {key.level.id}.key: {key.competency_id}"
    for entry in found.entries:
        yield f"~ {entry.level.id}.entry: {entry.before.months} → {entry.after.months}"


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)
