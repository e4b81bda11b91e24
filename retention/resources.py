"""Where the product's data files lie."""

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
