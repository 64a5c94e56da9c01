"""Appendix C: equations of the pair moments closed at the third cumulant."""

from __future__ import annotations

from ...checks import Proof, Result
from ...claims import Chase, Claim
from .closed_moments import BARS, CONVENTIONS, moment_domain, vector_average

DERIVATION = "third_cumulant_equations"


def _proof(number: int) -> Proof:
    return Proof(DERIVATION, (Result("closure", number),))


def _chase(transcription: str, extraction: str) -> Chase:
    return Chase(
        transcription=transcription,
        oracle="the operator algebra (commutators, scaling, limit, closure by program) and the averaged vector "
        "equations agree with each other and not with the print; the exact generator of finite N tends to both",
        extraction=extraction,
        convention="no assignment of the lost bars makes the printed letters agree; the order of factors does not matter "
        "as N -> infinity",
    )


CLAIMS = (
    Claim(
        id="engine.eqC1",
        where="Eq. (C1)",
        kind="asymptotic",
        title="Closed equation of <xx>",
        latex=r"\frac{d\langle x_\ell x_\ell\rangle}{dt}=\omega_0[\Re(\langle x_\ell z_\ell\rangle)\langle y_\ell\rangle+(\langle z_\ell y_\ell\rangle-\langle z_\ell\rangle\langle y_\ell\rangle)\langle x_\ell\rangle"
        r"+(\langle x_\ell y_\ell\rangle-\langle x_\ell\rangle\langle y_\ell\rangle)\langle z_\ell\rangle]+\Gamma_0[(\langle x_\ell\rangle^2)\langle z_\ell\rangle+2(\Re\langle x_\ell z_\ell\rangle-\langle x_\ell\rangle\langle z_\ell\rangle)\langle x_\ell\rangle"
        r"+\frac{2\Gamma_0}{\beta_\ell E_\ell}(\langle(z_\ell)^2\rangle-\langle(x_\ell)^2\rangle)]",
        printed="w*(xz*Y+(zY-z*Y)*x+(xY-x*Y)*z)+g*(x**2*z+2*(xz-x*z)*x+2*g/t*(zz-xx))",
        corrected="w*(xz*Y+(zY-z*Y)*x+(xY-x*Y)*z)+g*(xx*z+2*(xz-x*z)*x)+2*g/t*(zz-xx)",
        domain=moment_domain("x z Y xx xz zz xY zY"),
        conventions=CONVENTIONS,
        checks=(vector_average("xx"), _proof(0)),
        cause="bracket and square: <(m_x)^2> stands as <m_x>^2, and the bracket of Gamma_0 closes after the thermal term; in the paper or "
        "only in the extraction of its text, as (C4) has both right",
        chase=_chase(
            "compared twice with the text",
            "cannot be excluded: the sister equation (C4) has both places right, so that the slip may be the "
            "extraction's and not the paper's",
        ),
        notes=(BARS,),
    ),
    Claim(
        id="engine.eqC2",
        where="Eq. (C2)",
        kind="asymptotic",
        title="Closed equation of <xy>",
        latex=r"\frac{d\langle x_\ell y_\ell\rangle}{dt}=\frac{\omega_0}{2}[\langle z_\ell y_\ell\rangle\langle x_\ell\rangle+\langle y_\ell y_\ell\rangle\langle z_\ell\rangle+\langle z_\ell y_\ell\rangle\langle y_\ell\rangle-2\langle y_\ell\rangle\langle z_\ell\rangle\langle y_\ell\rangle]"
        r"-(\langle x_\ell z_\ell\rangle\langle x_\ell\rangle+\langle x_\ell z_\ell\rangle\langle z_\ell\rangle+\langle z_\ell x_\ell\rangle\langle x_\ell\rangle-2\langle x_\ell\rangle\langle z_\ell\rangle\langle x_\ell\rangle)]"
        r"+\frac{\Gamma_0}{2}[(\langle z_\ell y_\ell\rangle+\Re\langle z_\ell y_\ell\rangle)\langle x_\ell\rangle+(\langle x_\ell z_\ell\rangle+\Re\langle x_\ell z_\ell\rangle)\langle y_\ell\rangle]"
        r"+2\Re(\langle x_\ell y_\ell\rangle)\langle z_\ell\rangle-4\langle x_\ell\rangle\langle y_\ell\rangle\langle z_\ell\rangle-\frac{2\Gamma_0}{\beta_\ell E_\ell}\langle x_\ell y_\ell\rangle",
        printed="w/2*(yz*x+yY*z+zY*y-2*y*z*Y-(xz*X+xz*z+zX*x-2*x*z*X))+g/2*((yz+yz)*x+(xz+xz)*y)+2*xy*z-4*x*y*z-2*g/t*xy",
        corrected="w/2*(yz*Y+yY*z+zY*y-2*y*z*Y-(xz*X+xX*z+zX*x-2*x*z*X))+g/2*((yz+yz)*x+(xz+xz)*y+2*xy*z-4*x*y*z)-2*g/t*xy",
        domain=moment_domain("x y z X Y xy xz yz xX yY zX zY"),
        oracle_only=("xX",),
        conventions=CONVENTIONS,
        checks=(vector_average("xy"), _proof(1)),
        cause="components: <zy><y> stands as <zy><x> and <xx><z> as <xz><z>; the bracket of Gamma_0/2 closes too early",
        chase=_chase(
            "compared twice with the text; the bracket of omega_0/2, unbalanced in the text, is read around all eight terms",
            "brackets at line ends are doubtful (one is unbalanced); the two wrong components are letters, which the "
            "extraction keeps elsewhere",
        ),
        notes=(BARS,),
    ),
    Claim(
        id="engine.eqC3",
        where="Eq. (C3)",
        kind="asymptotic",
        title="Closed equation of <xz>",
        latex=r"\frac{d\langle x_\ell z_\ell\rangle}{dt}=\frac{\omega_0}{2}[(\langle(z_\ell)^2\rangle-\langle(x_\ell)^2\rangle)\langle y_\ell\rangle+2(\langle z_\ell y_\ell\rangle-\langle z_\ell\rangle\langle y_\ell\rangle)\langle z_\ell\rangle-2(\langle x_\ell y_\ell\rangle-\langle x_\ell\rangle\langle y_\ell\rangle)\langle x_\ell\rangle"
        r"+\langle x_\ell y_\ell\rangle\langle x_\ell\rangle+\langle x_\ell z_\ell\rangle\langle y_\ell\rangle+\langle y_\ell z_\ell\rangle\langle x_\ell\rangle-2\langle y_\ell\rangle\langle x_\ell\rangle\langle z_\ell\rangle]"
        r"-\frac{\Gamma_0}{2}[(1-2\langle(z_\ell)^2\rangle)\langle x_\ell\rangle-4(\Re\langle x_\ell z_\ell\rangle-\langle x_\ell\rangle\langle z_\ell\rangle)\langle z_\ell\rangle]-\frac{\Gamma_0}{\beta_\ell E_\ell}(4\Re\langle x_\ell z_\ell\rangle+\langle x_\ell z_\ell\rangle)",
        printed="w/2*((zz-xx)*Y+2*(zY-z*Y)*z-2*(xY-x*Y)*x+xy*X+xz*y+yz*x-2*y*x*z)-g/2*((1-2*zz)*x-4*(xz-x*z)*z)-g/t*(4*xz+xz)",
        corrected="w/2*((zz-xx)*Y+2*(zY-z*Y)*z-2*(xY-x*Y)*x+xy*X+xX*y+yX*x-2*y*x*X)-g/2*((1-2*zz)*x-4*(xz-x*z)*z)-g/t*(4*xz+xz)",
        domain=moment_domain("x y z X Y xx xy xz yz zz xX xY yX zY"),
        oracle_only=("xX", "yX"),
        conventions=CONVENTIONS,
        checks=(vector_average("xz", unit_length=True), _proof(3)),
        cause="component: m_z stands for the m_x of the other ensemble in three terms",
        chase=_chase(
            "compared twice with the text",
            "the letters are plain in the text; three equal slips in one line are hardly the extraction's",
        ),
        notes=(
            BARS,
            "The length of the spin is used before closing: <x(1-2z^2)> and not <x(x^2+y^2-z^2)>.",
        ),
    ),
    Claim(
        id="engine.eqC4",
        where="Eq. (C4)",
        kind="asymptotic",
        title="Closed equation of <yy>",
        latex=r"\frac{d\langle y_\ell y_\ell\rangle}{dt}=-\omega_0[\Re(\langle y_\ell z_\ell\rangle)\langle x_\ell\rangle+(\langle z_\ell x_\ell\rangle-\langle z_\ell\rangle\langle x_\ell\rangle)\langle y_\ell\rangle+(\langle y_\ell x_\ell\rangle-\langle y_\ell\rangle\langle x_\ell\rangle)\langle z_\ell\rangle]"
        r"+\Gamma_0[\langle(y_\ell)^2\rangle\langle z_\ell\rangle+2(\Re\langle y_\ell z_\ell\rangle-\langle y_\ell\rangle\langle z_\ell\rangle)\langle y_\ell\rangle]+\frac{2\Gamma_0}{\beta_\ell E_\ell}(\langle(z_\ell)^2\rangle-\langle(y_\ell)^2\rangle)",
        printed="-w*(yz*X+(zX-z*X)*y+(yX-y*X)*z)+g*(yy*z+2*(yz-y*z)*y)+2*g/t*(zz-yy)",
        domain=moment_domain("y z X yy yz zz yX zX"),
        conventions=CONVENTIONS,
        checks=(vector_average("yy"), _proof(4)),
        notes=(BARS,),
    ),
    Claim(
        id="engine.eqC5",
        where="Eq. (C5)",
        kind="asymptotic",
        title="Closed equation of <yz>",
        latex=r"\frac{d\langle y_\ell z_\ell\rangle}{dt}=-\frac{\omega_0}{2}[(\langle(z_\ell)^2\rangle-\langle(y_\ell)^2\rangle)\langle x_\ell\rangle+2(\langle z_\ell x_\ell\rangle-\langle z_\ell\rangle\langle x_\ell\rangle)\langle z_\ell\rangle-2(\langle y_\ell x_\ell\rangle-\langle y_\ell\rangle\langle x_\ell\rangle)\langle y_\ell\rangle"
        r"+\langle y_\ell x_\ell\rangle\langle z_\ell\rangle+\langle y_\ell y_\ell\rangle\langle x_\ell\rangle+\langle x_\ell y_\ell\rangle\langle z_\ell\rangle-2\langle x_\ell\rangle\langle y_\ell\rangle\langle z_\ell\rangle]"
        r"-\frac{\Gamma_0}{2}[(1-2\langle(z_\ell)^2\rangle)\langle y_\ell\rangle-4(\Re\langle y_\ell z_\ell\rangle-\langle y_\ell\rangle\langle z_\ell\rangle)\langle z_\ell\rangle]-\frac{\Gamma_0}{\beta_\ell E_\ell}(4\Re\langle y_\ell z_\ell\rangle+\langle y_\ell z_\ell\rangle)",
        printed="-w/2*((zz-yy)*X+2*(zX-z*X)*z-2*(yX-y*X)*y+xy*z+yY*x+xY*z-2*x*y*z)-g/2*((1-2*zz)*y-4*(yz-y*z)*z)-g/t*(4*yz+yz)",
        corrected="-w/2*((zz-yy)*X+2*(zX-z*X)*z-2*(yX-y*X)*y+xy*Y+yY*x+xY*y-2*x*y*Y)-g/2*((1-2*zz)*y-4*(yz-y*z)*z)-g/t*(4*yz+yz)",
        domain=moment_domain("x y z X Y xy yy yz zz xY yX yY zX"),
        oracle_only=("Y",),
        conventions=CONVENTIONS,
        checks=(vector_average("yz", unit_length=True), _proof(6)),
        cause="component: m_z stands for m_y in three terms",
        chase=_chase(
            "compared twice with the text",
            "the letters are plain in the text; (C3), which differs by exchange of x and y, has its slips at other places",
        ),
        notes=(BARS, "The length of the spin is used before closing, as in (C3)."),
    ),
    Claim(
        id="engine.eqC6",
        where="Eq. (C6)",
        kind="asymptotic",
        title="Closed equation of <zz>",
        latex=r"\frac{d\langle z_\ell z_\ell\rangle}{dt}=\omega_0[\Re(\langle y_\ell z_\ell\rangle)\langle x_\ell\rangle+(\langle z_\ell x_\ell\rangle-\langle z_\ell\rangle\langle x_\ell\rangle)\langle y_\ell\rangle+(\langle y_\ell x_\ell\rangle-\langle y_\ell\rangle\langle x_\ell\rangle)\langle z_\ell\rangle"
        r"-\Re(\langle x_\ell z_\ell\rangle)\langle y_\ell\rangle-(\langle z_\ell y_\ell\rangle-\langle z_\ell\rangle\langle y_\ell\rangle)\langle x_\ell\rangle-(\langle x_\ell y_\ell\rangle-\langle x_\ell\rangle\langle y_\ell\rangle)\langle z_\ell\rangle]"
        r"-\Gamma_0[(\langle(x_\ell)^2\rangle+\langle(y_\ell)^2\rangle)\langle z_\ell\rangle+2(\Re\langle x_\ell z_\ell\rangle-\langle x_\ell\rangle\langle z_\ell\rangle)\langle x_\ell\rangle+2(\Re\langle y_\ell z_\ell\rangle-\langle y_\ell\rangle\langle z_\ell\rangle)\langle y_\ell\rangle]"
        r"-\frac{2\Gamma_0}{\beta_\ell E_\ell}(3\langle(z_\ell)^2\rangle-1)",
        printed="w*(yz*X+(zX-z*X)*y+(yX-y*X)*z-xz*Y-(zY-z*Y)*x-(xY-x*Y)*z)-g*((xx+yy)*z+2*(xz-x*z)*x+2*(yz-y*z)*y)-2*g/t*(3*zz-1)",
        domain=moment_domain("x y z X Y xx xz yy yz zz xY yX zX zY"),
        conventions=CONVENTIONS,
        checks=(vector_average("zz", unit_noise=True), _proof(7)),
        notes=(
            BARS,
            "Here <(x^2+y^2)z> is closed and not <z-z^3>: at omega_0 = 0 this is not (39), see engine.textC-consistency.",
        ),
    ),
)
