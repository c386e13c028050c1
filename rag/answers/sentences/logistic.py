"""A logistic model of a few features, as it stands in a file that people can read: one weight each, and a bias."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag.answers.sentences.counting import Numbers


@dataclass(frozen=True, slots=True)
class Logistic:
    weights: Numbers
    bias: float

    @classmethod
    def load(cls, path: Path, features: Mapping[str, str]) -> Logistic:
        """The model of a file. Raises ValueError where it was made for other features."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        if list(stored["weights"]) != list(features):
            raise ValueError(f"{path} has weights of other features: learn it anew, see docs/answers.md")
        return cls(np.array(list(stored["weights"].values())), float(stored["bias"]))

    def odds(self, features: Numbers) -> float:
        """Log odds of what the features are of; above 0 it is likelier than not."""
        return float(features @ self.weights) + self.bias

    def save(self, path: Path, features: Mapping[str, str], made_by: str) -> None:
        told = {
            "made_by": made_by,
            "weights": {name: round(float(weight), 4) for name, weight in zip(features, self.weights, strict=True)},
            "bias": round(self.bias, 4),
        }
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
