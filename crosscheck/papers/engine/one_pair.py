"""Sec. IV: one pair of spins in closed form."""

from __future__ import annotations

from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.fields import Rational

from ...checks import Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, reals

OCCUPATIONS = {
    "w": reals("1/20", 3),
    "g": reals("1/20", 3),
    "E1": reals("1/4", 2),
    "E2": reals("5/2", 6),
    "n1": reals("1/20", 9),
    "n2": reals("1/20", 9),
}
NUMERIC = "stationary state of the full master equation of one pair, exact rational occupations"


def _engine(point: Point) -> Engine:
    """One pair at given occupations n = q/(1 - q)."""
    field = Rational()
    q1, q2 = (point[name] / (1 + point[name]) for name in ("n1", "n2"))
    return Engine(
        field,
        engine_model(
            field,
            1,
            point["E1"],
            point["E2"],
            omega0=point["w"],
            Gamma0=point["g"],
            q1=q1,
            q2=q2,
        ),
    )


def _occupied(point: Point) -> Point:
    return {**point, "n1": (point["K1"] - 1) / 2, "n2": (point["K2"] - 1) / 2}


def _names(text: str) -> dict[str, str]:
    return {"omega0": "w", "Gamma0": "g", "n_1": "n1", "n_2": "n2"} | {
        name: name for name in text.split()
    }


CLAIMS = (
    Claim(
        id="engine.text-N1",
        where="Sec. IV",
        kind="statement",
        title="Power of one pair in closed form, derived anew",
        latex=r"\mathcal P_1=\frac{\omega_0^2\,\Delta E\,\Gamma_0(n_{th}^{(2)}-n_{th}^{(1)})}{2(n_{th}^{(1)}+n_{th}^{(2)}+1)[\Gamma_0^2(2n_{th}^{(1)}+1)(2n_{th}^{(2)}+1)+\omega_0^2]}",
        prose=True,
        printed="w**2*(E2-E1)*g*(n2-n1)/(2*(n1+n2+1)*(g**2*(2*n1+1)*(2*n2+1)+w**2))",
        domain=Domain(OCCUPATIONS),
        partners=(("n1", "n2"), ("E1", "E2"), ("w", "g")),
        conventions="the paper says that N = 1 is solvable and prints no formula; this one is derived",
        checks=(
            Equality(Oracle(lambda p, d: _engine(p).power(), NUMERIC), route="numeric"),
            Proof("single_pair_power", (Result("rewrite", 3),), _names("E1 E2")),
        ),
    ),
    Claim(
        id="engine.text-N1var",
        where="Sec. IV",
        kind="statement",
        title="Variance of the power of one pair in closed form, derived anew",
        latex=r"\text{Var}(\mathcal P_1)=\frac{\omega_0^2\Delta E^2\Gamma_0}{2(K_1+K_2)D}\left[K_1K_2-1-\frac{\omega_0^2(K_2-K_1)^2[\Gamma_0^2(K_1^2+3K_1K_2+K_2^2)+\omega_0^2]}{(K_1+K_2)^2D^2}\right],\quad "
        r"K_i=2n_{th}^{(i)}+1,\;D=\Gamma_0^2K_1K_2+\omega_0^2",
        prose=True,
        printed="w**2*(E2-E1)**2*g/(2*(K1+K2)*(g**2*K1*K2+w**2))"
        "*(K1*K2-1-w**2*((K2-K1)/(K1+K2))**2*(g**2*(K1**2+3*K1*K2+K2**2)+w**2)/(g**2*K1*K2+w**2)**2)",
        domain=Domain(
            {
                **{k: OCCUPATIONS[k] for k in ("w", "g", "E1", "E2")},
                "K1": reals("11/10", 9),
                "K2": reals("11/10", 9),
            }
        ),
        partners=(("K1", "K2"), ("E1", "E2"), ("w", "g")),
        conventions="the paper uses the constancy of one pair and prints no variance; this one is derived",
        checks=(
            Equality(
                Oracle(lambda p, d: _engine(_occupied(p)).power_variance(), NUMERIC),
                route="numeric",
            ),
            Proof(
                "single_pair_variance",
                (Result("rewrite", 4),),
                {**_names("E1 E2"), "n_1": "(K1-1)/2", "n_2": "(K2-1)/2"},
            ),
        ),
        depends=("engine.text-N1",),
    ),
)
