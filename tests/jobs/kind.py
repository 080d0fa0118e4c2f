"""A kind of long work for tests: counts to a number and makes a file of so many bytes."""

import time

from app.jobs.kinds import Kind, Made, Task
from app.kit.errors import Refused


def run(task: Task) -> Made | None:
    total = task.params.get("total", 3)
    for n in range(total):
        task.at(n, total)
        time.sleep(task.params.get("pause", 0))
    if "problem" in task.params:
        raise Refused(task.params["problem"])
    if "fault" in task.params:
        raise ValueError("a word that nobody should read")
    path = task.folder / "numbers"
    path.write_bytes(content(task.params.get("bytes", 0)))
    task.at(total, total)
    return Made(path, "数字.csv", "text/csv") if "bytes" in task.params else None


def content(size: int) -> bytes:
    return (bytes(range(251)) * (size // 251 + 1))[:size]


COUNTING = Kind(
    "counting", run, title=lambda params: f"数到{params.get('total', 3)}", back=lambda params: "/people",
    allowed=lambda actor: not actor.admin,
)  # fmt: skip
