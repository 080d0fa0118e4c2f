"""What the page of a conversation names as missing is what a signature would be refused for, at every step."""

from datetime import timedelta

from app.commitments import outcomes
from app.commitments import rules as commitments
from app.commitments.rules import Promise
from app.cycles import rules as cycles
from app.kit import clock
from app.reviews.conversations import rules
from app.reviews.conversations.contents import contents
from app.reviews.conversations.rules import Agreement, Answer, Answered, Written
from app.reviews.record_models import CalibrationChange
from app.reviews.signing import rules as signing
from app.reviews.talk import talk
from tests.cycles import acts
from tests.reviews.talking import MANAGER, OWN, settle


def lacking(db, people, id: int) -> set[str]:
    """The kinds of what is missing; the page and the signature name the same competencies and promises."""
    page = contents(db, people.chen, talk(db, people.chen, id)).missing
    _talk, _draft, signature = signing.shown(db, people.chen, id)
    assert signature == page
    return {one.kind for one in page}


def test_step_by_step(database, people):
    with database.writing() as db:
        before = acts.opened(db, people)
        wanted = Promise("Two partners to lead", clock.today())
        commitments.propose(db, people.chen, before, people.lin.person_id, people.chen.person_id, wanted, "once-once")
        commitments.open_all(db, people.chen, before)
        cycles.close(db, people.wang, talk(db, people.lin, before).participation.cycle.id)
        acts.made(db, people, days=(-5, 11, 21, 31, 41))
        id = acts.conversation(db, people)
        acts.assessed(db, people.lin, people.lin, OWN)
        acts.assessed(db, people.chen, people.lin, MANAGER)
        assert lacking(db, people, id) == {"promises", "agreements", "opportunities", "day"}
        settle(db, people, id)
        assert lacking(db, people, id) == {"promises", "opportunities", "day"}
        db.add(
            CalibrationChange(
                participant_id=id, competency="strategy", from_proficiency=3, to_proficiency=4, reason="as elsewhere",
                by_id=people.zhou.person_id, at=clock.now(),
            )
        )  # fmt: skip
        db.flush()
        assert lacking(db, people, id) == {"promises", "opportunities", "day", "reasons"}
        rules.agree(db, people.lin, id, "strategy", Agreement(Answer(3), "since the summer"), 1)
        rules.agree(db, people.lin, id, "cost_control", Agreement(Answer(no_opportunity=True)), 0)
        rules.answer_opportunity(db, people.chen, id, "innovation", Answered(reason="the season is over"), 0)
        assert lacking(db, people, id) == {"promises", "opportunities", "day"}
        rules.answer_opportunity(
            db, people.chen, id, "cost_control", Answered(Promise("A budget", clock.today() + timedelta(days=9))), 0
        )
        rules.write_notes(db, people.lin, id, Written("", clock.today() - timedelta(days=1)), 0)
        assert lacking(db, people, id) == set()
        rules.write_notes(db, people.lin, id, Written("", clock.today() + timedelta(days=1)), 1)
        assert lacking(db, people, id) == {"promises", "future"}
        rules.write_notes(db, people.lin, id, Written("", clock.today()), 2)
        [promise] = contents(db, people.lin, talk(db, people.lin, id)).looked_back
        outcomes.keep(db, people.lin, promise.id, "", promise.version)
        assert lacking(db, people, id) == set()
