"""Appendix K: Hamiltonian with inhomogeneities and interaction, rotated operators."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.imperfections import imperfection_hamiltonian
from cotherm.numeric.spins import collective_spin, levels, local_spins
from cotherm.numeric.total_spin import multiplicity, total_spin_projector

from ...algebras import to_fmpq
from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, integers, reals
from .imperfect_operators import ENSEMBLES, NAMES, SERIES
from .operator_series import (
    FIELD,
    ORDER,
    OperatorSeries,
    imperfections,
    numbers,
    operators,
    phase,
    propagator,
    rotated,
    series_environment,
)
from .sectors import level_projector, size_text, within


def _operator_environment(point: Point) -> Mapping[str, Any]:
    """Local operators and parameters for (K1)."""
    n, s = whole(point["n"]), point["s"]
    spins = local_spins(FIELD, n, s)
    detunings, couplings = imperfections(point)
    return {
        "jz": lambda i: spins[whole(i) - 1].Jz.to_flint(),
        "jp": lambda i: spins[whole(i) - 1].Jplus.to_flint(),
        "jm": lambda i: spins[whole(i) - 1].Jminus.to_flint(),
        "d": lambda i: to_fmpq(detunings[whole(i) - 1]),
        "O": lambda i, j: to_fmpq(couplings[whole(i) - 1, whole(j) - 1]),
    }


def _hamiltonian(point: Point) -> Any:
    """H_A of the numeric book."""
    n, s = whole(point["n"]), point["s"]
    detunings, couplings = imperfections(point)
    shifted = [point["omega"] + one for one in detunings]
    return imperfection_hamiltonian(FIELD, n, s, shifted, couplings).to_flint()


def _commutators(point: Point) -> list[Any]:
    """Sums of the absolute elements of [H_0, H_int] and [H_0, H_inh]."""
    n, s = whole(point["n"]), point["s"]
    detunings, couplings = imperfections(point)
    free = collective_spin(FIELD, n, s).Jz
    others = (
        imperfection_hamiltonian(FIELD, n, s, (), couplings),
        imperfection_hamiltonian(FIELD, n, s, detunings),
    )
    return [
        FIELD.sum(abs(x) for x in (free @ other - other @ free).entries.values())
        for other in others
    ]


def _full(point: Point) -> OperatorSeries:
    found = operators(point)
    total = found["H0"] + found["Hinh"] + found["Hint"] + found["V"] + found["HB"]
    return propagator(OperatorSeries.constant(total))


@lru_cache(maxsize=32)
def _spectral(n: Fraction, k: Fraction) -> Mapping[str, Any]:
    """Eigenvalues and projectors of H_int with one coupling for all pairs of spins 1/2."""
    count, half = whole(n), Fraction(1, 2)
    (omega,) = numbers({"n": n, "k": k}, 1)
    pairs = [
        (J, m)
        for step in range(count // 2 + 1)
        for J in (n * half - step,)
        if multiplicity(count, half, J)
        for m in levels(J)
    ]
    size = 2**count
    constants = [
        OperatorSeries.constant(
            total_spin_projector(count, half, J).to_flint() * level_projector(count, half, m)
        )
        for J, m in pairs
    ]
    values = [omega * (J * (J + 1) - m * m - n / 2) for J, m in pairs]
    entries = numbers({"n": n, "k": k, "operator": Fraction(1)}, size * size)
    generic = flint.fmpq_mat(size, size, [to_fmpq(x) for x in entries])
    return {
        "N": Fraction(len(pairs)),
        "chi": lambda i: values[whole(i) - 1],
        "X": lambda i: constants[whole(i) - 1],
        "phase": lambda x: phase(size, to_fmpq(x)),
        "O": OperatorSeries.constant(generic),
        "omega": omega,
    }


def _spectral_environment(point: Point) -> Mapping[str, Any]:
    return _spectral(point["n"], point["k"])


def _rotated_generic(point: Point) -> OperatorSeries:
    """exp(i H_int u) O exp(-i H_int u) by nested commutators."""
    found, half = _spectral_environment(point), Fraction(1, 2)
    count = whole(point["n"])
    interaction = imperfection_hamiltonian(FIELD, count, half, (), found["omega"]).to_flint()
    return rotated(found["O"], OperatorSeries.constant(interaction))


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqK1",
        where="Eq. (K1)",
        kind="definition",
        title="Hamiltonian with inhomogeneities and interaction",
        latex=r"H_A:=H_0+H_{inh}+H_{int},\quad H_{inh}=\sum_k\hbar\delta_kj_{z,k},\quad "
        r"H_{int}=\sum_{k>l}\hbar\Omega_{k,l}(j_{+,k}j_{-,l}+j_{-,k}j_{+,l})",
        printed="sum(omega*jz(k), k, 1, n)+sum(d(k)*jz(k), k, 1, n)"
        "+sum(sum(O(k, l)*(jp(k)*jm(l)+jm(k)*jp(l)), l, 1, k-1), k, 2, n)",
        domain=Domain({**ENSEMBLES.axes, "omega": reals("1/10", 4)}, within(27), size_text(27)),
        environment=lambda p: _operator_environment({name: p[name] for name in ("n", "s", "k")}),
        environment_names=("jz", "jp", "jm", "d", "O"),
        partners=(("jp", "jm"),),
        conventions="hbar = 1; generic delta_k and Omega_kl, the k-th choice",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _hamiltonian(p),
                    "Hamiltonian of the imperfect ensemble with splittings omega + delta_k",
                ),
                route="numeric",
                points=10,
            ),
        ),
    ),
    Claim(
        id="indist.eqK2",
        where="Eq. (K2)",
        kind="identity",
        title="Interaction picture of the propagator",
        latex=r"U_t=e^{-iH_{int}t/\hbar}e^{-\frac i\hbar\mathcal T\int_0^tdu[H_0+\tilde H_{inh}(u)+\tilde V(u)+H_B]},\quad "
        r"\tilde{\mathcal O}(u):=e^{iH_{int}u/\hbar}\mathcal Oe^{-iH_{int}u/\hbar}",
        printed="U(Hint)*T(H0+tilde(Hinh)+tilde(V)+HB)",
        domain=ENSEMBLES,
        environment=series_environment,
        environment_names=NAMES,
        partners=(("tilde", "bar"),),
        conventions=SERIES,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _full(p),
                    f"exact coefficients of exp((H_A+V+H_B) tau) up to order {ORDER}",
                ),
                route="numeric",
                title="every element, order by order",
                points=8,
            ),
        ),
        depends=("indist.eqK1",),
    ),
    Claim(
        id="indist.textK-comm",
        where="below Eqs. (K2) and (K7)",
        kind="identity",
        title="Interaction and inhomogeneities conserve H_0",
        latex=r"[H_0,H_{int}]=[H_0,H_{inh}]=0",
        printed="[0, 0]",
        domain=Domain(ENSEMBLES.axes, within(27), size_text(27)),
        oracle_only=("n", "s", "k"),
        conventions="sums of the absolute values of all elements of both commutators",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _commutators(p),
                    "exact matrices with generic delta_k and Omega_kl",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="indist.textK-spectral",
        where="above Eq. (K3)",
        kind="identity",
        title="Number of eigenstates of the interaction",
        latex=r"H_{int}=\sum_{i=1}^{s^n}\hbar\chi_i|\chi_i\rangle\langle\chi_i|",
        printed="s**n",
        domain=Domain(
            {"n": integers(1, 4), "s": half_integers("1/2", "5/2")}, within(64), size_text(64)
        ),
        shifted=("s", "n"),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: imperfection_hamiltonian(
                        FIELD, whole(p["n"]), p["s"], (), 1
                    ).shape[0],
                    "dimension of the matrix of H_int, which is Hermitian",
                ),
                route="numeric",
            ),
        ),
        corrected="(2*s+1)**n",
        cause="dimension: a spin s has 2s+1 levels",
        chase=Chase(
            transcription="compared with the sentence above (K3)",
            oracle="size of the matrix of H_int in the product basis",
            extraction="s^n is legible; a lost bracket (2s+1) is possible but leaves no trace in the line",
            convention="with s for the number of levels it would be right, but s is the spin everywhere, as in (K1)",
        ),
        instead="a sum over all (2s + 1)^n states",
    ),
    Claim(
        id="indist.eqK3",
        where="Eq. (K3)",
        kind="identity",
        title="Rotated operator in the eigenbasis of the interaction",
        latex=r"\tilde{\mathcal O}(u)=\sum_{i,j}e^{i(\chi_i-\chi_j)u}|\chi_i\rangle\langle\chi_j|O_{i,j},\quad "
        r"O_{i,j}:=\langle\chi_i|\mathcal O|\chi_j\rangle",
        printed="sum(sum(phase(chi(i)-chi(j))*X(i)*O*X(j), i, 1, N), j, 1, N)",
        domain=Domain({"n": integers(2, 3), "k": integers(1, 12)}),
        environment=_spectral_environment,
        environment_names=("phase", "chi", "X", "O", "N"),
        partners=(("i", "j"),),
        conventions=SERIES
        + "; spins 1/2 with one coupling for all pairs, X(i) projects on the i-th eigenspace of H_int, "
        "phase(x) stands for exp(i x u), O for a generic operator",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _rotated_generic(p),
                    f"nested commutators with H_int up to order {ORDER}",
                ),
                route="numeric",
                title="every element, order by order",
                points=8,
            ),
        ),
    ),
    Claim(
        id="indist.eqK6",
        where="Eq. (K6)",
        kind="identity",
        title="Coupling to the bath in the picture of the inhomogeneities",
        latex=r"\bar V(u)=\sum_kg(e^{i\delta_ku}j_{+,k}+e^{-i\delta_ku}j_{-,k})O_B\quad"
        r"\text{for}\ V=\sum_kg(j_{+,k}+j_{-,k})O_B",
        printed="sum(g*(phase(d(i))*jp(i)+phase(-d(i))*jm(i))*OB, i, 1, n)",
        domain=ENSEMBLES,
        environment=series_environment,
        environment_names=("g", "phase", "d", "jp", "jm", "OB"),
        partners=(("jp", "jm"),),
        conventions=SERIES
        + "; phase(x) stands for exp(i x u); the index of the first delta is read as k (the text layer has h)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: rotated(
                        OperatorSeries.constant(operators(p)["V"]),
                        OperatorSeries.constant(operators(p)["Hinh"]),
                    ),
                    f"nested commutators of V with H_inh up to order {ORDER}",
                ),
                route="numeric",
                title="every element, order by order",
                points=8,
            ),
        ),
        notes=(
            "V of Sec. II, to which the sentence refers, is hbar g J_x O_B, half of this one for the same g.",
        ),
    ),
)
