"""Below (2) to below (3): thermal state of the whole, state of the tape spin, effective temperature."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import spin_star, spin_star_states
from cotherm.numeric.fields import Field
from cotherm.numeric.matrices import Matrix
from cotherm.symbolic.forms import fuel, fuel_correlations

from ...books import closed as closed_oracle
from ...books import full
from ...checks import Asymptotic, Equality, Inequality, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, half_integers, reals
from .shared import (
    BOTH_TEMPERATURES,
    CLOSED_P,
    CLOSED_T,
    GENERIC,
    MIXED_T,
    SOLVED_T,
    by_star,
    closed,
    complete,
    figure,
    given,
    model_of,
)

SMALL: dict[str, Axis] = {"S": half_integers("1/2", "3/2"), "star": among(0, 1), **GENERIC}
PARTITION = by_star(
    closed(fuel_correlations.fuel_partition_function, "spin"),
    closed(fuel_correlations.fuel_partition_function, "star"),
)
ARGUMENTS = "(star, S, lam, J, omega, beta)"


def _state(field: Field, point: Point) -> Matrix:
    """The complete density matrix."""
    return spin_star_states.gibbs_state(field, model_of(point), given(point))


def _centre(field: Field, point: Point) -> Matrix:
    return spin_star_states.central_state(model_of(point), given(point), _state(field, point))


def _purity(field: Field, point: Point) -> Any:
    rho = _state(field, point)
    with field:
        return field.sum(x * rho[b, a] for (a, b), x in rho.entries.items())


def _entries(field: Field, point: Point) -> list[Any]:
    """<e|rho|e>, <e|rho|g>, <g|rho|e>, <g|rho|g>."""
    rho = _centre(field, point)
    return [rho[1, 1], rho[1, 0], rho[0, 1], rho[0, 0]]


def _entropy(field: Field, point: Point) -> Any:
    return spin_star_states.entropy(_centre(field, point))


def _two_levels(field: Field, point: Point) -> Matrix:
    """Thermal state of the levels -omega/2 and omega/2 at the temperature T."""
    with field:
        energies = [-point["omega"] / 2, point["omega"] / 2]
        hamiltonian = Matrix.diagonal(field, energies)
        return spin_star_states.thermal_state(hamiltonian, field.number(1 / point["T"]))


def _boltzmann_sum(field: Field, point: Point) -> Any:
    """Sum of the two Boltzmann factors, one by one."""
    with field:
        return field.sum(
            field.exp(field.number(sign * point["omega"] / (2 * point["T"]))) for sign in (-1, 1)
        )


def _in_bath_units(field: Field, point: Point) -> Any:
    """T_q at beta = 1 with omega and J measured in T_b."""
    beta = point["beta"]
    scaled = given(point, omega=point["omega"] * beta, J=point["J"] * beta, beta=Fraction(1))
    return spin_star.fuel_temperature(field, model_of(point), scaled)


def _relative_gain(field: Field, point: Point) -> Any:
    """T_q/T_b - 1."""
    value = spin_star.fuel_temperature(field, model_of(point), given(point))
    with field:
        return value * field.number(point["beta"]) - 1


def _without_coupling(field: Field, point: Point) -> Any:
    free = given(point, J=Fraction(0))
    return spin_star.fuel_temperature(field, model_of(point), free)


K = "(n - S - 1/2)"
ROOT = f"sqrt((S + 1/2)**2 - {K}**2 + (lam*{K})**2)"
BLOCKS = (
    f"(exp(-beta*(omega*(S + 1/2) + J*lam*S/2)) + sum(exp(-beta*(omega*{K} - J*lam/4))"
    f"*(cosh(beta*J*{ROOT}/2) - lam*{K}/{ROOT}*sinh(beta*J*{ROOT}/2)), n, 1, 2*S))"
    "/Z(S, lam, J, omega, beta)"
)
MEANS = "(S+1/2)*coth((S+1/2)*beta*omega)-coth(beta*omega/2)/2, S*tanh(beta*omega/2)"

CLAIMS = (
    Claim(
        id="spinstar.text-units",
        where="Fig. 1 caption",
        kind="convention",
        title="Frequencies, couplings and temperatures in units of the bath temperature",
        latex=r"\omega,\ T_q\text{ and }J\text{ are scaled with }T_b",
        prose=True,
        printed=f"beta*T{ARGUMENTS}",
        domain=Domain(SMALL),
        bindings={"T": CLOSED_T},
        checks=(
            Equality(
                full(_in_bath_units, "T_q at T_b = 1 from the complete Gibbs state"),
                "numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="spinstar.text-Gibbs",
        where="above (3)",
        kind="definition",
        title="Thermal state of the whole",
        latex=r"\rho=\exp(-\beta_bH)/Z,\quad Z=\mathrm{Tr}[\exp(-\beta_bH)]",
        prose=True,
        printed="Z(star, S, lam, J, omega, 2*beta)/Z(star, S, lam, J, omega, beta)**2",
        domain=Domain(SMALL),
        bindings={"Z": PARTITION},
        checks=(
            Equality(
                full(_purity, "Tr rho^2 of the dense state from matrix exponentials"),
                "numeric",
                points=8,
            ),
        ),
        notes=("What a canonical state implies: its purity is Z(2 beta)/Z(beta)^2.",),
    ),
    Claim(
        id="spinstar.text-block",
        where="implied by (2), (3)",
        kind="identity",
        title="Excited population from blocks of two states",
        latex=r"[H,\sigma_{0z}/2+S_{1z}]=0",
        prose=True,
        printed=BLOCKS,
        domain=Domain({k: v for k, v in SMALL.items() if k != "star"}),
        bindings={"Z": closed(fuel_correlations.fuel_partition_function, "spin")},
        checks=(
            Equality(
                complete(spin_star.fuel_population, "p_e of the Gibbs state of (2)", "spin"),
                "numeric",
                points=6,
            ),
            Equality(
                closed_oracle(
                    fuel.fuel_population,
                    model=lambda p: "spin",
                    **{name: name for name in ("omega", "J", "lam", "beta", "S")},
                ),
                points=6,
            ),
        ),
        notes=(
            "The paper prints no closed form; this one follows from it. The sum ends where the two "
            "extreme charges, of one state each, begin: |e, S> alone counts for p_e.",
        ),
    ),
    Claim(
        id="spinstar.eq3",
        where="Eq. (3)",
        kind="identity",
        title="State of the tape spin",
        latex=r"\rho_0=p_e|e\rangle\langle e|+(1-p_e)|g\rangle\langle g|",
        printed=f"[p{ARGUMENTS}, 0, 0, 1 - p{ARGUMENTS}]",
        domain=Domain(SMALL),
        bindings={"p": CLOSED_P},
        checks=(
            Equality(
                full(_entries, "entries ee, eg, ge, gg of the partial trace of the dense state"),
                "numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="spinstar.text-pe-half",
        where="below (3)",
        kind="inequality",
        title="Below p_e = 1/2 the effective temperature is positive",
        latex=r"p_e<1/2:\ \text{a finite positive effective temperature}",
        prose=True,
        printed=f"(1/2 - p{ARGUMENTS})*T{ARGUMENTS} > 0",
        domain=Domain(
            {
                "S": half_integers("1/2", 3),
                "star": among(0, 1),
                "lam": reals(-2, 3, zero=True),
                "J": reals(-3, 3, smallest="1/20"),
                "omega": reals("1/20", 6),
                "beta": reals(-2, 2, smallest="1/20"),
            }
        ),
        bindings={"p": CLOSED_P, "T": SOLVED_T},
        checks=(Inequality("numeric", points=60, search=20),),
        explained={
            f"(1/2-p{ARGUMENTS})/T{ARGUMENTS} > 0": "the sign of T_q is that of 1/T_q",
        },
        notes=(
            "Both signs of T_q occur at positive bath temperatures: at omega = 6, J = 0.8, lam = 1 "
            "p_e passes 1/2, and T_q infinity, between S = 7 and S = 15/2 (both models).",
        ),
    ),
    Claim(
        id="spinstar.text-Tq-def",
        where="below (3)",
        kind="identity",
        title="Effective temperature from the populations",
        latex=r"T_q=-\omega/\ln(p_e/p_g)",
        printed=f"-omega/log(p{ARGUMENTS}/(1 - p{ARGUMENTS}))",
        domain=Domain(SMALL),
        bindings={"p": CLOSED_P},
        checks=(Equality(BOTH_TEMPERATURES, "numeric", points=8),),
        depends=("spinstar.eq3",),
    ),
    Claim(
        id="spinstar.text-Tq-def.pe",
        where="below (3)",
        kind="identity",
        title="Population of a two-level system at T_q",
        latex=r"p_e=\exp(-\omega/2T_q)/Z_0",
        printed="exp(-omega/(2*T))/(exp(omega/(2*T)) + exp(-omega/(2*T)))",
        domain=Domain({"omega": reals("1/5", 6), "T": reals("1/5", 5)}),
        checks=(
            Equality(
                full(lambda f, p: _two_levels(f, p)[1, 1], "matrix exponential of two levels"),
                "numeric",
                points=8,
            ),
            Proof(
                "fuel_temperature", (Result("rewrite", 1),), names={"T_q": "T", "omega": "omega"}
            ),
        ),
        depends=("spinstar.text-Tq-def",),
    ),
    Claim(
        id="spinstar.text-Tq-def.Z0",
        where="below (3)",
        kind="identity",
        title="Partition function of the two-level system",
        latex=r"Z_0=2\cosh(\omega/2T_q)",
        printed="2*cosh(omega/(2*T))",
        domain=Domain({"omega": reals("1/5", 6), "T": reals("1/5", 5)}),
        checks=(
            Equality(full(_boltzmann_sum, "both Boltzmann factors added up"), "numeric", points=8),
            Proof("fuel_temperature", (Result("rewrite", 0),), names={"T_q": "T"}),
        ),
    ),
    Claim(
        id="spinstar.text-J0",
        where="below (3)",
        kind="limit",
        title="Without coupling the bath temperature",
        latex=r"J=0:\ T_q=T_b",
        printed="1/beta",
        domain=Domain({k: v for k, v in SMALL.items() if k != "J"}),
        oracle_only=("S", "star", "lam", "omega"),
        checks=(
            Equality(
                full(_without_coupling, "T_q of both complete Gibbs states at J = 0"),
                "numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="spinstar.text-smallJ",
        where="below (3)",
        kind="asymptotic",
        title="A coupling changes the effective temperature in first order",
        latex=r"T_q\text{ can be different than }T_b\text{ in the presence of interactions}",
        prose=True,
        printed=f"J*lam/omega*if_else(star < 1, {MEANS})",
        domain=Domain({**{k: v for k, v in SMALL.items() if k != "J"}, "lam": reals("1/5", 2)}),
        checks=(
            Asymptotic(
                full(_relative_gain, "T_q/T_b - 1 from the complete Gibbs state"),
                "J",
                powers_of_ten(-2, -6),
                remainder="J**2",
            ),
        ),
        explained={
            f"J*lam/omega*if_else({condition}, {MEANS})": "star is 0 or 1"
            for condition in ("2*star < 1", "star < 1/2")
        },
        notes=(
            "The paper prints no expansion. To first order the tape spin feels the mean field "
            "J lam <S_z> of its surroundings: of 2S + 1 levels beside one spin, of N free spins in "
            "the star. The two differ from N = 2 on; both vanish with lam, where second order "
            "leads (derivation fuel_weak_coupling).",
        ),
    ),
    Claim(
        id="spinstar.text-enh-nonlinear",
        where="end of Initialization",
        kind="scaling",
        title="Enhancement nonlinear in the number of outer spins",
        latex=r"\text{the enhancement of the effective temperature exhibits a non-linear scaling}",
        prose=True,
        printed="T(star, S + 1/2, lam) - T(star, S, lam) > T(star, S, lam) - T(star, S - 1/2, lam)",
        domain=figure("1", "11/2", "3/4"),
        bindings={"T": MIXED_T},
        checks=(Inequality("numeric", points=12, minimum=8, search=0),),
    ),
)

COHERENCE = Claim(
    id="spinstar.text-no-coherence",
    where="engine part",
    kind="statement",
    title="Tape spins without coherence",
    latex=r"\text{tape spins in effective thermal states without any coherence}",
    prose=True,
    printed=f"-p{ARGUMENTS}*log(p{ARGUMENTS}) - (1 - p{ARGUMENTS})*log(1 - p{ARGUMENTS})",
    domain=Domain(SMALL),
    bindings={"p": CLOSED_P},
    checks=(
        Equality(
            full(_entropy, "von Neumann entropy of the tape spin, from its eigenvalues"),
            "numeric",
            points=8,
        ),
    ),
    depends=("spinstar.eq3",),
    notes=("Without coherence the entropy is that of the two populations.",),
)
