"""The command line: what can be typed. What each command does is in `cotherm.commands`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from cotherm.errors import InputError, PrecisionError, refusal

app = typer.Typer(
    name="cotherm",
    help="Closed forms and full master equations of collective quantum heat machines, "
    "and a verdict for each claim of five papers.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Markup = Annotated[str, typer.Option("--format", help="md or tex.")]


@app.command()
def calc(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A quantity.")],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters: J=5, b=1e-12, q=1/2, inf."),
    ] = None,
    route: Annotated[
        str, typer.Option(help="closed (closed form) or numeric (full master equation).")
    ] = "closed",
    digits: Annotated[
        int | None, typer.Option(help="Significant digits, certified; float64 if left out.")
    ] = None,
    json: Json = False,
) -> None:
    """Evaluate a quantity at one point."""
    from cotherm.commands import calculate

    calculate(name, parameters or [], route, digits, json)


@app.command()
def quantities(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A quantity.")] = None,
    json: Json = False,
) -> None:
    """List the quantities that `calc` knows, or describe one."""
    from cotherm.commands import describe

    describe(name, json)


@app.command()
def verify(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PAPER|CLAIM]...", help="All claims if left out."),
    ] = None,
    digits: Annotated[
        int | None, typer.Option(help="At least that many digits in certified comparisons.")
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help="More points and more digits.")] = False,
    jobs: Annotated[int | None, typer.Option(help="Processes; one per core if left out.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that one claim may take.")] = 120.0,
    reports: Annotated[
        Path | None, typer.Option(help="Folder in which to leave the reports (md and tex).")
    ] = None,
    journal: Annotated[
        Path | None, typer.Option(help="Where finished claims are kept until the run ends.")
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option(help="Make the new verdicts the expected ones, in this crosscheck/ folder."),
    ] = None,
    json: Json = False,
) -> None:
    """Check claims and give a verdict for each; a run that was killed goes on where it stopped."""
    from cotherm.commands import verification

    raise typer.Exit(
        verification(targets or [], digits, deep, jobs, timeout, reports, journal, accept, json)
    )


@app.command(name="list")
def list_claims(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="[PAPER|CLAIM]...", help="All if left out.")
    ] = None,
    json: Json = False,
) -> None:
    """List the claims with their verdicts, from the records shipped with the package."""
    from cotherm.commands import listing

    listing(targets or [], json)


@app.command()
def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id, such as heatcap.eq7.")],
    json: Json = False,
) -> None:
    """Show a claim: print, domain, both routes, verdict, evidence, mutants, how to re-run it."""
    from cotherm.commands import exhibit

    exhibit(claim, json)


@app.command()
def report(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="[PAPER]...", help="All papers if left out.")
    ] = None,
    markup: Annotated[str, typer.Option("--format", help="Some of md,tex,html.")] = "md,tex",
    folder: Annotated[Path, typer.Option("--output", help="Where they go.")] = Path("reports"),
) -> None:
    """Write the reports from the records shipped with the package."""
    from cotherm.commands import reports

    reports(targets or [], markup, folder)


@app.command()
def derive(
    quantity: Annotated[str, typer.Argument(metavar="QUANTITY", help="What to derive.")],
    markup: Markup = "md",
    json: Json = False,
) -> None:
    """Print a derivation; every step is checked while it runs."""
    from cotherm.commands import derivation

    derivation(quantity, markup, json)


@app.command()
def cite(
    paper: Annotated[str | None, typer.Argument(metavar="[PAPER]", help="Key of a paper.")] = None,
) -> None:
    """Print BibTeX of the software and of the papers."""
    from cotherm.commands import citation

    citation(paper)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 all as expected, 1 a disagreement, 2 bad usage.

    Whatever is wrong with the input is said in one sentence on stderr.
    """
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    try:
        code = app(
            args=None if arguments is None else list(arguments),
            prog_name="cotherm",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except typer.TyperException as error:
        return _complain(error.format_message(), error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return _complain("interrupted", 130)
    except BrokenPipeError:
        return _quiet_end_of_output()
    except Exception as error:
        sentence = refusal(error)
        if sentence is None:
            raise
        return _complain(sentence, 2 if _bad_usage(error) else 1)
    return code if isinstance(code, int) else 0


def _bad_usage(error: Exception) -> bool:
    # ValueErrors are about arguments; digits that cannot be certified are not the caller's fault.
    return isinstance(error, (InputError, ValueError)) and not isinstance(error, PrecisionError)


def _complain(sentence: str, code: int) -> int:
    print(f"cotherm: {' '.join(sentence.split())}", file=sys.stderr)
    return code


def _quiet_end_of_output() -> int:
    import os

    # The reader is gone; keep Python from complaining when it flushes stdout at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
