"""Every derivation holds, and says what was checked."""

from __future__ import annotations

import json
import subprocess
import sys

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
from cotherm.symbolic.steps import latex, matches, rewrite

NAMES = [
    "partition_function",
    "energy",
    "heat_capacity",
    "heat_capacity_low_temperature",
    "heat_capacity_high_temperature",
    "heat_capacity_ratio_high_temperature",
    "multiplicity",
    "sector_weight",
    "population_rates",
    "critical_temperature",
    "ensemble_heat_capacity",
    "steady_energy",
    "energy_limits",
    "energy_bounds",
    "mitigation_of_energy",
    "ladder_entropy",
    "steady_entropy",
    "entropy_limits",
    "mitigation_of_entropy",
    "entropy_production",
    "free_energy_change",
    "mitigation_of_free_energy",
    "fisher_information",
    "energy_measurement",
    "relative_precision",
    "local_state",
    "local_temperature",
    "dephased_temperature",
    "relaxation_gap",
    "otto_work",
    "near_carnot_work",
    "maximal_work",
    "otto_optimum",
    "capacity_inequalities",
    "output_power",
    "free_energy_per_cycle",
    "effective_rates",
    "reduced_current",
    "reduced_noise",
    "coarse_grained_current",
    "coarse_grained_noise",
    "ladder_populations",
    "cooling_window",
    "coldest_temperature",
    "vertical_contours",
    "two_level_transport",
    "performance_bounds",
    "fuel_population",
    "fuel_star",
    "fuel_weak_coupling",
    "fuel_hot_bath",
    "fuel_cold_bath",
    "fuel_temperature",
    "thermal_field",
    "photonic_carnot",
    "spectral_peak",
    "reaction_coordinate",
    "thermal_correlation",
    "superradiant_relaxation",
    "two_level_machine",
    "bath_magnetization",
    "moment_hierarchy",
    "third_cumulant_closure",
    "cumulant_jacobian",
    "single_pair_power",
    "single_pair_variance",
    "many_pairs_power",
    "collective_bath_equations",
    "driven_magnetization_equations",
    "third_cumulant_equations",
    "power_fluctuations",
    "macroscopic_engine_generator",
    "hot_macroscopic_constancy",
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


def test_the_order_of_names_does_not_depend_on_what_was_imported_first() -> None:
    program = (
        "import cotherm.symbolic.derivations.refrigerator_transport\n"
        "from cotherm.symbolic.derivation import derivation_names\n"
        "print(','.join(derivation_names()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip().split(",") == NAMES
