"""The import contracts name every module, and refuse a numeric route that borrows a closed form."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))[
        "tool"
    ]["importlinter"]["contracts"]
}
LINTER = Path(sysconfig.get_path("scripts")) / "lint-imports"

BORROWED = "from cotherm.symbolic.forms import spin_ladder\n\nheat_capacity = spin_ladder\n"


def calculator_modules() -> set[str]:
    stems = {module.stem for module in (REPOSITORY / "calculator").glob("*.py")}
    return {f"cotherm.{stem}" for stem in stems - {"__init__"}}


def test_contracts_name_every_module_of_the_calculator():
    nothing_imports = CONTRACTS["nothing-imports-the-calculator"]["forbidden_modules"]
    without_auditor = CONTRACTS["calculator-without-auditor"]["source_modules"]
    assert set(nothing_imports) == calculator_modules() | {"cotherm"}
    assert set(without_auditor) == calculator_modules()


@pytest.mark.parametrize("folder", ["numeric", "symbolic/forms"])
def test_no_import_that_the_linter_cannot_see(folder):
    for module in (REPOSITORY / folder).rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "importlib" not in text and "__import__" not in text, module


def lint(folder: Path, tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the import linter on a package tree, from a folder outside the repository."""
    return subprocess.run(
        [LINTER, REPOSITORY / "pyproject.toml", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def copy_of_the_tree(target: Path) -> Path:
    """Lay the four folders out as the installed package."""
    ignore = shutil.ignore_patterns("__pycache__")
    package = target / "cotherm"
    shutil.copytree(REPOSITORY / "calculator", package, ignore=ignore)
    for book in ("symbolic", "numeric", "crosscheck"):
        shutil.copytree(REPOSITORY / book, package / book, ignore=ignore)
    return package


@pytest.mark.slow
@pytest.mark.skipif(not LINTER.exists(), reason="import-linter is not installed")
def test_numeric_route_replaced_by_the_closed_form_is_refused(tmp_path):
    tree, elsewhere = tmp_path / "tree", tmp_path / "elsewhere"
    elsewhere.mkdir()
    package = copy_of_the_tree(tree)

    sound = lint(elsewhere, tree)
    assert sound.returncode == 0, sound.stdout + sound.stderr

    (package / "numeric" / "borrowed_route.py").write_text(BORROWED, encoding="utf-8")
    planted = lint(elsewhere, tree)
    assert planted.returncode == 1, planted.stdout + planted.stderr
    assert "cotherm.numeric.borrowed_route" in planted.stdout
