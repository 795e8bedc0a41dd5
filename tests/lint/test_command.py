"""`progpipe lint` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from programmes import LONG, programme

from progpipe.cli import main
from progpipe.load import canonical_text

Capture = pytest.CaptureFixture[str]


def write(folder: Path, source: dict[str, Any]) -> Path:
    path = folder / "program.json"
    path.write_text(canonical_text(json.dumps(source).encode()), encoding="utf-8")
    return path


def test_a_remark_is_printed_at_its_sentence(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path, programme(promise=f'Säg "nej" *nu*. {LONG}'))
    assert main(["lint", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    place, kind, message = next(line for line in lines if "L201" in line).split(": ", 2)
    file, line, column = place.rsplit(":", 2)
    assert (file, kind) == (str(path), "fel L201")
    assert path.read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :].startswith(LONG)
    assert "21 ord" in message
    excerpt, caret = lines[lines.index(f"{place}: {kind}: {message}") + 1 :][:2]
    assert excerpt[caret.index("^") :].startswith("Ett två tre")
    assert lines[-1].startswith("1 fel")


def test_no_fault_is_exit_status_0(tmp_path: Path, capsys: Capture) -> None:
    assert main(["lint", str(write(tmp_path, programme()))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "no remarks"
    assert any(line.split()[:4] == ["8", "4.0", "5", "0.0"] for line in lines)


def test_other_editions_get_tips_and_never_fail(tmp_path: Path, capsys: Capture) -> None:
    source = programme()
    source["sections"][0]["blocks"][0]["text"] = LONG
    assert main(["lint", str(write(tmp_path, source)), "--edition", "standard"]) == 0
    out = capsys.readouterr().out
    assert "tips L201" in out
    assert "fel" not in out.splitlines()[-1]


def test_an_edition_without_text_says_so(tmp_path: Path, capsys: Capture) -> None:
    source = programme()
    del source["sections"][0]["renditions"]
    del source["sections"][0]["commitments"][0]["renditions"]
    assert main(["lint", str(write(tmp_path, source))]) == 0
    assert "prov, lattlast: there is no text in this edition yet" in capsys.readouterr().out


def test_json_says_the_same(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path, programme(promise=LONG))
    assert main(["lint", "--json", str(path)]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["file"], data["programme"], data["edition"], data["fel"]) == (str(path), "prov", "lattlast", 1)
    (remark,) = [remark for remark in data["remarks"] if remark["code"] == "L201"]
    assert (remark["level"], remark["node"], remark["text"]) == ("fel", "fler-larare", LONG)
    assert path.read_text(encoding="utf-8").splitlines()[remark["line"] - 1][remark["column"] - 1 :].startswith(LONG)
    assert data["measures"]["longest_sentence"] == 21
    assert data["sections"][0]["ids"] == ["skolan"]


def test_silenced_remarks_are_counted(tmp_path: Path, capsys: Capture) -> None:
    source = programme(promise=LONG, lint=[{"silence": "L201", "reason": "Så står det."}])
    path = write(tmp_path, source)
    assert main(["lint", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("1 silenced")
    main(["lint", "--json", str(path)])
    assert [remark["code"] for remark in json.loads(capsys.readouterr().out)["silenced"]] == ["L201"]


def test_a_suggestion_is_shown_as_a_difference_and_fixed_on_request(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path, programme(promise="Vi vill ha *mer* mat, t.ex. fisk."))
    before = path.read_text(encoding="utf-8")
    main(["lint", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert "    - Vi vill ha mer mat, t.ex. fisk." in lines
    assert "    + Vi vill ha mer mat, till exempel fisk." in lines
    assert path.read_text(encoding="utf-8") == before
    assert main(["lint", "--fix", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{path}: fixed L303: t.ex. → till exempel"
    assert path.read_text(encoding="utf-8") == before.replace("t.ex.", "till exempel")


def test_nothing_to_fix_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "program.json"
    path.write_text(json.dumps(programme(promise=LONG)), encoding="utf-8")  # not in canonical form
    before = path.read_bytes()
    assert main(["lint", "--fix", str(path)]) == 1
    assert path.read_bytes() == before


def test_the_text_of_the_source_itself_is_never_fixed(tmp_path: Path) -> None:
    source = programme()
    source["sections"][0]["blocks"][0]["text"] = "Vi vill ha t.ex. fisk."
    path = write(tmp_path, source)
    before = path.read_bytes()
    assert main(["lint", "--fix", "--edition", "standard", str(path)]) == 0
    assert path.read_bytes() == before


def test_standard_input_is_read_and_not_fixed(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path, programme()).read_bytes()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))
    assert main(["lint", "-"]) == 0
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))
    assert main(["lint", "--fix", "-"]) == 2
    assert "name one instead of -" in capsys.readouterr().err


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_source_with_problems_is_not_read(tmp_path: Path, capsys: Capture, form: list[str]) -> None:
    path = write(tmp_path, programme(status="reviewed"))
    assert main(["lint", *form, str(path)]) == 1
    said = capsys.readouterr()
    assert "review" in said.err + said.out
    assert "L201" not in said.err + said.out


def test_wrong_usage(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path, programme())
    assert main(["lint", str(path), "--edition", "latlast"]) == 2
    assert "Did you mean lattlast?" in capsys.readouterr().err


def test_rules_are_listed_with_the_plugins(capsys: Capture) -> None:
    assert main(["plugins"]) == 0
    assert any(line.split()[:2] == ["rule", "long_sentence"] for line in capsys.readouterr().out.splitlines())


def test_lint_loads_no_engine_and_not_the_code_of_wordfreq(tmp_path: Path) -> None:
    code = (
        "import sys; from progpipe.cli import main; status = main(sys.argv[1:]); "
        "heavy = {'weasyprint', 'pypandoc', 'fontTools', 'pypdfium2', 'wordfreq', 'regex'} & set(sys.modules); "
        "sys.exit(status or (str(heavy) if heavy else 0))"
    )
    path = write(tmp_path, programme())
    done = subprocess.run([sys.executable, "-c", code, "lint", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
