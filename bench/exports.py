"""How long each report takes as a file, and how much memory, beside a bare loop over the same values.

    python -m bench.exports [--people 2000] [--cycles 4] [--reports progression,…] [--formats csv,xlsx]

Every file is made in a process of its own, so that its peak of memory (resident, with the interpreter and the
application in it: `base`) is its own. The bare loop is what anybody would write: csv.writer, or XlsxWriter with
constant_memory, with the report's rows handed to it ready-made; reading them is not counted. `report/bare` is the whole
report (queries, rating by rating, words) against that; `writer/bare` is app/kit/tables alone over those rows. Both are
of CPU time, which other work on the machine leaves as it is.
The organisation is filled once and kept under var/bench/.
"""

import argparse
import csv
import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import xlsxwriter  # type: ignore[import-untyped]

from app.kit.db import Database
from app.kit.tables.formats import FORMATS, Format
from app.kit.tables.table import Line, Table
from app.people.access import Actor
from app.reports import asking, exporting, registry
from app.reports.asking import Choice
from bench import _common, _many

HR = Actor(1, 0, 0, "HR", "hr", frozenset({"hr"}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--cycles", type=int, default=4)
    parser.add_argument("--reports", default=",".join(report.name for report in registry.REPORTS))
    parser.add_argument("--formats", default="csv,xlsx")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(child(*options.child)))
        return
    database = _many.organisation(options.people, options.cycles)
    url = database.url.render_as_string(hide_password=False)
    database.dispose()
    head = [
        "report",
        "rows",
        "MB",
        "s",
        "CPU s",
        "peak MB",
        "base MB",
        "bare CPU",
        "bare MB",
        "report/bare",
        "writer/bare",
    ]
    print(f"{options.people:,} people × {options.cycles} cycles")
    rows = [row for name in options.reports.split(",") for row in _measured(url, name, options.formats.split(","))]
    print(_common.table(head, rows))


def _measured(url: str, name: str, formats: Sequence[str]) -> Iterator[list[str]]:
    with TemporaryDirectory(prefix="ladder-bench-") as folder:
        values, out = f"{folder}/values", f"{folder}/out"
        _run("report", f"{name}.values", url, values)
        for format in formats:
            whole = _run("report", f"{name}.{format}", url, out)
            writer = _run("writer", f"{name}.{format}", values, out)
            bare = _run("bare", f"{name}.{format}", values, out)
            row = _row(f"{name}.{format}", whole, writer["cpu"], bare)
            print(" ".join(row), file=sys.stderr)
            yield row


def _row(name: str, whole: dict[str, float], writer: float, bare: dict[str, float]) -> list[str]:
    least = max(bare["cpu"], 0.001)
    return [
        name, f"{whole['rows']:,}", f"{whole['bytes'] / 1e6:.1f}", f"{whole['seconds']:.1f}", f"{whole['cpu']:.1f}",
        f"{whole['peak']:.0f}", f"{whole['base']:.0f}", f"{bare['cpu']:.2f}", f"{bare['peak']:.0f}",
        f"{whole['cpu'] / least:.1f}", f"{writer / least:.2f}",
    ]  # fmt: skip


def _run(*words: str) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__)), "--child", *words]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def child(what: str, file: str, source: str, out: str) -> dict[str, float]:
    """One file in this process."""
    name, format = file.rsplit(".", 1)
    base = _peak()
    reading = 0.0 if what == "report" else _reading(source)
    began, spent = time.perf_counter(), time.process_time()
    with Path(out).open("wb") as target:
        if what == "report":
            rows = _report(name, VALUES if format == VALUES.name else FORMATS[format], source, target)
        else:
            rows = (_writer if what == "writer" else BARE[format])(source, target, format)
    seconds, cpu = time.perf_counter() - began, time.process_time() - spent - reading
    size = Path(out).stat().st_size
    return {"seconds": seconds, "cpu": cpu, "peak": _peak(), "base": base, "rows": rows, "bytes": size}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(name: str, format: Format, url: str, file: BinaryIO) -> int:
    report, database = registry.report(name), Database(url)
    with database.reading() as db:
        return exporting.write(db, report, asking.asked(db, HR, report, Choice()), format, file, lambda done: None).rows


def _reading(values: str) -> float:
    began = time.process_time()
    for _line in _lines(values):
        pass
    return time.process_time() - began


def _lines(values: str) -> Iterator[Line]:
    with Path(values).open("rb") as file:
        pickle.load(file)
        while (line := pickle.load(file)) is not None:
            yield line


def _columns(values: str) -> Sequence[Any]:
    with Path(values).open("rb") as file:
        found: Sequence[Any] = pickle.load(file)
        return found


def _pickled(table: Table, file: BinaryIO) -> None:
    pickle.dump(tuple(table.columns), file)
    for line in table.rows:
        pickle.dump(tuple(line), file)
    pickle.dump(None, file)


VALUES = Format("values", "", "", _pickled)


def _writer(values: str, file: BinaryIO, format: str) -> int:
    counted = _Counted(_lines(values))
    FORMATS[format].write(Table("values", _columns(values), counted), file)
    return counted.count


class _Counted:
    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines, self.count = lines, 0

    def __iter__(self) -> Iterator[Line]:
        for line in self.lines:
            self.count += 1
            yield line


def _bare_csv(values: str, file: BinaryIO, _format: str) -> int:
    with Path(file.name).open("w", newline="", encoding="utf-8-sig") as text:
        writer, lines = csv.writer(text), _Counted(_lines(values))
        writer.writerow([column.title for column in _columns(values)])
        writer.writerows(lines)
    return lines.count


def _bare_xlsx(values: str, file: BinaryIO, _format: str) -> int:
    book = xlsxwriter.Workbook(file.name, {"constant_memory": True, "remove_timezone": True})
    sheet, day, count = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"}), 0
    sheet.write_row(0, 0, [column.title for column in _columns(values)])
    for count, line in enumerate(_lines(values), 1):
        for n, value in enumerate(line):
            if isinstance(value, date):
                sheet.write(count, n, value, day)
            elif isinstance(value, list | tuple):
                sheet.write(count, n, ", ".join(value))
            else:
                sheet.write(count, n, value)
    book.close()
    return count


BARE = {"csv": _bare_csv, "xlsx": _bare_xlsx}

if __name__ == "__main__":
    main()
