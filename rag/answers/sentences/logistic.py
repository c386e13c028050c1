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
    """Log odds that are a weighted sum of features, and a bias."""

    weights: Numbers
    bias: float

    @classmethod
    def load(cls, path: Path, features: Mapping[str, str], command: str) -> Logistic:
        """The model of a file, without a bias where it has none. Raises ValueError where it was made for other features
        than these; `command` makes it anew."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        if list(stored["weights"]) != list(features):
            raise ValueError(f"{path} has weights of other features: run `{command}`")
        return cls(np.array(list(stored["weights"].values())), float(stored.get("bias", 0.0)))

    def odds(self, features: Numbers) -> float:
        """Log odds of what the features are of; above 0 it is likelier than not."""
        return float(features @ self.weights) + self.bias

    def told(self, features: Mapping[str, str]) -> dict[str, object]:
        """The model as JSON."""
        weights = (round(float(weight), 4) for weight in self.weights)
        return {"weights": dict(zip(features, weights, strict=True)), "bias": round(self.bias, 4)}

    def save(self, path: Path, features: Mapping[str, str], command: str) -> None:
        """Writes what `load` reads, with the command that made it."""
        told = {"made_by": command, **self.told(features)}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
