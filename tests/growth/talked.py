"""A review conversation of lin with a row of everything that hangs on one, and the canaries in it."""

from datetime import timedelta
from types import SimpleNamespace

from app.commitments import queries as commitments
from app.cycles.models import CycleHandover
from app.kit import clock
from app.kit.db import Database
from app.reviews.models import Conversation, OpportunityAnswer, PrivateNote
from app.reviews.record_models import CalibrationChange, LevelChange, Reconsideration
from app.reviews.signing import queries, rules
from tests.cycles import acts
from tests.growth.everything import add
from tests.reviews import signed

DISSENT, HANDOVER, CALIBRATED, AGAIN = (
    "项目是我带的，不是参与",
    "原来的上级调走了",
    "与全组放在一起看",
    "请再看一次团队协作",
)
READY = '[{"en":"Needs 4","key":true,"state":"unmet","zh":"需要4"}]'
CHANGE, WHY, CHANCE = "她已经独立带完两个项目", "年度名额已经用完", "下半年没有新品，等明年"
PRIVATE_NOTE, OTHERS = "CANARY-私下的担心", "ZHAO-OWN-NOTES"
THEIRS = (signed.NOTES, signed.REASON, "把对账表做成模板", "带她参加经销商大会", "person: 再带一个项目")
"""What both sides wrote in it."""


def talk(database: Database, people: SimpleNamespace) -> int:
    """Signed by chen, answered by lin; one that zhao has, too. The id of lin's."""
    with database.writing() as db:
        id = signed.ready(db, people)
        lin, chen, zhou, wang = (getattr(people, one).person_id for one in ("lin", "chen", "zhou", "wang"))
        now, about = clock.now(), {"participant_id": id}
        said = {"reason": CHANCE, "saved_at": now, "saved_by_id": chen}
        add(db, OpportunityAnswer(**about, competency="innovation", **said))
        add(db, CycleHandover(**about, from_id=zhou, to_id=chen, by_id=wang, at=now, reason=HANDOVER))
        changed = {"from_proficiency": 2, "to_proficiency": 3, "reason": CALIBRATED, "by_id": zhou, "at": now}
        add(db, CalibrationChange(**about, competency="teamwork", **changed))
        add(db, PrivateNote(**about, author_id=chen, text=PRIVATE_NOTE, saved_at=now))
        signed.sign(db, people.chen, id)
        (record,) = queries.of_conversation(db, id)
        rules.acknowledge(db, people.lin, record.id)
        rules.dissent(db, people.lin, record.id, DISSENT)
        due = clock.today() + timedelta(days=14)
        add(db, Reconsideration(**about, record_id=record.id, words=AGAIN, asked_at=now, addressee_id=zhou, due_on=due))
        decided = {"outcome": "declined", "reason": WHY, "decided_at": now, "decided_by_id": wang}
        proposed = {"words": CHANGE, "readiness": READY, "proposed_at": now, "proposed_by_id": chen}
        levels = {"from_level": "intermediate", "to_level": "senior", "to_face": "manager"}
        version = acts.version(db, people)
        add(db, LevelChange(**about, person_id=lin, framework_version_id=version, **levels, **proposed, **decided))
        assert commitments.of_conversation(db, id)
        acts.made(db, people, "zhao")
        others = {"notes": OTHERS, "changed_at": now, "changed_by_id": people.zhao.person_id}
        add(db, Conversation(participant_id=acts.conversation(db, people, "zhao"), **others))
        return id
