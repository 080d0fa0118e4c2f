"""One person's gaps put together from the database: what the pages about her show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.assessments import queries
from app.assessments.sealing import Entry
from app.evidence.queries import Entry as Evidence
from app.evidence.queries import of_person, under
from app.evidence.sight import sight
from app.framework import versions
from app.framework.model import Framework, Level
from app.gaps import basis as basis_of
from app.gaps.analysis import GapAnalysis, Priority, analyse, priorities
from app.gaps.basis import Basis
from app.gaps.proof import Shown, by_competency, proof
from app.gaps.readiness import Readiness, readiness
from app.gaps.state import Counted, Proof, Standing
from app.gaps.suggestions import NextBest, next_best
from app.goals import queries as goals
from app.goals.queries import Target
from app.kit import clock
from app.kit.errors import NotFound
from app.people.access import Actor, Subject


@dataclass(frozen=True, slots=True)
class Picture:
    """A person against one target level.

    `basis`: whose ratings are taken, see app/gaps/basis.py; `bases`: which there are, in the order of `BASES`.
    `draft`: the ratings come from a draft that only its author sees. `history`: what the reader may open.
    `evidence`: her entries, for readers who may open them. `shown`: what there is by competency, for readers
    who may know how much there is. None: not for this reader.
    """

    subject: Subject
    framework: Framework
    level: Level | None
    target: Level
    analysis: GapAnalysis
    priorities: tuple[Priority, ...]
    face: str | None
    readiness: Readiness
    best: NextBest
    basis: Basis
    bases: tuple[Basis, ...]
    rated_on: date | None
    draft: bool
    history: tuple[Entry, ...]
    evidence: tuple[Evidence, ...] | None
    shown: Mapping[str, Shown] | None

    @property
    def at_top(self) -> bool:
        """Nothing above: the target is the level held."""
        return self.level is not None and self.framework.level_above(self.level.id) is None


def picture(
    db: Session,
    actor: Actor,
    subject: Subject,
    target_id: str | None = None,
    basis: str | None = None,
    face: str | None = None,
) -> Picture:
    """Gaps, priorities and readiness of a subject the actor may read.

    `face` is the face meant at the target; when None, the one in her plan, or her own. NotFound for an
    unknown level or face.
    """
    framework = versions.in_force(db).framework
    level = framework.level(subject.level) if subject.level else None
    target = _target(framework, level, target_id)
    history = queries.history(db, actor, subject)
    sources = basis_of.sources(history, actor)
    chosen = basis_of.choose(sources, basis, own=subject.relation.is_self)
    entries = sources.get(chosen, [])
    snapshots = basis_of.snapshots(framework, entries, queries.ratings(db, [entry.id for entry in entries]))
    today = clock.today()
    meant = _face(framework, target, subject, face, _aim(db, subject))
    evidence = _evidence(db, subject, framework)
    analysis = analyse(framework, target, snapshots, today)
    proven = _proof(subject, target, evidence, today)
    standing = Standing(subject.level if level else None, subject.level_since if level else None, subject.face)
    return Picture(
        subject=subject,
        framework=framework,
        level=level,
        target=target,
        analysis=analysis,
        priorities=priorities(analysis),
        face=meant,
        readiness=readiness(framework, analysis, standing, target, meant, proven, today),
        best=next_best(analysis, framework),
        basis=chosen,
        bases=tuple(one for one in basis_of.BASES if one in sources),
        rated_on=snapshots[-1].on if snapshots else None,
        draft=bool(entries) and entries[-1].submitted_at is None,
        history=tuple(history),
        evidence=tuple(evidence) if evidence is not None and sight(subject.relation) != "counts" else None,
        shown=None if evidence is None else by_competency(evidence),
    )


def _evidence(db: Session, subject: Subject, framework: Framework) -> list[Evidence] | None:
    """Her entries; private ones only for herself. None for readers who may not even know how many there are."""
    seen = sight(subject.relation)
    return None if seen == "none" else under(framework, of_person(db, subject.id, with_private=seen == "all"))


def _proof(subject: Subject, target: Level, evidence: list[Evidence] | None, today: date) -> Proof | None:
    """What passes the target's gates. Whoever sees numbers only gets no titles of what almost passes."""
    if evidence is None:
        return None
    found = proof(target.entry.evidence, evidence, today)
    if sight(subject.relation) == "counts":
        return {gate: Counted(passed.counted) for gate, passed in found.items()}
    return found


def _target(framework: Framework, level: Level | None, target_id: str | None) -> Level:
    if target_id:
        found = framework.level(target_id)
        if found is None:
            raise NotFound()
        return found
    if level is None:
        return framework.levels[0]
    return framework.level_above(level.id) or level


def _face(framework: Framework, target: Level, subject: Subject, wanted: str | None, aim: Target | None) -> str | None:
    """The face meant at the target: the one asked for, else the one aimed at, else the person's own if it has it."""
    if wanted and wanted not in target.faces:
        raise NotFound()
    aimed = aim.face if aim and framework.level_id(aim.level) == target.id else None
    return next((face for face in (wanted, aimed, subject.face) if face in target.faces), None)


def _aim(db: Session, subject: Subject) -> Target | None:
    """The target level in her plan, for whoever may read the plan."""
    relation = subject.relation
    return goals.target(db, subject.id) if relation.is_self or relation.line or relation.dotted else None
