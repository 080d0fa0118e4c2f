"""The sealed rule tried at every state, by every reader, on every route and in every format: pages and their parts,
PDF, ZIP, calendar and digests, in both languages, reading and writing.

Two things must hold. Whoever is to read a side's words finds them somewhere, and nobody else finds them anywhere.
And to whoever is not to read a side, every answer is the same to the byte whatever that side has written: no
rating, no number of answers, no length shows through.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from app.kit import clock
from app.kit.db import Database
from app.people import sessions
from app.people.access import Actor
from app.reminders import rules as reminding
from tests.cases import PEOPLE
from tests.conftest import ORIGIN, SAME_ORIGIN
from tests.crawl import addresses, asked, digests, writes
from tests.reviews.sealed import AGREED, AUTHORS, LINE, RARER, STATES, Unchanging, reach, word

pytestmark = pytest.mark.only("sqlite")  # who reads what is decided before the database is asked

READERS = ("anonymous", *PEOPLE, "qian")
CONCERNED = (*LINE, "wang", "qian")
WORDS = {letter: word(letter) for letter in AUTHORS} | {"a": AGREED}
EARLIER_WORDS = {letter: word(letter, before=True) for letter in "om"}
PARTIAL = {"/team", "/people", "/people/{id}/evidence", "/evidence", "/cycles/{id}", "/conversations/{id}"}
"""Routes that answer script with a part of the page."""
MADE_UP = re.compile(r"""once" value="[^"]*"|value="own:[^"]*"|\b[A-Z2-7]{32}\b""")
"""What is new each time: the tokens of forms, and a secret that is offered."""
FEED = re.compile("(?<=/me/calendar/).*")
STILL = ("framework", "health", "static", "sign-in", "session", "invitations", "settings", "accounts",
         "attachments", "verifications", "evidence")  # fmt: skip
"""First words of addresses that hold nothing of an assessment: asked for at two states only."""
WRITTEN = ("assessments", "conversations", "participants", "cycles", "records", "commitments", "reconsiderations",
           "level-changes")  # fmt: skip
"""First words of addresses under which something of an assessment or a conversation is changed."""
ALL_AT = ("", "OM")
DOCUMENTS_AT = ("oM", "OM", "OMA")
"""PDF are slow to make: asked for at these states, and one's growth file of the two sides; the others' is a page."""


@dataclass
class World:
    """One state, as the application serves it; nothing that is asked changes it.

    `tried`: (reader, route). `answered`: (reader, address) with an answer of the route's own.
    """

    state: str
    database: Database
    ids: dict[str, int | None]
    clients: dict[str, TestClient]
    addresses: dict[str, str]
    tried: set[tuple[str, str]] = field(default_factory=set)
    answered: set[tuple[str, str]] = field(default_factory=set)

    def all_of(self, reader: str, like: "World | None" = None) -> Iterator[tuple[str, str]]:
        """Each address and all the words of its answer: a page in Chinese, and as script asks for it in English.

        `like`: only those that were answered there.
        """
        client = self.clients[reader]
        for address, route in sorted(self.addresses.items()):
            if self._skips(reader, address) or (like and (reader, address) not in like.answered):
                continue
            self.tried.add((reader, route))
            well, text = asked(client, address, {"Accept-Language": "zh"})
            if well:
                self.answered.add((reader, address))
            if route in PARTIAL:
                text += asked(client, address, {"Accept-Language": "en", "HX-Request": "true"})[1]
            yield FEED.sub("", address), text

    def _skips(self, reader: str, address: str) -> bool:
        if address.endswith(".pdf"):
            own = address.startswith("/me/") and reader not in ("lin", "chen")
            return own or self.state not in DOCUMENTS_AT
        return self.state not in ALL_AT and address.split("/")[1].partition("?")[0] in STILL


@dataclass(frozen=True)
class Ground:
    """A database, and the same for the application, which changes nothing in it."""

    database: Database
    unchanging: Unchanging
    template: Path

    def clear(self) -> None:
        """As it was, with the cast and nothing else."""
        connection = self.database.writer.raw_connection()
        with closing(sqlite3.connect(self.template)) as template, closing(connection):
            template.backup(connection.driver_connection)  # type: ignore[arg-type]


Make = Callable[..., World]


@pytest.fixture(scope="module")
def ground(databases) -> Iterator[Ground]:
    """One database for all states: what is worked out once for its statements is worked out once for all."""
    with databases.copy("sqlite") as database:
        unchanging = Unchanging(database.url.render_as_string())
        yield Ground(database, unchanging, databases.folder / "template.db")
        unchanging.dispose()


@pytest.fixture
def world(served, ground, databases, settings) -> Iterator[Make]:
    """`world(state, others)`: the world in that state, in which those in `others` say other things; one at a time."""
    people = SimpleNamespace(**databases.actors["sqlite"])
    ids = {one: getattr(people, one).person_id for one in READERS[1:]}

    def made(state: str, others: str = "") -> World:
        ground.clear()
        with ground.database.writing() as db:
            reach(db, people, state, others)
            feed = reminding.make_link(db, people.lin)
            tokens = {one: _session(db, getattr(people, one)) for one in READERS[1:]}
        clients = {one: _client(served, settings, tokens.get(one)) for one in READERS}
        found = addresses(served.app, ground.database, people, absent=state in ALL_AT)
        found[f"/me/calendar/{feed}.ics"] = "/me/calendar/{token}.ics"
        served.app.state.database = ground.unchanging
        return World(
            state,
            ground.database,
            {"anonymous": None, **ids},
            clients,
            _few(found, people, ("lin", "chen") if state in ALL_AT else ("lin",)),
        )

    with clock.at(clock.now().replace(hour=2, minute=30, second=0, microsecond=0)):
        yield made


