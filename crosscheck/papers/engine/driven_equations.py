"""Sec. V.B and V.C: equations of the driven magnetisations, higher cumulants, second-order closure."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import closed_bath, two_spin_state
from cotherm.numeric.fields import Field

from ...books import full
from ...checks import Equality, Proof, Result
from ...claims import Chase, Claim
from ...domain import Domain, Point, reals
from .closed_moments import BARS, CONVENTIONS, moment_domain, vector_average

FIRST = (Fraction(2, 3), Fraction(1, 3), Fraction(-2, 3))
SECOND = (Fraction(2, 7), Fraction(-3, 7), Fraction(6, 7))
SINGLE = "-((1+{r})/2*log((1+{r})/2)+(1-{r})/2*log((1-{r})/2))"


def _limit(number: int) -> Proof:
    return Proof("driven_magnetization_equations", (Result("limit", number),))


def _factorised_entropy(field: Field, point: Point) -> Any:
    """Entropy of the two-spin state rebuilt from factorised pair moments."""
    first = [point["r"] * x for x in FIRST]
    second = [point["s"] * x for x in SECOND]
    pairs = [[a * b for b in second] for a in first]
    return two_spin_state.entropy(field, *two_spin_state.rebuilt_state(field, first, second, pairs))


CLAIMS = (
    Claim(
        id="engine.eq47",
        where="Eq. (47), first line",
        kind="asymptotic",
        title="Equation of <m_x> with drive",
        latex=r"\frac{d\langle\hat m_\ell^x\rangle}{dt}=\frac12\omega_0\langle\hat m_\ell^z\hat m_\ell^y\rangle+\frac{\Gamma_0}{2}\Re\langle\hat m_\ell^x\hat m_\ell^z\rangle-\frac{\Gamma_0}{\beta_\ell E_\ell}\langle\hat m_\ell^x\rangle",
        printed="1/2*w*zY+g/2*xz-g/t*x",
        domain=moment_domain("x xz zY"),
        conventions=CONVENTIONS,
        checks=(vector_average("x"), _limit(0)),
        depends=("engine.eq29",),
        notes=(BARS,),
    ),
    Claim(
        id="engine.eq47b",
        where="Eq. (47), second line",
        kind="asymptotic",
        title="Equation of <m_y> with drive",
        latex=r"\frac{d\langle\hat m_\ell^y\rangle}{dt}=-\frac12\omega_0\langle\hat m_\ell^z\hat m_\ell^x\rangle+\frac{\Gamma_0}{2}\Re\langle\hat m_\ell^y\hat m_\ell^z\rangle-\frac{\Gamma_0}{\beta_\ell E_\ell}\langle\hat m_\ell^y\rangle",
        printed="-1/2*w*zX+g/2*yz-g/t*y",
        domain=moment_domain("y yz zX"),
        conventions=CONVENTIONS,
        checks=(vector_average("y"), _limit(1)),
        depends=("engine.eq29",),
        notes=(BARS,),
    ),
    Claim(
        id="engine.eq47c",
        where="Eq. (47), third line",
        kind="asymptotic",
        title="Equation of <m_z> with drive",
        latex=r"\frac{d\langle\hat m_\ell^z\rangle}{dt}=\frac12\omega_0(\langle\hat m_\ell^y\hat m_\ell^x\rangle-\langle\hat m_\ell^x\hat m_\ell^y\rangle)-\frac{\Gamma_0}{2}(\langle\hat m_\ell^x\hat m_\ell^x\rangle+\langle\hat m_\ell^y\hat m_\ell^y\rangle)"
        r"-\frac{2\Gamma_0}{\beta_\ell E_\ell}\langle\hat m_\ell^z\rangle",
        printed="1/2*w*(yX-xY)-g/2*(xx+yy)-2*g/t*z",
        domain=moment_domain("z xx yy xY yX"),
        conventions=CONVENTIONS,
        checks=(vector_average("z"), _limit(2)),
        depends=("engine.eq30",),
        notes=(
            BARS,
            "The thermal term has the sign of (38), not that printed in (30); <x^2> + <y^2> is left as it is.",
        ),
    ),
    Claim(
        id="engine.text-highercum",
        where="Sec. V.B, App. D",
        kind="statement",
        title="With the third cumulant closed all higher ones vanish",
        latex=r"\kappa_3=0\;\Rightarrow\;\kappa_4=0",
        prose=True,
        printed="0",
        domain=Domain({"x": reals("1/2", 30)}),
        oracle_only=("x",),
        conventions="tested on one ensemble without drive: the fourth cumulant of m_z with which the third equation of the "
        "hierarchy (37) is stationary too, in the stationary state of (38), (39)",
        checks=(
            Equality(
                full(
                    lambda f, p: closed_bath.demanded_fourth_cumulant(f, p["x"]),
                    "exact moment equations of orders 1 to 3 with vanishing third cumulant, certified root",
                ),
                route="numeric",
            ),
        ),
        chase=Chase(
            transcription="a sentence, made twice; as a formula it is ours",
            oracle="the equations of orders 1 to 3 are those of the exact generator (engine.eq37); the root is certified",
            extraction="the sentence is complete in the text",
            convention="as a rule of the scheme (set the fourth cumulant to zero as well) it can be followed, and (D2) does; "
            "as a consequence of the closure, which the sentence states, it fails: two equally likely points have no "
            "third but a fourth cumulant",
        ),
        depends=("engine.eq37", "engine.eq38", "engine.eq39"),
        notes=(
            "Setting the third cumulant to zero fixes no higher one, and the hierarchy then asks for a fourth cumulant "
            "other than zero. (D2) is a second approximation and not a consequence of the first.",
        ),
        instead="a third cumulant of zero leaves the fourth free: two equally likely points at m = -1 and 1 have a third cumulant of 0 and a "
        "fourth of -2; as a rule of truncation (set the fourth to zero as well) the statement is consistent",
    ),
    Claim(
        id="engine.text-2nd",
        where="Sec. V.C",
        kind="statement",
        title="No correlation between two spins in a second-order closure",
        latex=r"\langle\hat m_1^\alpha\hat m_2^\beta\rangle=\langle\hat m_1^\alpha\rangle\langle\hat m_2^\beta\rangle\;\Rightarrow\;S(\hat\rho_{1,2})=S(\hat\rho_1)+S(\hat\rho_2)",
        prose=True,
        printed=f"{SINGLE.format(r='r')}+{SINGLE.format(r='s')}",
        domain=Domain({"r": reals("1/20", "19/20"), "s": reals("1/20", "19/20")}),
        partners=(("r", "s"),),
        conventions="r, s: lengths of both magnetisations, in two generic directions; nats",
        checks=(
            Equality(
                full(
                    _factorised_entropy,
                    "entropy of the two-spin state rebuilt from factorised pair moments, from its eigenvalues",
                ),
                route="numeric",
            ),
        ),
    ),
)
