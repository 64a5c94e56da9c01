"""Peaked spectral densities: their maximum, and the mode that generates them.

Gamma(omega) of qar (5) times the cutoff Delta^2/(Delta^2 + omega^2). Its Cauchy transform has three
poles in the lower half plane, at +-eps - i delta and -i Delta; the mapped density is what is left
of its inverse. Conventions: hbar = 1.
"""

from __future__ import annotations

from typing import Any

from ..closed_form import closed_form
from ..domains import positive, real
from ..interface import Arithmetic


@closed_form("qar (5)", eps=positive, delta=positive, gamma=positive)
def spectral_peak(A: Arithmetic, eps: Any, delta: Any, gamma: Any = 1) -> Any:
    """Maximum of the spectral density (5) over omega > 0.

    Gamma'(omega) = 0 for 3 omega^4 + 2 (delta^2 - eps^2) omega^2 = (eps^2 + delta^2)^2, whose only
    positive root is omega^2 = (eps^2 - delta^2 + 2 sqrt(eps^4 + eps^2 delta^2 + delta^4))/3
    (qar, below (5), where omega = eps and the height gamma are given for delta << eps).

    Args:
        A: the arithmetic (supplied by the closed form).
        eps: position parameter.
        delta: width.
        gamma: height parameter.

    Returns:
        `position` in the unit of eps and `height` in the unit of gamma, each within 8 ulp.
    """
    e2, d2 = eps * eps, delta * delta
    root = A.sqrt(e2 * e2 + e2 * d2 + d2 * d2)
    # 2 root exceeds delta^2 by at least delta^2: nothing cancels.
    square = (e2 + (2 * root - d2)) / 3
    position = A.sqrt(square)
    near, far = position - eps, position + eps
    height = 4 * gamma * (eps * delta) * (position * delta)
    height = height / ((near * near + d2) * (far * far + d2))
    return {"position": position, "height": height}


@closed_form("qar (B5)", eps=positive, delta=positive, cutoff=positive, gamma=positive, omega=real)
def reaction_coordinate(
    A: Arithmetic, eps: Any, delta: Any, cutoff: Any, gamma: Any, omega: Any
) -> Any:
    """Reaction coordinate of the spectral density (5) with the cutoff (B4), Delta = `cutoff`.

    Omega^2 = eps^2 + delta^2 + 2 Delta delta,
    lambda^2 = gamma eps delta Delta^2/(2 Omega (eps^2 + (Delta + delta)^2)),
    mapped density 2 delta/Omega (eps^2 + (Delta + delta)^2) omega/(omega^2 + (Delta + 2 delta)^2)
    (qar (B5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        eps: position of the peak.
        delta: its width.
        cutoff: Delta, where the regularised density is cut off.
        gamma: height of the peak.
        omega: where the mapped density is evaluated, of either sign.

    Returns:
        `frequency2` = Omega^2 and `coupling2` = lambda^2 in units of Omega^2, and `density`; each
        within 10 ulp.
    """
    frequency2 = eps * eps + delta * delta + 2 * cutoff * delta
    frequency = A.sqrt(frequency2)
    reach = eps * eps + (cutoff + delta) * (cutoff + delta)
    coupling2 = gamma * (eps * delta) * (cutoff * cutoff / reach) / (2 * frequency)
    edge = cutoff + 2 * delta
    density = 2 * delta / frequency * reach * (omega / (omega * omega + edge * edge))
    return {"frequency2": frequency2, "coupling2": coupling2, "density": density}