def _session(db: Session, actor: Actor) -> str:
    return sessions.open_session(db, actor.account_id, "test", confirmed=True)


def _client(served, settings, token: str | None) -> TestClient:
    client = TestClient(
        served.client.app, base_url=ORIGIN, headers=SAME_ORIGIN, follow_redirects=False, client=("127.0.0.1", 50000),
        cookies={sessions.cookie_name(settings): token} if token else {},
    )  # fmt: skip
    client.portal = served.client.portal
    return client


def _few(found: dict[str, str], people: SimpleNamespace, about: Sequence[str]) -> dict[str, str]:
    """Of the pages about people those about these: tests/test_canary.py opens everybody's."""
    others = {actor.person_id for login, actor in vars(people).items() if login not in about}
    left_out = {f"{word}/{id}" for word in ("people", "accounts") for id in others}
    return {path: route for path, route in found.items() if "/".join(path.split("/")[1:3]) not in left_out}


def written_by(state: str) -> set[str]:
    """The authors who have written anything in the cycle."""
    return {letter.lower() for letter in state.rpartition("<")[2]} & set(AUTHORS)


@pytest.mark.parametrize("state", STATES)
def test_everybody_on_every_route(world: Make, state: str):
    check(world, state, READERS, STATES[state])


@pytest.mark.parametrize("state", RARER)
def test_rarer_states(world: Make, state: str):
    check(world, state, CONCERNED, RARER[state])


def check(world: Make, state: str, readers: Sequence[str], expected: Mapping[str, str]) -> None:
    here = world(state)
    told = {reader: dict(here.all_of(reader)) for reader in readers}
    assert len(here.tried) >= 200, "a check is one reader and one route at this state"
    assert {reader: found(told[reader], WORDS) for reader in readers} == {
        reader: set(expected.get(reader, "")) for reader in readers
    }
    if "<" in state:
        assert all((found(told[reader], EARLIER_WORDS) == {"o", "m"}) == (reader in LINE) for reader in readers)
    letters = digests(here.database)
    # a mailbox is read over shoulders: no message holds anybody's words, not even to herself
    assert not found(letters, WORDS | EARLIER_WORDS)
    if "A" not in state:
        # the digest of a signed record is one of all that is in it
        nothing_shows_through(world, here, told, letters, expected)


def found(texts: Mapping[Any, str], words: Mapping[str, str]) -> set[str]:
    """Whose words stand in any of these texts."""
    return {letter for text in texts.values() for letter, word in words.items() if word in text}


def differ(one: str, other: str) -> bool:
    return one != other and MADE_UP.sub("", one) != MADE_UP.sub("", other)


def nothing_shows_through(
    world: Make, here: World, told: Mapping[str, dict[str, str]], letters: dict[int, str], expected: Mapping[str, str]
) -> None:
    """Readers from whom the same sides are sealed meet a world in which just those sides have said something else."""
    sealed: dict[str, list[str]] = defaultdict(list)
    for reader in CONCERNED:
        if others := written_by(here.state) - set(expected.get(reader, "")):
            sealed["".join(sorted(others))].append(reader)
    for others, readers in sealed.items():
        there = world(here.state, others)
        for reader in readers:
            assert [one for one, text in there.all_of(reader, here) if differ(text, told[reader][one])] == [], reader
        after = digests(there.database)
        assert {one: after.get(here.ids[one]) for one in readers} == {
            one: letters.get(here.ids[one]) for one in readers
        }


@pytest.mark.parametrize(("state", "begun", "author"), [("", "o", "lin"), ("", "m", "chen"), ("O", "Om", "chen")])
def test_that_a_draft_was_begun_is_its_authors_alone(world: Make, state: str, begun: str, author: str):
    """That a side has submitted is told, and nothing before that."""
    others = [reader for reader in CONCERNED if reader != author]
    here = world(state)
    told = {reader: dict(here.all_of(reader)) for reader in others}
    there = world(begun)
    for reader in others:
        assert [one for one, text in there.all_of(reader, here) if differ(text, told[reader][one])] == [], reader


@pytest.mark.parametrize("state", ["Om", "OmL"])
def test_answers_to_writing_tell_nothing_either(world: Make, served, state: str):
    """Refusals, conflicts and pages with faults show no more than what may be read; taken back each time."""
    expected = STATES.get(state) or RARER[state]
    here = world(state)
    tried = 0
    for method, address, form in writes(served.app, here.database, WRITTEN):
        for reader in ("lin", "chen", "zhou", "qian", "wang"):
            answer = here.clients[reader].request(method, address, data=form)
            assert answer.status_code < 500, (method, address)
            told = found({address: answer.text}, WORDS)
            assert told <= set(expected.get(reader, "")), (reader, method, address)
            tried += 1
    assert tried >= 200
