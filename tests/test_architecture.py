"""What import-linter cannot see: sizes, who may touch the web, the session and the templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from fastapi.routing import APIRoute
from jinja2 import nodes

from tests.routes_called import routes_of

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
TEMPLATES = APP / "templates"
CODE = sorted(path for path in APP.rglob("*.py") if "versions" not in path.relative_to(APP).parts[:-1])
PAGES = sorted(TEMPLATES.rglob("*.html"))
WEB = {"fastapi", "starlette", "jinja2", "uvicorn"}
# the rooms where the web is met; routes are met everywhere
WEB_ROOMS = {"kit", "main.py", "serving.py"}
# rows of people: fetched through a scope, in queries or rules
PERSONAL = {
    "Person", "Placement", "ReportingLine", "Account", "RoleGrant", "SignInSession", "Assessment", "Rating",
    "Evidence", "EvidenceTie", "EvidenceRevision", "Attachment", "Verification", "Contribution",
    "Goal", "GoalState", "GoalEvidence", "ActionItem", "CareerTarget", "PlanSetting",
    "Reflection", "ReflectionExcerpt", "ReflectionSnooze", "ReflectionSetting",
    "ReviewCycle", "CycleParticipant", "CycleHandover", "Commitment", "CommitmentEvent",
    "Conversation", "AgreedRating", "OpportunityAnswer", "NextLevelView", "PrivateNote",
    "ConversationRecord", "RecordAnswer", "Reconsideration", "CalibrationChange", "LevelChange",
    "Job", "JobPiece", "PersonHistory", "PeopleImport", "ImportMapping", "AccessToken",
    "Correction", "Erasure", "LegalHold",
    "ReminderSetting", "Digest", "DigestItem", "Delivery", "CalendarFeed",
}  # fmt: skip
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b", re.IGNORECASE)
INLINE = re.compile(r"""<[^>]*\s(?:style|on\w+)\s*=|<script(?![^>]*\ssrc=)[^>]*>|<style\b|javascript:""", re.IGNORECASE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def is_routes(path: Path) -> bool:
    return path.stem == "routes" or path.stem.endswith("_routes")


def test_the_lists_are_not_empty():
    assert len(CODE) > 50
    assert len(PAGES) > 5
    assert any(is_routes(path) for path in CODE)


@pytest.mark.parametrize("folder", ["app", "tests", "bench"])
def test_no_file_is_long(folder: str):
    long = {name(path): lines(path) for path in (ROOT / folder).rglob("*.py") if lines(path) > 300}
    assert not long


def test_files_are_small():
    """Half of the files hold fewer than 60 lines that are not blank."""
    assert median(len([line for line in path.read_text("utf-8").splitlines() if line.strip()]) for path in CODE) < 60


def test_no_template_is_long():
    assert not {name(path): lines(path) for path in PAGES if lines(path) > 300}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_the_web_stays_in_its_rooms(path: Path):
    if is_routes(path) or path.relative_to(APP).parts[0] in WEB_ROOMS:
        return
    assert not [module for module in imported(parsed(path)) if module.partition(".")[0] in WEB]


@pytest.mark.parametrize("path", [path for path in CODE if is_routes(path)], ids=name)
def test_routes_fetch_through_a_scope(path: Path):
    tree = parsed(path)
    touched = PERSONAL & {alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names}
    faults = []
    for call in calls(tree):
        words = ast.unparse(call)
        if isinstance(call.func, ast.Name) and call.func.id == "select":
            faults += [words] if touched & set(re.findall(r"\w+", words)) else []
        elif re.match(r"(visit\.)?(db|session)\.(get|exec|execute|scalars?|add)\(", words):
            faults.append(words)
    assert not faults


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_database_module_ends_transactions(path: Path):
    found = [
        ast.unparse(c) for c in calls(parsed(path)) if isinstance(c.func, ast.Attribute) and c.func.attr == "commit"
    ]
    assert not found or name(path) == "app/kit/db.py"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_access_reads_the_lines_to_decide(path: Path):
    """Reporting lines are read by people/ alone; who is whose manager is asked of people/access.py."""
    tree = parsed(path)
    uses = any(
        alias.name == "ReportingLine" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names
    )
    assert not uses or name(path).startswith("app/people/")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_template_compiles_and_is_inert(path: Path):
    from app.kit.pages import environment

    text = path.read_text(encoding="utf-8")
    tree = environment().parse(text, filename=str(path))
    environment().compile(tree)
    assert not UNSAFE.findall(text)
    assert not INLINE.findall(text)
    assert not [f.name for f in tree.find_all(nodes.Filter) if f.name in ("safe", "forceescape")]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_what_a_template_refers_to_is_there(path: Path):
    from app.kit.pages import environment

    tree = environment().parse(path.read_text(encoding="utf-8"))
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        if isinstance(node.template, nodes.Const):
            assert (TEMPLATES / node.template.value).is_file(), node.template.value
    known = environment().filters
    assert not {f.name for f in tree.find_all(nodes.Filter)} - set(known)


def test_no_style_sheet_fetches_from_elsewhere():
    sheets = list((APP / "static").rglob("*.css"))
    assert sheets
    assert not [name(path) for path in sheets if re.search(r"@import|url\(\s*['\"]?(https?:)?//", path.read_text())]


def test_each_route_has_a_policy(app_routes: list[APIRoute]):
    from app.kit.routing import policy_of

    assert len(app_routes) > 20
    assert not [route.path for route in app_routes if policy_of(route) is None]


def test_an_unsafe_route_is_a_noun(app_routes: list[APIRoute]):
    verbs = {"submit", "save", "delete", "update", "create", "edit", "accept", "disable", "enable", "start", "end"}
    assert not [r.path for r in app_routes if r.methods & {"POST", "PUT", "DELETE"} and set(r.path.split("/")) & verbs]


def test_the_machine_is_not_named():
    """No path of a developer's machine and no registry's address stands in what is shipped."""
    locks = [*ROOT.glob("requirements/*"), ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "pyproject.toml"]
    for path in [*CODE, *PAGES, *locks]:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text or str(ROOT) == "/", name(path)
        assert not re.search(r"--(extra-)?index-url|--find-links", text), name(path)


@pytest.fixture(scope="module")
def app_routes(served) -> list[APIRoute]:
    return routes_of(served.app)
