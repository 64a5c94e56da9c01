"""Reports in HTML: well-formed, complete, and safe against what stands in a record."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from cotherm.crosscheck.claims import available
from cotherm.crosscheck.records import shipped
from cotherm.crosscheck.render import render_paper
from cotherm.crosscheck.render import text as pieces

PAPERS = tuple(key for key in available() if shipped(key))
WITHOUT_END = {"meta", "img", "link", "br"}


class Outline(HTMLParser):
    """Open elements, identifiers, links and classes of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.formulas = 0

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag not in WITHOUT_END:
            self.open.append(tag)
        self.formulas += tag == "math"
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        if tag in ("img", "script", "link"):
            self.sources.append(named.get("src", ""))

    def handle_startendtag(self, tag, attrs):
        """Nothing stays open."""

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag


def outline(page: str) -> Outline:
    parsed = Outline()
    parsed.feed(page)
    parsed.close()
    return parsed


@pytest.fixture(scope="module", params=PAPERS)
def page(request):
    return request.param, render_paper(request.param, shipped(request.param), "html")


def test_elements_close_in_order(page):
    assert outline(page[1]).open == []


def test_every_claim_has_its_place_and_every_link_a_target(page):
    paper, text = page
    found = outline(text)
    assert {record["id"] for record in shipped(paper)} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    inner = {link[1:] for link in found.links if link.startswith("#")}
    assert inner <= set(found.ids)


def test_nothing_comes_from_the_network(page):
    found = outline(page[1])
    assert all(not source.startswith(("http", "//")) for source in found.sources)
    assert "<script" not in page[1]


def test_formulas_are_mathml(page):
    paper, text = page
    printed = sum(1 for record in shipped(paper) if record["printed"])
    assert outline(text).formulas >= len(shipped(paper)) + printed
    assert "\\frac" not in text


def test_the_same_records_give_the_same_page(page):
    paper, text = page
    assert render_paper(paper, json.loads(json.dumps(shipped(paper))), "html") == text


def test_what_stands_in_a_record_is_escaped():
    record = json.loads(json.dumps(shipped("heatcap")[0]))
    record["title"], record["notes"] = "<script>alert(1)</script>", ["a < b & `c<d`"]
    text = render_paper("heatcap", [record], "html")
    assert "<script" not in text
    assert "a &lt; b &amp; <code>c&lt;d</code>" in text


def test_formulas_inside_a_sentence():
    shown = pieces.html_words("where $x < 1$ and `y`")
    assert "<math" in shown and "<code>y</code>" in shown and shown.startswith("where ")
