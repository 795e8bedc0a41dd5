"""A preview follows its source: new words, page marks, problems that come and go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from previewing import Held, previewed, text, write

from progpipe.model import Order
from progpipe.preview.resident import Resident

PAGE, PDF = "smastad-2027.html", "smastad-2027.pdf"
HTML_ONLY = Order(formats=("html",))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "smastad.json"
    path.write_text(text(), encoding="utf-8")
    return path


def test_a_change_is_shown_before_its_pdf_and_the_page_marks_follow(source: Path) -> None:
    held = Held()
    with previewed(source, executor=lambda: held) as reader:
        assert 'id="sida-2"' not in reader.page(PAGE)
        assert reader.get(f"/{PDF}")[0] == 404
        held.release()
        assert 'id="sida-2"' in reader.until(PAGE, lambda page: "sida-2" in page)
        assert reader.get(f"/{PDF}")[2].startswith(b"%PDF")

        reader.until("index.html", lambda page: PDF in page)
        held.hold()
        old = reader.get(f"/{PDF}")[2]
        write(source, text(("Anställ 10 lärare.", "Anställ 20 lärare.")))
        page = reader.until(PAGE, lambda page: "20 lärare" in page)
        assert 'id="sida-2"' in page, "the marks of the last PDF are kept meanwhile"
        assert reader.get(f"/{PDF}")[2] == old
        held.release()
        reader.until(PDF, lambda _: reader.get(f"/{PDF}")[2] != old)


def test_marks_whose_place_is_gone_are_left_out_until_the_pdf_is_there(source: Path) -> None:
    held = Held()
    long = "Alla barn ska lära sig läsa. " * 400
    write(source, text(("Alla barn ska lära sig läsa.", long)))
    with previewed(source, executor=lambda: held) as reader:
        held.release()
        reader.until(PAGE, lambda page: "sida-6" in page)
        held.hold()
        write(source, text())
        assert "sida-6" in reader.until(PAGE, lambda page: page.count("läsa") == 1)
        held.release()
        reader.until(PAGE, lambda page: "sida-6" not in page)


def test_problems_take_the_place_of_the_page_until_they_are_mended(source: Path) -> None:
    with previewed(source, HTML_ONLY) as reader:
        write(source, text(("policy", "polisy")))
        page = reader.until(PAGE, lambda page: "P205" in page)
        assert "smastad.json, rad 19, tecken 15" in page
        assert "polisy" in page
        assert "Did you mean" in page
        assert "Anställ" not in page
        assert reader.page("") == reader.page(PAGE).replace(f'data-name="{PAGE}"', 'data-name="index.html"')
        write(source, text())
        assert "Anställ" in reader.until(PAGE, lambda page: "P205" not in page)


@pytest.mark.parametrize(("half", "code"), [(text()[:300], "P006"), ("", "P010")])
def test_a_file_that_is_half_written_is_a_problem_for_a_moment(source: Path, half: str, code: str) -> None:
    with previewed(source, HTML_ONLY) as reader:
        source.write_text(half, encoding="utf-8")
        reader.until(PAGE, lambda page: code in page)
        source.write_text(text(), encoding="utf-8")
        reader.until(PAGE, lambda page: "Anställ" in page)


def test_a_source_and_its_folder_may_go_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "program" / "2027"
    folder.mkdir(parents=True)
    source = folder / "smastad.json"
    source.write_text(text(), encoding="utf-8")
    with previewed(source, HTML_ONLY) as reader:
        source.unlink()
        reader.until(PAGE, lambda page: "P001" in page)
        shutil.rmtree(tmp_path / "program")
        folder.mkdir(parents=True)
        source.write_text(text(("10 lärare", "30 lärare")), encoding="utf-8")
        reader.until(PAGE, lambda page: "30 lärare" in page)


def test_a_source_that_is_wrong_from_the_start_is_shown_when_it_is_mended(source: Path) -> None:
    write(source, "{")
    with previewed(source, HTML_ONLY) as reader:
        assert "P006" in reader.page("")
        write(source, text())
        reader.until("index.html", lambda page: f'href="{PAGE}"' in page and "P006" not in page)


def test_editions_images_and_the_theme_are_watched_too(source: Path, data: Path) -> None:
    theme = source.parent / "tema"
    theme.mkdir()
    described = 'title = "Mitt"\nextends = "default"\n'
    (theme / "theme.toml").write_text(described, encoding="utf-8")
    with previewed(source, Order(formats=("html",), theme=theme)) as reader:
        (theme / "screen.css").write_text("main { letter-spacing: 0.0123em }", encoding="utf-8")
        reader.until(PAGE, lambda page: "0.0123em" in page)
        write(theme / "theme.toml", "title = 7\n")
        reader.until(PAGE, lambda page: "theme.toml" in page)
        write(theme / "theme.toml", described)
        reader.until(PAGE, lambda page: "0.0123em" in page)

        write(source.parent / "progpipe.toml", "[editions]\nlattlast = 1\n")
        reader.until(PAGE, lambda page: "P352" in page)
        (source.parent / "progpipe.toml").unlink()
        reader.until(PAGE, lambda page: "Anställ" in page)

        figure = '{"type": "figure", "image": "bilder/gard.png", "alternative": "En gård."}, {"type": "paragraph"'
        write(source, text(('{\n          "type": "paragraph"', figure)))
        reader.until(PAGE, lambda page: "P115" in page)
        (source.parent / "bilder").mkdir()
        shutil.copy(data / "provkommun" / "skolgard.png", source.parent / "bilder" / "gard.png")
        reader.until(PAGE, lambda page: "data:image/png" in page)


def test_what_is_written_while_it_builds_is_seen(source: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder comes, and an image into it before anybody watches the folder."""
    image, rebuild = source.parent / "bilder" / "gard.png", Resident.rebuild

    def slow(resident: Resident) -> None:
        rebuild(resident)
        if image.parent.is_dir() and not image.exists():
            shutil.copy(data / "provkommun" / "skolgard.png", image)

    monkeypatch.setattr(Resident, "rebuild", slow)
    figure = '{"type": "figure", "image": "bilder/gard.png", "alternative": "En gård."}, {"type": "paragraph"'
    with previewed(source, HTML_ONLY) as reader:
        write(source, text(('{\n          "type": "paragraph"', figure)))
        reader.until(PAGE, lambda page: "P115" in page)
        image.parent.mkdir()
        reader.until(PAGE, lambda page: "data:image/png" in page)


