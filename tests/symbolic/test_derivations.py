"""Every derivation holds, and no step of any derivation passes when it is wrong."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import pytest
import sympy

from cotherm.symbolic.derivation import (
    Derivation,
    Step,
    derivation_names,
    derive,
    find_derivation,
)
from cotherm.symbolic.errors import DerivationError
from cotherm.symbolic.steps import check, latex, matches, rewrite

NAMES = [
    "partition_function",
    "energy",
    "heat_capacity",
    "heat_capacity_low_temperature",
    "heat_capacity_high_temperature",
    "heat_capacity_ratio_high_temperature",
    "critical_temperature",
    "ensemble_heat_capacity",
    "otto_work",
    "near_carnot_work",
    "maximal_work",
    "effective_rates",
    "reduced_current",
    "reduced_noise",
    "coarse_grained_current",
    "coarse_grained_noise",
    "bath_magnetization",
    "moment_hierarchy",
    "third_cumulant_closure",
    "cumulant_jacobian",
]


def test_names() -> None:
    assert derivation_names() == NAMES
    with pytest.raises(DerivationError, match="No derivation is called 'nothing'"):
        derive("nothing")


@pytest.mark.parametrize("name", NAMES)
def test_derivation_holds(name: str) -> None:
    record = derive(name)
    failed = [step.reason for step in record.steps if step.outcome == "failed"]
    assert not failed
    assert record.outcome in ("proved", "witnessed")
    # Only limits of exponentials rest on balls alone.
    for step in record.steps:
        assert step.outcome == "proved" or step.method == "limit", step.reason
    assert record.steps[-1].method == "closed form"
    data = json.loads(json.dumps(record.to_dict()))
    assert data["name"] == name and len(data["steps"]) == len(record.steps)
    markdown, tex = record.to_markdown(), record.to_latex()
    for step in record.steps:
        assert step.latex in markdown and step.latex in tex
        assert step.reason.endswith((".", ","))
    assert tex.count(r"\[") == tex.count(r"\]") == len(record.steps)


def _flipped(value: Any) -> Any:
    if isinstance(value, tuple):
        return (_flipped(value[0]), *value[1:])
    return -value if value != 0 else sympy.S.One


def _nudged(value: Any) -> Any:
    if isinstance(value, tuple):
        return (_nudged(value[0]), *value[1:])
    tiny = sympy.Rational(1, 1000)
    return value * (1 + tiny) if value != 0 else tiny


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sabotage", [_flipped, _nudged])
def test_no_sabotaged_step_passes(name: str, sabotage: Any) -> None:
    for step in find_derivation(name).build():
        wrong = dataclasses.replace(step, after=sabotage(step.after))
        assert not check(wrong).ok, f"passes although wrong: {step.reason}"


def test_a_sabotaged_derivation_is_reported_as_failed() -> None:
    x = sympy.Symbol("x", positive=True)

    def build() -> list[Step]:
        return [
            rewrite(sympy.cosh(x) ** 2, 1 + sympy.sinh(x) ** 2, "True."),
            rewrite(sympy.cosh(x) ** 2, 1 - sympy.sinh(x) ** 2, "A changed sign."),
            matches(x, x, "True again."),
        ]

    record = Derivation("wrong", "A wrong derivation", "nowhere", build).run()
    assert [step.outcome for step in record.steps] == ["proved", "failed", "proved"]
    assert record.outcome == "failed"
    assert record.to_dict()["steps"][1]["value"]
    assert "failed" in record.to_markdown()


def test_an_empty_derivation_is_not_a_proof() -> None:
    assert Derivation("empty", "Nothing", "nowhere", list).run().outcome == "failed"


def test_latex_of_text_is_escaped() -> None:
    x = sympy.Symbol("x", positive=True)

    def build() -> list[Step]:
        return [rewrite(x, x, "A reason with x_1, 5% and x^2.")]

    tex = Derivation("escape", "Under_score & more", "heatcap (7)", build).run().to_latex()
    assert r"Under\_score \& more" in tex
    assert r"x\_1, 5\% and x\textasciicircum{}2." in tex


def test_latex_uses_amsmath_only() -> None:
    for name in NAMES:
        for step in find_derivation(name).build():
            formula = latex(step)
            assert formula.count("{") == formula.count("}")
            assert "$" not in formula


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json, sys; from cotherm.symbolic.derivation import derivation_names, derive; "
        "records = [derive(n) for n in derivation_names()]; "
        "sys.stdout.write(json.dumps([r.to_dict() for r in records]) "
        "+ ''.join(r.to_markdown() + r.to_latex() for r in records))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "271828")
    ]
    outputs = [process.communicate()[0] for process in running]
    assert all(len(output) > 10000 for output in outputs)
    digests = {hashlib.sha256(output).hexdigest() for output in outputs}
    assert len(digests) == 1
