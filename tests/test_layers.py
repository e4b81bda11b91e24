"""Arrows point one way: the core runs without Streamlit, the model without the rest; pages stay where they belong."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted(path for path in (ROOT / "retention").rglob("*.py") if "ui" not in path.relative_to(ROOT).parts)
MODEL = ("estimate", "case", "inputs", "net_value", "simulation", "sobol", "quantile_grid", "information",
         "sensitivity", "verdict", "balance")  # fmt: skip
SCREEN = ("streamlit", "plotly.express", "pages", "app", "retention.ui")
# What the model must not know: how it is asked for and shown.
SHOWING = {"retention.language", "retention.terms", "retention.explain", "retention.memo", "retention.document",
           "retention.storage", "retention.charts", "retention.decision", "click", *SCREEN}  # fmt: skip

IMPORT_ALL = """
import importlib, sys
for name in ("streamlit", "streamlit.testing"):
    sys.modules[name] = None  # importing it raises ImportError
for name in sys.argv[1:]:
    importlib.import_module(name)
assert not [name for name in sys.modules if name.split(".")[0] == "streamlit" and sys.modules[name]]
"""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_every_module_outside_ui_imports_with_streamlit_blocked():
    names = [module_of(path) for path in CORE if "migrations" not in path.parts]
    assert len(names) > 20
    result = subprocess.run([sys.executable, "-c", IMPORT_ALL, *names], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("path", CORE, ids=module_of)
def test_the_core_names_no_screen(path):
    found = imports(path)
    assert not {name for name in found if name.startswith(tuple(f"{s}." for s in SCREEN)) or name in SCREEN}


@pytest.mark.parametrize("name", MODEL)
def test_the_model_knows_nothing_of_files_words_or_screens(name):
    assert not imports(ROOT / "retention" / f"{name}.py") & SHOWING


def test_a_command_loads_only_what_it_needs():
    """Starting fast is a feature: no screens, charts, tables or storage to evaluate a case."""
    code = "import sys, retention.__main__ as m; m.run(['evaluate', 'tests/data/late_kitchen.json', '--draws', '64'])"
    code += "; print(*sys.modules, file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(result.stderr.split())
    unneeded = {
        "streamlit",
        "plotly",
        "pandas",
        "sqlalchemy",
        "scipy.stats",
        "scipy.optimize",
        "babel.dates",
        "babel.messages",
    }
    assert not unneeded & loaded
    assert not {
        name for name in loaded if name.startswith(("retention.memo", "retention.explain", "retention.language"))
    }


def test_nothing_but_folders_stands_in_pages():
    """Streamlit takes every file there for a page."""
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


def test_the_app_is_a_table_of_contents():
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) < 60


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_requirements_name_packages_and_no_place_to_fetch_them_from(path):
    for line in path.read_text("utf-8").splitlines():
        requirement = line.split("#")[0].strip()
        assert "://" not in requirement
        assert "@" not in requirement
        assert not re.match(r"-(?!r )", requirement), line  # options, but for another file of requirements
