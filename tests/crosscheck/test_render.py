"""Reports: complete, deterministic, made from records alone, and LaTeX that compiles."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.crosscheck import session
from cotherm.crosscheck.claims import Claim, available, load
from cotherm.crosscheck.judge import audit
from cotherm.crosscheck.records import shipped
from cotherm.crosscheck.render import render_paper, write_reports
from cotherm.crosscheck.render import text as pieces

FORMATS = ("md", "tex")  # HTML has a file of its own
PAPERS = tuple(key for key in available() if shipped(key))
CASES = [(paper, kind) for paper in PAPERS for kind in FORMATS]


@pytest.fixture(scope="module")
def reports():
    return {(paper, kind): render_paper(paper, shipped(paper), kind) for paper, kind in CASES}


@pytest.mark.parametrize(("paper", "kind"), CASES)
def test_every_claim_stands_in_the_report_with_its_verdict(reports, paper, kind):
    report = reports[paper, kind]
    heading = {"md": "### {}\n", "tex": "\\subsection*{{{}}}"}[kind]
    for record in shipped(paper):
        name = record["id"] if kind == "md" else pieces.tex(record["id"])
        start = report.index(heading.format(name))
        section = report[start : start + 8000]
        verdict = {"md": "**Verdict: {}**", "tex": r"\textbf{{Verdict: {}}}"}[kind]
        assert verdict.format(record["verdict"]) in section, record["id"]
        assert record["latex"] in section
        assert record["transcription"] in section
        assert f"{record['mutants']['killed']}/{record['mutants']['total']}" in section


@pytest.mark.parametrize(("paper", "kind"), CASES)
def test_counts_and_errata(reports, paper, kind):
    report = reports[paper, kind]
    records = shipped(paper)
    for verdict in {record["verdict"] for record in records}:
        count = sum(record["verdict"] == verdict for record in records)
        assert re.search(rf"^(-|\\item) {verdict}: {count}$", report, re.MULTILINE)
    for record in records:
        if record["erratum"]:
            # A statement in words is corrected in words; the list leaves its code to the section.
            in_words = record["prose"] and record["instead"]
            places = 1 if in_words else 2
            assert report.count(record["erratum"]["corrected_latex"]) >= places
        for reason in record["chase"].values():
            shown = pieces.md_cell(reason) if kind == "md" else pieces.tex(reason)
            assert shown in report
        if record["instead"]:
            shown = record["instead"] if kind == "md" else pieces.tex(record["instead"])
            assert report.count(shown) >= 2
        if record["caveat"]:
            assert "True for" in report


@pytest.mark.parametrize(("paper", "kind"), CASES)
def test_derivations_are_shown_once(reports, paper, kind):
    titles = {d["title"] for record in shipped(paper) for d in record["derivations"]}
    assert titles
    report = reports[paper, kind]
    section = report[
        report.index({"md": "## Derivations\n", "tex": r"\section*{Derivations}"}[kind]) :
    ]
    for title in titles:
        wanted = f"\n{title} (" if kind == "md" else rf"\subsection*{{{pieces.tex(title)}}}"
        assert section.count(wanted) == 1, title


@pytest.mark.parametrize(("paper", "kind"), CASES)
def test_the_same_records_give_the_same_text(reports, paper, kind):
    copied = json.loads(json.dumps(shipped(paper)))
    assert render_paper(paper, copied, kind) == reports[paper, kind]


@pytest.mark.parametrize(("paper", "kind"), CASES)
def test_reports_are_made_from_records_alone(reports, paper, kind):
    records = json.loads(json.dumps(shipped(paper)))
    first = records[0]
    first["verdict"], first["title"] = "refuted", "A title from nowhere"
    changed = render_paper(paper, records, kind)
    assert "A title from nowhere" in changed
    assert changed != reports[paper, kind]


def test_files_are_written_where_they_belong(tmp_path):
    records = [record for paper in PAPERS for record in shipped(paper)]
    written = write_reports(tmp_path, records, FORMATS)
    assert written == [tmp_path / paper / f"report.{kind}" for paper, kind in CASES]
    for path, (paper, kind) in zip(written, CASES, strict=True):
        text = path.read_text(encoding="utf-8")
        assert text == render_paper(paper, shipped(paper), kind)
        assert text.endswith("\n") and not text.endswith("\n\n")


def test_reports_are_written_with_their_figures(tmp_path):
    paper = max(PAPERS, key=lambda key: len(load(key).figures))
    written = session.write_reports([paper], ["md"], tmp_path)
    assert written[0] == tmp_path / paper / "report.md"
    text = written[0].read_text(encoding="utf-8")
    for link in re.findall(r"\]\((figures/[^)]*)\)", text):
        assert written[0].parent / link in written
        assert (written[0].parent / link).stat().st_size > 0


# ---------------------------------------------------------------------- Markdown


@pytest.mark.parametrize("paper", PAPERS)
def test_markdown_tables_are_rectangular(reports, paper):
    width = None
    tables = 0
    for line in reports[paper, "md"].splitlines():
        if not line.startswith("|"):
            width = None
            continue
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        tables += width is None
        assert width in (None, cells), line
        width = cells
    assert tables > len(shipped(paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_markdown_links_and_formulas_are_whole(reports, paper):
    report = reports[paper, "md"]
    headings = re.findall(r"^### (.*)$", report, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", h).lower().replace(" ", "-") for h in headings}
    links = re.findall(r"\]\(#([^)]*)\)", report)
    assert set(links) <= anchors
    assert len(links) == len(shipped(paper))
    assert report.count("$$") % 2 == 0
    assert "{{" not in report.replace("}{{", "") or "{%" not in report
    assert not re.search(r"[:|(] None\b", report)


# ---------------------------------------------------------------------- LaTeX

PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="$`"))


@given(PLAIN)
def test_special_characters_are_escaped(text):
    escaped = pieces.tex(text)
    commands = (
        r"\\(textbackslash|textasciitilde|textasciicircum|textless|textgreater)\{\}|\\[&%$#_{}]"
    )
    left = re.sub(commands, "", escaped)
    assert not re.search(r"[\\&%$#_{}~^<>]", left), escaped


@given(PLAIN)
def test_typewriter_text_is_escaped_and_balanced(text):
    for escaped in (pieces.tex_code(text), pieces.tex(f"`{text}`")):
        bare = re.sub(r"\\[&%$#_{}]", "", escaped)
        assert bare.count("{") == bare.count("}")
        assert not re.search(r"(?<!\\)[&%$#_~^]", escaped)


def test_code_and_mathematics_inside_text():
    assert pieces.tex("a_b `c_d` $e_f$ g_h") == r"a\_b \code{c\_d} $e_f$ g\_h"
    assert pieces.tex("5 $") == r"5 \$"
    assert pieces.md_cell("a|b\nc") == r"a\|b c"


@pytest.mark.parametrize("paper", PAPERS)
def test_no_special_character_is_left_in_the_text(reports, paper):
    report = reports[paper, "tex"]
    body = report[report.index(r"\maketitle") :]
    # Formulas are checked by the compiler; what remains is text and tables.
    body = "\n".join(line for line in body.splitlines() if not line.startswith(r"\wideformula{"))
    body = re.sub(r"\$[^$\n]*\$|\\includegraphics\[.*?\]\{.*?\}", "", body)
    body = re.sub(r"\\(label|hyperref|begin|end)[\[{][^\]}]*[\]}]", "", body)
    assert not re.search(r"(?<!\\)[%#_^~]", body)
    assert not re.search(r"(?<!\\)\$", body)
    for line in body.splitlines():
        if not line.rstrip().endswith((r"\\", r"\endhead")):
            assert not re.search(r"(?<!\\)&", line), line


@pytest.mark.parametrize("paper", PAPERS)
def test_latex_knows_every_character(reports, paper):
    foreign = {character for character in reports[paper, "tex"] if ord(character) > 126}
    # T1 with utf8 covers Latin letters; Greek letters and mathematical signs would stop it.
    allowed = set(map(chr, range(0xA0, 0x180))) | set("–—‘’“”…")
    assert foreign <= allowed, foreign - allowed


@pytest.mark.parametrize("paper", PAPERS)
def test_latex_labels_are_defined_once(reports, paper):
    report = reports[paper, "tex"]
    labels = re.findall(r"\\label\{([^}]*)\}", report)
    assert labels == [record["id"] for record in shipped(paper)]
    assert set(re.findall(r"\\hyperref\[([^\]]*)\]", report)) <= set(labels)
    assert report.count(r"\begin{") == report.count(r"\end{")


def compile_latex(path):
    done = subprocess.run(
        ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", path.name],
        cwd=path.parent,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    pdf = path.with_suffix(".pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 10_000
    log = path.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert "There were undefined references" not in log
    assert "multiply defined" not in log
    assert "Missing character" not in log


@pytest.mark.latex
@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_reports_compile(paper, tmp_path):
    compile_latex(session.write_reports([paper], ["tex"], tmp_path)[0])


@pytest.fixture
def record_of_a_missing_curve():
    """What an audit says of a claim whose paper leaves something out."""
    claim = Claim(
        id="heatcap.fig99",
        where="Fig. 99",
        kind="figure",
        title="A curve that cannot be drawn",
        latex="C(T)",
        missing="the value of s",
    )
    return audit(claim)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_missing_stands_in_the_report(record_of_a_missing_curve, kind):
    report = render_paper("heatcap", [record_of_a_missing_curve], kind)
    assert "the value of s" in report
    assert "not-reproducible" in report
    # There is no transcription to be shown.
    assert "``" not in report
    assert r"\wideformula{}" not in report
    assert "$$\n\n$$" not in report


@pytest.mark.latex
@pytest.mark.slow
def test_a_report_of_missing_things_compiles(record_of_a_missing_curve, tmp_path):
    write_reports(tmp_path, [record_of_a_missing_curve], ["tex"])
    compile_latex(tmp_path / "heatcap" / "report.tex")


def test_papers_are_introduced(reports):
    for paper, kind in CASES:
        about = load(paper)
        for part in (about.title, about.authors, about.reference):
            assert part in reports[paper, kind] or pieces.tex(part) in reports[paper, kind]
