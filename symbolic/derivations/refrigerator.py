"""Derivations for the three-level refrigerator: effective rates, current and noise."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, exp, sqrt

from ..derivation import Step, derivation
from ..forms import refrigerator as forms
from ..steps import determinant, implicit, limit, matches, rewrite, solve

Gc, Gh, Gw, nc, nh, nw = sympy.symbols("Gamma_c Gamma_h Gamma_w n_c n_h n_w", positive=True)
lam, u = sympy.symbols("lambda u", real=True)
N = sympy.Symbol("N", positive=True)

_LEVELS = tuple(Rational(k, 2) for k in (1, 3, 5))


def _rung(j: Any, m: Any) -> Any:
    """<m|J_x|m+1>."""
    return sqrt(j * (j + 1) - m * (m + 1)) / 2


def _spin_x(count: int) -> Any:
    """J_x of the spin count/2 in the basis m = j ... -j, from the ladder operators."""
    j = Rational(count, 2)
    size = count + 1
    matrix = sympy.zeros(size, size)
    for k in range(size - 1):
        matrix[k, k + 1] = matrix[k + 1, k] = _rung(j, j - k - 1)
    return matrix


def _explicit(count: int, a: Any, b: Any, power: int) -> Any:
    """<v_a|J_x^power|v_b>^2 with explicit matrices."""
    j = Rational(count, 2)

    def level(x: Any) -> Any:
        vector = sympy.zeros(count + 1, 1)
        vector[int(j - x)] = vector[int(j + x)] = 1 / sqrt(2)
        return vector

    return sympy.expand((level(a).T * _spin_x(count) ** power * level(b))[0, 0]) ** 2


@derivation("effective_rates", "Effective rates of the three-level model", "qar (G2)")
def effective_rates() -> list[Step]:
    """Squared matrix elements from the ladder operators; the peak of the spectral density."""
    low, mid, high = _LEVELS
    j = N / 2
    cold = (N - 1) * (N + 3) / 16
    work = (N - 3) * (N + 5) / 16
    hot = (N - 1) * (N + 3) * (N - 3) * (N + 5) / (256 * N**2)
    eps, delta, gamma = sympy.symbols("epsilon delta gamma", positive=True)
    steps = [
        rewrite(
            (_rung(j, low) + _rung(j, -mid)) ** 2 / 4,
            cold,
            "Cold: |1/2> to |3/2> and |-1/2> to |-3/2> add up with weight 1/2 each.",
        ),
        rewrite(
            (_rung(j, mid) + _rung(j, -high)) ** 2 / 4,
            work,
            "Work: the same between 3/2 and 5/2.",
        ),
        rewrite(
            (_rung(j, low) * _rung(j, mid) / N) ** 2,
            hot,
            "Hot: J_x twice through the level 3/2, divided by N.",
        ),
        rewrite(
            cold,
            (j * (j + 1) - Rational(3, 4)) / 4,
            "In terms of j = N/2 the cold strength contains j(j+1), not j(j-1).",
        ),
    ]
    for count in (5, 7, 9):
        steps += [
            rewrite(
                _explicit(count, low, mid, 1) + _explicit(count, mid, high, 1),
                (cold + work).subs(N, count),
                f"Confirm cold and work strengths with explicit matrices for N = {count}.",
            ),
            rewrite(
                _explicit(count, low, high, 2) / count**2,
                hot.subs(N, count),
                f"Confirm the hot strength with explicit matrices for N = {count}.",
            ),
        ]
    density = forms.spectral_density.sympy(omega=eps, eps=eps, delta=delta, gamma=gamma)
    steps += [
        limit(
            density, delta, sympy.S.Zero, gamma, "A narrow spectral density has the height gamma."
        ),
        matches(
            cold,
            forms.transition_strength.sympy(N=N, a=low, b=mid, operator="Jx"),
            "Cold: the closed form evaluated.",
        ),
        matches(
            work,
            forms.transition_strength.sympy(N=N, a=mid, b=high, operator="Jx"),
            "Work: the closed form evaluated.",
        ),
        matches(
            hot,
            forms.transition_strength.sympy(N=N, a=low, b=high, operator="Jx2/N"),
            "Hot: the closed form evaluated.",
        ),
    ]
    return steps


def tilted_matrix() -> Any:
    """Rate matrix of the three levels with the cold transitions weighted by e^(+-2u)."""
    cold = sympy.zeros(3, 3)
    cold[0, 0], cold[1, 0] = -Gc * nc, Gc * nc * exp(2 * u)
    cold[0, 1], cold[1, 1] = Gc * (1 + nc) * exp(-2 * u), -Gc * (1 + nc)
    hot = sympy.zeros(3, 3)
    hot[0, 0], hot[2, 0] = -Gh * nh, Gh * nh
    hot[0, 2], hot[2, 2] = Gh * (1 + nh), -Gh * (1 + nh)
    work = sympy.zeros(3, 3)
    work[1, 1], work[2, 1] = -Gw * nw, Gw * nw
    work[1, 2], work[2, 2] = Gw * (1 + nw), -Gw * (1 + nw)
    return cold + hot + work


def _three_levels() -> dict[str, Any]:
    forward = Gc * Gh * Gw * nc * nw * (1 + nh)
    backward = Gc * Gh * Gw * nh * (1 + nc) * (1 + nw)
    trees = (
        Gc * Gh * ((1 + nc) * (1 + nh) + nc * (1 + nh) + nh * (1 + nc))
        + Gc * Gw * ((1 + nc) * (1 + nw) + nc * (1 + nw) + nc * nw)
        + Gh * Gw * (nw * (1 + nh) + nh * (1 + nw) + nh * nw)
    )
    escape = Gc * (1 + 2 * nc) + Gh * (1 + 2 * nh) + Gw * (1 + 2 * nw)
    current = 2 * (forward - backward) / trees
    noise = 4 * (forward + backward) / trees - 2 * escape * current**2 / trees
    polynomial = (
        lam**3
        + escape * lam**2
        + trees * lam
        - forward * (exp(2 * u) - 1)
        - backward * (exp(-2 * u) - 1)
    )
    return {
        "forward": forward,
        "backward": backward,
        "trees": trees,
        "current": current,
        "noise": noise,
        "polynomial": polynomial,
    }


def _cumulant_steps(model: dict[str, Any], matrix: Any, what: str) -> list[Step]:
    return [
        determinant(
            matrix,
            lam,
            model["polynomial"],
            f"Characteristic polynomial of the tilted {what}: only the cycle carries the "
            f"counting field.",
        ),
        implicit(
            model["polynomial"],
            lam,
            u,
            (model["current"], model["noise"]),
            "Differentiate it twice along the eigenvalue that starts at 0: mean and noise.",
        ),
    ]


@derivation("reduced_current", "Cold current of the three-level model", "qar (G1)")
def reduced_current() -> list[Step]:
    """Current from the tilted matrix, confirmed by the stationary populations."""
    model = _three_levels()
    matrix = tilted_matrix()
    p = sympy.symbols("p_1 p_3 p_5", positive=True)
    still = matrix.subs(u, 0) * sympy.Matrix(p)
    trees = model["trees"]
    populations = (
        (Gc * (1 + nc) * Gh * (1 + nh) + Gc * Gw * (1 + nc) * (1 + nw) + Gh * Gw * nw * (1 + nh))
        / trees,
        (Gc * Gw * nc * (1 + nw) + Gc * Gh * nc * (1 + nh) + Gh * Gw * nh * (1 + nw)) / trees,
        (Gh * Gw * nh * nw + Gc * Gw * nc * nw + Gc * Gh * nh * (1 + nc)) / trees,
    )
    bc, bh, bw = sympy.symbols("beta_c beta_h beta_w", positive=True)
    occupations = {
        nc: 1 / (exp(2 * bc) - 1),
        nh: 1 / (exp(6 * bh) - 1),
        nw: 1 / (exp(4 * bw) - 1),
        Gc: (N - 1) * (N + 3) / 16,
        Gw: (N - 3) * (N + 5) / 16,
        Gh: (N - 1) * (N + 3) * (N - 3) * (N + 5) / (256 * N**2),
    }
    return [
        *_cumulant_steps(model, matrix, "rate matrix"),
        solve(
            (still[0], still[2], p[0] + p[1] + p[2] - 1),
            p,
            populations,
            "Stationary populations of the three levels.",
        ),
        rewrite(
            2 * (Gc * nc * populations[0] - Gc * (1 + nc) * populations[1]),
            model["current"],
            "Energy 2 per net cold transition: the same current.",
        ),
        matches(
            model["current"],
            forms.reduced_current_rates.sympy(Gc=Gc, Gh=Gh, Gw=Gw, nc=nc, nh=nh, nw=nw),
            "This is the closed form in terms of rates and occupations.",
        ),
        matches(
            model["current"].subs(occupations, simultaneous=True),
            forms.reduced_current.sympy(
                N=N, beta_c=bc, beta_h=bh, beta_w=bw,
                gamma_c=sympy.S.One, gamma_h=sympy.S.One, gamma_w=sympy.S.One,
            ),
            "With the effective rates and Bose occupations it is the closed form in terms of "
            "temperatures.",
        ),
    ]  # fmt: skip


@derivation("reduced_noise", "Noise of the cold current of the three-level model", "qar (G1)")
def reduced_noise() -> list[Step]:
    """Noise at a finite temperature of the work reservoir, from the tilted matrix."""
    model = _three_levels()
    return [
        *_cumulant_steps(model, tilted_matrix(), "rate matrix"),
        matches(
            model["noise"],
            forms.reduced_noise_rates.sympy(Gc=Gc, Gh=Gh, Gw=Gw, nc=nc, nh=nh, nw=nw),
            "This is the closed form in terms of rates and occupations.",
        ),
    ]


def _two_levels() -> tuple[Any, dict[str, Any]]:
    half = Rational(1, 2)
    up, down = Gc * nc + Gh * nh, half * (Gc * (1 + nc) + Gh * (1 + nh))
    matrix = sympy.Matrix(
        [
            [-up, half * (Gc * (1 + nc) * exp(-2 * u) + Gh * (1 + nh))],
            [Gc * nc * exp(2 * u) + Gh * nh, -down],
        ]
    )
    forward = half * Gc * Gh * nc * (1 + nh)
    backward = half * Gc * Gh * nh * (1 + nc)
    total = up + down
    current = 2 * (forward - backward) / total
    return matrix, {
        "polynomial": lam**2
        + total * lam
        - forward * (exp(2 * u) - 1)
        - backward * (exp(-2 * u) - 1),
        "current": current,
        "noise": (4 * (forward + backward) - 2 * current**2) / total,
    }


def _g4() -> Any:
    return 2 * Gc * Gh * (nc - nh) / (Gc * (1 + 3 * nc) + Gh * (1 + 3 * nh))


def _g5() -> Any:
    cold, hot = Gc * (1 + 3 * nc), Gh * (1 + 3 * nh)
    first = (cold**2 + hot**2) * (nc + nh + 2 * nc * nh)
    second = (
        nc * (1 + nc) + nh * (1 + nh) + 12 * nc * nh + 15 * nc * nh * (nc + nh) + 18 * nc**2 * nh**2
    )
    return 4 * Gc * Gh * (first + 2 * Gc * Gh * second) / (cold + hot) ** 3


@derivation(
    "coarse_grained_current", "Cold current with an infinitely hot work reservoir", "qar (G3), (G4)"
)
def coarse_grained_current() -> list[Step]:
    """(G4) from the two-level matrix and as the limit of the three-level model."""
    matrix, model = _two_levels()
    return [
        *_cumulant_steps(model, matrix, "two-level matrix"),
        rewrite(model["current"], _g4(), "Simplify: the printed current."),
        limit(
            _three_levels()["current"],
            nw,
            sympy.oo,
            _g4(),
            "The three-level current has the same limit for many work quanta.",
        ),
        matches(
            _g4(),
            forms.coarse_current_rates.sympy(Gc=Gc, Gh=Gh, nc=nc, nh=nh),
            "This is the closed form evaluated.",
        ),
    ]


@derivation("coarse_grained_noise", "Noise with an infinitely hot work reservoir", "qar (G3), (G5)")
def coarse_grained_noise() -> list[Step]:
    """(G5) from the two-level matrix and as the limit of the three-level model."""
    matrix, model = _two_levels()
    return [
        *_cumulant_steps(model, matrix, "two-level matrix"),
        rewrite(model["noise"], _g5(), "Simplify: the printed noise, every term of it positive."),
        limit(
            _three_levels()["noise"],
            nw,
            sympy.oo,
            _g5(),
            "The three-level noise has the same limit for many work quanta.",
        ),
        matches(
            _g5(),
            forms.coarse_noise_rates.sympy(Gc=Gc, Gh=Gh, nc=nc, nh=nh),
            "This is the closed form evaluated.",
        ),
    ]
