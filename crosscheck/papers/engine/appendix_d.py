"""Appendix D: fluctuations of the power in the macroscopic limit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import cumulant_closure, macroscopic_engine
from cotherm.numeric.engine_correlations import Correlations, components, product
from cotherm.numeric.fields import Rational
from cotherm.numeric.moments_without_cumulants import fourth_moment
from cotherm.symbolic.forms import collective_engine as forms
from cotherm.symbolic.forms.pair_hierarchy import Hierarchy, Rates

from ...books import whole
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, integers, reals
from .closed_moments import BARS
from .ensemble_operators import space

FIELD = Rational()
RATES = ("w", "d1", "u1", "d2", "u2")
PARTS = {"xyxy": ("x1", "y2", "x1", "y2"), "xyyx": ("x1", "y2", "y1", "x2")}
PARTS |= {"yxxy": ("y1", "x2", "x1", "y2"), "yxyx": ("y1", "x2", "y1", "x2")}
MOMENT = reals("-9/10", "9/10", smallest="1/10")
COMPONENTS = ("x", "y", "X", "Y")
TWO_TIMES = tuple(f"{a}0{b}t" for a in COMPONENTS for b in COMPONENTS)
DRIVEN = {"w": reals("1/5", 3), "g": reals("1/5", 3), "t": reals("1/5", 9), "T": reals("1/5", 9)}
REGRESSION = (
    "hbar = k_B = 1; scaled parameters (28); xs = <m_l^x(tau) m_j^alpha(0)>, Ys = <m_lbar^y(tau) m_j^alpha(0)>, "
    "z = <m_l^z>, t = beta_l E_l; <m^x> = <m^y> = 0; exact for states without third cumulant"
)


@lru_cache(maxsize=16)
def _correlations(N: int, values: tuple[Fraction, ...]) -> tuple[Correlations, Any]:
    w, *rates = values
    machine = space(dict(zip(("N", *RATES), (Fraction(N), w / N, *rates), strict=True)))
    return Correlations(machine), components(machine)


def _integral(which: str) -> Callable[..., Fraction]:
    """int_0^inf of a correlation of two products, less the product of their means."""

    @lru_cache(maxsize=64)
    def value(N: Fraction, *values: Fraction) -> Fraction:
        found, m = _correlations(whole(N), values)
        a, b, c, d = PARTS[which]
        result = found.integral(product(m[a], m[b]), product(m[c], m[d]))
        return Fraction(int(result.p), int(result.q))

    return value


def _variance(point: Point) -> flint.fmpq:
    """Var(P_N/N) with drive w/N from the hierarchy of the operator algebra, exact."""
    N = whole(point["N"])
    w, d1, u1, d2, u2 = FIELD.numbers(point[name] for name in RATES)
    hierarchy = Hierarchy(N, Rates(w / N, (d1, u1), (d2, u2)))
    noise = hierarchy.exchange_noise(hierarchy.stationary())
    step = w / N * FIELD.number(point["E2"] - point["E1"])
    result: flint.fmpq = 2 * step * step * noise / N**2
    return result


def _zero_means(point: Point) -> list[Any]:
    values = tuple(point[name] for name in RATES)
    found, m = _correlations(whole(point["N"]), values)
    return [found.mean(m[name]) for name in ("x1", "y1", "x2", "y2")]


def _fourth(point: Point) -> Any:
    """<abcd> for means zero and fourth cumulant zero."""
    covariance = [
        [FIELD.number(point["".join(sorted(a + b))]) if a != b else FIELD.number(2) for b in "abcd"]
        for a in "abcd"
    ]
    return fourth_moment(FIELD, covariance, range(4))


def _pairings(point: Point) -> Any:
    """<Q(0) Q(tau)> - <Q>^2 of variables without fourth cumulant, Q = x_1 y_2 - y_1 x_2."""
    size = len(COMPONENTS)
    equal = [[FIELD.number(Fraction(2 + abs(i - j), 7)) for j in range(size)] for i in range(size)]
    cross = [[FIELD.number(point[f"{a}0{b}t"]) for b in COMPONENTS] for a in COMPONENTS]
    covariance = [equal[i] + cross[i] for i in range(size)]
    covariance += [[cross[j][i] for j in range(size)] + equal[i] for i in range(size)]
    x, y, X, Y = range(size)
    total = FIELD.zero
    for sign, (a, b) in ((1, (x, Y)), (-1, (y, X))):
        for other, (c, d) in ((1, (x, Y)), (-1, (y, X))):
            fourth = fourth_moment(FIELD, covariance, (a, b, c + size, d + size))
            total += sign * other * (fourth - equal[a][b] * equal[c][d])
    step = FIELD.number(point["w"] * (point["E2"] - point["E1"]))
    return step * step / 8 * total


def _regression(component: int) -> Callable[[Point], Any]:
    """d<v_k(tau) s>/dtau, v and the earlier s without third cumulant and with vanishing means."""

    def rate(point: Point) -> Any:
        rates = _rates(point)
        names = ("xs", "ys", None, "Xs", "Ys", None)
        mean: list[Any] = [0, 0, FIELD.number(point["z"]), 0, 0, FIELD.number(Fraction(-1, 3)), 0]
        covariance: list[list[Any]] = [[0] * 7 for _ in range(7)]
        for k in range(7):
            covariance[k][k] = FIELD.number(Fraction(1, 2))
        for k, name in enumerate(names):
            if name in point:
                covariance[6][k] = covariance[k][6] = FIELD.number(point[name])
        return cumulant_closure.average(
            lambda v: [cumulant_closure.drift(rates, v[:6])[component] * v[6]], mean, covariance
        )[0]

    return rate


def _rates(point: Point) -> Any:
    return cumulant_closure.scaled_rates(
        FIELD, point["w"], point["g"], point["t"], point.get("T", Fraction(5, 3))
    )


def _matrix(point: Point) -> list[Any]:
    """Rows of the closed linear set for (x, y, X, Y), from differences of the drift."""
    mean = [0, 0, FIELD.number(point["z"]), 0, 0, FIELD.number(point["Z"])]
    return [x for row in cumulant_closure.regression_matrix(_rates(point), mean) for x in row]


@lru_cache(maxsize=64)
def _limit_noise(x1: Fraction, x2: Fraction, w: Fraction) -> float:
    return macroscopic_engine.current_noise(x1, x2, w)


def _limit_variance(x1: Fraction, x2: Fraction, w: Fraction) -> flint.arb:
    """lim Var(P_N)/N^2 for Gamma_0 = E2 - E1 = 1, with the accuracy of the float64 route."""
    noise = float(w) ** 2 / 16 * _limit_noise(x1, x2, w)
    return flint.arb(noise, 1e-9 * noise)


def _finite_variance(point: Point, digits: int) -> Any:
    x1, x2 = point["x1"], point["x2"]
    return forms.engine_power_variance.digits(
        digits,
        N=whole(point["N"]),
        E1=1,
        E2=2,
        beta1=x1,
        beta2=x2 / 2,
        omega0=point["w"],
        Gamma0=1,
        scaled=True,
    )


ARGUMENTS = "(N, w, d1, u1, d2, u2)"
PAIRS = {"N": integers(1, 2), **{name: reals("1/5", 3) for name in RATES}}

CLAIMS = (
    Claim(
        id="engine.eqD1",
        where="Eq. (D1)",
        kind="asymptotic",
        title="Variance of the power per pair by four-point correlations",
        latex=r"\text{Var}(\mathcal P_N/N)=\frac{\omega_0^2(E_2-E_1)^2}8\int_0^\infty(\langle x_1(0)y_2(0)x_1(\tau)y_2(\tau)\rangle_{ss}-\langle x_1(0)y_2(0)y_1(\tau)x_2(\tau)\rangle_{ss}"
        r"-\langle y_1(0)x_2(0)x_1(\tau)y_2(\tau)\rangle_{ss}+\langle y_1(0)x_2(0)y_1(\tau)x_2(\tau)\rangle_{ss}-\langle x_1y_2-y_1x_2\rangle_{ss}^2)d\tau",
        printed=f"w**2*(E2-E1)**2/8*(xyxy{ARGUMENTS}-xyyx{ARGUMENTS}-yxxy{ARGUMENTS}+yxyx{ARGUMENTS})",
        domain=Domain({**PAIRS, "E1": reals("1/4", 2), "E2": reals("5/2", 6)}),
        bindings={name: _integral(name) for name in PARTS},
        exact_bindings=tuple(PARTS),
        partners=(("E1", "E2"),),
        conventions="drive w/N after (28), any rates d, u; the functions are the integrals of the four correlations, each "
        "less the product of its means (together <x_1 y_2 - y_1 x_2>^2), from the full Liouvillian",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _variance(p),
                    "(11) by the hierarchy of moments of the operator algebra, exact",
                    book="symbolic",
                ),
                points=6,
            ),
        ),
        notes=("Exact at every N for symmetrised products, so in the limit too.",),
    ),
    Claim(
        id="engine.textD-ratioN",
        where="below Eq. (D1)",
        kind="asymptotic",
        title="Only Var(P_N/N) has a macroscopic limit",
        latex=r"\text{Var}(\mathcal P_N)=N^2\lim\text{Var}(\mathcal P_N/N)+\mathcal O(N)",
        prose=True,
        printed="limit(x1, x2, w)*N**2",
        domain=Domain({"x1": reals(1, 2), "x2": reals("1/2", "9/10"), "w": reals("1/4", "3/4")}),
        bindings={"limit": _limit_variance},
        conventions="scaled, x_i = beta_i E_i, w = omega_0, Gamma_0 = E2 - E1 = 1; the limit is the exact one, without "
        "closure",
        checks=(
            Asymptotic(
                Oracle(
                    _finite_variance,
                    "closed hierarchy of N = 2 ... 6 pairs, certified",
                    book="symbolic",
                ),
                variable="N",
                sequence=tuple(Fraction(N) for N in (2, 3, 4, 6)),
                remainder="N",
                tight=False,
                points=3,
                digits=30,
            ),
        ),
        depends=("engine.eqD1",),
    ),
    Claim(
        id="engine.eqD2",
        where="Eq. (D2)",
        kind="definition",
        title="Four components without fourth cumulant",
        latex=r"\langle m^\alpha m^\beta m^\gamma m^\delta\rangle_{ss}=\langle m^\alpha m^\beta\rangle_{ss}\langle m^\gamma m^\delta\rangle_{ss}+\langle m^\alpha m^\gamma\rangle_{ss}\langle m^\beta m^\delta\rangle_{ss}"
        r"+\langle m^\alpha m^\delta\rangle_{ss}\langle m^\beta m^\gamma\rangle_{ss}",
        printed="ab*cd+ac*bd+ad*bc",
        domain=Domain({name: MOMENT for name in ("ab", "ac", "ad", "bc", "bd", "cd")}),
        conventions="components other than z, whose means vanish; commuting numbers",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _fourth(p),
                    "polarisation: fourth powers of sums, <u^4> = 3 <u^2>^2 without fourth cumulant",
                ),
                route="numeric",
            ),
        ),
        depends=("engine.text-highercum",),
        notes=("An approximation of its own, see engine.text-highercum.",),
    ),
    Claim(
        id="engine.textD-zeromeans",
        where="below Eqs. (D2), (D5)",
        kind="identity",
        title="Transverse components vanish in the stationary state",
        latex=r"\langle\hat m_j^{x,y}\rangle_{ss}=0",
        printed="[0, 0, 0, 0]",
        domain=Domain(PAIRS),
        oracle_only=tuple(PAIRS),
        conventions="x_1, y_1, x_2, y_2",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _zero_means(p),
                    "null vector of the complete Liouvillian, all coherences included, exact",
                ),
                route="numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="engine.eqD3",
        where="Eq. (D3)",
        kind="asymptotic",
        title="Variance of the power per pair by two-point correlations",
        latex=r"\text{Var}(\mathcal P_N/N)=\frac{\omega_0^2(E_2-E_1)^2}8\int_0^\infty(\langle x_1(0)x_1(\tau)\rangle\langle y_2(0)y_2(\tau)\rangle+\langle x_1(0)y_2(\tau)\rangle\langle x_1(\tau)y_2(0)\rangle"
        r"-\langle x_1(0)y_1(\tau)\rangle\langle y_2(0)x_2(\tau)\rangle-\langle x_1(0)x_2(\tau)\rangle\langle y_1(\tau)y_2(0)\rangle-\langle y_1(0)x_1(\tau)\rangle\langle x_2(0)y_2(\tau)\rangle"
        r"-\langle y_1(0)y_2(\tau)\rangle\langle x_1(\tau)x_2(0)\rangle+\langle y_1(0)y_1(\tau)\rangle\langle x_2(0)x_2(\tau)\rangle+\langle y_1(0)x_2(\tau)\rangle\langle y_1(\tau)x_2(0)\rangle)d\tau",
        printed="w**2*(E2-E1)**2/8*(x0xt*Y0Yt+x0Yt*Y0xt-x0yt*Y0Xt-x0Xt*Y0yt-y0xt*X0Yt-y0Yt*X0xt+y0yt*X0Xt+y0Xt*X0yt)",
        domain=Domain(
            {"w": reals("1/5", 3), "E1": reals("1/4", 2), "E2": reals("5/2", 6)}
            | dict.fromkeys(TWO_TIMES, MOMENT)
        ),
        partners=(("E1", "E2"),),
        conventions="the integrand; x, y belong to ensemble 1, X, Y to ensemble 2, x0Yt = <x_1(0) y_2(tau)>; fourth cumulant "
        "zero",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _pairings(p),
                    "the four correlations of (D1) by polarisation, at two times, less the squared mean",
                ),
                route="numeric",
            ),
            Proof("power_fluctuations", (Result("closure", 2),), factor="w**2*(E2-E1)**2/8"),
        ),
        depends=("engine.eqD1", "engine.eqD2"),
    ),
    Claim(
        id="engine.eqD4",
        where="Eq. (D4)",
        kind="asymptotic",
        title="Regression of m_x",
        latex=r"\frac{d\langle x_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}}{d\tau}=\frac12\omega_0\langle y_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}\langle z_{\bar\ell}\rangle_{ss}+\frac{\Gamma_0}2\langle x_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}\langle z_{\bar\ell}\rangle_{ss}"
        r"-\frac{\Gamma_0}{\beta_{\bar\ell}E_{\bar\ell}}\langle x_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}",
        printed="1/2*w*Ys*z+g/2*xs*z-g/t*xs",
        domain=Domain({**{k: DRIVEN[k] for k in "wgt"}, "z": MOMENT, "xs": MOMENT, "Ys": MOMENT}),
        conventions=REGRESSION,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _regression(0)(p),
                    "drift of the vectors times an earlier component, averaged without third cumulant",
                ),
                route="numeric",
            ),
            Proof("power_fluctuations", (Result("closure", 0),)),
        ),
        depends=("engine.eq47", "engine.textD-zeromeans"),
        notes=(BARS, "With all bars alike, as the text stands, the ensembles would not couple."),
    ),
    Claim(
        id="engine.eqD5",
        where="Eq. (D5)",
        kind="asymptotic",
        title="Regression of m_y",
        latex=r"\frac{d\langle y_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}}{d\tau}=-\frac12\omega_0\langle x_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}\langle z_{\bar\ell}\rangle_{ss}+\frac{\Gamma_0}2\langle y_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}\langle z_{\bar\ell}\rangle_{ss}"
        r"-\frac{\Gamma_0}{\beta_{\bar\ell}E_{\bar\ell}}\langle y_{\bar\ell}(\tau)m_j^\alpha(0)\rangle_{ss}",
        printed="-1/2*w*Xs*z+g/2*ys*z-g/t*ys",
        domain=Domain({**{k: DRIVEN[k] for k in "wgt"}, "z": MOMENT, "ys": MOMENT, "Xs": MOMENT}),
        conventions=REGRESSION.replace("Ys", "Xs").replace("lbar^y", "lbar^x").replace("xs", "ys"),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _regression(1)(p),
                    "drift of the vectors times an earlier component, averaged without third cumulant",
                ),
                route="numeric",
            ),
            Proof("power_fluctuations", (Result("closure", 1),)),
        ),
        depends=("engine.eq47b", "engine.textD-zeromeans"),
        notes=(BARS,),
    ),
    Claim(
        id="engine.textD-linear",
        where="below Eq. (D5)",
        kind="statement",
        title="(D4) and (D5) are a closed linear set",
        latex=r"\frac d{d\tau}(x_1,y_1,x_2,y_2)(\tau)=M(\langle z_1\rangle,\langle z_2\rangle)\,(x_1,y_1,x_2,y_2)(\tau)",
        prose=True,
        printed="[g/2*z-g/t, 0, 0, 1/2*w*z, 0, g/2*z-g/t, -1/2*w*z, 0, 0, 1/2*w*Z, g/2*Z-g/T, 0, -1/2*w*Z, 0, 0, g/2*Z-g/T]",
        domain=Domain({**DRIVEN, "z": MOMENT, "Z": MOMENT}),
        partners=(("z", "Z"), ("t", "T")),
        conventions="the matrix M row by row, the same for every j and alpha; z, Z = <m_1^z>, <m_2^z>",
        checks=(
            Equality(
                Oracle(lambda p, d: _matrix(p), "derivatives of the quadratic drift at the mean"),
                route="numeric",
            ),
        ),
        depends=("engine.eqD4", "engine.eqD5"),
    ),
)
