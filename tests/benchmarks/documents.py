"""The cases that are measured."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from tests.random_cases import random_case

ROOT = Path(__file__).parents[2]
LATE_KITCHEN = ROOT / "tests" / "data" / "late_kitchen.json"
EXAMPLES = ROOT / "data" / "examples"


def late_kitchen() -> dict[str, Any]:
    """The example of the model, with 36 uncertain inputs."""
    return json.loads(LATE_KITCHEN.read_text("utf-8"))


def doubtful() -> dict[str, Any]:
    """The same with a client of little value: whether to keep them is in doubt."""
    document = late_kitchen()
    document["value"] |= {"annual_margin": [0, 350, 900]}
    return document


def many() -> list[dict[str, Any]]:
    """The model's example, the examples that come with the product and 300 random cases."""
    examples = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return [late_kitchen(), *examples, *(random_case(np.random.default_rng(seed)) for seed in range(300))]
