"""What every shape on the wire is made of: strict input, output read off records, days, absent members."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.asking import make_filters, parse_day
from rag.errors import BadFilter
from rag.types import Filters


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return parse_day(value if isinstance(value, str) else repr(value))
    except BadFilter as exc:
        raise ValueError(exc.en) from exc


Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=str | None)]


class In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FiltersIn(In):
    """What the question is restricted to; dates are inclusive."""

    place: Annotated[str | None, Field(max_length=100)] = None
    since: Day = None
    until: Day = None
    source: Annotated[str | None, Field(max_length=200)] = None

    def to_filters(self) -> Filters:
        return make_filters(self.place, self.since, self.until, self.source)


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


def absent(value: object) -> bool:
    """For `exclude_if`: a member that is not there rather than null."""
    return value is None


def empty(value: object) -> bool:
    """For `exclude_if`: a member that is not there rather than empty."""
    return not value


def unset(value: object) -> bool:
    """For `exclude_if`: a mark that is not set."""
    return value is False
