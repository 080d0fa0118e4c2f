"""Where I stand: who I am here, the ladder, gaps and readiness, the course of the ratings, every assessment."""

from collections.abc import Collection, Iterator

from app.assessments import over_time
from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.framework.words import level_in_words, step_in_words
from app.gaps.basis import Basis, basis_of
from app.gaps.blocks import basis_in_words, gap_tag, readiness_blocks
from app.gaps.picture import Picture
from app.gaps.words import readiness_in_words
from app.growth.gather import Assessed, Gathered
from app.kit import clock
from app.kit.charts.radar import radar
from app.kit.dates import day, held
from app.kit.document import Block, Cell, Chart, Item, Row, Section, Table, Tag, Words, facts
from app.kit.document import row as plain
from app.kit.i18n import gettext as _
from app.kit.i18n import language
from app.people.words import LINES, name_of


def sections(gathered: Gathered, parts: Collection[str]) -> Iterator[Section]:
    if "standing" in parts:
        yield Section("profile", _("Who I am here"), tuple(_profile(gathered)))
        yield Section("gaps", _gaps_title(gathered.picture), tuple(_gaps(gathered.picture)))
        yield Section("readiness", _("Readiness"), tuple(_readiness(gathered.picture)))
    if "assessments" in parts:
        yield Section("assessments", _("Assessments"), tuple(_assessments(gathered)))


def _profile(gathered: Gathered) -> Iterator[Block]:
    profile, picture = gathered.profile, gathered.picture
    joined = profile["joined_on"]
    yield facts(
        (_("Name"), profile["name"]),
        (_("Name in Latin letters"), profile["name_latin"]),
        (_("Staff number"), profile["staff_number"]),
        (_("E-mail"), profile["email"]),
        (_("Department"), profile["department"]),
        (_("Joined on"), day(joined) if joined else ""),
    )
    if gathered.placements:
        yield Table(
            _("Levels held"),
            (_("Level"), _("When")),
            tuple(
                plain(level_in_words(picture.framework, p.level, p.face), held(p.since, p.until))
                for p in gathered.placements
            ),
        )
    if gathered.lines:
        yield Table(
            _("Reporting lines"),
            (_("Manager"), _("Kind"), _("When")),
            tuple(plain(name_of(ln), _(LINES[ln.kind]), held(ln.since, ln.until)) for ln in gathered.lines),
        )


def _gaps_title(picture: Picture) -> str:
    level = picture.target.title_for(picture.face)
    if picture.target == picture.level:
        return _("What “%(level)s” asks", level=level)
    return _("What is between here and “%(level)s”", level=level)


def _gaps(picture: Picture) -> Iterator[Block]:
    yield Words(basis_in_words(picture), "soft")
    if not picture.analysis.gaps:
        return
    gaps = picture.analysis.gaps
    now = [picture.level.required.get(gap.competency.id) if picture.level else None for gap in gaps]
    series: list[list[int | None]] = [now, [gap.required for gap in gaps], [gap.current.rated for gap in gaps]]
    yield Chart(
        radar([str(gap.competency.title) for gap in gaps], series, [step.value for step in picture.framework.scale]),
        _("Required and current proficiency by competency"),
        _("The same numbers stand in the table below."),
        (
            _("Required at the present level"),
            _("Required at “%(level)s”", level=picture.target.title),
            _("Current"),
        ),
    )
    head = (_("Competency"), _("Now required"), _("Target requires"), _("Current"), _("Gap"))
    yield Table(_("All competencies"), head, tuple(_gap_rows(picture)), numbers=(1, 2, 3))


def _gap_rows(picture: Picture) -> Iterator[Row]:
    for group, members in picture.framework.grouped():
        gaps = [gap for gap in map(picture.analysis.gap, (member.id for member in members)) if gap]
        if gaps:
            yield Row((Cell(str(group.title)),), group=True)
        for gap in gaps:
            now = picture.level.required.get(gap.competency.id) if picture.level else None
            title = str(gap.competency.title)
            yield Row(
                (
                    Cell(title, tag=Tag(_("key")) if gap.key else None),
                    Cell(_number(now)),
                    Cell(_number(gap.required)),
                    Cell(_number(gap.current.rated)),
                    Cell(tag=gap_tag(gap)),
                )
            )


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


def _readiness(picture: Picture) -> Iterator[Block]:
    readiness = picture.readiness
    yield Words(readiness_in_words(readiness))
    yield from readiness_blocks(picture.framework, readiness)
    yield Words(_("Readiness is advice with reasons. The decision is a person's."), "soft")


def _assessments(gathered: Gathered) -> Iterator[Block | Item]:
    if not gathered.assessed:
        yield Words(_("Not assessed yet"), "soft")
    columns, rows = over_time.lines(gathered.steps)
    if rows:
        days = [day(clock.day_of(step.entry.submitted_at)) for step in columns if step.entry.submitted_at]
        yield Table(
            _("Ratings over time"),
            (_("Competency"), _("Over time"), *days),
            tuple(
                Row((Cell(str(r.competency.title)), Cell(line=r.chart), *(Cell(_rated(x)) for x in r.ratings)))
                for r in rows
            ),
            numbers=tuple(range(2, 2 + len(days))),
        )
    seen: set[Basis] = set()
    for assessed in reversed(gathered.assessed):
        kind = basis_of(assessed.entry)
        yield _assessment(assessed, folded=kind in seen)
        seen.add(kind)


def _rated(rated: Rated | None) -> str:
    if rated is None or not rated.answered:
        return "—"
    return str(rated.proficiency) if rated.proficiency is not None else _("no opportunity")


def _assessment(assessed: Assessed, *, folded: bool) -> Item:
    """The latest of each kind stands open, the earlier ones are folded."""
    entry = assessed.entry
    what = (
        _("Agreed ratings") if entry.agreed else _("Self-assessment") if entry.of_oneself else _("Manager assessment")
    )
    title = _("%(what)s: %(said)s", what=what, said=day(clock.day_of(entry.submitted_at or entry.started_at)))
    return Item(
        title=title,
        about=" · ".join(_about(assessed, entry)),
        tags=() if entry.submitted_at else (Tag(_("Draft"), "dashed"),),
        path=f"/assessments/{entry.id}",
        folded=folded,
        blocks=(
            Table(
                title,
                (_("Competency"), _("Rating"), _("What shows it")),
                tuple(_ratings(assessed)),
                wide=(2,),
            ),
        ),
    )


def _about(assessed: Assessed, entry: Entry) -> Iterator[str]:
    if not entry.of_oneself:
        yield entry.author_latin if language() == "en" and entry.author_latin else entry.author_name
    if entry.level:
        yield level_in_words(assessed.framework, entry.level, entry.face)


def _ratings(assessed: Assessed) -> Iterator[Row]:
    for group, members in assessed.framework.grouped():
        yield Row((Cell(str(group.title)),), group=True)
        for competency in members:
            rated = assessed.ratings.get(competency.id) or Rated(competency.id)
            yield plain(str(competency.title), _rating(assessed, rated), rated.note or "—")


def _rating(assessed: Assessed, rated: Rated) -> str:
    if rated.proficiency is not None:
        return step_in_words(assessed.framework, rated.proficiency)
    return _("No opportunity yet") if rated.no_opportunity else _("Not rated yet")
