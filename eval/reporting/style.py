"""The style sheet that every HTML page of the evaluation carries inside itself, so that a page is one file."""

from __future__ import annotations

from pathlib import Path

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