def test_warnings_leave_the_page_and_have_one_of_their_own(source: Path) -> None:
    rendition = '{"sv-simple": {"text": "Fler lärare.", "status": "draft", "basis": "BASIS"}}'
    stale = f'"text": "Anställ 10 lärare.", "renditions": {rendition}'
    with previewed(source, HTML_ONLY) as reader:
        assert "Det finns inga varningar" in reader.page("_progpipe/varningar")
        write(source, text(('"text": "Anställ 10 lärare."', stale.replace("BASIS", "0" * 64))))
        page = reader.until(PAGE, lambda page: 'data-warnings="1"' in page)
        assert "Anställ" in page
        assert "P108" not in page
        assert "P108" in reader.page("_progpipe/varningar")
        write(source, text())
        reader.until(PAGE, lambda page: 'data-warnings="0"' in page)


def test_what_is_served_is_the_bundle(source: Path) -> None:
    with previewed(source) as reader:
        downloads = reader.until("index.html", lambda page: PDF in page)
        assert PAGE in downloads
        for name in ("manifest.json", "SHA256SUMS"):
            assert name in downloads
            assert reader.get(f"/{name}")[0] == 200


def test_a_new_id_leaves_no_file_of_the_old_one(source: Path) -> None:
    with previewed(source, HTML_ONLY) as reader:
        write(source, text(("smastad-2027", "storstad-2027")))
        reader.until("index.html", lambda page: "storstad-2027.html" in page)
        reader.until("smastad-2027.html", lambda page: "Filen finns inte" in page)
