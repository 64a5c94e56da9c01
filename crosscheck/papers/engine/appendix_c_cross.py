"""Appendix C, second part: pair moments with one component of each ensemble."""

from __future__ import annotations

from cotherm.numeric import macroscopic_bath
from cotherm.numeric.fields import Rational

from ...checks import Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, reals
from .closed_moments import BARS, CONVENTIONS, moment_domain, vector_average

LOST = "The equation is absent from the available text; this one is derived anew, and that its number belongs to this moment is a guess."


def _closed(first: str, second: str, third: str) -> str:
    """<abc> without third cumulant, as text."""
    a, b, c = first, second, third

    def pair(u: str, v: str) -> str:
        return "".join(sorted(u + v, key="xyzXYZ".index))

    return f"({pair(a, b)}*{c}+{pair(a, c)}*{b}+{pair(b, c)}*{a}-2*{a}*{b}*{c})"


def _lost(number: int, moment: str, latex: str, printed: str, symbols: str) -> Claim:
    """One of the five equations that the text lost, derived anew."""
    order = {"xX": 8, "xY": 9, "xZ": 10, "yY": 11, "yZ": 12}
    return Claim(
        id=f"engine.eqC{number}",
        where=f"Eq. (C{number}), lost in the available text",
        kind="asymptotic",
        title=f"Closed equation of <{moment}>, derived anew",
        latex=latex,
        prose=True,
        printed=printed,
        domain=moment_domain(symbols, other=True),
        conventions=CONVENTIONS,
        checks=(
            vector_average(moment),
            Proof("third_cumulant_equations", (Result("closure", order[moment]),)),
        ),
        notes=(LOST,),
    )


def _consistency(point: Point) -> object:
    """(39) as the numeric book has it, per Gamma_0."""
    return macroscopic_bath.closed_rates(Rational(), point["t"], point["z"], point["zz"])[1]


