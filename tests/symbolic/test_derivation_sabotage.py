"""No step of any derivation passes when it is wrong."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import sympy

from cotherm.symbolic.derivation import derivation_names, find_derivation
from cotherm.symbolic.steps import check


def _flipped(value: Any) -> Any:
    if isinstance(value, tuple):
        return (_flipped(value[0]), *value[1:])
    return -value if value != 0 else sympy.S.One


def _nudged(value: Any) -> Any:
    if isinstance(value, tuple):
        return (_nudged(value[0]), *value[1:])
    tiny = sympy.Rational(1, 1000)
    return value * (1 + tiny) if value != 0 else tiny


@pytest.mark.parametrize("name", derivation_names())
@pytest.mark.parametrize("sabotage", [_flipped, _nudged])
def test_no_sabotaged_step_passes(name: str, sabotage: Any) -> None:
    for step in find_derivation(name).build():
        wrong = dataclasses.replace(step, after=sabotage(step.after))
        assert not check(wrong).ok, f"passes although wrong: {step.reason}"
