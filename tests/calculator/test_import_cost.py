"""What is imported when: counted by module, as times depend on the machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("sympy", "scipy", "matplotlib", "rich", "jinja2", "mpmath", "flint", "numpy", "typer")


def loaded(program: str) -> set[str]:
    """Return which of the heavy packages a program has imported when it ends."""
    report = f"import sys; print(*[m for m in {HEAVY!r} if m in sys.modules], sep=',')"
    result = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(result.stdout.splitlines()[-1].split(","))


def test_import_cotherm_imports_nothing_else():
    assert loaded("import cotherm") == {""}


def test_the_list_of_quantities_needs_no_numerical_library():
    assert loaded("import cotherm; dir(cotherm)") == {""}


@pytest.mark.parametrize("options", ["", ", '--digits', '30'"])
def test_calc_on_the_closed_route(options):
    program = (
        "from cotherm.cli import run\n"
        f"run(['calc', 'ladder_heat_capacity', 'J=5', 'b=1e-12'{options}])"
    )
    assert not loaded(program) & {"sympy", "scipy", "matplotlib", "rich", "jinja2"}


def test_calc_on_the_numeric_route():
    program = (
        "from cotherm.cli import run\n"
        "run(['calc', 'ladder_energy', 'J=5', 'b=1e-12', '--route', 'numeric'])"
    )
    assert not loaded(program) & {"sympy", "mpmath", "matplotlib", "rich", "jinja2"}


def test_the_auditor_is_not_imported_before_it_is_asked_for():
    program = """
import importlib, pkgutil, sys
import cotherm
for module in pkgutil.iter_modules(cotherm.__path__):
    if not module.ispkg and module.name != "__main__":
        importlib.import_module(f"cotherm.{module.name}")
assert not [name for name in sys.modules if name.startswith("cotherm.crosscheck")]
"""
    loaded(program)
