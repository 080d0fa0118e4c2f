"""`python -m app remind` as cron runs it: several at once, again, and killed in the middle."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.kit.db import Database
from tests.reminders.posts import Hook, Postbox
from tests.reminders.things import NOW, goal

ROOT = Path(__file__).parent.parent.parent
SECONDS = 120

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(database: Database, box: Postbox) -> Start:
    """`start()` begins `python -m app remind` at NOW or at another moment."""
    environment = {
        **os.environ,
        "LADDER_DATABASE_URL": database.url.render_as_string(hide_password=False),
        "LADDER_MAIL_URL": box.url,
        "LADDER_MAIL_FROM": "ladder@example.com",
        "LADDER_CHAT_SCHEMES": "feishu,json",
        "LC_ALL": "en_US.UTF-8",
    }

    def run(moment: datetime = NOW, *more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "app", "remind", "--now", moment.isoformat(), *more]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return run


def end(process: "subprocess.Popen[str]") -> str:
    """Its output, once it has ended well."""
    said, complained = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, complained
    return said


@pytest.fixture
def everybody(database: Database, people: SimpleNamespace) -> list[str]:
    """Each of the cast has a goal that is due; their addresses."""
    with database.writing() as db:
        for actor in vars(people).values():
            goal(db, actor)
    return sorted(f"{login}@example.com" for login in vars(people))


def test_three_at_once_and_again(start: Start, box: Postbox, hook: Hook, wishes, people, everybody: list[str]):
    for login, actor in vars(people).items():
        wishes(actor, chat_url=hook.url(login))
    said = [end(process) for process in [start() for _ in range(3)]]
    assert box.receivers == everybody
    assert hook.paths == sorted(f"/{login}" for login in vars(people))
    for counted, name in ((len(everybody), "Mail"), (len(everybody), "Chat")):
        sent = [int(line.split(": ")[1].split()[0]) for one in said for line in one.splitlines() if name in line]
        assert sum(sent) == counted
    end(start())
    end(start(NOW + timedelta(hours=2)))
    assert (len(box.messages), len(hook.posts)) == (len(everybody), len(everybody))


def test_killed_while_a_message_is_under_way(start: Start, box: Postbox, everybody: list[str]):
    """None is lost, and none comes twice but the one that the server held; that one is known by its Message-ID."""
    box.hold_at = 3
    process = start()
    assert box.held.wait(SECONDS)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=SECONDS)
    box.go_on.set()
    under_way = box.messages[2]["To"]
    end(start())
    assert box.receivers == everybody
    end(start(NOW + timedelta(minutes=11)))
    end(start(NOW + timedelta(minutes=30)))
    counted = Counter(box.receivers)
    assert sorted(counted) == everybody
    assert [who for who, times in counted.items() if times > 1] == [under_way]
    assert counted[under_way] == 2
    assert len({message["Message-ID"] for message in box.messages}) == len(everybody)


def test_killed_again_and_again_at_any_moment(start: Start, box: Postbox, everybody: list[str]):
    """Wherever it is killed, the last run brings everybody hers."""
    for number, seconds in enumerate((0.9, 1.2, 1.5)):
        process = start(NOW + timedelta(minutes=11 * number))
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    end(start(NOW + timedelta(minutes=60)))
    counted = Counter(box.receivers)
    assert sorted(counted) == everybody
    assert sum(counted.values()) - len(everybody) <= 3
    assert len({message["Message-ID"] for message in box.messages}) == len(everybody)


def test_what_cannot_be_sent_fails_the_command(start: Start, box: Postbox, everybody: list[str]):
    box.refuse = frozenset({"lin@example.com"})
    process = start()
    said, complained = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert f"Mail: {len(everybody) - 1} sent, 1 not sent, tried again by the next run" in said
    assert "lin@example.com" not in said + complained


def test_a_rehearsal_of_the_command(start: Start, box: Postbox, everybody: list[str]):
    said = end(start(NOW, "--dry-run"))
    assert "lin: 1 item (Mail)" in said
    assert f"Digests that would be made: {len(everybody)}. Nothing was written or sent." in said
    assert box.messages == []
