"""Two people edit the same agreed rating in two threads, 1,000 times, through the application: nothing is lost.

Each edit is either stored, or answered with 409 and both texts; who lost chooses and saves again on top of what she
saw. So every text that was accepted is in the chain of versions, and nobody overwrites what he has not seen.
On PostgreSQL, slower per request, 200 edits.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier

from tests.reviews.talking import agree, agreed, opened

VERSION = re.compile(r'name="agreed\.teamwork\.version" value="(\d+)"')
STORED = re.compile(r"<dd>(.*?)</dd>", re.S)


def test_no_update_is_lost(database, people, client_for):
    edits = 1000 if database.sqlite else 200
    id = opened(database, people)
    together = Barrier(2)
    clients = {who: client_for(who) for who in ("lin", "chen")}

    def edit(who: str) -> tuple[list[int], int]:
        """Save again and again; the versions that were stored, and how often the other was faster."""
        mine: list[int] = []
        version = met = 0
        together.wait()
        for number in range(edits // 2):
            said = f"{who} {number}"
            while (answer := agree(clients[who], id, "teamwork", 3, said, version)).status_code == 409:
                met += 1
                stored, sent = (unescape(found) for found in STORED.findall(answer.text))
                other = "chen" if who == "lin" else "lin"
                assert sent.strip().endswith(f"· {said}")
                assert re.search(rf"· ({other}|{who}) \d+$", stored.strip()), stored
                version = int(VERSION.findall(answer.text)[0])
            assert answer.status_code == 200, answer.text
            version += 1
            assert VERSION.findall(answer.text) == [str(version)]
            mine.append(version)
        return mine, met

    with ThreadPoolExecutor(2) as pool:
        results = dict(zip(clients, pool.map(edit, clients), strict=True))
    stored = [version for mine, _ in results.values() for version in mine]
    # each version was written by exactly one accepted edit, none in between is missing
    assert sorted(stored) == list(range(1, edits + 1))
    assert sum(met for _, met in results.values()) > 0
    last = max(stored)
    writer = next(who for who, (mine, _) in results.items() if last in mine)
    found = agreed(database, id)["teamwork"]
    assert (found.saved.version, found.reason) == (edits, f"{writer} {results[writer][0].index(last)}")
