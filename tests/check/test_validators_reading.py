"""What each program says, read from small samples; and what is no judgement of the file is refused."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from progpipe.check.claims import Claims, claims
from progpipe.check.looking import Read, result
from progpipe.check.model import Finding, NotVerifiedError, Target, Verdict
from progpipe.check.validators import ace, axe, epubcheck, nu, verapdf

VERAPDF: Mapping[str, Any] = {
    "path": "/x/1.pdf",
    "claims": ["PDF/UA-1", "PDF/A-3a"],
    "broken": "",
    "unknown": [],
    "judged": [
        {"standard": "PDF/A-3a", "flavour": "3a", "compliant": True, "checks": 12, "failed": []},
        {
            "standard": "PDF/UA-1",
            "flavour": "ua1",
            "compliant": False,
            "checks": 400,
            "failed": [
                {
                    "clause": "7.3",
                    "test": 1,
                    "description": "Figure tags shall include an alternative",
                    "message": "Figure structure element has no alternative",
                    "place": "root/document[0]/pages[2](8 0 obj PDPage)/Figure",
                },
                {"clause": "9.9", "test": 4, "description": "A rule", "message": "", "place": "root"},
            ],
        },
    ],
}
EPUBCHECK: Mapping[str, Any] = {
    "path": "/x/1.epub",
    "report": {
        "checker": {"path": "/x/1.epub", "checkerVersion": "5.3.0"},
        "publication": {"ePubVersion": "3.0"},
        "messages": [
            {
                "ID": "RSC-012",
                "severity": "ERROR",
                "message": "Fragment identifier is not defined.",
                "additionalLocations": 3,
                "locations": [{"path": "EPUB/a.xhtml", "line": 7, "column": 12}, {"path": "/x/1.epub", "line": -1}],
                "suggestion": None,
            },
            {"ID": "CSS-028", "severity": "USAGE", "message": "Use of Font-face.", "locations": []},
            {"ID": "OPF-003", "severity": "SUPPRESSED", "message": "Not told.", "locations": []},
        ],
    },
}
IMAGE = {
    "earl:test": {
        "dct:title": "image-alt",
        "earl:impact": "critical",
        "help": {"dct:description": "Images need words"},
    },
    "earl:result": {"dct:description": "Element has\n no alt", "earl:pointer": {"css": ["img"], "cfi": ["/4/2"]}},
}
ACE: Mapping[str, Any] = {
    "path": "/x/1.epub",
    "subject": "1.epub",
    "outcome": "fail",
    "assertions": [{"earl:testSubject": {"url": "a.xhtml"}, "assertions": [IMAGE]}],
    "metadata": {"missing": ["schema:accessMode", "a11y:certifiedBy"], "empty": ["schema:accessibilitySummary"]},
}
MODE: Mapping[str, Any] = {
    "url": "file:///x/a.html",
    "violations": [],
    "incomplete": [],
    "passes": 30,
    "wide": 0,
    "cut": [],
    "elements": 9,
    "troubles": [],
}
AXE: Mapping[str, Any] = {
    "path": "/x/a.html",
    "url": "file:///x/a.html",
    "modes": [{**deepcopy(dict(MODE)), "name": name} for name in axe.MODES],
}
NU: Mapping[str, Any] = {
    "path": "/x/1.html",
    "messages": [
        {"type": "error", "url": "file:/x/1.html", "lastLine": 3, "lastColumn": 9, "firstColumn": 2, "message": "Bad"},
        {"type": "info", "subType": "warning", "url": "file:/x/1.html", "message": "Odd"},
        {"type": "info", "url": "file:/x/1.html", "lastLine": 1, "lastColumn": 1, "message": "Known"},
    ],
}


def found(read: Read, answer: Mapping[str, Any]) -> list[Finding]:
    return list(read(answer)[1])


def changed(answer: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    return deepcopy(dict(answer)) | changes


# --- veraPDF ----------------------------------------------------------------------------------


def test_verapdf_names_rule_page_and_remedy() -> None:
    standards, _ = verapdf.read(VERAPDF)
    one, other = found(verapdf.read, VERAPDF)
    assert standards == ("PDF/A-3a", "PDF/UA-1")
    assert (one.code, one.level) == ("ua1:7.3-1", "error")
    assert one.place.startswith("page 3, root/document[0]")
    assert "Alt" in one.remedy
    assert (other.code, other.message) == ("ua1:9.9-4", "A rule")
    assert "clause 9.9 of PDF/UA-1" in other.remedy


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"claims": []}, "no-claim"),
        ({"broken": "it is no XML"}, "xmp"),
        ({"unknown": ["PDF/X-4"]}, "unknown-claim"),
        ({"judged": [{"standard": "PDF/UA-1", "flavour": "ua1", "unreadable": "no trailer"}]}, "unreadable"),
    ],
)
def test_verapdf_tells_of_claims_and_of_what_is_no_pdf(change: dict[str, Any], code: str) -> None:
    assert code in {finding.code for finding in found(verapdf.read, changed(VERAPDF, **change))}


@pytest.mark.parametrize(
    "judged",
    [
        [],
        [{"standard": "PDF/UA-1", "flavour": "ua1", "compliant": True, "checks": 0, "failed": []}],
        [{"standard": "PDF/UA-1", "flavour": "ua1", "compliant": False, "checks": 9, "failed": []}],
        [{**VERAPDF["judged"][1], "compliant": True}],
    ],
)
def test_verapdf_that_checked_nothing_or_contradicts_itself_is_not_believed(judged: list[Any]) -> None:
    with pytest.raises(NotVerifiedError):
        found(verapdf.read, changed(VERAPDF, judged=judged))


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
    'xmlns:pdfd="http://pdfa.org/declarations/">{}</rdf:RDF></x:xmpmeta>'
)
DECLARED = '<rdf:Description><pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{}'
END = "</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        ("", ()),
        ('<rdf:Description pdfuaid:part="1"/>', ("PDF/UA-1",)),
        ("<rdf:Description><pdfuaid:part>2</pdfuaid:part></rdf:Description>", ("PDF/UA-2",)),
        ('<rdf:Description pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1"/>', ("PDF/UA-1", "PDF/A-3a")),
        ('<rdf:Description pdfaid:part="4"/>', ("PDF/A-4",)),
        (DECLARED.format("http://pdfa.org/declarations/wtpdf/#reuse1.0") + END, ("WTPDF 1.0 reuse",)),
        (
            DECLARED.format("http://pdfa.org/declarations/wtpdf#reuse7") + END,
            ("http://pdfa.org/declarations/wtpdf#reuse7",),
        ),
    ],
)
def test_claims_are_read_however_they_are_written(inside: str, names: tuple[str, ...]) -> None:
    assert claims(XMP.format(inside).encode()) == Claims(names=names)


@given(st.binary(max_size=200))
def test_any_xmp_is_read_or_broken(xmp: bytes) -> None:
    made = claims(xmp)
    assert not (made.names and made.broken)


def test_a_bomb_in_the_xmp_does_not_go_off() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12))
    made = claims(f"<!DOCTYPE x [{entities}]><x>&e11;</x>".encode())
    assert made.names == ()


# --- EPUBCheck and Ace ------------------------------------------------------------------------


def test_epubcheck_tells_every_place_and_every_level() -> None:
    made = [(one.code, one.level, one.place, one.count) for one in found(epubcheck.read, EPUBCHECK)]
    assert made == [
        ("RSC-012", "error", "EPUB/a.xhtml:7:12", 1),
        ("RSC-012", "error", "", 1),
        ("RSC-012", "error", "and in 3 more places", 3),
        ("CSS-028", "usage", "", 1),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"checker": {"path": "/x/other.epub"}},
        {"messages": [], "publication": {}},
        {"messages": [], "publication": None},
    ],
)
def test_epubcheck_must_have_seen_the_book(change: dict[str, Any]) -> None:
    with pytest.raises(NotVerifiedError):
        found(epubcheck.read, changed(EPUBCHECK, report=EPUBCHECK["report"] | change))


def test_ace_tells_violations_and_metadata() -> None:
    made = [(one.code, one.level, one.message, one.place) for one in found(ace.read, ACE)]
    assert made[0] == ("image-alt", "critical", "Element has no alt", "a.xhtml img")
    assert [code for code, *_ in made[1:]] == ["metadata-missing", "metadata-empty"]
    assert "schema:accessMode" in made[1][2], "an evaluation that nobody claims is not missing"


def test_ace_tells_of_a_book_that_cannot_be_unpacked() -> None:
    (one,) = found(ace.read, {"path": "/x/1.epub", "unreadable": "no directory"})
    assert (one.code, one.level) == ("unreadable", "critical")


@pytest.mark.parametrize(
    "change", [{"subject": "other.epub"}, {"outcome": "pass"}, {"outcome": "fail", "assertions": []}]
)
def test_ace_that_contradicts_itself_is_not_believed(change: dict[str, Any]) -> None:
    with pytest.raises(NotVerifiedError):
        found(ace.read, changed(ACE, **change))


# --- axe-core and the Nu checker --------------------------------------------------------------


def rule(code: str, *targets: str, impact: str | None = "serious") -> dict[str, Any]:
    nodes = [{"target": [target], "why": ["because"]} for target in targets]
    return {"id": code, "impact": impact, "help": "Do it", "helpUrl": "https://example.org", "nodes": nodes}


def seen(**modes: Mapping[str, Any]) -> dict[str, Any]:
    """The good answer, with other things in the modes whose names begin so."""
    answer = changed(AXE)
    for mode in answer["modes"]:
        for name, change in modes.items():
            if mode["name"].startswith(name.replace("_", " ")):
                mode.update(change)
    return answer


def test_axe_says_in_which_modes() -> None:
    answer = seen(dark={"violations": [rule("color-contrast", "p", "li")]})
    made = [(one.code, one.level, one.place) for one in found(axe.read, answer)]
    assert made == [("color-contrast", "serious", "p (dark)"), ("color-contrast", "serious", "li (dark)")]
    everywhere = {
        name: {"violations": [rule("image-alt", "img")]} for name in ("desktop", "320", "dark", "forced", "text")
    }
    assert [one.place for one in found(axe.read, seen(**everywhere))] == ["img"]


def test_axe_hides_nothing_behind_needs_review() -> None:
    (one,) = found(axe.read, seen(desktop={"incomplete": [rule("color-contrast", "p", impact=None)]}))
    assert (one.level, one.place) == ("incomplete", "p (desktop)")


def test_axe_measures_room_where_it_counts() -> None:
    assert found(axe.read, seen(desktop={"wide": 20, "cut": ["p"]})) == []
    assert {one.code for one in found(axe.read, seen(**{"320": {"wide": 20}}))} == {"reflow"}
    assert {one.code for one in found(axe.read, seen(text_spacing={"cut": ["p"], "wide": 4}))} == {
        "reflow",
        "text-cut-off",
    }


@pytest.mark.parametrize(
    "answer",
    [
        changed(AXE, modes=[]),
        changed(AXE, modes=AXE["modes"][:3]),
        seen(dark={"url": "about:blank"}),
        seen(dark={"passes": 0}),
        seen(dark={"violations": [rule("image-alt")]}),
    ],
)
def test_axe_must_have_looked_in_every_mode(answer: dict[str, Any]) -> None:
    with pytest.raises(NotVerifiedError):
        found(axe.read, answer)


def test_nu_tells_errors_warnings_and_notes() -> None:
    made = [(one.code, one.level, one.place) for one in found(nu.read, NU)]
    assert made == [
        ("html-error", "error", "line 3, column 2"),
        ("html-warning", "warning", ""),
        ("html-info", "info", "line 1, column 1"),
    ]


def test_nu_that_fails_has_not_judged() -> None:
    with pytest.raises(NotVerifiedError, match="no memory"):
        found(nu.read, {"messages": [{"type": "non-document-error", "message": "no memory"}]})


@pytest.mark.parametrize(
    "said", [b"", b"Error: Unable to access jarfile", b"[]", b'{"messages": 3}', b'{"messages": [1]}']
)
def test_nu_must_print_its_report(said: bytes) -> None:
    with pytest.raises(NotVerifiedError):
        nu.parse(said)


# --- hostile answers --------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
SAMPLES = [(verapdf.read, VERAPDF), (epubcheck.read, EPUBCHECK), (ace.read, ACE), (axe.read, AXE), (nu.read, NU)]


@pytest.mark.parametrize(("read", "sample"), SAMPLES)
@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_garbage_is_never_a_pass(read: Read, sample: Mapping[str, Any], data: st.DataObject) -> None:
    """One part of a real answer becomes something else: then there are findings, or it was not verified."""
    answer = changed(sample)
    key = data.draw(st.sampled_from(sorted(answer)))
    answer[key] = data.draw(JSON.filter(lambda value: value != sample[key]))
    made = result("V", "1", TARGET, answer, read)
    assert made.verdict in Verdict
    if read in {verapdf.read, epubcheck.read, ace.read, nu.read} and key in {
        "judged",
        "report",
        "assertions",
        "messages",
    }:
        assert made.verdict is not Verdict.PASSED or answer[key] == []


TARGET = Target(path=Path("/x"), name="x", media_type="text/html")
