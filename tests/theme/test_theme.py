"""A theme folder, read: what is in it, what it inherits, and every problem that it can have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import progpipe.data
import progpipe.theme.read
from progpipe.cli import main
from progpipe.data import data_folder
from progpipe.errors import BuildError, Problem, UsageError
from progpipe.theme import Theme, read_theme, stylesheet, theme_names
from progpipe.theme.contrast import nearest_tone, ratio

MakeTheme = Callable[..., Path]
SOURCE = Path(__file__).parent.parent / "data" / "provkommun" / "provkommun.json"
FONTS = data_folder("themes") / "default" / "fonts"
REGULAR = {
    "regular_ttf": (FONTS / "atkinson-hyperlegible-next-regular.ttf").read_bytes(),
    "regular_woff2": (FONTS / "atkinson-hyperlegible-next-regular.woff2").read_bytes(),
}
FACE = """[[fonts]]
family = "Atkinson Hyperlegible Next"
weight = 400
style = "normal"
print = "regular.ttf"
screen = "regular.woff2"
"""


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BuildError) as caught:
        read_theme(folder)
    return caught.value.problems


def only(folder: Path) -> Problem:
    (found,) = problems(folder)
    assert found.hint
    return found


# --- a theme that is well -------------------------------------------------------------------


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_by_name(name: str) -> None:
    theme = read_theme(name)
    assert theme.name == name
    assert theme.title
    assert {"standard", "lattlast"} <= theme.profiles.keys()
    assert {(font.weight, font.style) for font in theme.fonts} == {
        (weight, style) for weight in (400, 700) for style in ("normal", "italic")
    }
    assert "OPEN FONT LICENSE" in "".join(theme.licences.values()).upper()


def test_the_two_themes_are_there() -> None:
    assert theme_names() == ("default", "socialdemokraterna")


def test_a_theme_by_folder_is_the_theme_by_name() -> None:
    folder = data_folder("themes") / "default"
    assert read_theme(folder) == read_theme(str(folder)) == read_theme("default")


def test_a_folder_anywhere_inherits_what_it_leaves_out(make_theme: MakeTheme) -> None:
    default = read_theme("default")
    theme = read_theme(make_theme('[colours]\nlink = "#003355"\n', screen_css="a { margin: 1px }"))
    assert (theme.name, theme.title) == ("prov", "Prov")
    assert theme.colours == {**default.colours, "link": "#003355"}
    assert theme.fonts == default.fonts
    assert theme.styles["screen"] == default.styles["screen"] + "\na { margin: 1px }"
    assert theme.styles["print"] == default.styles["print"]


def test_the_version_changes_with_every_byte(make_theme: MakeTheme) -> None:
    folder = make_theme(screen_css="a { margin: 1px }")
    first = read_theme(folder)
    assert read_theme(folder).version == first.version
    (folder / "screen.css").write_text("a { margin: 2px }")
    assert read_theme(folder).version != first.version
    assert first.version != read_theme("default").version


def test_a_profile_wins_over_the_theme(make_theme: MakeTheme) -> None:
    theme = read_theme(make_theme('[profiles.lattlast.tokens]\nsize-text = "16pt"\n'))
    assert "font-size: 16pt" in stylesheet(theme, "print", "lattlast")
    assert "font-size: 11pt" in stylesheet(theme, "print", "standard")
    assert "hyphens: auto" in stylesheet(theme, "print", "standard")
    assert "hyphens: none" in stylesheet(theme, "print", "lattlast")


def test_a_theme_chooses_what_the_pdf_keeps(make_theme: MakeTheme) -> None:
    assert read_theme("default").pdf_profile == "1.7"
    assert read_theme(make_theme('pdf-profile = "2.0"\n')).pdf_profile == "2.0"


def test_words_that_look_like_a_token_stay_words(make_theme: MakeTheme) -> None:
    css = "a::after { content: 'var(--nothing)'; margin: var(--measure) } /* var(--nothing) */"
    printed = stylesheet(read_theme(make_theme(print_css=css)), "print", "standard")
    assert "content: 'var(--nothing)'; margin: 35em } /* var(--nothing) */" in printed


@pytest.mark.parametrize("name", ["defualt", "", "default ", "../default\0", "\udcff"])
def test_a_name_that_no_theme_has(name: str) -> None:
    with pytest.raises((UsageError, BuildError)) as caught:
        read_theme(name)
    if isinstance(caught.value, UsageError):
        assert "default" in str(caught.value)


# --- theme.toml -----------------------------------------------------------------------------

TOML_PROBLEMS = {
    "extends a theme that is not there": ('extends = "defualt"', "P401", "/extends"),
    "no TOML": ("title = Prov", "P402", ""),
    "a number without end": ("title = " + "9" * 5000, "P402", ""),
    "brackets without end": ("title = " + "[" * 100_000, "P402", ""),
    "an unknown key": ('titel = "Prov"', "P403", "/titel"),
    "an unknown key of a profile": ("[profiles.standard]\nhyphens = true", "P403", "/profiles/standard/hyphens"),
    "an unknown key of a pair": ('[[pairs]]\nforground = "text"', "P403", "/pairs/0/forground"),
    "an unknown key of a font": ("[[fonts]]\nfile = 1", "P403", "/fonts/0/file"),
    "no kind of a pair": ('[[pairs]]\nforeground = "text"\nbackground = "paper"', "P404", "/pairs/0"),
    "no screen font": (FACE.replace('screen = "regular.woff2"\n', ""), "P404", "/fonts/0"),
    "a title that is a number": ("title = 1", "P405", "/title"),
    "a title of two lines": ('title = "a\\nb"', "P405", "/title"),
    "a PDF profile that nobody knows": ('pdf-profile = "1.6"', "P405", "/pdf-profile"),
    "a PDF profile that is a number": ("pdf-profile = 2.0", "P405", "/pdf-profile"),
    "a colour that is a word": ('[colours]\ntext = "black"', "P405", "/colours/text"),
    "a colour of three digits": ('[colours]\ntext = "#000"', "P405", "/colours/text"),
    "a colour that is a number": ("[colours]\ntext = 0", "P405", "/colours/text"),
    "a colour that ends the rule": ('[colours]\ntext = "#000000;}"', "P405", "/colours/text"),
    "a name that ends the rule": ('[colours]\n"a;b" = "#000000"', "P405", "/colours/a;b"),
    "colours that are a list": ("colours = []", "P405", "/colours"),
    "profiles that are a text": ('profiles = "standard"', "P405", "/profiles"),
    "pairs that are a table": ("[pairs]\na = 1", "P405", "/pairs"),
    "pairs that are numbers": ("pairs = [1]", "P405", "/pairs/0"),
    "hyphenate that is a word": ('[profiles.standard]\nhyphenate = "yes"', "P405", "/profiles/standard/hyphenate"),
    "a weight that is a word": (FACE.replace("400", '"bold"'), "P405", "/fonts/0/weight"),
    "a family with a quotation mark": (FACE.replace("Next", "Next'"), "P405", "/fonts/0/family"),
    "a font of another kind": (FACE.replace("regular.ttf", "regular.svg"), "P405", "/fonts/0/print"),
    "a token that ends the rule": ('[tokens]\nleading = "1.5; color: red"', "P405", "/tokens/leading"),
    "a token with an open bracket": ('[tokens]\nleading = "calc(1"', "P405", "/tokens/leading"),
    "a token with an open quotation": ("[tokens]\nleading = '\"1'", "P405", "/tokens/leading"),
    "a token with a comment": ('[tokens]\nleading = "1/*"', "P405", "/tokens/leading"),
    "a token with an address": ('[tokens]\nleading = "url(x)"', "P409", "/tokens/leading"),
    "a token with a strange function": ('[tokens]\nleading = "foo(x)"', "P408", "/tokens/leading"),
    "a token that is a colour": ('[tokens]\nsoft = "silver"', "P410", "/tokens/soft"),
    "a token that is a hash": ('[tokens]\nsoft = "#cccccc"', "P410", "/tokens/soft"),
    "a token in place of a colour": ('[tokens]\ntext = "1em"', "P405", "/tokens/text"),
    "a profile in place of a colour": (
        '[profiles.standard.tokens]\ntext = "1em"',
        "P405",
        "/profiles/standard/tokens/text",
    ),
    "hyphens behind the profile's back": (
        '[profiles.lattlast.tokens]\nhyphens = "auto"',
        "P405",
        "/profiles/lattlast/tokens/hyphens",
    ),
    "a font outside": (FACE.replace("regular.ttf", "../regular.ttf"), "P406", "/fonts/0/print"),
    "a font at the root": (FACE.replace("regular.ttf", "/etc/passwd.ttf"), "P406", "/fonts/0/print"),
    "a font of another world": (FACE.replace("regular.ttf", "https://example.org/a.ttf"), "P406", "/fonts/0/print"),
    "a licence outside": ('licence = "../../LICENSE"', "P406", "/licence"),
    "a font that is not there": (FACE.replace("regular.ttf", "regluar.ttf"), "P407", "/fonts/0/print"),
    "a licence that is a folder": ('licence = "."', "P407", "/licence"),
    "a dark colour without a light one": ('[dark]\nnight = "#000000"', "P411", "/dark/night"),
    "a pair of no colours": (
        '[[pairs]]\nforeground = "txt"\nbackground = "paper"\nkind = "text"',
        "P411",
        "/pairs",
    ),
    "too little contrast": ('[colours]\ntext = "#777777"', "P412", "/colours/text"),
    "too little contrast in the dark": ('[dark]\ntext = "#777777"', "P412", "/dark/text"),
    "easy-read text in small type": (
        '[profiles.lattlast.tokens]\nsize-text = "13pt"',
        "P414",
        "/profiles/lattlast/tokens/size-text",
    ),
    "easy-read text in dense lines": (
        '[profiles.lattlast.tokens]\nleading-print = "1.2"',
        "P414",
        "/profiles/lattlast/tokens/leading-print",
    ),
    "easy-read text that is hyphenated": ("[profiles.lattlast]\nhyphenate = true", "P414", "/profiles/lattlast"),
    "text in small type": ('[tokens]\nsize-text = "9pt"', "P414", "/tokens/size-text"),
    "a running head in small type": ('[tokens]\nsize-head = "8pt"', "P414", "/tokens/size-head"),
    "small text that is too small": ('[tokens]\nstep-small = "0.8em"', "P414", "/tokens/step-small"),
    "easy-read notes in smaller type": (
        '[profiles.lattlast.tokens]\nstep-small = "0.9em"',
        "P414",
        "/profiles/lattlast/tokens/step-small",
    ),
    "text in small type on a screen": ('[tokens]\nsize-screen = "0.8rem"', "P414", "/tokens/size-screen"),
    "text in a size that is unclear": ('[tokens]\nsize-text = "calc(1em)"', "P414", "/tokens/size-text"),
    "a font of another weight": (FACE.replace("400", "700"), "P415", "/fonts/0"),
    "a font of another slope": (FACE.replace("normal", "italic"), "P415", "/fonts/0"),
    "a font of another family": (FACE.replace("Next", "Last"), "P415", "/fonts/0"),
}


@pytest.mark.parametrize("name", TOML_PROBLEMS)
def test_what_is_wrong_in_theme_toml(name: str, make_theme: MakeTheme) -> None:
    text, code, pointer = TOML_PROBLEMS[name]
    head = "" if text.startswith("title") else 'title = "Prov"\n'
    head += "" if text.startswith("extends") else 'extends = "default"\n'
    lines = (head + text).splitlines() if text.startswith(("extends", "[", "colours")) else [*head.splitlines(), text]
    folder = make_theme(**REGULAR)
    (folder / "theme.toml").write_text("\n".join(lines) + "\n")
    found = problems(folder)
    assert (code, pointer) in {(problem.code, problem.pointer) for problem in found}
    assert all(problem.file == str(folder / "theme.toml") for problem in found)
    assert all(problem.hint and problem.message for problem in found)
    last = pointer.rpartition("/")[2]
    if last and not last.isdigit() and pointer != "/pairs":
        lines_found = {problem.line for problem in found if problem.pointer == pointer}
        assert any(line and last in lines[line - 1] for line in lines_found)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('titel = "Prov"', "Did you mean 'title'?"),
        ('extends = "defualt"', "Did you mean 'default'?"),
        ('[[pairs]]\nforeground = "txt"\nbackground = "paper"\nkind = "text"', "Did you mean 'text'?"),
        ("[profiles.standard]\nhyphenat = true", "Did you mean 'hyphenate'?"),
    ],
)
def test_a_slip_of_the_pen_in_theme_toml(text: str, hint: str, make_theme: MakeTheme) -> None:
    head = 'title = "Prov"\n' + ("" if text.startswith("extends") else 'extends = "default"\n')
    assert hint in {problem.hint for problem in problems(make_theme(head + text))}


def test_bytes_that_are_no_text(make_theme: MakeTheme) -> None:
    folder = make_theme()
    (folder / "theme.toml").write_bytes(b'title = "Prov"\nextends = "\xe5"\n')
    found = only(folder)
    assert (found.code, found.line) == ("P402", 2)
    (folder / "theme.toml").write_text('title = "Prov"\nextends = "default"\n')
    (folder / "screen.css").write_bytes(b"a { margin: 0 }\n\n/* \xff */")
    found = only(folder)
    assert (found.code, found.line, found.file) == ("P402", 3, str(folder / "screen.css"))


# --- a theme that stands alone --------------------------------------------------------------

ALONE = f"""title = "Ensam"
[colours]
text = "#000000"
paper = "#ffffff"
heading = "#000000"
link = "#000000"
cover = "#000000"
on-cover = "#ffffff"
cover-ornament = "#ffffff"
[tokens]
size-text = "11pt"
size-screen = "1rem"
leading = "1.5"
leading-print = "1.4"
[profiles.standard]
[profiles.lattlast]
hyphenate = false
[profiles.lattlast.tokens]
size-text = "14pt"
[[pairs]]
foreground = "text"
background = "paper"
kind = "text"
[[pairs]]
foreground = "heading"
background = "paper"
kind = "text"
[[pairs]]
foreground = "link"
background = "paper"
kind = "text"
[[pairs]]
foreground = "on-cover"
background = "cover"
kind = "text"
[[pairs]]
foreground = "cover-ornament"
background = "cover"
kind = "graphic"
{FACE}"""
STYLES = dict.fromkeys(("common_css", "colour_css", "screen_css", "print_css", "epub_css"), "")


def test_a_theme_needs_no_other(make_theme: MakeTheme) -> None:
    theme = read_theme(make_theme(ALONE, **STYLES, **REGULAR))
    assert (theme.title, theme.dark, theme.licences) == ("Ensam", {}, {})
    assert len(theme.fonts) == 1


@pytest.mark.parametrize(
    ("left_out", "code", "pointer"),
    [
        ("[profiles.standard]\n", "P404", "/profiles"),
        ('leading-print = "1.4"\n', "P404", "/tokens"),
        (FACE, "P404", ""),
        ('[[pairs]]\nforeground = "link"\nbackground = "paper"\nkind = "text"\n', "P413", "/pairs"),
        ('title = "Ensam"\n', "P404", ""),
    ],
)
def test_what_a_theme_cannot_leave_out(left_out: str, code: str, pointer: str, make_theme: MakeTheme) -> None:
    assert left_out in ALONE
    folder = make_theme(**STYLES, **REGULAR)
    (folder / "theme.toml").write_text(ALONE.replace(left_out, ""))
    found = only(folder)
    assert (found.code, found.pointer) == (code, pointer)


def test_text_cannot_pass_as_an_ornament(make_theme: MakeTheme) -> None:
    """4.5 is enough for large text, 3 for what is no text; what every format draws is text."""
    pair = 'foreground = "text"\nbackground = "paper"\nkind = '
    folder = make_theme(**STYLES, **REGULAR)
    for kind in ("graphic", "large"):
        (folder / "theme.toml").write_text(ALONE.replace(f'{pair}"text"', f'{pair}"{kind}"'))
        found = only(folder)
        assert (found.code, found.message) == ("P413", "no pair says that text on paper is text")


def test_every_style_sheet_must_be_there(make_theme: MakeTheme) -> None:
    found = problems(make_theme(ALONE, **REGULAR))
    assert [(problem.code, Path(problem.file or "").name) for problem in found] == [
        ("P407", name) for name in ("common.css", "colour.css", "screen.css", "print.css", "epub.css")
    ]


def test_a_token_of_one_profile_only_is_no_token(make_theme: MakeTheme) -> None:
    toml = '[profiles.standard.tokens]\nsoft = "1em"\n'
    assert only(make_theme(toml, print_css="a { margin: var(--soft) }")).code == "P411"


# --- files ----------------------------------------------------------------------------------


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found = only(tmp_path / "nowhere")
    assert (found.code, found.file) == ("P407", str(tmp_path / "nowhere" / "theme.toml"))


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "theme").write_text("")
    assert only(tmp_path / "theme").code == "P407"


@pytest.mark.parametrize("name", ["theme.toml", "screen.css"])
def test_a_folder_in_place_of_a_file(name: str, make_theme: MakeTheme) -> None:
    folder = make_theme()
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    assert (only(folder).code, only(folder).message) == ("P407", f"{name!r} is not a file")


@pytest.mark.parametrize("name", ["theme.toml", "screen.css"])
def test_a_pipe_in_place_of_a_file_does_not_hang(name: str, make_theme: MakeTheme) -> None:
    folder = make_theme()
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    assert only(folder).code == "P407"


@pytest.mark.parametrize("name", ["theme.toml", "screen.css"])
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../outside"])
def test_a_link_out_of_the_folder(name: str, target: str, make_theme: MakeTheme, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("a { margin: 0 }")
    folder = make_theme()
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(target)
    assert only(folder).code == "P406"


def test_a_link_inside_the_folder(make_theme: MakeTheme) -> None:
    folder = make_theme(wide_css="a { margin: 0 }")
    (folder / "screen.css").symlink_to("wide.css")
    assert read_theme(folder).styles["screen"].endswith("a { margin: 0 }")


@pytest.mark.parametrize("target", ["nowhere", "screen.css"], ids=["dangling", "circle"])
def test_a_link_that_leads_nowhere(target: str, make_theme: MakeTheme) -> None:
    folder = make_theme()
    (folder / "screen.css").symlink_to(target)
    assert only(folder).code == "P407"


@pytest.mark.parametrize(("name", "size"), [("theme.toml", 256), ("screen.css", 512)])
def test_a_giant_file(name: str, size: int, make_theme: MakeTheme) -> None:
    folder = make_theme()
    with (folder / name).open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing
    assert (only(folder).code, only(folder).message) == ("P407", f"{name!r} is larger than {size} kB")


def test_a_file_that_is_not_for_us(make_theme: MakeTheme) -> None:
    """The administrator may read everything, so that somebody else tries."""
    folder = make_theme(screen_css="a { margin: 0 }")
    (folder / "screen.css").chmod(0)
    child = os.fork()
    if child == 0:
        os._exit(as_nobody(folder))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7


def as_nobody(folder: Path) -> int:
    """7 where the file is a problem."""
    try:
        read_theme("default")  # imports all that it needs, while that can be read
        shutil.copytree(data_folder("themes"), folder.parent / "themes")
        progpipe.data.PACKAGE = folder.parent  # the checkout may lie in a home that nobody can enter
        for parent in (folder, *folder.parents[:-2]):
            parent.chmod(0o755)
        if os.getuid() == 0:
            os.setuid(65534)
        read_theme(folder)
    except BuildError as error:
        return 7 if [p.message for p in error.problems] == ["'screen.css' cannot be read: Permission denied"] else 8
    except BaseException:
        return 99
    return 0


@pytest.mark.parametrize("cut", [0, 4, 40, 1000])
@pytest.mark.parametrize("name", ["regular.ttf", "regular.woff2"])
def test_a_font_that_is_broken(name: str, cut: int, make_theme: MakeTheme) -> None:
    folder = make_theme(FACE, **REGULAR)
    (folder / name).write_bytes((folder / name).read_bytes()[:cut])
    found = only(folder)
    assert (found.code, found.pointer, found.line) == ("P415", "/fonts/0", 3)
    assert name in found.message


def test_a_font_that_is_something_else(make_theme: MakeTheme) -> None:
    folder = make_theme(FACE, **REGULAR)
    (folder / "regular.ttf").write_text("<svg/>")
    (folder / "regular.woff2").write_text("<svg/>")
    assert {problem.code for problem in problems(folder)} == {"P415"}


def test_a_folder_whose_name_is_no_text(make_theme: MakeTheme, tmp_path: Path) -> None:
    strange = Path(os.fsdecode(bytes(tmp_path) + b"/\xff"))
    shutil.move(make_theme(), strange)
    assert read_theme(strange).name == "\ufffd"


# --- themes that extend each other ----------------------------------------------------------


def test_themes_in_a_circle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, other in (("here", "there"), ("there", "here")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(f'title = "x"\nextends = "{other}"\n')
    monkeypatch.setattr(progpipe.theme.read, "data_folder", lambda _: tmp_path)
    progpipe.theme.read._built_in.cache_clear()
    try:
        with pytest.raises(BuildError) as caught:
            read_theme("here")
    finally:
        progpipe.theme.read._built_in.cache_clear()
    (found,) = caught.value.problems
    assert (found.code, found.pointer, found.line) == ("P401", "/extends", 2)
    assert found.message == "themes extend each other in a circle"


def test_a_folder_with_the_name_of_the_theme_that_it_extends(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    (tmp_path / "default" / "theme.toml").write_text('title = "x"\nextends = "default"\n')
    assert read_theme(tmp_path / "default").colours == read_theme("default").colours


# --- contrast -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#595959", "#ffffff", 7.00),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#ed1b34", "#ffffff", 4.37),
    ],
)
def test_contrast_as_others_have_counted_it(first: str, second: str, known: float) -> None:
    assert ratio(first, second) == pytest.approx(known, abs=0.005)
    assert ratio(second, first) == ratio(first, second)


@pytest.mark.parametrize(
    ("kind", "enough", "too_little"),
    [("text", "#595959", "#5a5a5a"), ("large", "#767676", "#777777"), ("graphic", "#949494", "#959595")],
)
@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_thresholds(kind: str, enough: str, too_little: str, ground: str, make_theme: MakeTheme) -> None:
    """Against white: by day the paper is white, by night another colour of the pair is."""
    table = "colours" if ground == "light" else "dark"
    pair = f'[[pairs]]\nforeground = "probe"\nbackground = "board"\nkind = "{kind}"\n'
    day, night = '[colours]\nprobe = "#000000"\nboard = "#ffffff"\n', '[dark]\nboard = "#ffffff"\n'
    folder = make_theme()

    def write(colour: str) -> None:
        text = (day + night).replace("#000000", colour) if ground == "light" else day + night + f'probe = "{colour}"\n'
        (folder / "theme.toml").write_text(f'title = "x"\nextends = "default"\n{text}{pair}')

    write(enough)
    assert read_theme(folder).colours["board"] == "#ffffff"
    write(too_little)
    found = [problem for problem in problems(folder) if f"#ffffff), {ground}," in problem.message]
    assert [(p.code, p.pointer) for p in found] == [("P412", f"/{table}/probe")]
    assert enough in found[0].hint, "the nearest tone that passes"


def test_the_bright_red_of_the_party_is_no_colour_of_text(make_theme: MakeTheme) -> None:
    found = problems(make_theme('[colours]\nlink = "#ed1b34"\n'))[0]
    assert found.message == "link (#ed1b34) on paper (#ffffff), light, has the contrast 4.36; text needs 7"
    assert found.hint.startswith("The nearest tone of link that passes is #")


def test_no_tone_passes_on_a_middle_grey() -> None:
    assert nearest_tone("#000000", "#777777", 7.0) is None


# --- the command line -----------------------------------------------------------------------


def test_the_command_line_shows_where(
    make_theme: MakeTheme, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_theme(screen_css="\na { background: url(https://example.org/) }")
    command = ["build", str(SOURCE), "--theme", str(folder), "--out", str(tmp_path / "dist")]
    assert main(command) == 1
    assert f"{folder / 'screen.css'}:2:17: error P409: " in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("theme", ["defualt", "./nowhere"])
def test_the_command_line_and_a_theme_that_is_not_there(theme: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "progpipe", "build", SOURCE, "--theme", theme, "--out", "dist"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == (2 if theme == "defualt" else 1)
    assert "Did you mean 'default'?" in done.stderr if theme == "defualt" else "P407" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_theme_is_a_value() -> None:
    theme: Theme = read_theme("default")
    assert read_theme("default") is theme
    with pytest.raises(AttributeError):
        theme.title = "x"  # type: ignore[misc]
