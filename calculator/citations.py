"""BibTeX of the software and of the papers; only fields that are known for certain."""

from __future__ import annotations

PAPERS: dict[str, str] = {
    "heatcap": r"""@article{heatcap,
  author  = {Latune, C. L. and Sinayskiy, I. and Petruccione, F.},
  title   = {Collective heat capacity for quantum thermometry and quantum engine enhancements},
  journal = {New Journal of Physics},
  volume  = {22},
  pages   = {083049},
  year    = {2020},
}""",
    "indist": r"""@article{indist,
  author  = {Latune, C. L. and Sinayskiy, I. and Petruccione, F.},
  title   = {Thermodynamics from indistinguishability: Mitigating and amplifying the effects of
             the bath},
  journal = {Physical Review Research},
  volume  = {1},
  pages   = {033192},
  year    = {2019},
}""",
    "engine": r"""@article{engine,
  author  = {da Silva Souza, Leonardo and Manzano, Gonzalo and Fazio, Rosario and Iemini, Fernando},
  title   = {Collective effects on the performance and stability of quantum heat engines},
  journal = {Physical Review E},
  volume  = {106},
  pages   = {014143},
  year    = {2022},
}""",
    "qar": r"""@article{qar,
  author  = {Kloc and Meier and Hadjikyriakos and Schaller},
  title   = {Superradiant many-qubit absorption refrigerator},
  journal = {Physical Review Applied},
  volume  = {16},
  pages   = {044061},
  year    = {2021},
}""",
    "spinstar": r"""@article{spinstar,
  author  = {T{\"u}rkpen{\c{c}}e, Deniz and Altintas, Ferdi and Paternostro, Mauro and
             M{\"u}stecapl{\i}o{\u{g}}lu, {\"O}zg{\"u}r E.},
  title   = {A photonic {Carnot} engine powered by a spin-star network},
  journal = {EPL (Europhysics Letters)},
  volume  = {117},
  pages   = {50002},
  year    = {2017},
}""",
}
"""By key of the paper."""


def software() -> str:
    """Return the entry of this software, with the installed version."""
    from importlib.metadata import version

    return (
        "@software{cotherm,\n"
        "  author  = {{The cotherm maintainers}},\n"
        "  title   = {cotherm: verification of papers on collective quantum heat machines},\n"
        f"  version = {{{version('cotherm')}}},\n"
        "}"
    )
