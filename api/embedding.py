"""The chat inside pages of other sites: off by default, for listed origins only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.errors import BadSetting

_ORIGIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


def checked_origins(origins: Sequence[str]) -> tuple[str, ...]:
    """Origins as browsers send them. Raises BadSetting."""
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadSetting(
                f"“{origin[:60]}”不是网站来源，要写成 https://www.example.cn",
                f"{origin[:60]!r} is not an origin: write https://www.example.cn",
            )
    return tuple(origins)
