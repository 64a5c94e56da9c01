"""Derivations for peaked reservoirs: their maximum, and the mode that generates them."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import pi, sqrt

from ..derivation import Step, derivation
from ..forms import reaction_coordinate as forms
from ..forms import transitions
from ..steps import differentiate, limit, matches, rewrite, series

eps, delta, gamma, cutoff, w, y = sympy.symbols("epsilon delta gamma Delta omega y", positive=True)
r, x = sympy.symbols("r x", positive=True)


def _density() -> Any:
    return transitions.spectral_density.sympy(omega=w, eps=eps, delta=delta, gamma=gamma)


@derivation("spectral_peak", "Maximum of the spectral density", "qar (5)")
def spectral_peak() -> list[Step]:
    """Zeros of the derivative, exact height, and both for a narrow density."""
    density = _density()
    even = w**4 + 2 * (delta**2 - eps**2) * w**2 + (eps**2 + delta**2) ** 2
    bare = 4 * gamma * eps * delta**2
    root = sqrt(eps**4 + eps**2 * delta**2 + delta**4)
    square = (eps**2 - delta**2 + 2 * root) / 3
    peak = forms.spectral_peak.sympy(eps=eps, delta=delta, gamma=gamma)
    narrow = forms.spectral_peak.sympy(eps=sympy.S.One, delta=sqrt(r), gamma=sympy.S.One)
    position2 = (1 - r + 2 * sqrt(1 + r + r**2)) / 3
    return [
        rewrite(density, bare * w / even, "Both Lorentzians in one even polynomial."),
        differentiate(
            bare * w / even,
            w,
            -bare * (3 * w**4 + 2 * (delta**2 - eps**2) * w**2 - (eps**2 + delta**2) ** 2)
            / even**2,
            "The slope changes its sign where a quadratic in omega^2 does.",
        ),
        rewrite(
            3 * square**2 + 2 * (delta**2 - eps**2) * square,
            (eps**2 + delta**2) ** 2,
            "Its positive root; the other one is negative, so there is one maximum.",
        ),
        series(
            position2,
            r,
            1 + r**2 / 4,
            3,
            "With r = (delta/eps)^2 the square of position/eps deviates from 1 in second order.",
        ),
        matches(narrow["position"] ** 2, position2, "The closed form in the same variable."),
        rewrite(
            density.subs(w, eps),
            gamma / (1 + delta**2 / (4 * eps**2)),
            "At omega = eps the height is smaller than gamma by a quarter of (delta/eps)^2.",
        ),
        matches(peak["position"] ** 2, square, "The closed form of the position."),
        matches(
            peak["height"] - density.subs(w, peak["position"]),
            sympy.S.Zero,
            "The closed form of the height is the density there.",
        ),
    ]  # fmt: skip


def _transform(at: Any) -> tuple[Any, Any]:
    """Numerator and denominator of the Cauchy transform at omega = i y, both real."""
    return (at + cutoff + 2 * delta), (at + cutoff) * ((at + delta) ** 2 + eps**2)


@derivation("reaction_coordinate", "Mode that generates a peaked reservoir", "qar (B1) to (B5)")
def reaction_coordinate() -> list[Step]:
    """The Cauchy transform of the density, its moments, and the density of its inverse."""
    regular = _density() * cutoff**2 / (cutoff**2 + w**2)
    s = cutoff + 2 * delta
    reach = eps**2 + (cutoff + delta) ** 2
    kappa = gamma * eps * delta * cutoff**2 / reach
    # K(omega) = kappa (s - i omega)/((Delta - i omega)((delta - i omega)^2 + eps^2))
    low_real, low_imaginary = delta**2 + eps**2 - w**2, -2 * delta * w
    bottom_real = cutoff * low_real + w * low_imaginary
    bottom_imaginary = cutoff * low_imaginary - w * low_real
    modulus = bottom_real**2 + bottom_imaginary**2
    real_part = kappa * (s * bottom_real - w * bottom_imaginary) / modulus
    imaginary_part = -kappa * (w * bottom_real + s * bottom_imaginary) / modulus
    top, bottom = _transform(y)
    on_axis = kappa * top / bottom
    first = pi * kappa
    frequency2 = eps**2 + delta**2 + 2 * cutoff * delta
    c = 2 * delta * reach
    coupling2 = first / (2 * pi * sqrt(frequency2))
    density = c / sqrt(frequency2) * w / (w**2 + s**2)
    form = forms.reaction_coordinate.sympy(
        eps=eps, delta=delta, cutoff=cutoff, gamma=gamma, omega=w
    )
    return [
        rewrite(
            imaginary_part,
            regular / 2,
            "K(omega) = kappa (s - i omega)/((Delta - i omega)((delta - i omega)^2 + eps^2)), s = "
            "Delta + 2 delta, has its poles in the lower half plane and the imaginary part "
            "Gamma/2: it is the Cauchy transform of Gamma.",
        ),
        limit(
            y**2 * on_axis,
            y,
            sympy.oo,
            first / pi,
            "At omega = i y it falls as the first moment of omega Gamma over pi y^2.",
        ),
        limit(
            y**2 * (first / pi - y**2 * on_axis),
            y,
            sympy.oo,
            first / pi * frequency2,
            "The next order is the third moment over pi y^4; their ratio is the frequency squared.",
        ),
        rewrite(
            kappa / on_axis * 1,
            y**2 + frequency2 - c / (y + s),
            "The inverse of K: one mode, damped by a response with a single pole.",
        ),
        rewrite(
            4 * coupling2 * regular / (4 * real_part**2 + regular**2),
            density,
            "With the principal value 2 Re K the mapped density is of Lorentz-Drude form.",
        ),
        limit(regular, cutoff, sympy.oo, _density(), "For Delta to infinity the cutoff is gone."),
        matches(frequency2, form["frequency2"], "The closed form of the frequency."),
        matches(coupling2, form["coupling2"], "The closed form of the coupling."),
        matches(density, form["density"], "The closed form of the mapped density."),
    ]


@derivation("thermal_correlation", "Emission and absorption of a thermal reservoir", "qar (4)")
def thermal_correlation() -> list[Step]:
    """Occupations and spectral density at negative frequency."""
    beta = sympy.Symbol("beta", positive=True)
    occupation = transitions.bose_occupation.sympy(beta=beta, energy=w)
    mirrored = transitions.bose_occupation.sympy(beta=beta, energy=-w)
    density = _density()
    return [
        rewrite(
            1 + mirrored, -occupation, "Occupations continued to negative frequency: 1 + n -> -n."
        ),
        rewrite(
            density.subs(w, -w, simultaneous=True),
            -density,
            "The spectral density is odd, so that Gamma (1 + n) at -omega is Gamma n at omega.",
        ),
        rewrite(
            (density * (1 + occupation)).subs(w, -w, simultaneous=True),
            density * occupation,
            "So Gamma (1 + n), continued to negative frequency, is the rate of absorption.",
        ),
        rewrite(
            occupation / (1 + occupation),
            sympy.exp(-beta * w),
            "Absorption over emission is the Boltzmann factor.",
        ),
        matches(1 / (sympy.exp(beta * w) - 1), occupation, "The closed form of the occupation."),
    ]
