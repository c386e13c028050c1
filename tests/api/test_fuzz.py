"""A seeded share of the fuzzing in every run; `make fuzz` runs the whole."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz import fuzz, serving

EXAMPLES = 7  # of each operation: about 200 requests


def test_no_answer_is_a_5xx_or_undocumented(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        code, cases, told = fuzz(address, EXAMPLES, 20111124, "fuzzing")
    assert code == 0, told
    assert cases >= 100, told
