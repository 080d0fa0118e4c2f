"""What a conversation still lacks before it can be signed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.reviews.signing.draft import Draft, wants_opportunity
from app.reviews.signing.snapshot import Agreed, Rating, Said


@dataclass(frozen=True, slots=True)
class Missing:
    """`kind`: agreement, reason and opportunity name `competencies`; promise names `titles`; held_on, held_later."""

    kind: str
    competencies: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def missing(draft: Draft, today: date) -> tuple[Missing, ...]:
    """Everything that stands against a signature today; nothing: it can be signed."""
    return tuple(_missing(draft, today))


def _missing(draft: Draft, today: date) -> Iterator[Missing]:
    ratings = draft.content.ratings
    answered = {one.competency for one in draft.content.opportunities}
    for kind, found in (
        ("agreement", [one for one in ratings if one.agreed is None and _answers(one)]),
        ("reason", [one for one in ratings if needs_reason(one) and not one.reason]),
        ("opportunity", [one for one in ratings if wants_opportunity(one) and one.competency not in answered]),
    ):
        if found:
            yield Missing(kind, competencies=tuple(one.competency for one in found))
    if due := [one.title for one in draft.open_promises if one.due_on <= (draft.held_on or today)]:
        yield Missing("promise", titles=tuple(due))
    if draft.held_on is None:
        yield Missing("held_on")
    elif draft.held_on > today:
        yield Missing("held_later")


def needs_reason(rating: Rating) -> bool:
    """Whether the agreed answer differs from a side's; after calibration, from the calibrated one."""
    return rating.agreed is not None and any(one != rating.agreed for one in _answers(rating))


def _answers(rating: Rating) -> list[Agreed]:
    """What the two sides answer, as far as they do: the calibrated proficiency stands for the manager's."""
    manager = _answer(rating.manager) if rating.calibrated is None else Agreed(rating.calibrated, False)
    return [one for one in (_answer(rating.own), manager) if one is not None]


def _answer(said: Said | None) -> Agreed | None:
    if said is None or (said.proficiency is None and not said.no_opportunity):
        return None
    return Agreed(said.proficiency, said.no_opportunity)
