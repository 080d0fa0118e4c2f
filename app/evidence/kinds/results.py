"""Results in numbers: what is counted in this job, with units and bounds. Source: role.md, section 7."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo

from app.evidence.kinds.fields import is_web_address, one_of, refuse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.text import OptionalLine

__all__ = ["TEMPLATES", "UNITS", "Result", "Template", "amount", "is_web_address"]

MONEY = {"CNY": noop("yuan"), "USD": noop("US dollars"), "EUR": noop("euros"), "HKD": noop("Hong Kong dollars")}
PLACES = {"cities": noop("cities"), "stores": noop("stores")}
UNITS = {**PLACES, **MONEY}
BILLION = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Template:
    """A result that is counted alike everywhere.

    `units`: what can be chosen (empty: nothing to choose), the first one counts when `assumed` and
    nothing is chosen. `sign` stands behind the number. `decimals` and `most` bound the value, which
    is never negative.
    """

    id: str
    title: str
    units: Mapping[str, str] = field(default_factory=dict)
    assumed: bool = False
    sign: str = ""
    decimals: int = 0
    most: Decimal = BILLION


def _money(id: str, title: str) -> Template:
    return Template(id, title, MONEY, assumed=True, decimals=2, most=BILLION * 1000)


TEMPLATES = {
    template.id: template
    for template in (
        Template("partners_signed", noop("Partners signed")),
        Template("coverage", noop("Coverage"), PLACES),
        Template("traffic", noop("Traffic")),
        Template("conversion_rate", noop("Conversion rate"), sign="%", decimals=2, most=Decimal(100)),
        _money("sales", noop("Sales")),
        _money("payment_collected", noop("Payment collected")),
        Template("campaign_roi", noop("Return on campaign or rebate"), sign="×", decimals=2, most=Decimal(1000)),
        _money("cost_saved", noop("Cost saved")),
        Template("disputes_solved", noop("Disputes solved")),
        Template("diversion_handled", noop("Cross-region diversion cases handled")),
        Template("partners_trained", noop("Partners trained")),
    )
}


def _number(value: object) -> object:
    """A number as people write it: full-width digits, thousands separators and a percent sign are fine."""
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value[:100]).replace(",", "").replace(" ", "").removesuffix("%")
    if not plain:
        refuse(_("Please fill this in."))
    try:
        found = Decimal(plain)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found.adjusted() > 18:
        refuse(_("A number in digits, please, such as 12 or 3.5."))
    return found


def _within(value: Decimal, info: ValidationInfo) -> Decimal:
    template = TEMPLATES.get(info.data.get("template", ""))
    if template is None:
        return value
    if not 0 <= value <= template.most:
        refuse(_("From 0 to %(most)s.", most=f"{template.most:,f}"))
    if value != round(value, template.decimals):
        refuse(_("At most %(n)s decimals.", n=template.decimals) if template.decimals else _("A whole number, please."))
    return Decimal(f"{value.normalize():f}") + 0


def _fitting(value: str, info: ValidationInfo) -> str:
    template = TEMPLATES.get(info.data.get("template", ""))
    if template is None or value in template.units:
        return value
    if value:
        refuse(_("This unit does not go with it."))
    if template.units and not template.assumed:
        refuse(_("Please choose the unit."))
    return next(iter(template.units), "")


class Result(BaseModel):
    """One number with its unit and the report or system that it comes from. The value is kept exactly.

    `unit`: cities or stores for coverage, a currency for money (yuan when none is chosen), else blank.
    """

    template: Annotated[str, one_of(TEMPLATES)]
    value: Annotated[Decimal, BeforeValidator(_number), AfterValidator(_within)]
    unit: Annotated[str, AfterValidator(_fitting), Field(validate_default=True)] = ""
    source: Annotated[OptionalLine, Field(max_length=200)] = ""


def amount(stored: Mapping[str, str]) -> str:
    """The value of a stored result as it is read, without its unit: 1,280,000 or 3.5 %."""
    template = TEMPLATES.get(stored["template"])
    sign = template.sign if template else ""
    number = f"{Decimal(stored['value']):,f}"
    return f"{number} {sign}" if sign else number
