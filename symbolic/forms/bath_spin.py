"""One collective spin in its thermal bath, in the scaled high-temperature regime x = beta E (beta
-> beta/N).

m_z = m/(N/2) with weight e^(-(x/N) m). Conventions: hbar = k_B = 1.
"""

from __future__ import annotations

import math
from typing import Any

from ..closed_form import closed_form
from ..domains import count_or_infinite, extended_real, nonzero
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic
from .spin_ladder import ladder_variance


def _macroscopic(N: Any) -> bool:
    return not is_symbolic(N) and math.inf == N


@closed_form("engine (33)", N=count_or_infinite, betaE=extended_real)
def bath_magnetization(A: Arithmetic, N: Any, betaE: Any) -> Any:
    """Thermal magnetisation <m_z> of one collective spin N/2 in its bath, m_z = S_z/(N/2).

    Finite N: <m>/(N/2) with weight e^(-(x/N) m), that is
    (coth(x/2N)/2 - ((N+1)/2) coth((N+1) x/2N)) / (N/2); N = inf: 2/x - coth(x/2)   (engine (33)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of spins 1/2, or inf.
        betaE: x = beta E, unscaled inverse temperature times splitting, any sign, +-inf allowed.

    Returns:
        <m_z>, in [-1, 1], within 8 ulp.
    """
    if _macroscopic(N):
        return -A.langevin(betaE / 2)
    spins = A.number(N)
    return A.ladder_mean(spins + 1, betaE / spins) * 2 / spins


@closed_form("engine (34)", N=count_or_infinite, betaE=extended_real)
def bath_second_moment(A: Arithmetic, N: Any, betaE: Any) -> Any:
    """Thermal second moment <m_z^2> of one collective spin N/2 in its bath.

    Finite N: variance plus squared mean; N = inf: 1 + 4 <m_z>/x   (engine (34)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of spins 1/2, or inf.
        betaE: x = beta E, any sign, +-inf allowed.

    Returns:
        <m_z^2>, in [1/3, 1], within 8 ulp.
    """
    if _macroscopic(N):
        return 1 - 2 * A.langevin_ratio(betaE / 2)
    spins = A.number(N)
    b = betaE / spins
    variance = ladder_variance.body(A, spins / 2, b)
    return (variance + A.ladder_mean(spins + 1, b) ** 2) * 4 / spins**2


@closed_form("engine (31), (C6)", betaE=nonzero)
def cumulant_bath_magnetization(A: Arithmetic, betaE: Any) -> Any:
    """Stationary <m_z> of the equations of both moments closed at the third cumulant as in (C6).

    3/x - sqrt(9/x^2 + 1), from <(m_x^2 + m_y^2) m_z> closed at the third cumulant; closing
    <m_z^3> instead (engine (39)) gives another value, and the exact one is (33).

    Args:
        A: the arithmetic (supplied by the closed form).
        betaE: x = beta E, not 0; +-inf allowed.

    Returns:
        The magnetisation, in [-1, 1], within 4 ulp.
    """
    if A.name == "sympy":
        return 3 / betaE - A.sqrt(9 / betaE**2 + 1)
    inverse = 1 / betaE
    return -1 / (
        3 * inverse
        + A.by_sign(betaE, lambda x: A.sqrt(9 / (x * x) + 1), lambda x: -A.sqrt(9 / (x * x) + 1))
    )


@closed_form("engine (44), (45)", betaE=nonzero)
def cumulant_jacobian_eigenvalues(A: Arithmetic, betaE: Any) -> dict[str, Any]:
    """Eigenvalues of the Jacobian of the third-cumulant equations at the exact steady state, in
    units of Gamma_0.

    lambda_+- = (-2/x - 3 coth(x/2) +- sqrt A)/2, A = 4 + 4/x^2 + 12 coth(x/2)/x - 3 coth(x/2)^2
    (engine (44), (45)). Both are real for every real x != 0: with coth^2 = 1 + 1/sinh^2,
    1/sinh(x/2)^2 <= 4/x^2 and coth(x/2)/x >= 2/x^2, A >= 1 + 16/x^2. The exact steady state (33),
    (34) is not
    a fixed point of the closed equations: their residual is minus its third cumulant, -x/15 at
    small x.

    Args:
        A: the arithmetic (supplied by the closed form).
        betaE: x = beta E, not 0; negative x (a population-inverting bath) gives positive
        eigenvalues.

    Returns:
        Keys `lambda_plus` and `lambda_minus`, in units of Gamma_0, within 8 ulp.
    """
    if A.name == "sympy":
        coth = A.coth(betaE / 2)
        root = A.sqrt(4 + 4 / betaE**2 + 12 * coth / betaE - 3 * coth**2)
        trace = -2 / betaE - 3 * coth
        return {"lambda_plus": (trace + root) / 2, "lambda_minus": (trace - root) / 2}
    # x coth(x/2) = 2k and x^2 A = 4 x^2 + 4 + 24 k - 12 k^2 stay finite at small x.
    size = A.absolute(betaE)
    inverse = 1 / size
    if A.vanishes(inverse):
        plus, minus = (-1, -2) if betaE > 0 else (2, 1)
        return {"lambda_plus": A.number(plus), "lambda_minus": A.number(minus)}
    coth = A.choose(size < 4, lambda: 2 * A.x_coth(size / 2) * inverse, lambda: A.coth(size / 2))
    gap = A.bose(size) * (1 + A.bose(size))  # 1/(4 sinh^2(x/2))

    def near() -> Any:
        k = A.x_coth(size / 2)
        return A.sqrt(4 + 4 * size**2 + 12 * k * (2 - k)) * inverse

    def far() -> Any:
        return A.sqrt(1 + 4 * inverse**2 + 12 * coth * inverse - 12 * gap)

    root = A.choose(size < 4, near, far)
    trace = 2 * inverse + 3 * coth
    # Both parts of the slower eigenvalue: (trace - root)/2 loses at most two bits.
    slow, fast = (trace - root) / 2, (trace + root) / 2
    if A.name == "float64":
        import numpy as np

        down = betaE > 0
        return {
            "lambda_plus": np.where(down, -slow, fast),
            "lambda_minus": np.where(down, -fast, slow),
        }
    if betaE > 0:
        return {"lambda_plus": -slow, "lambda_minus": -fast}
    return {"lambda_plus": fast, "lambda_minus": slow}
