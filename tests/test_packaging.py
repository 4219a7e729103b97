"""What is declared is what is used: packages, settings, and the one direction of imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from index.settings import Settings

ROOT = Path(__file__).parent.parent
FOLDERS = ("corpus", "ingest", "nlp", "index", "ui")
OURS = (*FOLDERS, "tests")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def imported(folder: str) -> frozenset[str]:
    """The top-level packages of others that the modules of a folder import, whether at once or when needed."""
    names: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                names.add(node.module.partition(".")[0])
    return frozenset(names - set(sys.stdlib_module_names) - set(OURS))


def modules() -> Iterator[tuple[str, str]]:
    for folder in OURS:
        for name in sorted(imported(folder)):
            yield folder, name


@pytest.mark.parametrize(("folder", "name"), list(modules()))
def test_every_imported_package_is_declared_and_pinned(folder: str, name: str) -> None:
    distributions = {normal(d) for d in packages_distributions().get(name, ())}
    declared = {normal(d) for d in PROJECT["dependencies"]}
    if folder == "tests" or (folder, name) == ("corpus", "reportlab"):  # prints the demonstration documents
        declared |= {normal(d) for d in PROJECT["optional-dependencies"]["dev"]}
    assert distributions & declared, f"{name} is imported in {folder}/ but pyproject.toml does not name it"
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert distributions & ({normal(p) for p in pinned} | {"torch"}), f"{name} is not in requirements.txt: make pins"


def test_torch_is_installed_first_and_alone() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "TORCH := 2.13.0" in makefile and "pip install torch==$(TORCH)\n" in makefile
    assert not re.search(r"^torch==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_in_the_one_table(name: str) -> None:
    rows = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    told = [row for row in rows if row.startswith("|") and f"`{name}`" in row]
    assert len(told) == 1 and f"`ADVIESSPOOR_{name.upper()}`" in told[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_map_of_the_code_names_every_module_and_no_other(folder: str) -> None:
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## ")[0]
    named: dict[str, set[str]] = {}
    of = ""
    for row in table.splitlines():
        if row.startswith("| ") and len(cells := row.split("|")) > 3:
            of = cells[1].strip() or of
            named.setdefault(of, set()).update(re.findall(r"`([\w-]+\.(?:py|js|css))`", row))
    there = {path.name for path in (ROOT / folder).iterdir() if path.suffix in (".py", ".js", ".css")}
    assert named[folder] == there - {"__init__.py"}


def test_the_api_of_the_index_names_what_the_interface_imports_of_it() -> None:
    told = (ROOT / "docs" / "api-index.md").read_text(encoding="utf-8")
    used = {
        (node.module, alias.name)
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("index.")
        for alias in node.names
    }
    assert used and not {f"{m}.{name}" for m, name in used if not re.search(rf"\b{name}\b", told)}
    promised = re.findall(r"^from ([\w.]+) import (\([^)]*\)|[^\n#]*)", told, re.MULTILINE)
    for module, names in promised:
        there = dir(import_module(module))
        assert set(re.findall(r"\w+", names)) <= set(there), module


@pytest.mark.parametrize("folder", FOLDERS)
def test_data_beside_the_modules_is_packed_with_them(folder: str) -> None:
    packed: set[Path] = set()
    for package, patterns in DATA.items():
        place = ROOT.joinpath(*package.split("."))
        packed.update(path for pattern in patterns for path in place.glob(pattern))
    for module in (ROOT / folder).rglob("*.py"):
        written = module.read_text(encoding="utf-8")
        named = re.findall(r"""["']((?:[\w.-]+/)*[\w-]+\.(?:txt|json|css|js|svg))["']""", written)
        there = {path for name in named if (path := module.parent / name).is_file()}
        assert there <= packed, f"{module} reads what a wheel would lack: {there - packed}"
