"""Imports run one way: no module of the package knows a floor above its own."""

import ast
from pathlib import Path

import pytest

import deconfliction

_PACKAGE = Path(deconfliction.__file__).parent

#: Floors from the ground up; modules of one floor may know each other.
_FLOORS = [
    {"schema", "dates"},
    {"dataset", "rules", "coverage", "checks"},
    {"accounts", "channels", "evidence", "severity", "reliability", "selection"},
    {"exports"},
    {"findings", "charts"},
    {"book"},
    {"execute", "build", "__main__"},
]
_FLOOR = {name: level for level, names in enumerate(_FLOORS) for name in names}


def _room(path: Path) -> str:
    return path.relative_to(_PACKAGE).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "deconfliction":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


MODULES = sorted(path for path in _PACKAGE.rglob("*.py") if path != _PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(_PACKAGE).as_posix())
def test_a_module_imports_only_from_its_own_floor_or_below(path: Path) -> None:
    floor = _FLOOR[_room(path)]
    above = {name for name in _imported(path) if _FLOOR[name] > floor}
    assert above == set(), f"{path.name} imports {sorted(above)} from above"


@pytest.mark.parametrize("path", [path for path in MODULES if _room(path) != "book"], ids=lambda path: path.name)
def test_nothing_outside_the_book_imports_the_book(path: Path) -> None:
    assert "book" not in _imported(path)


def test_no_module_has_grown_beyond_a_few_screens() -> None:
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 320}
    assert long == {}
