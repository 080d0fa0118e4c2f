"""Which field a column holds, guessed from its header as HR systems write it."""

import re
import unicodedata
from collections.abc import Sequence

_NOISE = re.compile(r"[\s_\-./\\:：*#＊()（）\[\]【】?？'\"]+")

# the surest names of a field come first: of two columns that both could be it, the earlier name wins
_ALIASES = {
    "staff_number": (
        "工号 员工工号 员工编号 人员编号 职工编号 职工号 员工号 人员编码 员工代码 员工id 编号 "
        "staffnumber staffno staffid employeenumber employeeno employeeid empid empno empnumber employeecode "
        "personnelnumber personnelno personnelid personid personnumber workerid workernumber fileno badge id eid"
    ),
    "name": (
        "姓名 员工姓名 中文名 中文姓名 名字 人员姓名 职员姓名 name fullname employeename empname displayname "
        "preferredname legalname chinesename personname workername"
    ),
    "family_name": "姓 姓氏 lastname familyname surname employeelastname",
    "given_name": "名 firstname givenname forename employeefirstname",
    "name_latin": (
        "英文名 英文姓名 姓名拼音 拼音 拼音名 外文名 nameinlatinletters latinname englishname nameenglish nameen "
        "namelatin pinyin namepinyin romanizedname"
    ),
    "email": (
        "邮箱 电子邮箱 电子邮件 工作邮箱 企业邮箱 公司邮箱 邮件 email mail emailaddress workemail businessemail "
        "officeemail companyemail ademail"
    ),
    "department": (
        "部门路径 部门全称 部门 部门名称 所属部门 所在部门 任职部门 组织 组织单位 组织机构 所属组织 "
        "departmentpath department departmentname dept deptname businessunit orgunit organizationunit organization "
        "division team"
    ),
    "level": (
        "职级 职级名称 级别 岗位职级 职等 职业级别 现职级 渠道职级 level careerlevel joblevel grade jobgrade band "
        "rank levelname"
    ),
    "face": "方向 发展方向 职级方向 职业通道 发展通道 通道 序列 face track careertrack",
    "level_since": (
        "现职级起始日期 职级起始日期 职级生效日期 任现职级时间 任现职级日期 定级日期 晋级日期 最近晋升日期 "
        "onthislevelsince levelsince leveldate levelstartdate gradedate gradesince lastpromotiondate promotiondate "
        "since"
    ),
    "joined_on": (
        "入职日期 入职时间 入司日期 入司时间 到岗日期 加入日期 参加工作日期 joinedon joined joindate joiningdate "
        "dateofjoining hiredate dateofhire hiredon startdate employmentdate employmentstartdate dateofhiring "
        "originalhiredate"
    ),
    "left_on": (
        "离职日期 离职时间 离司日期 最后工作日 lefton leftdate leavingdate dateofleaving exitdate terminationdate "
        "dateoftermination termdate enddate exitdate lastday lastworkingday lastworkingdate termdate separationdate"
    ),
    "manager": (
        "直属上级工号 直接上级工号 上级工号 汇报上级工号 直线经理工号 直线上级工号 上级员工编号 上级编号 主管工号 "
        "经理工号 直属上级 直接上级 汇报上级 直线经理 直线上级 汇报对象 直属主管 直接主管 上级 主管 "
        "managerstaffnumber managernumber managerid managerno manageremployeeid manageremployeenumber "
        "managerempid supervisorid supervisornumber reportstoid reportsto mgrid mgr linemanagerid reportingmanagerid "
        "bossid manager managername linemanager directmanager supervisor supervisorname reportingmanager "
        "manageremail supervisoremail 上级邮箱 firstlevelmanager"
    ),
    "dotted": (
        "虚线上级工号 虚线上级 虚线经理 虚线汇报 虚线汇报人 虚线主管 dottedlinemanagers dottedlinemanager "
        "dottedlinemanagerid dottedmanager dotted matrixmanager functionalmanager"
    ),
}
_RANKED = {alias: (key, rank) for key, words in _ALIASES.items() for rank, alias in enumerate(words.split())}


def plain(header: str) -> str:
    """A header without case, width, spaces and marks."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header).casefold())


def guess(headers: Sequence[str]) -> tuple[str, ...]:
    """The field of each column, "" where none is known; no field twice."""
    best: dict[str, tuple[int, int]] = {}
    for column, header in enumerate(headers):
        key, rank = _RANKED.get(plain(header), ("", 0))
        if key and (key not in best or rank < best[key][0]):
            best[key] = (rank, column)
    if "name" in best:
        best.pop("family_name", None)
        best.pop("given_name", None)
    chosen = {column: key for key, (_rank, column) in best.items()}
    return tuple(chosen.get(column, "") for column in range(len(headers)))
