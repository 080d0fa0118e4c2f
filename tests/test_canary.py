"""Words that stand nowhere else, looked for in every answer to everybody: pages, files, PDF, ZIP, calendars, digests.

Each word has a table of who reads it. One reader more is a leak, one less a fault of the crawl.
"""

from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlmodel import Session, select
from structlog.testing import capture_logs

from app.evidence import kinds
from app.evidence import rules as evidence
from app.evidence.files import rules as attaching
from app.evidence.models import Contribution
from app.evidence.shares import answers as share_answers
from app.evidence.shares import rules as sharing
from app.evidence.verification import rules as verifying
from app.goals import rules as goals
from app.goals.actions import Step
from app.kit import clock
from app.kit.files import Inspected
from app.reflections import finishing, queries
from app.reflections import sharing as excerpts
from app.reflections.finishing import Nothing
from app.reminders import rules as reminding
from app.trail.models import TrailEvent
from tests import review_words
from tests.cases import PEOPLE
from tests.crawl import addresses, digests, told
from tests.evidence.acts import content
from tests.goals.acts import values
from tests.people.stage import draft
from tests.reflections.acts import drafted

pytestmark = pytest.mark.only("sqlite")  # who reads what is decided before the database is asked

PDF = "/me/file.pdf?with=private&with=reflections&with=evidence"
MORE = (PDF, "/evidence?show=unverified")
LINE = frozenset({"lin", "chen", "zhou"})
OWN = frozenset({"lin"})
READERS = {
    "canaryDraft": OWN,
    "canaryFinished": OWN,
    "canaryReason": OWN,
    "canaryUnticked": OWN,
    "canaryTakenBack": OWN,
    "canaryTicked": LINE,
    "canaryPrivateTitle": OWN,
    "canaryPrivateStory": OWN,
    "canaryPrivateFile": OWN,
    "canaryPrivateBytes": OWN,
    "canaryDeletedTitle": OWN,
    "canaryDeletedStory": OWN,
    "canaryWithdrawnTitle": LINE,
    "canarySharedTitle": LINE | {"dotted"},
    "canarySharedStory": LINE,
    "canarySharedFile": LINE,
    "canarySharedBytes": LINE,
    "canarySharedPartner": LINE,
    "canarySharedComment": frozenset({"lin", "dotted"}),
    "canaryAskedTitle": LINE | {"zhao"},
    "canaryAskedStory": LINE | {"zhao"},
    "canaryAskedFile": LINE | {"zhao"},
    "canaryAskedBytes": LINE | {"zhao"},
    "canaryAskedPartner": LINE,
    "canaryAskedMessage": frozenset({"lin", "zhao"}),
    "canaryGoalWhy": LINE | {"dotted"},
    "canaryGoalMeasure": LINE | {"dotted"},
    "canaryGoalAction": LINE | {"dotted"},
    **review_words.READERS,
}
PRIVATE_WORDS = [word for word, readers in READERS.items() if readers == OWN]


def project(db: Session, people: SimpleNamespace, name: str) -> int:
    """lin's project with a file, its words beginning with `name`."""
    said = content("project", title=f"{name}Title", story=f"{name}Story", partners=f"{name}Partner")
    made = evidence.add(db, people.lin, kinds.kind("project"), said, once=name).id or 0
    attaching.attach(db, people.lin, made, [file(name)])
    return made


def file(name: str) -> Inspected:
    data = f"%PDF {name}Bytes".encode()
    return Inspected("application/pdf", ".pdf", data, f"{name}File.pdf", name.ljust(64, "0"), len(data))


@pytest.fixture
def written(database, people) -> str:
    """lin's record with all of it; the token of her calendar."""
    with database.writing() as db:
        _reflections(db, people)
        _evidence(db, people)
        due = clock.today() + timedelta(days=20)
        said = values(why="canaryGoalWhy", measure="canaryGoalMeasure", due_on=due)
        goals.add(db, people.lin, said, [Step("canaryGoalAction", due)], once="canary-goal")
        review_words.written(db, people)
        draft(db, people)
        return reminding.make_link(db, people.lin)


