"""What people of the demo organisation log. `{3-9}` becomes a number in that range.

`days`: how long it took; 0 for what happens on one day. `about`: ids of competencies that it speaks for, as
far as the framework has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Recipe:
    kind: str
    title: str
    about: tuple[str, ...]
    details: Mapping[str, Any]
    days: tuple[int, int] = (0, 0)


def _project(title: str, about: tuple[str, ...], story: str, lessons: str, *results: tuple[str, ...]) -> Recipe:
    rows = [dict(zip(("template", "value", "source", "unit"), result, strict=False)) for result in results]
    return Recipe("project", title, about, {"story": story, "lessons": lessons, "results": rows}, (30, 120))


PROJECTS = (
    _project(
        "618大促经销商联合备货",
        ("project_management", "communication", "marketing_planning"),
        "牵头{4-9}家经销商提前三周报量，按周对齐备货、排期和物料，缺货当天调拨。",
        "报量要分渠道拆，不能只看总数；调拨口子要提前和物流谈好。",
        ("sales", "{180-960}0000", "经销商进销存系统"),
        ("campaign_roi", "{2-5}.{1-9}", "活动复盘表"),
    ),
    _project(
        "县域便利店铺货",
        ("channel_expansion", "relationship", "cost_control"),
        "按人口和客流筛出{6-12}个县，先谈连锁再谈单店，首单配陈列架，两周回访一次。",
        "单店进场费别一次给足，按陈列达标分两次付更稳。",
        ("partners_signed", "{12-60}", "合同台账"),
        ("coverage", "{80-420}", "铺货巡检表", "stores"),
    ),
    _project(
        "窜货治理：箱码追溯上线",
        ("adaptability", "relationship", "strategy"),
        "联合物流和法务上线箱码，{3-6}个重点区域先试，发现异常当周约谈，按返利条款处理。",
        "处理规则要写进返利协议，先公示再执行，争议少一半。",
        ("diversion_handled", "{5-23}", "箱码系统"),
        ("disputes_solved", "{3-11}", "渠道稽核记录"),
    ),
    _project(
        "直播渠道自播间从零到日播",
        ("innovation", "marketing_planning", "data_analysis"),
        "搭了{2-4}人的小组，前四周只测货盘和话术，第五周起日播，按场次复盘转化。",
        "先把退货率压下来再放量，否则数字好看、回款难看。",
        ("traffic", "{40-260}000", "直播后台"),
        ("conversion_rate", "{2-6}.{1-9}", "直播后台"),
    ),
    _project(
        "经销商返利政策改版",
        ("strategy", "cost_control", "communication"),
        "拆了三年返利数据，把{4-7}档合并成3档，和财务对齐计提口径，逐家宣讲。",
        "大户先单独谈，名单定了再发通知。",
        ("cost_saved", "{20-160}0000", "财务计提表"),
        ("payment_collected", "{300-1500}0000", "应收台账"),
    ),
    _project(
        "渠道日报自动化",
        ("data_analysis", "project_management", "teamwork"),
        "把{5-9}张手工表合成一张看板，口径写进说明页，异常自动标红。",
        "口径先统一再做表，不然返工。",
        ("partners_trained", "{6-30}", "培训签到表"),
    ),
    _project(
        "开学季校园渠道联合活动",
        ("marketing_planning", "teamwork", "channel_expansion"),
        "和{3-8}所学校周边门店一起做，分三波上线，物料由市场部出、我负责排期和核销。",
        "核销要当天对账，隔天就对不上了。",
        ("sales", "{30-220}0000", "门店系统"),
        ("conversion_rate", "{3-9}.{1-9}", "核销系统"),
    ),
    _project(
        "即时零售平台进驻",
        ("channel_expansion", "adaptability", "data_analysis"),
        "谈下{2-3}个平台的入驻条件，先上{30-120}家店，缺货门店每天补一次清单。",
        "平台规则两周一变，要有人盯。",
        ("coverage", "{30-120}", "平台商家后台", "stores"),
        ("sales", "{40-300}0000", "平台商家后台"),
    ),
    _project(
        "重点客户年度联合生意计划",
        ("relationship", "strategy", "market_analysis"),
        "和{1-3}家连锁客户把全年目标拆到季度，约定双方投入和复盘日期，双方签字。",
        "先把上一年的账讲清楚，再谈新一年的投入。",
        ("payment_collected", "{500-2600}0000", "客户对账单"),
    ),
)

OTHERS = (
    Recipe(
        "learning",
        "渠道数据分析实战课",
        ("data_analysis",),
        {"form": "course", "by": "内部培训中心", "hours": "{8-24}", "used": "用学到的归因方法重做了月度渠道贡献表。"},
        (10, 40),
    ),
    Recipe(
        "learning",
        "读《影响力》并试用两条",
        ("communication", "relationship"),
        {
            "form": "book",
            "by": "罗伯特·西奥迪尼",
            "hours": "{6-12}",
            "used": "谈陈列时先给小承诺，再谈排面，成了{2-4}次。",
        },
        (10, 40),
    ),
    Recipe(
        "learning",
        "跟岗财务一周：学会看应收和账期",
        ("cost_control",),
        {"form": "practice", "by": "财务部", "hours": "{16-30}", "used": "账期谈判前自己先算资金占用。"},
        (5, 12),
    ),
    Recipe(
        "learning",
        "商务谈判工作坊",
        ("communication", "adaptability"),
        {"form": "course", "by": "行业协会", "hours": "{8-16}", "used": "每次谈判前写下底线和让步次序。"},
        (2, 5),
    ),
    Recipe(
        "contact",
        "和一位区域代理商老板长谈",
        ("relationship",),
        {
            "who": "李总",
            "organisation": "苏南一家代理商",
            "where_met": "渠道大会",
            "exchanged": "对方讲了二级网点的真实动销，我分享了铺货节奏。",
        },
    ),
    Recipe(
        "contact",
        "向同行请教直播渠道分成",
        ("innovation",),
        {
            "who": "何老师",
            "organisation": "同行公司",
            "where_met": "行业沙龙",
            "exchanged": "分成比例和退货口径，答应回传一份脱敏模板。",
        },
    ),
    Recipe(
        "industry_note",
        "两个平台调整即时零售抽佣",
        ("market_analysis", "adaptability"),
        {
            "source": "平台公告",
            "what_changed": "抽佣上调{1-3}个点，补贴改为按单返还。",
            "my_change": "重算毛利，缩掉{2-5}个低客单城市。",
        },
    ),
    Recipe(
        "industry_note",
        "竞品把返利改成季度结算",
        ("market_analysis", "strategy"),
        {
            "source": "经销商口述，三家一致",
            "what_changed": "年返改季返，回款更快。",
            "my_change": "建议我们对{3-6}家重点经销商试行季度预返。",
        },
    ),
    Recipe(
        "coaching",
        "带新同事独立做完一次渠道巡检",
        ("teamwork",),
        {"whom": "新入职的同事", "topic": "渠道巡检", "effect": "第三次起可以自己跑，巡检表一次通过。"},
        (20, 60),
    ),
    Recipe(
        "coaching",
        "教同组同事做活动核销对账",
        ("teamwork", "cost_control"),
        {"whom": "同组同事", "topic": "核销对账", "effect": "当月差异从{8-15}笔降到2笔以内。"},
        (10, 30),
    ),
)

RESPONSIBILITIES = (
    Recipe(
        "responsibility",
        "负责华东便利系统客户名单",
        ("relationship", "project_management"),
        {"role": "owned", "given_by": "直属上级", "what": "名单、拜访节奏和回款都由我盯，每周一对齐。"},
        (120, 300),
    ),
    Recipe(
        "responsibility",
        "参与月度渠道经营会材料",
        ("data_analysis", "communication"),
        {"role": "took_part", "given_by": "直属上级", "what": "准备转化与回款两页，并在会上讲其中一页。"},
        (60, 200),
    ),
)

CHALLENGES = (
    Recipe(
        "challenge",
        "第一次做社区团购渠道",
        ("innovation", "channel_expansion"),
        {
            "area": "new_channel",
            "role": "led",
            "what_was_new": "公司没有做过，团长、履约、退货都要从头摸。",
            "outcome": "跑了{4-8}周，结论是先守两个城市。",
        },
        (40, 90),
    ),
    Recipe(
        "challenge",
        "接手企业福利采购新业务",
        ("adaptability", "channel_expansion"),
        {
            "area": "new_business",
            "role": "owned",
            "what_was_new": "客户是企业人力部门，流程和渠道完全不同。",
            "outcome": "签下{3-7}家试单，复购两家。",
        },
        (40, 120),
    ),
)

CERTIFICATES = (
    Recipe(
        "certificate",
        "数据分析师（中级）",
        ("data_analysis",),
        {"issuer": "行业数据协会", "number": "DA-{10000-99999}"},
    ),
    Recipe(
        "certificate",
        "项目管理专业人士",
        ("project_management",),
        {"issuer": "项目管理协会", "number": "PM{100000-999999}"},
    ),
)
