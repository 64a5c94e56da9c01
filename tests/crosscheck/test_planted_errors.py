"""An error planted in any of the three folders changes a verdict, and the run says so."""

from __future__ import annotations

import json

import pytest

from cotherm.crosscheck.claims import find

CLAIM = "heatcap.eq7"


@pytest.fixture
def tree(copy_of_the_package):
    """A copy of the package whose claim is checked by one process."""
    return copy_of_the_package


def verify(tree):
    """Exit code and record of the claim."""
    run = tree.run("verify", CLAIM, "--jobs", "1", "--journal", tree.path / "journal", "--json")
    assert run.stdout, run.stderr
    (record,) = json.loads(run.stdout)
    return run.returncode, record


def statuses(record):
    return {(check["route"], check["check"]): check["status"] for check in record["checks"]}


def test_nothing_planted(tree):
    code, record = verify(tree)
    assert (code, record["verdict"]) == (0, "holds")
    assert set(statuses(record).values()) == {"agrees"}


def test_a_sign_in_a_printed_formula(tree):
    printed = find(CLAIM).printed
    assert printed.count(")**2-((") == 1
    wrong = printed.replace(")**2-((", ")**2+((")
    tree.replace("crosscheck/papers/heatcap/capacities.py", f'"{printed}"', f'"{wrong}"')
    code, record = verify(tree)
    assert (code, record["verdict"]) == (1, "erratum")
    assert set(statuses(record).values()) == {"differs"}
    assert record["erratum"]["corrected"] == printed
    assert record["erratum"]["found_by"] == "mutant search, depth one"


def test_a_sign_in_a_closed_form(tree):
    right = "A.x_over_sinh(half) ** 2 - A.x_over_sinh(d * half) ** 2"
    tree.replace("symbolic/forms/spin_ladder.py", right, right.replace(" - ", " + "))
    code, record = verify(tree)
    # One book against the other: the print cannot be judged.
    assert (code, record["verdict"]) == (1, "undecided")
    status = statuses(record)
    assert status["symbolic", "values at points"] == "differs"
    assert status["numeric", "values at points"] == "agrees"


def test_a_sign_in_a_jump_operator(tree):
    right = "Jump(spin.Jplus, spin.Jminus, one)"
    tree.replace("numeric/spin_ensemble.py", right, right.replace("one", "-one"))
    code, record = verify(tree)
    assert (code, record["verdict"]) == (1, "undecided")
    status = statuses(record)
    assert status["numeric", "values at points"] == "differs"
    assert status["symbolic", "values at points"] == "agrees"
