"""Review cycles: what somebody is to write, hold, sign, acknowledge or take over, by the days of their stages.

Nothing of what is in an assessment is told: only that one is in or missing, which both sides know of each other.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.cycles import queries as cycles
from app.kit import clock
from app.kit.i18n import Text, noop
from app.people.access import Listed
from app.people.lines import ever_led
from app.reminders.things import Kind, Stage, Thing, Words
from app.reviews.cycles.standing import Standing, standings

_PATHS = {"own": "/conversations", "managers": "/conversations", "handover": "/conversations/{id}/assessor"}
BY_A_DAY = (Stage(-7), Stage(0, early=True), Stage(7))
WAITING = (Stage(0), Stage(7))

OWN = Words(
    noop("“%(title)s”: your self-assessment is due on %(day)s"),
    noop("“%(title)s”: your self-assessment is due today"),
    noop("“%(title)s”: your self-assessment was due on %(day)s"),
)
OWN_CALENDAR = noop("Self-assessment due: %(title)s")
MANAGERS = Words(
    noop("“%(title)s”: your assessment of %(who)s is due on %(day)s"),
    noop("“%(title)s”: your assessment of %(who)s is due today"),
    noop("“%(title)s”: your assessment of %(who)s was due on %(day)s"),
)
MANAGERS_CALENDAR = noop("Assessment of %(who)s due: %(title)s")
TALK = Words(
    noop("“%(title)s”: talk with %(who)s until %(day)s"),
    noop("“%(title)s”: the last day to talk with %(who)s"),
    noop("“%(title)s”: the conversation with %(who)s was to be held until %(day)s"),
)
TALK_CALENDAR = noop("Talk with %(who)s: %(title)s")
SIGN = Words(
    noop("“%(title)s”: sign what you agreed on with %(who)s until %(day)s"),
    noop("“%(title)s”: the last day to sign what you agreed on with %(who)s"),
    noop("“%(title)s”: what you agreed on with %(who)s was to be signed until %(day)s"),
)
SIGN_CALENDAR = noop("Sign with %(who)s: %(title)s")
RECORD = noop("“%(title)s”: the signed record waits for you to acknowledge it (since %(day)s)")
HANDOVER = noop("“%(title)s”: the conversation of %(who)s waits for somebody to take it over")


def _concerned(db: Session, people: Sequence[int]) -> list[Standing]:
    """The conversations of these people and of those whom they lead, led or took over, as far as they go on."""
    own = set(people)
    others = ever_led(db, people) | cycles.handed_to(db, people)
    found = cycles.of_people(db, own | others)
    return standings(db, [one for one in found if one.running or (one.person_id in own and not one.excused_at)])


def owing(db: Session, people: Sequence[int]) -> set[int]:
    """Those of these people whom a cycle asks for a self-assessment that is not in yet."""
    return {one.person.id for one in _concerned(db, people) if _owes_own(one)}


def _owes_own(one: Standing) -> bool:
    return one.running and one.step == "assessments" and one.progress.own is None


def _finder(things: Callable[[Standing], Iterator[Thing]]) -> Callable[[Session, Sequence[int], date], list[Thing]]:
    def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
        whose = set(people)
        found = (thing for one in _concerned(db, people) for thing in things(one))
        return [thing for thing in found if thing.person_id in whose and thing.due_on <= until]

    return find


def _own(one: Standing) -> Iterator[Thing]:
    if _owes_own(one):
        yield _thing(one, one.person.id, "own", one.participation.cycle.stages.self_by, OWN, None, OWN_CALENDAR)


def _managers(one: Standing) -> Iterator[Thing]:
    day = one.participation.cycle.stages.manager_by
    if one.assessor and _held(one) and one.step == "assessments" and one.progress.managers is None:
        yield _thing(one, one.assessor.id, "managers", day, MANAGERS, one.person, MANAGERS_CALENDAR)


def _talk(one: Standing) -> Iterator[Thing]:
    day = one.participation.cycle.stages.talk_by
    if one.assessor is None or not _held(one):
        return
    if one.step == "talk":
        yield _thing(one, one.person.id, "talk", day, TALK, one.assessor, TALK_CALENDAR)
        yield _thing(one, one.assessor.id, "talk-with", day, TALK, one.person, TALK_CALENDAR)
    elif one.step == "sign":
        yield _thing(one, one.assessor.id, "sign", day, SIGN, one.person, SIGN_CALENDAR)


def _record(one: Standing) -> Iterator[Thing]:
    record = one.progress.record
    if record and one.step == "acknowledge" and not one.participation.has_left:
        words = Words(RECORD, RECORD, RECORD)
        yield _thing(one, one.person.id, f"record-{record.number}", clock.day_of(record.at), words)


def _handover(one: Standing) -> Iterator[Thing]:
    if one.waits and one.direct_id and one.led_since:
        day = max(one.led_since, one.participation.cycle.stages.opens_on)
        words = Words(HANDOVER, HANDOVER, HANDOVER)
        yield _thing(one, one.direct_id, f"handover-{one.direct_id}", day, words, one.person)


def _held(one: Standing) -> bool:
    """Whether it goes on with who assesses: he still leads her."""
    return one.running and one.leads


def _thing(
    one: Standing, person_id: int, what: str, day: date, words: Words, who: Listed | None = None, calendar: str = ""
) -> Thing:
    """A thing to do in one conversation. `what` tells it from the others there, in calendars too."""
    cycle = one.participation.cycle
    values = {"who": Text(zh=who.name, en=who.name_latin or who.name)} if who else {}
    return Thing(
        person_id,
        f"review-{what}:{one.id}",
        day,
        words,
        _PATHS.get(what.partition("-")[0], "/conversations/{id}").format(id=one.id),
        cycle.name,
        values=values,
        calendar=calendar,
        sequence=cycle.version - 1,
    )


REVIEW_OWN = Kind("review_own", noop("Review cycle: my self-assessment"), _finder(_own), BY_A_DAY)
REVIEW_MANAGERS = Kind("review_managers", noop("Review cycle: my assessments of others"), _finder(_managers), BY_A_DAY)
REVIEW_TALK = Kind("review_talk", noop("Review cycle: conversations"), _finder(_talk), BY_A_DAY)
REVIEW_RECORD = Kind(
    "review_record", noop("Review cycle: records to acknowledge"), _finder(_record), WAITING, calendar=False
)
REVIEW_HANDOVER = Kind(
    "review_handover", noop("Review cycle: conversations to take over"), _finder(_handover), WAITING, calendar=False
)
REVIEW = (REVIEW_OWN, REVIEW_MANAGERS, REVIEW_TALK, REVIEW_RECORD, REVIEW_HANDOVER)