def _reflections(db: Session, people: SimpleNamespace) -> None:
    lin = people.lin
    drafted(db, lin, "own:canary-draft", "canaryDraft。")
    done = drafted(db, lin, "own:canary-done", "canaryFinished。")
    finishing.finish(db, lin, done, Nothing("canaryReason"))
    part = drafted(db, lin, "own:canary-part", "canaryUnticked。canaryTakenBack。canaryTicked。")
    finishing.finish(db, lin, part, Nothing("no"))
    excerpts.share(db, lin, part, [1, 2], "", frozenset())
    excerpts.withdraw(db, lin, min(one.id for one in queries.shared_of(db, part)))


def _evidence(db: Session, people: SimpleNamespace) -> None:
    """dotted has a share in one entry, zhao was asked about another; from the others everybody was sent away."""
    lin = people.lin
    shared = project(db, people, "canaryShared")
    sharing.share(db, lin, shared, {people.dotted.person_id: 20})
    share = db.scalars(select(Contribution.id).where(Contribution.evidence_id == shared)).one()
    share_answers.answer(db, people.dotted, share or 0, "disputed", "canarySharedComment", 20)
    verifying.ask(db, lin, project(db, people, "canaryAsked"), people.zhao.person_id, "canaryAskedMessage")
    taken = verifying.ask(db, lin, project(db, people, "canaryWithdrawn"), people.root.person_id)
    verifying.withdraw(db, lin, taken.id or 0)
    for name, act in (("Private", evidence.keep_private), ("Deleted", lambda *sent: evidence.remove(*sent[:3]))):
        gone = project(db, people, f"canary{name}")
        sharing.share(db, lin, gone, {people.wang.person_id: 10})
        for verifier in (people.gone, people.qian, people.root):
            verifying.ask(db, lin, gone, verifier.person_id)
        act(db, lin, gone, True)


def test_each_word_is_read_by_whom_it_is_for(app, database, people, client_for, written):
    clients = {actor: client_for(actor) for actor in PEOPLE}
    readers: dict[str, set[str]] = defaultdict(set)
    where = set()
    asked = {*addresses(app, database, people), *MORE, f"/me/calendar/{written}.ics"}
    for path in sorted(asked):
        for actor, client in clients.items():
            # whoever holds a link reads the calendar behind it: these are lin's own
            text = "" if path.startswith("/me/calendar/") and actor != "lin" else told(client, path)
            for word in {**READERS, **review_words.AT_MOST}:
                if word in text:
                    readers[word].add(actor)
                    where.add((word, actor, path))
    allowed = {**READERS, **review_words.AT_MOST}
    assert not [found for found in sorted(where) if found[1] not in allowed[found[0]]]
    assert {word: readers[word] for word in READERS} == READERS
    # the exports were opened, and read
    assert {"/me/data.zip", PDF} <= {path for word, _, path in where if word == "canaryFinished"}


def test_the_calendar_and_digests_name_nothing_private(database, people, anonymous, written):
    """Not even to herself: a mailbox and a calendar are read over her shoulder."""
    feed = told(anonymous, f"/me/calendar/{written}.ics")
    assert "canaryGoalAction" in feed
    bodies = digests(database)
    assert people.zhao.person_id in bodies
    titles = {"canaryPromiseOwn": people.lin.person_id, "canaryPromiseManager": people.chen.person_id}
    of_others = [word for word in READERS if word.startswith(("canaryAsked", "canaryShared"))]
    said = [word for word in (*review_words.READERS, *review_words.AT_MOST) if word not in titles]
    for word in [*PRIVATE_WORDS, *of_others, *said]:
        assert word not in feed
        assert not [person for person, body in bodies.items() if word in body]
    # a promise is named to who made it
    for word, owner in titles.items():
        assert {person for person, body in bodies.items() if word in body} <= {owner}
    assert "canaryPromiseManager" not in feed


def test_neither_trail_nor_log_holds_a_word(app, database, people, client_for, written):
    with capture_logs() as said:
        for actor in ("lin", "root"):
            client = client_for(actor)
            for path in (
                "/evidence",
                "/reflections",
                "/me/data.zip",
                "/trail",
                "/me/looked",
                "/evidence/1",
                "/goals/1",
            ):
                client.get(path)
    with database.reading() as db:
        trail = repr([(one.object, one.details, one.action) for one in db.exec(select(TrailEvent))])
    assert "evidence.added" in trail
    assert not [word for word in (*READERS, *review_words.AT_MOST) if word in trail or word in repr(said)]
