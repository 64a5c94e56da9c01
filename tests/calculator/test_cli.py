"""The command line: output, JSON, one sentence and exit code for whatever is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from cotherm.citations import PAPERS
from cotherm.cli import app, run
from cotherm.quantities import QUANTITIES


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cotherm", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


def test_calc(capsys):
    assert run(["calc", "ladder_heat_capacity", "J=5", "b=1e-12"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "ladder_heat_capacity = 1.00000000000000e-23"
    assert second.startswith("  closed route, 15 digits, certified")


def test_both_routes_agree_to_fifty_digits(capsys):
    arguments = ["calc", "ladder_heat_capacity", "J=5", "b=1e-12", "--digits", "50", "--json"]
    assert run([*arguments, "--route", "numeric"]) == 0
    numeric = json.loads(capsys.readouterr().out)
    assert run(arguments) == 0
    closed = json.loads(capsys.readouterr().out)
    assert numeric["decimal"] == closed["decimal"]
    assert numeric["digits"] == 50
    assert (numeric["route"], closed["route"]) == ("numeric", "closed")


def test_exact_fraction(capsys):
    assert run(["calc", "ladder_energy", "J=1/2", "q=1/2", "--route", "numeric"]) == 0
    assert "  exactly -1/6\n" in capsys.readouterr().out


def test_json_has_the_fields_of_a_value(capsys):
    assert run(["calc", "cumulant_jacobian_eigenvalues", "betaE=2", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {
        "name",
        "params",
        "decimal",
        "digits",
        "route",
        "evidence",
        "exact",
        "components",
    }
    assert set(data["components"]) == {"lambda_plus", "lambda_minus"}


BAD = {
    "not a half-integer": ["calc", "ladder_energy", "J=0.3", "b=1"],
    "nan": ["calc", "ladder_energy", "J=5", "b=nan"],
    "negative": ["calc", "ladder_energy", "J=-1", "b=1"],
    "unknown name": ["calc", "ladder_enrgy", "J=1", "b=1"],
    "code as name": ["calc", "__import__('os')", "J=1", "b=1"],
    "missing parameter": ["calc", "ladder_energy", "J=1"],
    "surplus parameter": ["calc", "ladder_energy", "J=1", "b=1", "c=1"],
    "code": ["calc", "ladder_energy", "J=__import__('os')", "b=1"],
    "duplicate key": ["calc", "ladder_energy", "J=1", "J=1", "b=1"],
    "no digits": ["calc", "ladder_energy", "J=1", "b=1", "--digits", "0"],
    "too many digits": ["calc", "ladder_energy", "J=1", "b=1", "--digits", "1000000000"],
    "digits not a number": ["calc", "ladder_energy", "J=1", "b=1", "--digits", "ten"],
    "no value": ["calc", "ladder_energy", "J=", "b=1"],
    "no key": ["calc", "ladder_energy", "=1", "b=1"],
    "no equals sign": ["calc", "ladder_energy", "5", "b=1"],
    "key that is no name": ["calc", "ladder_energy", "J b=1"],
    "route as parameter": ["calc", "ladder_energy", "J=1", "b=1", "route=numeric"],
    "unknown route": ["calc", "ladder_energy", "J=1", "b=1", "--route", "third"],
    "missing route": ["calc", "critical_spin_number", "s=1", "t=2", "--route", "numeric"],
    "line break": ["calc", "ladder_energy", "J=1\n2", "b=1"],
    "closed form refuses": ["calc", "transition_strength", "N=5", "a=1/2", "b=9/2"],
    "numeric book refuses": ["calc", "steady_energy", "n=200", "s=3", "b=1", "--route", "numeric"],
    "unknown command": ["conjure"],
    "unknown option": ["calc", "ladder_energy", "J=1", "b=1", "--colour"],
    "unknown paper": ["cite", "nature"],
    "unknown format": ["derive", "heat_capacity", "--format", "pdf"],
    "unknown quantity": ["quantities", "ladder"],
    "no name": ["calc"],
}


@pytest.mark.parametrize("arguments", BAD.values(), ids=list(BAD))
def test_bad_usage_is_one_sentence_and_exit_code_2(arguments, capsys):
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("cotherm: ")
    assert len(lines[0]) < 250


def test_digits_that_cannot_be_certified_are_exit_code_1(capsys):
    # beta_c = 3 beta_h and beta_w = 0: the current vanishes, and no ball proves it.
    point = ["N=5", "beta_c=1.2", "beta_h=0.4", "beta_w=0", "--digits", "5"]
    assert run(["calc", "reduced_current", *point]) == 1
    error = capsys.readouterr().err
    assert "could not be certified" in error
    assert len(error.splitlines()) == 1


def test_a_defect_is_not_hidden(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("cotherm.commands.citation", broken)
    with pytest.raises(ZeroDivisionError):
        run(["cite"])


def test_the_list_of_quantities(capsys):
    assert run(["quantities"]) == 0
    printed = capsys.readouterr().out
    assert all(f"{name}(" in printed for name in QUANTITIES)
    assert run(["quantities", "--json"]) == 0
    assert [entry["name"] for entry in json.loads(capsys.readouterr().out)] == list(QUANTITIES)
    assert run(["quantities", "otto_work"]) == 0
    assert "lambda_c: splitting at the cold bath" in capsys.readouterr().out


def test_cite(capsys):
    assert run(["cite"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("@article{") == len(PAPERS) == 5
    assert printed.count("@software{") == 1
    assert printed.count("{") == printed.count("}")
    assert run(["cite", "qar"]) == 0
    printed = capsys.readouterr().out
    assert "@article{qar," in printed
    assert "@article{engine," not in printed


def test_help():
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for name in ("calc", "quantities", "derive", "cite"):
        assert name in result.output


def test_module_and_process_exit_codes():
    good = command("calc", "ladder_energy", "J=1/2", "b=0")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("ladder_energy = 0\n")
    assert "\x1b" not in good.stdout
    bad = command("calc", "ladder_energy", "J=0.3", "b=0")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr == "cotherm: J must be a non-negative multiple of 1/2, but is 0.3.\n"
