"""Review cycles in words: stages, days that were moved, how far a conversation is and what comes next in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.cycles.queries import Cycle
from app.cycles.stages import Stages
from app.kit import clock, dates
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.reviews.cycles.standing import Standing

STAGES = {
    "opens_on": noop("Begins on"),
    "self_by": noop("Self-assessments until"),
    "manager_by": noop("Manager assessments until"),
    "talk_by": noop("Conversations until"),
    "closes_on": noop("To be closed on"),
}
STATES = {
    "own": noop("Self-assessment not in yet"),
    "managers": noop("Manager's assessment not in yet"),
    "talk": noop("Conversation to be held"),
    "sign": noop("Held, not signed"),
    "acknowledge": noop("Signed, not acknowledged"),
    "done": noop("Acknowledged"),
    "handover": noop("To be handed over"),
    "over": noop("Not signed when the cycle was closed"),
    "left": noop("left"),
    "excused": noop("excused"),
}
Act = Literal["assess", "look", "take", ""]


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, by which day, and the act by which the reader does it ('' when it is not hers)."""

    words: str
    by: date | None = None
    act: Act = ""

    @property
    def overdue(self) -> bool:
        return self.by is not None and self.by < clock.today()


def state_of_cycle(cycle: Cycle) -> str:
    """Whether it runs, and which stage it is in."""
    if cycle.closed_at:
        return _("closed")
    if not cycle.opened:
        return _("not begun")
    return _(_NOW[current(cycle)])


_NOW = {
    "self_by": noop("self-assessments"),
    "manager_by": noop("manager assessments"),
    "talk_by": noop("conversations"),
    "closes_on": noop("to be closed"),
}


def current(cycle: Cycle) -> str:
    """The stage in which a running cycle is: the first one whose last day has not passed."""
    names = tuple(_NOW)[:-1]
    return next((name for name in names if getattr(cycle.stages, name) >= clock.today()), "closes_on")


def moved_in_words(asked: Stages, working: Stages) -> list[str]:
    """Each day that was moved off one that nobody works; then the years whose holidays are not known."""
    sentences = [
        _(
            "%(stage)s: nobody works on %(day)s, so it became %(to)s.",
            stage=_(STAGES[name]), day=dates.day(day), to=dates.day(to),
        )
        for name, day, to in asked.moved(working)
    ]  # fmt: skip
    if years := asked.unknown_years():
        sentences.append(
            _(
                "The public holidays of %(years)s are not announced yet: only weekends are left out. "
                "Look at these days again later.",
                years=_(", ").join(map(str, years)),
            )
        )
    return sentences


def own_in_words(one: Standing) -> str:
    return _("in") if one.progress.own else _("not in yet")


def managers_in_words(one: Standing) -> str:
    return _("in") if one.progress.managers else _("not in yet")


def talk_in_words(one: Standing) -> str:
    """How far the conversation itself is."""
    match one.step:
        case "done":
            return _("acknowledged")
        case "acknowledge":
            return _("signed")
        case "sign":
            return _("held on %(day)s", day=dates.day(one.held_on or clock.today()))
        case "talk":
            return _("open")
        case "over":
            return _("not signed")
        case _:
            return "—"


def state_in_words(one: Standing) -> str:
    """How far it is, in one line."""
    match one.step:
        case "assessments":
            return _(_MISSING[one.progress.own is not None, one.progress.managers is not None])
        case "excused":
            return _("Excused from this cycle")
        case "left":
            return _("Has left")
        case step:
            return _(_STATE[step])


_MISSING = {
    (False, False): noop("Neither assessment is in yet"),
    (True, False): noop("The self-assessment is in, the manager's is not yet"),
    (False, True): noop("The manager's assessment is in, the self-assessment is not yet"),
    (True, True): noop("Both assessments are in"),
}
_STATE = {
    "talk": noop("Both assessments are in; the conversation is open"),
    "sign": noop("Held; not signed yet"),
    "acknowledge": noop("Signed; not acknowledged yet"),
    "done": noop("Signed and acknowledged"),
    "over": noop("The cycle was closed before it was signed"),
}


def for_the_person(one: Standing) -> Next:
    """What comes next for the one whom the conversation is about."""
    stages = one.participation.cycle.stages
    if one.step == "acknowledge":
        return Next(_("Read the record and acknowledge it"), act="look")
    if not one.running:
        return _not_running(one)
    if one.step == "assessments":
        if one.progress.own is None:
            return Next(_("Your self-assessment"), stages.self_by, "assess")
        return Next(_("Your manager's assessment"), stages.manager_by)
    if one.step == "talk":
        return Next(_("Hold the conversation"), stages.talk_by, "look")
    if one.step == "sign":
        return Next(_("Your manager signs the record"), stages.talk_by)
    return Next(_("Nothing more to do"))


def for_the_manager(one: Standing) -> Next:
    """What comes next for who assesses."""
    stages = one.participation.cycle.stages
    if not one.running:
        return _not_running(one)
    if one.step == "assessments":
        if one.progress.managers is None:
            return Next(_("Your assessment"), stages.manager_by, "assess")
        return Next(_("The self-assessment"), stages.self_by)
    if one.step == "talk":
        return Next(_("Hold the conversation"), stages.talk_by, "look")
    if one.step == "sign":
        return Next(_("Sign the record"), stages.talk_by, "look")
    if one.step == "acknowledge":
        return Next(_("To be acknowledged by the other side"))
    return Next(_("Nothing more to do"))


def _not_running(one: Standing) -> Next:
    cycle = one.participation.cycle
    if not cycle.opened and one.step == "assessments":
        return Next(_("Begins"), cycle.stages.opens_on)
    return Next(_("Nothing more to do"))