CLAIMS = (
    _lost(
        7,
        "xX",
        r"\frac{d\langle x_\ell x_{\bar\ell}\rangle}{dt}=\frac{\omega_0}2(\langle z_\ell x_{\bar\ell}y_{\bar\ell}\rangle+\langle x_\ell y_\ell z_{\bar\ell}\rangle)+\frac{\Gamma_0}2(\langle x_\ell z_\ell x_{\bar\ell}\rangle+\langle x_\ell x_{\bar\ell}z_{\bar\ell}\rangle)"
        r"-\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac1{\beta_{\bar\ell}E_{\bar\ell}})\langle x_\ell x_{\bar\ell}\rangle",
        f"w/2*({_closed('z', 'X', 'Y')}+{_closed('x', 'y', 'Z')})+g/2*({_closed('x', 'z', 'X')}+{_closed('x', 'X', 'Z')})-g*(1/t+1/T)*xX",
        "x y z X Y Z xy xz xX xZ yZ zX zY XY XZ",
    ),
    _lost(
        8,
        "xY",
        r"\frac{d\langle x_\ell y_{\bar\ell}\rangle}{dt}=\frac{\omega_0}2(\langle z_\ell y_{\bar\ell}y_{\bar\ell}\rangle-\langle x_\ell x_\ell z_{\bar\ell}\rangle)+\frac{\Gamma_0}2(\langle x_\ell z_\ell y_{\bar\ell}\rangle+\langle x_\ell y_{\bar\ell}z_{\bar\ell}\rangle)"
        r"-\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac1{\beta_{\bar\ell}E_{\bar\ell}})\langle x_\ell y_{\bar\ell}\rangle",
        f"w/2*({_closed('z', 'Y', 'Y')}-{_closed('x', 'x', 'Z')})+g/2*({_closed('x', 'z', 'Y')}+{_closed('x', 'Y', 'Z')})-g*(1/t+1/T)*xY",
        "x z Y Z xx xz xY xZ zY YY YZ",
    ),
    _lost(
        9,
        "xZ",
        r"\frac{d\langle x_\ell z_{\bar\ell}\rangle}{dt}=\frac{\omega_0}2(\langle z_\ell y_{\bar\ell}z_{\bar\ell}\rangle+\langle x_\ell x_\ell y_{\bar\ell}\rangle-\langle x_\ell y_\ell x_{\bar\ell}\rangle)+\frac{\Gamma_0}2(\langle x_\ell z_\ell z_{\bar\ell}\rangle-\langle x_\ell x_{\bar\ell}x_{\bar\ell}\rangle-\langle x_\ell y_{\bar\ell}y_{\bar\ell}\rangle)"
        r"-\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac2{\beta_{\bar\ell}E_{\bar\ell}})\langle x_\ell z_{\bar\ell}\rangle",
        f"w/2*({_closed('z', 'Y', 'Z')}+{_closed('x', 'x', 'Y')}-{_closed('x', 'y', 'X')})"
        f"+g/2*({_closed('x', 'z', 'Z')}-{_closed('x', 'X', 'X')}-{_closed('x', 'Y', 'Y')})-g*(1/t+2/T)*xZ",
        "x y z X Y Z xx xy xz xX xY xZ yX zY zZ XX YY YZ",
    ),
    _lost(
        10,
        "yY",
        r"\frac{d\langle y_\ell y_{\bar\ell}\rangle}{dt}=-\frac{\omega_0}2(\langle z_\ell x_{\bar\ell}y_{\bar\ell}\rangle+\langle x_\ell y_\ell z_{\bar\ell}\rangle)+\frac{\Gamma_0}2(\langle y_\ell z_\ell y_{\bar\ell}\rangle+\langle y_\ell y_{\bar\ell}z_{\bar\ell}\rangle)"
        r"-\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac1{\beta_{\bar\ell}E_{\bar\ell}})\langle y_\ell y_{\bar\ell}\rangle",
        f"-w/2*({_closed('z', 'X', 'Y')}+{_closed('x', 'y', 'Z')})+g/2*({_closed('y', 'z', 'Y')}+{_closed('y', 'Y', 'Z')})-g*(1/t+1/T)*yY",
        "x y z X Y Z xy xZ yz yY yZ zX zY XY YZ",
    ),
    _lost(
        11,
        "yZ",
        r"\frac{d\langle y_\ell z_{\bar\ell}\rangle}{dt}=-\frac{\omega_0}2(\langle z_\ell x_{\bar\ell}z_{\bar\ell}\rangle+\langle y_\ell y_\ell x_{\bar\ell}\rangle-\langle x_\ell y_\ell y_{\bar\ell}\rangle)+\frac{\Gamma_0}2(\langle y_\ell z_\ell z_{\bar\ell}\rangle-\langle y_\ell x_{\bar\ell}x_{\bar\ell}\rangle-\langle y_\ell y_{\bar\ell}y_{\bar\ell}\rangle)"
        r"-\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac2{\beta_{\bar\ell}E_{\bar\ell}})\langle y_\ell z_{\bar\ell}\rangle",
        f"-w/2*({_closed('z', 'X', 'Z')}+{_closed('y', 'y', 'X')}-{_closed('x', 'y', 'Y')})"
        f"+g/2*({_closed('y', 'z', 'Z')}-{_closed('y', 'X', 'X')}-{_closed('y', 'Y', 'Y')})-g*(1/t+2/T)*yZ",
        "x y z X Y Z xy xY yy yz yX yY yZ zX zZ XX XZ YY",
    ),
    Claim(
        id="engine.eqC12",
        where="Eq. (C12)",
        kind="asymptotic",
        title="Closed equation of the product of both m_z",
        latex=r"\frac{d\langle z_\ell z_{\bar\ell}\rangle}{dt}=\frac{\omega_0}{2}[(\langle x_\ell z_{\bar\ell}\rangle-\langle x_\ell z_{\bar\ell}\rangle)\langle y_\ell\rangle+(\langle z_{\bar\ell}x_\ell\rangle-\langle z_{\bar\ell}x_\ell\rangle)\langle y_\ell\rangle+(\langle y_\ell z_{\bar\ell}\rangle-\langle y_\ell z_{\bar\ell}\rangle)\langle x_{\bar\ell}\rangle"
        r"+(\langle z_{\bar\ell}y_\ell\rangle-\langle z_{\bar\ell}y_\ell\rangle)\langle x_{\bar\ell}\rangle+(\langle x_\ell y_{\bar\ell}\rangle-\langle x_\ell y_{\bar\ell}\rangle-2\langle x_\ell\rangle\langle y_{\bar\ell}\rangle+2\langle y_\ell\rangle\langle x_{\bar\ell}\rangle)(\langle z_{\bar\ell}\rangle-\langle z_\ell\rangle)]"
        r"-\frac{\Gamma_0}{2}[(\langle(x_\ell)^2\rangle+\langle(y_\ell)^2\rangle)\langle z_{\bar\ell}\rangle+2(\langle x_\ell z_{\bar\ell}\rangle-\langle x_\ell\rangle\langle z_{\bar\ell}\rangle)\langle x_\ell\rangle+2(\langle y_\ell z_{\bar\ell}\rangle-\langle y_\ell\rangle\langle z_{\bar\ell}\rangle)\langle y_\ell\rangle"
        r"+(\langle(x_{\bar\ell})^2\rangle+\langle(y_{\bar\ell})^2\rangle)\langle z_\ell\rangle+2(\langle x_{\bar\ell}z_\ell\rangle-\langle x_{\bar\ell}\rangle\langle z_\ell\rangle)\langle x_{\bar\ell}\rangle+2(\langle y_{\bar\ell}z_\ell\rangle-\langle y_{\bar\ell}\rangle\langle z_\ell\rangle)\langle y_{\bar\ell}\rangle]"
        r"-2\Gamma_0(\frac1{\beta_\ell E_\ell}+\frac1{\beta_{\bar\ell}E_{\bar\ell}})\langle z_\ell z_{\bar\ell}\rangle",
        printed="w/2*((xz-xZ)*Y+(XZ-zX)*y+(yZ-yz)*X+(zY-YZ)*x+(yX-xY-2*X*y+2*Y*x)*(Z-z))"
        "-g/2*((xx+yy)*Z+2*(xZ-x*Z)*x+2*(yZ-y*Z)*y+(XX+YY)*z+2*(zX-X*z)*X+2*(zY-Y*z)*Y)-2*g*(1/t+1/T)*zZ",
        domain=moment_domain(
            "x y z X Y Z xx xz yy yz xY xZ yX yZ zX zY zZ XX XZ YY YZ", other=True
        ),
        conventions=CONVENTIONS,
        checks=(
            vector_average("zZ"),
            Proof("third_cumulant_equations", (Result("closure", 13),)),
        ),
        notes=(
            BARS,
            "As the bars stand in the text every difference in the first line would vanish identically.",
        ),
    ),
    Claim(
        id="engine.textC-consistency",
        where="App. C against Sec. V.A",
        kind="statement",
        title="(C6) without drive and (39) are two different closures",
        latex=r"\text{right side of (39)}=\text{right side of (C6)}|_{\omega_0=0}+2\langle\hat m^z\rangle(\langle(\hat m^z)^2\rangle-\langle\hat m^z\rangle^2)",
        prose=True,
        printed="-(1-zz)*z-2/t*(3*zz-1)+2*z*(zz-z**2)",
        domain=Domain(
            {"z": reals("-9/10", "9/10"), "zz": reals("1/20", "19/20"), "t": reals("1/5", 20)}
        ),
        conventions="per Gamma_0; (C6) at omega_0 = 0, <m_x> = <m_y> = 0 and <x^2> + <y^2> = 1 - <z^2>, against (39); the paper nowhere says "
        "that they agree, the relation is ours",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _consistency(p),
                    "(39): the moment equation of m_z^2 with <m_z^3> closed",
                ),
                route="numeric",
            ),
            Proof(
                "third_cumulant_closure",
                (Result("closure", 1),),
                {"m_1": "z", "m_2": "zz", "x": "t"},
                title="proof, against (39), derived",
            ),
        ),
        depends=("engine.eqC6", "engine.eq39"),
        notes=(
            "Both describe the same moment in the same limit: (C6) closes <(x^2+y^2)z>, (39) closes <z^3>; the length of the spin is used after "
            "and before. Each holds as an equation of its own; only the exact third cumulants could reconcile them.",
            "Stationary <m_z>: 3/x - sqrt(9/x^2 + 1) from (C6), a root of a cubic from (39), 2/x - coth(x/2) exactly; "
            "at large x they are -1 + 3/x, -1 + 2/x + ... and -1 + 2/x.",
        ),
    ),
)
