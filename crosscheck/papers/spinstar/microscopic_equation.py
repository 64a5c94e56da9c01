"""Photonic Carnot engine: the microscopic equations (5) and (6), term by term."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import micromaser as maser
from cotherm.numeric import micromaser_lindblad as lindblad
from cotherm.numeric.fields import Field
from cotherm.numeric.generators import Jump, commutator, dissipator, liouvillian
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.relaxation import propagate

from ...algebras import to_fmpq
from ...books import full, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from .maser_shared import (
    EXACT,
    LEVELS,
    cosine,
    generic,
    joint_operators,
    mode_operators,
    sine,
    to_matrix,
)

SEEDS = integers(1, 200)
PHYSICAL = "sigma_- = |g><e| (text-ladder) and D[x] rho = x rho x^+ - {x^+ x, rho}/2 (text-D)"
COMPLEX = "i is represented by the real matrix [[0, -1], [1, 0]], so that real matrices of twice the size hold complex ones"


def _damped(point: Point) -> dict[str, Any]:
    """x = a or sigma_-, its adjoint and a generic operator."""
    ops = joint_operators(point)
    pair = ("a", "ad") if point["jump"] == 0 else ("sm", "sp")
    return {"x": ops[pair[0]], "xd": ops[pair[1]], "rho": ops["rho"]}


def _relaxation(point: Point) -> flint.fmpq_mat:
    """Dissipator of one jump operator, as a superoperator, on the generic operator."""
    given = _damped(point)
    jump = Jump(to_matrix(given["x"]), to_matrix(given["xd"]), EXACT.one)
    return _applied(dissipator([jump]), given["rho"])


def _applied(superoperator: Matrix, rho: flint.fmpq_mat) -> flint.fmpq_mat:
    size = rho.nrows()
    image = superoperator.apply([rho[i, j] for i in range(size) for j in range(size)])
    return flint.fmpq_mat(size, size, image)


def _doubled(real: flint.fmpq_mat, imaginary: flint.fmpq_mat | None = None) -> flint.fmpq_mat:
    """The complex matrix real + i imaginary as a real one of twice the size."""
    size = real.nrows()
    zero = flint.fmpq_mat(size, size)
    other = zero if imaginary is None else imaginary
    whole_ = flint.fmpq_mat(2 * size, 2 * size)
    for i in range(size):
        for j in range(size):
            whole_[i, j] = whole_[size + i, size + j] = real[i, j]
            whole_[i, size + j], whole_[size + i, j] = -other[i, j], other[i, j]
    return whole_


def _unit(size: int) -> flint.fmpq_mat:
    return flint.fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])


def _complex_environment(ops: Mapping[str, Any], seed: Fraction) -> dict[str, Any]:
    """Operators in doubled form, a generic complex ``rho``, ``i`` and the dissipator ``D``."""
    real = ops["rho"]
    size = real.nrows()
    order = generic(size, seed + 1)
    masked = flint.fmpq_mat(size, size)
    for k in range(size):
        for m in range(size):
            masked[k, m] = order[k, m] if real[k, k] != 0 and real[m, m] != 0 else 0
    rho = _doubled(real, masked)
    names = [name for name in ops if name != "rho"]
    doubled = {name: _doubled(ops[name]) for name in names}
    adjoints = {"a": "ad", "sm": "sp"}
    pairs = [(doubled[k], doubled[v]) for k, v in adjoints.items() if k in doubled]
    zero = flint.fmpq_mat(size, size)

    def D(x: flint.fmpq_mat) -> flint.fmpq_mat:
        xd = next(adjoint for operator, adjoint in pairs if operator == x)
        half = flint.fmpq(1, 2)
        return x * rho * xd - half * (xd * x * rho + rho * xd * x)

    return {**doubled, "rho": rho, "i": _doubled(zero, _unit(size)), "D": D, "raw": (real, masked)}


def _eq5_environment(point: Point) -> dict[str, Any]:
    made = _complex_environment(joint_operators(point), point["seed"])
    ops = made
    hamiltonian = (
        to_fmpq(point["Omega"]) * ops["ad"] * ops["a"]
        + to_fmpq(point["omega"] / 2) * ops["sz"]
        + to_fmpq(point["g"]) * (ops["sp"] * ops["a"] + ops["sm"] * ops["ad"])
    )
    return {**made, "H": hamiltonian}


def _eq5_generator(point: Point) -> flint.fmpq_mat:
    """The rotating-frame Liouvillian plus the rotation Omega [excitations, rho], exact."""
    made = _eq5_environment(point)
    turning = lindblad.pass_liouvillian(
        EXACT,
        LEVELS,
        point["g"],
        point["gamma"],
        point["kappa"],
        detuning=point["omega"] - point["Omega"],
    )
    ops = lindblad.atom_field(EXACT, LEVELS)
    excitations = ops.number + ops.z * Fraction(1, 2)
    frame = liouvillian(excitations * point["Omega"], [])
    generator = turning.matrix + frame.matrix
    return _doubled_image(generator, made["raw"])


def _doubled_image(generator: Matrix, raw: tuple[Any, Any]) -> flint.fmpq_mat:
    real, imaginary = raw
    size = real.nrows()
    parts = [real[i, j] for i in range(size) for j in range(size)]
    parts += [imaginary[i, j] for i in range(size) for j in range(size)]
    image = generator.apply(parts)
    half = size * size
    return _doubled(
        flint.fmpq_mat(size, size, image[:half]), flint.fmpq_mat(size, size, image[half:])
    )


def _eq6_environment(point: Point) -> dict[str, Any]:
    made = _complex_environment(mode_operators(point), point["seed"])
    return {**made, "Hc": to_fmpq(point["Omega"]) * made["ad"] * made["a"]}


def _eq6_generator(point: Point) -> flint.fmpq_mat:
    a, adag = lindblad.mode(EXACT, LEVELS)
    number = Matrix.diagonal(EXACT, list(range(LEVELS)))
    empty = liouvillian(number * point["Omega"], [Jump(a, adag, EXACT.number(point["kappa"]))])
    return _doubled_image(empty.matrix, _eq6_environment(point)["raw"])


def _eq5_hamiltonian(point: Point) -> flint.fmpq_mat:
    """[H, rho] from the frame of the cavity: detuned pass plus rotation of the excitations."""
    turning = lindblad.atom_field(EXACT, LEVELS)
    half = Fraction(1, 2)
    inner = turning.z * ((point["omega"] - point["Omega"]) * half)
    coupled = _exchange(point["g"])
    frame = (turning.number + turning.z * half) * point["Omega"]
    return _applied(commutator(inner + coupled + frame), joint_operators(point)["rho"])


def _exchange(g: Fraction) -> Matrix:
    """Coupling written element by element: |g,n> to |e,n-1> and back (unnormalised states)."""
    entries: dict[tuple[int, int], Any] = {}
    for n in range(1, LEVELS):
        entries[n - 1, LEVELS + n] = g * n
        entries[LEVELS + n, n - 1] = g
    return Matrix.from_entries(EXACT, (2 * LEVELS, 2 * LEVELS), entries)


def _apart(field: Field, point: Point) -> list[Any]:
    """p_e and the mean photon number after gamma alone has acted."""
    n = whole(point["n"])
    size = n + 2
    generator = maser.pass_generator(field, size, 0, point["gamma"])
    with field:
        p_e = field.number(point["pe"])
        start = [field.zero] * (3 * size - 1)
        start[n], start[size + n] = p_e, field.one - p_e
        end = propagate(generator, start, 1)
        excited = field.sum(end[:size])
        populations = [end[k] + end[size + k] for k in range(size)]
    return [excited, maser.photon_mean(field, populations)]


def _amplitude(field: Field, point: Point) -> list[Any]:
    """Real and imaginary part of <a> after a time, from a state with a coherence of 0 and 1 photon."""
    a, adag = lindblad.mode(field, 2)
    number = Matrix.diagonal(field, [0, 1])
    coherence = Fraction(0) if point["scheme"] == 1 else Fraction(1, 4)
    with field:
        empty = liouvillian(number * point["Omega"], [Jump(a, adag, field.number(point["kappa"]))])
        rho = Matrix.from_entries(
            field,
            (2, 2),
            {(0, 0): "2/3", (1, 1): "1/3", (0, 1): coherence, (1, 0): coherence},
        )
        end = propagate(empty.matrix, empty.state(rho), point["t"])
        # <a> = <1|rho|0>; row-major, imaginary parts behind the real ones.
        return [end[2], end[4 + 2]]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.eq5",
        where="Eq. (5)",
        kind="definition",
        title="Master equation while an atom is in the cavity",
        latex=r"\dot\rho=-i[H,\rho]+\gamma D[\sigma_{0-}]+\kappa D[\hat a]",
        printed="-i*(H*rho-rho*H)+gamma*D(sm)+kappa*D(a)",
        domain=Domain(
            {
                "Omega": reals("1/2", 8),
                "omega": reals("1/2", 8),
                "g": reals("1/10", 3),
                "gamma": reals("1/10", 3),
                "kappa": reals("1/10", 3),
                "seed": SEEDS,
            }
        ),
        environment=_eq5_environment,
        environment_names=("H", "i", "D", "rho", "sm", "sp", "sz", "a", "ad", "raw"),
        partners=(("gamma", "kappa"), ("sm", "a")),
        conventions=f"{PHYSICAL}; {COMPLEX}; a generic complex operator of atom and field",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _eq5_generator(p),
                    "Liouvillian in the frame of the cavity, exact, turned back by its excitations",
                ),
                route="numeric",
                title="generator on a generic operator",
                points=6,
            ),
        ),
    ),
    Claim(
        id="spinstar.eq5.H",
        where="below Eq. (5)",
        kind="definition",
        title="Hamiltonian of atom and field",
        latex=r"H=H_c+(\omega/2)\sigma_{0z}+H_I",
        printed="(Omega*ad*a+omega/2*sz+g*(sp*a+sm*ad))*rho-rho*(Omega*ad*a+omega/2*sz+g*(sp*a+sm*ad))",
        domain=Domain(
            {
                "Omega": reals("1/2", 8),
                "omega": reals("1/2", 8),
                "g": reals("1/10", 3),
                "seed": SEEDS,
            }
        ),
        environment=joint_operators,
        environment_names=("rho", "sm", "sp", "sz", "a", "ad"),
        partners=(("Omega", "omega"), ("sp", "sm"), ("a", "ad")),
        conventions="commutator with a generic operator; H_c = Omega a^+ a and H_I as above (4)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _eq5_hamiltonian(p),
                    "detuning, coupling element by element, and Omega times the excitations",
                ),
                route="numeric",
                title="commutator with a generic operator",
                points=6,
            ),
        ),
        depends=("spinstar.eq5",),
        notes=(
            "At omega = Omega the excitations a^+ a + sigma_z/2 drop out of the frame of the cavity.",
        ),
    ),
    Claim(
        id="spinstar.text-D",
        where="below Eq. (5)",
        kind="definition",
        title="Superoperator of the relaxation to the environment",
        latex=r"D[x]=(2x\rho x^\dagger-\{xx^\dagger,\rho\})/2",
        printed="(2*x*rho*xd-(x*xd*rho+rho*x*xd))/2",
        domain=Domain({"jump": among(0, 1), "seed": SEEDS}),
        environment=_damped,
        environment_names=("x", "xd", "rho"),
        corrected="(2*x*rho*xd-(xd*x*rho+rho*xd*x))/2",
        cause="index",
        conventions="x = a (jump 0) and x = sigma_- (jump 1); a generic operator away from the cut of photon numbers",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _relaxation(p),
                    "dissipator of one jump operator that keeps trace and positivity",
                ),
                route="numeric",
                title="action on a generic operator",
                points=6,
            ),
        ),
        chase=Chase(
            transcription="{x x^+, rho} as in the text layer, compared twice",
            oracle="its trace functional is conserved exactly for both jump operators; D[a] lets the photons decay at kappa, "
            "D[sigma_-] the atom at gamma",
            extraction="the dagger stands at the second x in both places of the formula, and both are legible",
            convention="(4) writes the anticommutator in the right order for both of its terms; x = a^+ and x = sigma_+ would "
            "keep the printed order wrong as well",
        ),
        depends=("spinstar.eq5",),
        notes=(
            "As printed the trace would not be kept: Tr D[a] rho = -1 for every field state, since a a^+ = a^+ a + 1, and "
            "Tr D[sigma_-] rho = 2 p_e - 1. The printed D with x^+ for x (2 x^+ rho x) would keep it, but heat.",
        ),
        instead="D[x] = (2 x rho x^dagger - {x^dagger x, rho})/2, which keeps the trace",
    ),
    Claim(
        id="spinstar.text-gamma-term",
        where="below Eq. (5)",
        kind="statement",
        title="Atomic transitions that bring no photon",
        latex=r"\text{the second term is due to the atomic transition without emitting a photon into the cavity mode}",
        printed="[pe*exp(-gamma), n]",
        prose=True,
        domain=Domain(
            {"pe": reals("1/20", "19/20"), "gamma": reals("1/100", 3), "n": integers(1, 5)}
        ),
        conventions="p_e and mean photon number after gamma tau = gamma with g = kappa = 0, from n photons",
        checks=(
            Equality(
                full(_apart, "exponential of the generator of the pass without coupling"),
                route="numeric",
            ),
        ),
        depends=("spinstar.text-D",),
    ),
    Claim(
        id="spinstar.eq6",
        where="Eq. (6)",
        kind="definition",
        title="Master equation of the empty cavity",
        latex=r"\dot\rho_c=-i[H_c,\rho_c]+\kappa D[a_c]",
        printed="-i*(Hc*rho-rho*Hc)+kappa*D(a)",
        domain=Domain({"Omega": reals("1/2", 8), "kappa": reals("1/10", 3), "seed": SEEDS}),
        environment=_eq6_environment,
        environment_names=("Hc", "i", "D", "rho", "a", "ad", "raw"),
        conventions=f"{PHYSICAL}; {COMPLEX}; a_c is a",
        checks=(
            Equality(
                Oracle(lambda p, d: _eq6_generator(p), "Liouvillian of the mode, exact"),
                route="numeric",
                title="generator on a generic operator",
            ),
        ),
        depends=("spinstar.text-D",),
    ),
    Claim(
        id="spinstar.text-eq6-osc",
        where="below Eq. (6)",
        kind="statement",
        title="Damped oscillation of the empty cavity",
        latex=r"\text{(6) characterizes the damped oscillatory behavior of the empty cavity}",
        printed="[exp(-kappa*t/2)*cos(Omega*t)/4, -exp(-kappa*t/2)*sin(Omega*t)/4]",
        prose=True,
        domain=Domain(
            {
                "Omega": reals("1/2", 5),
                "kappa": reals("1/10", 2),
                "t": reals("1/10", 3),
                "scheme": among(0, 1),
            }
        ),
        oracle_only=("scheme",),
        bindings={"sin": sine, "cos": cosine},
        partners=(("sin", "cos"),),
        conventions="real and imaginary part of <a> with 0 or 1 photon, populations 2/3 and 1/3; 1/4 at the beginning for a state with "
        "coherence (scheme = 0), while the field states that the atoms leave have none (scheme = 1)",
        checks=(
            Equality(
                full(
                    _amplitude, "exponential of the Liouvillian of a mode with at most one photon"
                ),
                route="numeric",
            ),
        ),
        depends=("spinstar.eq6",),
        caveats=(
            Caveat(
                "a field with coherence between neighbouring photon numbers; the fields of the scheme are diagonal, <a> = 0, and "
                "their populations fall without any oscillation",
                lambda p: p["scheme"] == 0,
                fixes=("scheme",),
            ),
        ),
    ),
)
