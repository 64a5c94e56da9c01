"""Sec. V D: the state of one spin."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import local_state as local
from cotherm.numeric.fields import Field
from cotherm.numeric.spins import levels
from cotherm.symbolic.forms import local_state as closed_local

from ...books import bind, closed, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import FIELD
from .energy_order import CLOSED_ENERGY
from .sectors import MULTIPLES, bath_and_start, multiples, size_text, within

CLOSED_TEMPERATURE = bind(closed_local.local_inverse_temperature, "n", "b", b0="inf")
CLOSED_POPULATION = bind(closed_local.local_population, "n", "s", "m", "b", "b0")
PAIRS = Domain({"n": integers(2, 4)})


def _site(field: Field, point: Point) -> list[Any]:
    """Energy and population of the level m of one chosen spin."""
    n, s = whole(point["n"]), point["s"]
    rho = local.local_state(
        field, n, s, point["b"], point["b0"], site=whole(point["site"]) - 1
    ).diagonal_values()
    with field:
        mean = field.sum(field.number(m + s) * p for m, p in zip(levels(s), rho, strict=True))
    return [mean, rho[levels(s).index(point["m"])]]


def _temperature(field: Field, point: Point) -> Any:
    return local.local_inverse_temperature(field, whole(point["n"]), point["b"], "inf")


def _directed(field: Field, point: Point) -> Any:
    return local.local_inverse_temperature(
        field, whole(point["n"]), point["sgn"] * point["x"], "inf"
    )


def _is_nonthermal(point: Point) -> Fraction:
    """Whether some ratio of neighbouring populations of one spin differs, exact."""
    bath, start = bath_and_start(point)
    deviations = local.nonthermality(FIELD, whole(point["n"]), point["s"], bath, start)
    return Fraction(any(value != 0 for value in deviations))


DIRECTED = Domain({"n": integers(2, 4), "sgn": among(-1, 1)})
POSITIVE = Caveat(
    "positive bath temperatures; for b -> -infinity the inverse temperature is b - ln n",
    lambda p: p["sgn"] > 0,
    fixes=("sgn",),
)


CLAIMS = (
    Claim(
        id="indist.text-local-sym",
        where="Sec. V D",
        kind="identity",
        title="All spins have the same state and the same energy",
        latex=r"E_k=E^\infty_{\beta_0}(\beta_B)/n,\quad\rho_k=\rho_{Loc}",
        printed="[E(n, s, b, b0)/n, p(n, s, m, b, b0)]",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", "3/2"),
                "m": half_integers("-3/2", "3/2"),
                "site": integers(1, 3),
                "b": reals(-8, 8, smallest="1e-2"),
                "b0": reals(-6, 6, smallest="1e-2"),
            },
            lambda p: (
                within(27)(p)
                and p["site"] <= p["n"]
                and abs(p["m"]) <= p["s"]
                and (p["s"] - p["m"]).denominator == 1
            ),
            "m from -s to s in unit steps, site at most n, " + size_text(27),
        ),
        oracle_only=("site",),
        bindings={"E": CLOSED_ENERGY, "p": CLOSED_POPULATION},
        shifted=("n",),
        conventions="energy and population of the level m of the spin number site, hbar omega = 1",
        checks=(
            Equality(
                full(_site, "partial traces of the stationary state of the full equation"),
                route="numeric",
                points=14,
            ),
        ),
        depends=("indist.eq16",),
    ),
    Claim(
        id="indist.text-local-thermal-half",
        where="Sec. V D",
        kind="identity",
        title="Local inverse temperature of spins 1/2 as a function of the energy",
        latex=r"\hbar\omega\beta_{Loc}=\ln\frac{n\hbar\omega-E^\infty_{\beta_0}(\beta_B)}{E^\infty_{\beta_0}(\beta_B)}",
        printed="log((n-E(n, 1/2, b, b0))/E(n, 1/2, b, b0))",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 4),
                "b": reals(-8, 8, smallest="1e-2"),
                "b0": reals(-6, 6, smallest="1e-2"),
            }
        ),
        bindings={"E": CLOSED_ENERGY},
        shifted=("n",),
        conventions="hbar omega = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: local.local_inverse_temperature(f, whole(p["n"]), p["b"], p["b0"]),
                    "populations of one spin in the stationary state of the full equation",
                ),
                route="numeric",
            ),
            Equality(
                closed(closed_local.local_inverse_temperature, n="n", b="b", b0="b0"),
                route="symbolic",
            ),
        ),
        depends=("indist.text-local-sym",),
        notes=(
            "It differs from the inverse temperature of the bath unless |b0| = |b| or n = 1, since the energy differs from "
            "the thermal one, see (23) and (24).",
        ),
    ),
    Claim(
        id="indist.eq30",
        where="Eq. (30)",
        kind="asymptotic",
        title="Local inverse temperature for a hot bath",
        latex=r"\hbar\omega\beta_{Loc}\underset{\hbar\omega|\beta_B|\ll1}{=}\hbar\omega\beta_B\frac{n+2}3",
        printed="b*(n+2)/3",
        domain=PAIRS,
        shifted=("n",),
        conventions="s = 1/2, b0 = infinity",
        checks=(
            Asymptotic(
                full(
                    _temperature,
                    "populations of one spin in the stationary state of the full equation",
                ),
                route="numeric",
                variable="b",
                sequence=powers_of_ten(-1, -5),
                title="limit of high temperature",
            ),
            Asymptotic(
                full(
                    _temperature,
                    "populations of one spin in the stationary state of the full equation",
                ),
                route="numeric",
                variable="b",
                sequence=tuple(-x for x in powers_of_ten(-1, -5)),
                title="the same from negative temperatures",
            ),
            Asymptotic(
                closed(closed_local.local_inverse_temperature, n="n", b="b"),
                route="symbolic",
                variable="b",
                sequence=powers_of_ten(-4, -8),
                domain=Domain({"n": integers(2, 1000)}),
                title="limit of high temperature for many spins",
            ),
        ),
        depends=("indist.text-local-thermal-half", "indist.eq27"),
    ),
    Claim(
        id="indist.eq31",
        where="Eq. (31)",
        kind="asymptotic",
        title="Local inverse temperature for a cold bath",
        latex=r"\hbar\omega\beta_{Loc}\underset{\hbar\omega|\beta_B|\gg1}{=}\ln n+\hbar\omega\beta_B",
        printed="log(n)+sgn*x",
        domain=DIRECTED,
        shifted=("n",),
        conventions="s = 1/2, b0 = infinity; b = sgn x, the difference vanishes at least as exp(-x)",
        checks=(
            Asymptotic(
                full(
                    _directed,
                    "populations of one spin in the stationary state of the full equation",
                ),
                route="numeric",
                variable="x",
                sequence=tuple(Fraction(x) for x in (10, 20, 30, 40)),
                remainder="exp(-x)",
                tight=False,
                title="limit of a cold bath, either sign",
                digits=80,
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: closed_local.local_inverse_temperature.digits(
                        d, n=whole(p["n"]), b=p["sgn"] * p["x"]
                    ),
                    "closed form of the local inverse temperature",
                    book="symbolic",
                ),
                variable="x",
                sequence=tuple(Fraction(x) for x in (20, 30, 40, 50)),
                remainder="exp(-x)",
                tight=False,
                title="limit of a cold bath for many spins, either sign",
                digits=80,
                domain=Domain({"n": integers(2, 1000), "sgn": among(-1, 1)}),
            ),
        ),
        caveats=(POSITIVE,),
        depends=("indist.text-local-thermal-half", "indist.eq29"),
        explained={
            text: "sgn is 1 on the part that is accepted"
            for text in ("log(n)+sgn**2*x", "log(n)+1/sgn*x", "log(n)+x")
        },
        notes=(
            "The print states the modulus |b| >> 1. The form sgn(b) (ln n + |b|) holds on both sides: at the opposite bath "
            "temperature the populations are exchanged.",
        ),
    ),
    Claim(
        id="indist.text-local-grow",
        where="below Eq. (31)",
        kind="statement",
        title="Amplification and mitigation grow with n",
        latex=r"|\beta_{Loc}|\ \text{increases with}\ n",
        printed="abs(B(k, b)) > abs(B(n, b))",
        prose=True,
        domain=Domain(
            {"n": integers(1, 40), "k": integers(2, 60), "b": reals(-20, 20)},
            lambda p: p["k"] > p["n"],
            "k larger than n",
        ),
        bindings={"B": CLOSED_TEMPERATURE},
        conventions="s = 1/2, b0 = +-infinity (amplification and mitigation alike)",
        checks=(Inequality(route="symbolic", points=80, search=40),),
        depends=("indist.eq30", "indist.eq31"),
    ),
    Claim(
        id="indist.text-nonthermal",
        where="Sec. V D, App. D",
        kind="statement",
        title="The local state is thermal for s = 1/2 and not for larger spins",
        latex=r"s\ge1:\ \frac{p_{Loc}(m_1+1)}{p_{Loc}(m_1)}\ne\frac{p_{Loc}(m_1)}{p_{Loc}(m_1-1)}\ \text{for some}\ m_1",
        printed="if_else(s >= 1, 1, 0)",
        prose=True,
        domain=multiples(27, first=2),
        oracle_only=("n", "i", "j", "x"),
        conventions="1 where some ratio of neighbouring populations differs; " + MULTIPLES,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _is_nonthermal(p),
                    "populations of one spin in the stationary state of the full equation, exact",
                ),
                route="numeric",
                truth=True,
                points=60,
            ),
        ),
        caveats=(
            Caveat(
                "b not 0 and |b0| different from |b|: an ensemble in thermal equilibrium and one in a bath of infinite "
                "temperature have thermal local states",
                lambda p: p["i"] != 0 and abs(p["i"]) != abs(p["j"]),
            ),
        ),
        depends=("indist.text-iff",),
    ),
)
