"""Entanglement and discord of the network: where they are, and whether they are what heats the tape spin."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import spin_star_states as states
from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.spin_star import Coupling
from cotherm.numeric.spin_star_variants import ising_log_ratio, uneven_log_ratio
from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import fuel_correlations as closed_forms

from ...books import full
from ...checks import Equality, Inequality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, reals
from .shared import ANISOTROPIES, FIG1, by_star, closed, given, model_of, solved

NEGATIVITY = by_star(
    closed(closed_forms.fuel_negativity, "spin"), closed(closed_forms.fuel_negativity, "star")
)


def _of_pair(form: ClosedForm) -> Any:
    """A closed form of two spins as f(lam, J, omega, beta); what is left out is as in Fig. 1."""

    def function(*values: Any) -> flint.arb:
        named = {**FIG1, **dict(zip(("lam", "J", "omega", "beta"), values, strict=False))}
        value: flint.arb = form.ball(flint.ctx.prec, **named)
        return value

    return function


CONCURRENCE = _of_pair(closed_forms.pair_concurrence)
INFORMATION = _of_pair(closed_forms.pair_mutual_information)
CLASSICAL = _of_pair(closed_forms.pair_classical_correlation)


def _discord(*values: Any) -> flint.arb:
    value: flint.arb = INFORMATION(*values) - CLASSICAL(*values)
    return value


def _smaller(*values: Any) -> flint.arb:
    """The smaller one of concurrence and discord."""
    entanglement, correlation = CONCURRENCE(*values), _discord(*values)
    return entanglement if entanglement < correlation else correlation


def _measured_discord(point: Point, digits: int) -> float:
    """Discord of the star with N = 1, the axis of the measurement found by a search."""
    parameters = given(point, S=Fraction(1, 2))
    rho = states.gibbs_state(Float64(), "star", parameters)
    pair = states.pair_state(parameters, rho, 0, 1)
    return float(states.two_spin_discord(pair.to_numpy())[0])


def _pairwise(field: Field, model: Any, parameters: Coupling) -> Any:
    """Concurrence of the central and one outer spin of a star."""
    rho = states.gibbs_state(field, "star", parameters)
    return states.x_concurrence(states.pair_state(parameters, rho, 0, 1))


def _ising_temperature(field: Field, point: Point) -> Any:
    """T_q without the exchange of excitations."""
    parameters = given(point)
    ratio = ising_log_ratio(field, model_of(point), parameters)
    with field:
        return -field.number(parameters.omega) / ratio


STAR_PAIR = solved(_pairwise, "star")
ISING = full(_ising_temperature, "T_q from the diagonal of H alone, over all product states")


def _cold_pair(point: Point, digits: int) -> float:
    """Concurrence of centre and one outer spin at lam = 0, omega = J/2, nearly zero temperature."""
    parameters = given(point, lam=Fraction(0), omega=point["J"] / 2, beta=400 / point["J"])
    return float(_pairwise(Float64(), "star", parameters))


def _unevenness(field: Field, point: Point) -> Any:
    """Change of ln(p_e/p_g) when couplings of the same mean become unequal by a relative e."""
    size, e = int(2 * point["S"]), point["e"]
    pattern = {2: (1, -1), 3: (1, 1, -2)}[size]
    parameters = given(point)
    even = uneven_log_ratio(field, parameters, [1] * size)
    uneven = uneven_log_ratio(field, parameters, [1 + e * x for x in pattern])
    with field:
        return uneven - even


STRONG = {
    "lam": reals(0, 1, zero=True),
    "J": reals(4, 8),
    "omega": reals("1/5", 1),
}
TWO_SPINS = {
    "lam": reals(-1, 2, zero=True),
    "J": reals(-2, 2, smallest="1/5"),
    "omega": reals("1/5", 4),
    "beta": reals("1/5", 2),
}
DIAGONAL = (
    "The Ising part alone leaves a mixture of product states, without entanglement and without discord, "
    "and yet T_q differs from T_b: in the mean field of the polarised outer spins. omega = 6, J = 0.8, "
    "S = 5: T_q/T_b = 2.997 of 3.504 at lam = 1, 1.500 of 1.677 at lam = 0.5; S = 1/2: 1.071 of 1.086."
)
ATTRIBUTION = Chase(
    transcription="introduction and discussion of Fig. 2 read again: attributed, related, contribute",
    oracle="both parts from complete Gibbs states, the Ising part also from a geometric sum",
    extraction="plain words",
    convention="quantum correlations as the paper takes them, entanglement and discord; a state that is "
    "diagonal in a product basis has neither",
)

TWO = (
    Claim(
        id="spinstar.text-discord-def",
        where="introduction",
        kind="definition",
        title="Quantum discord",
        latex=r"\text{discord}=\text{mutual information}-\max\text{ classical correlations}",
        prose=True,
        printed="information(lam, J, omega, beta) - classical(lam, J, omega, beta)",
        domain=Domain(TWO_SPINS),
        bindings={"information": INFORMATION, "classical": CLASSICAL},
        partners=(("information", "classical"),),
        checks=(
            Equality(
                Oracle(
                    _measured_discord,
                    "thermal state of N = 1, projective measurements of the outer spin along any axis",
                ),
                "numeric",
                tolerance=1e-7,
                reason="entropies of float64 density matrices, a few times 1e-15, over a discord above 1e-6",
                points=10,
            ),
        ),
        notes=(
            "The best axis is along z or across it; a search over all axes finds no better one.",
        ),
    ),
    Claim(
        id="spinstar.text-field-ent",
        where="introduction",
        kind="statement",
        title="A magnetic field enhances thermal entanglement",
        latex=r"\text{can be enhanced by using a magnetic field and putting the system in contact with a thermal reservoir}",
        prose=True,
        printed="C(S, lam, J, strong) > C(S, lam, J, weak)",
        domain=Domain(
            {
                "S": half_integers(1, "3/2"),
                "lam": among(1),
                "J": reals(4, 8),
                "weak": reals("1/5", "1/2"),
                "strong": reals("3/5", 1),
            },
            fixed=("lam",),
        ),
        conventions="the print says: can; shown for the isotropic star of two or three outer spins, strongly coupled, beta = 1",
        bindings={"C": STAR_PAIR},
        checks=(Inequality("numeric", points=24, minimum=6, search=0),),
        notes=(
            "The paper quotes the statement for antiferromagnets. In a star of two or three outer spins the concurrence of centre and outer spin rises with the "
            "field; for N = 1 the field alone lowers it always, as it enters through Z.",
        ),
    ),
    Claim(
        id="spinstar.text-two-spins",
        where="introduction",
        kind="statement",
        title="Two spins: the difference of temperatures comes from quantum correlations",
        latex=r"\text{for two spins, the temperature difference is attributed to quantum entanglement}"
        r"\text{ at low temperatures and to quantum discord at higher temperatures}",
        prose=True,
        printed="1/beta",
        domain=Domain(
            {
                "S": among("1/2"),
                "lam": among(0, "1/4", "1/2", "3/4", 1),
                "J": reals("1/5", 2),
                "omega": reals("1/5", 6),
                "beta": reals("1/5", 1),
            },
            fixed=("S",),
        ),
        oracle_only=("S", "lam", "J", "omega"),
        checks=(Equality(ISING, "numeric", points=12, minimum=6),),
        caveats=(Caveat("lam = 0", lambda p: p["lam"] == 0, ("lam",)),),
        chase=ATTRIBUTION,
        notes=(
            "Judged is what the attribution implies: without the exchange of excitations, and so without "
            "entanglement and discord, T_q is T_b. At lam = 0 nothing but the exchange couples the spins, so that "
            "there it cannot be otherwise.",
            DIAGONAL,
        ),
    ),
)
FEW = (
    Claim(
        id="spinstar.text-zeroT-ent",
        where="introduction, discussion of Fig. 2",
        kind="scaling",
        title="Entanglement of the star at zero temperature scales with N",
        latex=r"\text{zero temperature spin-star network exhibits entanglement which is scaled with }N",
        prose=True,
        printed="1/sqrt(2*S)",
        domain=Domain({"S": half_integers(1, 3), "J": reals("1/2", 4)}),
        oracle_only=("J",),
        checks=(
            Equality(
                Oracle(
                    _cold_pair,
                    "concurrence of centre and outer spin, star at beta = 400/J, omega = J/2, lam = 0",
                ),
                "numeric",
                tolerance=1e-9,
                reason="float64 eigenvectors, and e^-50 of excited states",
                points=6,
            ),
        ),
        notes=(
            "XX model in a field for which one excitation is shared, for N = 2 to 6. At omega = 6, J = 0.8, "
            "where the paper works, the ground state has no excitation and no entanglement for N < 225.",
        ),
    ),
    Claim(
        id="spinstar.text-few-ent",
        where="introduction",
        kind="statement",
        title="Thermal entanglement in stars with few outer spins",
        latex=r"\text{thermal entanglement in spin-star network with few outer spins has been shown}",
        prose=True,
        printed="C(S, lam, J, omega) > 0",
        domain=Domain({"S": half_integers("1/2", "3/2"), **STRONG}),
        bindings={"C": STAR_PAIR},
        checks=(Inequality("numeric", points=20, minimum=12, search=0),),
        notes=("Centre and one outer spin, beta = 1, couplings of several T_b.",),
    ),
    Claim(
        id="spinstar.text-spinS-ent",
        where="introduction",
        kind="statement",
        title="Thermal entanglement of a spin 1/2 with a spin S",
        latex=r"\text{existence of thermal entanglement in this model has already been reported}",
        prose=True,
        printed="negativity(S, lam, J, omega) > 0",
        domain=Domain({"S": half_integers("1/2", "5/2"), **STRONG}),
        bindings={"negativity": closed(closed_forms.fuel_negativity, "spin")},
        checks=(Inequality("symbolic", points=20, minimum=12, search=0),),
    ),
)
SCALING = (
    Claim(
        id="spinstar.text-correlations",
        where="discussion of Fig. 2",
        kind="statement",
        title="The growth of the temperature comes from quantum correlations",
        latex=r"\text{the behaviors in Fig. 2 can be related to the quantum correlations}",
        prose=True,
        printed="1",
        domain=Domain(
            {"star": among(0, 1), "S": half_integers("1/2", 3), "lam": among(*ANISOTROPIES)}
        ),
        oracle_only=("star", "S", "lam"),
        checks=(Equality(ISING, "numeric", points=20, minimum=6),),
        caveats=(Caveat("lam = 0", lambda p: p["lam"] == 0, ("lam",)),),
        depends=("spinstar.text-two-spins",),
        chase=ATTRIBUTION,
        notes=(
            "Judged is what the relation implies, T_q/T_b = 1 without the exchange of excitations. The paper "
            "leaves the rigorous relation open.",
            DIAGONAL,
            "At these parameters no pair of spins is entangled (concurrence 0, centre with outer and outer with "
            "outer, N <= 7, every lam), and the negativity between centre and rest is at most 0.009 (S = 6).",
        ),
    ),
    Claim(
        id="spinstar.text-bipartite",
        where="discussion of Fig. 2",
        kind="statement",
        title="Two spins: concurrence and discord beside the enhancement",
        latex=r"\text{bipartite discord and concurrence contribute to enhancement of }T_f\text{ for two spins}",
        prose=True,
        printed="smaller(lam, J, omega) > 0",
        domain=Domain(
            {"lam": reals(0, 2, zero=True), "J": reals("1/5", 4), "omega": reals("1/5", 6)}
        ),
        bindings={"smaller": _smaller},
        checks=(Inequality("symbolic", points=40, minimum=10, search=0),),
        caveats=(
            Caveat(
                "sinh(J/2 T_b) > exp(-J lam/2 T_b)",
                lambda p: math.sinh(p["J"] / 2) > math.exp(-p["J"] * p["lam"] / 2),
            ),
        ),
        chase=ATTRIBUTION,
        notes=(
            "Whether there is a concurrence does not depend on omega. At J = 0.8 there is none for N = 1 up to "
            "lam = 2.2, so for no curve of Fig. 2; discord is there for every coupling.",
        ),
    ),
    Claim(
        id="spinstar.text-entanglement",
        where="introduction, conclusions",
        kind="statement",
        title="Thermal entanglement in the network of the paper",
        latex=r"\text{substantial quantum coherences generated and preserved naturally, in the form of thermal entanglement}",
        prose=True,
        printed="negativity(star, S, lam) > 0",
        domain=Domain(
            {"star": among(0, 1), "S": half_integers("1/2", 6), "lam": among(*ANISOTROPIES)}
        ),
        bindings={"negativity": NEGATIVITY},
        checks=(Inequality("symbolic", points=60, minimum=16, search=0),),
        caveats=(
            Caveat("lam >= 3/4, S >= 2", lambda p: p["lam"] >= Fraction(3, 4) and p["S"] >= 2),
        ),
        chase=Chase(
            "introduction and conclusions read again",
            "closed form and partial transpose of the dense state agree (tests); signs by balls",
            "plain words",
            "entanglement of the centre with all others, the weakest reading; no pair of spins has any",
        ),
        notes=(
            "Parameters of Figs. 1 to 3. Negativity beside the spin S: lam = 1: 0 (S <= 3/2), 1e-5 (2), 2e-3 (5), "
            "9e-3 (6); lam = 0: 0 up to S = 11/2. Concurrences of pairs vanish at every lam for N <= 7.",
        ),
    ),
    Claim(
        id="spinstar.text-inhomog",
        where="discussion of Fig. 2",
        kind="scaling",
        title="Unequal couplings",
        latex=r"\text{robustness against deviations from homogeneous models}",
        prose=True,
        printed="2",
        domain=Domain(
            {
                "S": half_integers(1, "3/2"),
                "lam": reals(0, 1, zero=True),
                "J": reals("1/5", 2),
                "omega": reals(1, 6),
            }
        ),
        oracle_only=("S", "lam", "J", "omega"),
        checks=(
            Scaling(
                full(
                    _unevenness,
                    "change of ln(p_e/p_g), couplings unequal by a relative e about their mean",
                ),
                "e",
                powers_of_ten(-3, -8),
                points=6,
                minimum=4,
                digits=60,
            ),
        ),
        notes=(
            "T_q changes in second order of the inequality: no coupling is singled out, so to first order only "
            "their mean counts. Of the robustness of the scaling with N the paper says nothing.",
        ),
    ),
)
