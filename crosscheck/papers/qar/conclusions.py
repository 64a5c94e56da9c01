"""Sec. V: what happens without perfect preparation, symmetry or weak coupling, and for few spins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.collective_symmetries import symmetries_at_order
from cotherm.numeric.fields import Ball, Field, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_imperfections import incoherent_rates, noisy_rates
from cotherm.numeric.refrigerator_lindblad import product_steady_state
from cotherm.numeric.refrigerator_rates import EnergyExchange, energy_current
from cotherm.numeric.refrigerator_sectors import mixture_current

from ...books import whole
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from . import settings
from .settings import decided, odd, signs

ENOUGH = 21
"""Smallest number of spins that do not cool when nothing keeps their subspaces apart."""

# ------------------------------------------------------------------------- other subspaces


@lru_cache(maxsize=512)
def _mixture(prec: int, N: Fraction, k: Fraction, parity: Fraction, p: Fraction) -> Any:
    point = {"N": N}
    models = [settings.model(point), settings.model(point, j=N / 2 - k, parity=int(parity))]
    field = Ball(prec)
    with field:
        current, nullity = mixture_current(field, models, [1 - p, p])
    if nullity != 2:
        raise ValueError(f"{nullity} stationary states instead of two")
    return current


# --------------------------------------------------------------------- imperfect Hamiltonians


def _alone(field: Field, point: Point) -> EnergyExchange:
    """One spin of energy `gap` with sigma_x/2 coupled to each of the three reservoirs."""
    rates = {}
    with field:
        for name, bath in settings.model(point).reservoirs.items():
            up, down = (bath.rate(field, sign * point["gap"]) / 4 for sign in (-1, 1))
            rates[name] = Matrix(field, (2, 2), {(1, 0): up, (0, 1): down})
    return EnergyExchange(field, (Fraction(0), Fraction(1)), rates)


def _imperfect(field: Field, point: Point) -> Sequence[Any]:
    """Cold current of spins in fluctuating fields, without coherences, and of one spin alone."""
    model = settings.model(point)
    systems = [noisy_rates(field, model, point["kappa"]), incoherent_rates(field, model)]
    return [energy_current(system, "c") for system in (*systems, _alone(field, point))]


# --------------------------------------------------------------------------- strong coupling

COUPLINGS = {f"h_{name}": reals(1, 50) for name in "chw"}
FREQUENCIES = {f"w_{name}": reals("1/2", 8) for name in "chw"}


def _all_orders(point: Point) -> list[Any]:
    couplings, frequencies = ([point[f"{x}_{name}"] for name in "chw"] for x in "hw")
    return list(
        symmetries_at_order(
            Rational(), whole(point["N"]), couplings, frequencies, whole(point["k"])
        )
    )


# --------------------------------------------------------------------------------- few spins


def _smallest(cools: Callable[[int], bool]) -> Fraction:
    return Fraction(next(N for N in (3, 5, 7, 9) if cools(N)))


def _first_sign(function: Callable[..., Any], point: Point) -> Fraction:
    """Smallest odd number of spins with a certainly positive cold current."""

    def cools(N: int) -> bool:
        value = function({**point, "N": Fraction(N)})
        if not (value > 0 or value < 0):
            raise ValueError("a sign is not decided")
        return bool(value > 0)

    return _smallest(cools)


def _numeric(point: Point) -> Any:
    field = Ball(200)
    with field:
        return settings.current(field, point)


def _product(point: Point) -> float:
    model = settings.model(point)
    return float(product_steady_state(Float64(), model).currents["c"])


TEMPERATURES = {
    "beta_c": reals("3/2", 2),
    "delta_c": reals("1/20", "1/10"),
    "delta_h": reals("1/20", "1/5"),
}


def _few(function: Callable[..., Any], text: str, book: str = "numeric", **more: Any) -> Equality:
    return Equality(
        Oracle(lambda p, d: _first_sign(function, p), text, book),
        title="smallest odd number with a positive cold current",
        truth=True,
        **more,
    )


CLAIMS = (
    Claim(
        id="qar.text-subspaces-small",
        where="Sec. V",
        kind="statement",
        title="A small population of another subspace changes the current in proportion to its weight",
        latex=r"p\to0:\ \bar I^c_E(p)=\bar I^c_E(0)\,[1+O(p)]",
        printed="I(N)",
        prose=True,
        domain=Domain(
            {"N": odd(5, 15), "k": integers(1, 6), "s": among(1, -1)},
            where=lambda p: 2 * p["k"] <= p["N"] - 3,
            where_text="j = N/2 - k at least 3/2",
        ),
        oracle_only=("k", "s"),
        bindings={"I": settings.at(settings.closed_current, "N")},
        conventions="parameters of Fig. 2; weight p in the sector of spin N/2 - k and sign s of the parity; I: current of the sector j = "
        "N/2 from the symbolic book",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: _mixture(int(3.33 * d) + 64, p["N"], p["k"], p["s"], p["p"]),
                    "null space of both sectors together, numeric book",
                ),
                route="numeric",
                variable="p",
                sequence=powers_of_ten(-1, -4),
                remainder="p",
                title="limit of a small weight, with the order of the correction",
                points=8,
                digits=20,
            ),
        ),
        depends=("qar.text-restriction",),
        notes=(
            "The correction is linear in p (qar.eqA1) with a factor of at most 1.071 relative to the current, found for N = 5; it exceeds "
            "1 only where the other sector heats instead of cooling, which it does at most weakly. The sectors of spin 1/2, left out here, "
            "carry no current at all.",
        ),
    ),
    Claim(
        id="qar.text-breakdown",
        where="Sec. V",
        kind="statement",
        title="Transitions between the subspaces, or independent spins, end the cooling",
        latex=r"\text{quick breakdown of the cooling function}:\ \bar I^c_E<0;\quad N\ \text{independent two-level systems}:\ \bar I^c_E<0",
        printed="[-1, -1, -1]",
        prose=True,
        domain=Domain(
            {
                "N": odd(5, 27),
                "kappa": among("1/1000000", "1/1000", 1, 100),
                "gap": reals("1/2", 8),
            }
        ),
        oracle_only=("N", "kappa", "gap"),
        conventions="signs of the stationary cold current in the setting of Fig. 2: fluctuating fields along z of rate kappa at each spin; "
        "fields that leave no coherences between product states; one of N independent spins of energy gap with the same reservoirs. "
        "Fields along z commute with H_S but neither with J^2 nor with the parity",
        checks=(
            decided(
                signs(
                    _imperfect,
                    "rate equations over total spin and |m|, over |m|, and of two levels",
                ),
                "stationary currents",
                points=16,
            ),
        ),
        caveats=(
            Caveat(
                f"N at least {ENOUGH} (in the setting of Fig. 2): from 5 to 19 spins a rest of less than 8 percent of the current is left",
                lambda p: p["N"] >= ENOUGH,
            ),
        ),
        depends=("qar.text-three-levels", "qar.text-restriction"),
        notes=(
            "How strong the fields are does not matter: at N = 5 the current falls from 0.00230 to 0.000169 for kappa to 0 and to "
            "0.000177 for kappa to infinity, and static fields of generic sizes, with the complete Lindblad equation on 2^5 states, "
            "give 0.000169 for sizes from 0.0001 to 1. Only the time that it takes grows as the fields become weaker.",
            "The rest is 7.4, 4.7, 2.9, 1.8, 1.1, 0.6, 0.3 and 0.05 percent for 5 to 19 spins and a heating beyond. It is the "
            "growth with N that is lost: with all widths a hundred times smaller the incoherent spins go on cooling, at a current "
            "of about 0.0009 instead of growing as N^2.",
        ),
    ),
    Claim(
        id="qar.text-strong-coupling",
        where="Sec. V",
        kind="statement",
        title="The symmetries hold to all orders in the coupling",
        latex=r"J^2,\Pi\ \text{conserved to all orders in}\ H_I",
        printed="[N/2*(N/2+1), 1]",
        prose=True,
        domain=Domain({"N": integers(2, 4), "k": integers(1, 6), **COUPLINGS, **FREQUENCIES}),
        oracle_only=("k", *COUPLINGS, *FREQUENCIES),
        conventions="means of J^2 and Pi in H^k |psi>, psi from the sector, H of spins and one mode of each reservoir with three levels; both "
        "means are the largest eigenvalues, so that nothing has left the sector; couplings up to 50 Omega",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _all_orders(p),
                    "powers of the joint Hamiltonian applied to a state of the sector, exact",
                ),
                route="numeric",
                title="total spin and parity after k couplings, exact",
                points=10,
            ),
        ),
        depends=("qar.text-conserved", "qar.text-restriction"),
        notes=(
            "This is the reason that the paper gives. What it expects from it, the same growth of the current with N at strong "
            "coupling, is not computed: the paper has no model of it.",
        ),
    ),
    Claim(
        id="qar.text-N5",
        where="Sec. V",
        kind="number",
        title="Smallest number of spins that cool",
        latex=r"N=5",
        printed="5",
        domain=Domain(TEMPERATURES),
        oracle_only=tuple(TEMPERATURES),
        conventions="odd N, as throughout the paper; parameters of Fig. 2 but for those varied: three spins have two levels in the "
        "sector and heat, five have three and cool",
        checks=(
            _few(_numeric, "signs of the complete rate equation, in balls", points=10),
            _few(
                lambda p: settings.closed_current(200, p),
                "signs of the continued fraction, in balls",
                book="symbolic",
                points=10,
            ),
            _few(
                _product,
                "Lindblad equation on all 2^N product states, started in the sector, float64",
                points=3,
                minimum=3,
            ),
        ),
        depends=("qar.text-three-levels",),
        notes=(
            "Even N has its own levels 0, 1, 2: four spins cool as well where the peaks stand at Omega, 4 Omega and 3 Omega (current "
            "0.0158 at the other parameters of Fig. 2).",
        ),
    ),
)
