"""The commands and their options."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Any

from progpipe.cli.examples import (
    AMEND,
    BATCH,
    BUILD,
    CACHE,
    CHECK,
    DIFF,
    FMT,
    IMPORT,
    LINT,
    MAIN,
    PREVIEW,
    RENDITIONS,
    REVIEW,
    VALIDATE,
)
from progpipe.options import PDF_PROFILES, Requirement

LAST_PORT = 65535


def parser() -> ArgumentParser:
    """The parser of the whole command line; the parsed arguments name the `command`."""
    made = _parser(
        ArgumentParser,
        prog="progpipe",
        description="Publish a political programme from one JSON source: PDF, EPUB, HTML, DOCX, ODT and text.",
        epilog=MAIN,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _validate(commands)
    _fmt(commands)
    _build(commands)
    _batch(commands)
    _preview(commands)
    _status(commands)
    _review(commands)
    _lint(commands)
    _diff(commands)
    _import(commands)
    _amend(commands)
    _check(commands)
    _cache(commands)
    _parser(
        commands.add_parser,
        "plugins",
        help="list the installed stages, emitters, rules and validators",
        description="List the installed stages, emitters, rules and validators, and the distribution of each.",
    )
    return made


class _Version(Action):
    """Looks the version up when it is asked for: importing what knows it takes longer than all other arguments."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"progpipe {version('progpipe')}")
        parser.exit()


def _parser(make: Any, *names: str, **options: Any) -> ArgumentParser:
    made: ArgumentParser = make(*names, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False, **options)
    return made


def _validate(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "validate",
        help="show every problem of a source",
        description="Show every problem of each source, with line, column and remedy.",
        epilog=VALIDATE,
    )
    _sources(made, "a JSON file, or - for standard input")
    _json(made)


def _fmt(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "fmt",
        help="rewrite a source in its canonical form",
        description="Rewrite each source in its canonical form: UTF-8, NFC, the schema's order of keys, two spaces.",
        epilog=FMT,
    )
    _sources(made, "a JSON file, or - for standard input, which is written to standard output")
    made.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file would change")


def _build(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "build",
        help="publish a source in every format",
        description="Publish each source: every edition in every format, in one bundle with a download page.",
        epilog=BUILD,
    )
    _sources(made, "a JSON file")
    _publishing(made)
    made.add_argument("--jobs", type=_jobs, metavar="N", help="processes at work (default: as many as there are cores)")
    made.add_argument("--verified", action="store_true", help="publish only what every installed validator passes")
    _json(made)


def _batch(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "batch",
        help="publish many sources",
        description="Publish every source of a folder or a pattern, each in its own bundle; a page lists them all.",
        epilog=BATCH,
    )
    _sources(made, "a folder of JSON files, a pattern such as '**/*.json', or a JSON file", "FOLDER|GLOB")
    _publishing(made)
    where = made.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes at work (default: as many as there are cores)"
    )
    where.add_argument("--scheduler", metavar="ADDRESS", help="let the workers of this Dask scheduler make them")
    _json(made)


def _publishing(made: ArgumentParser) -> None:
    made.add_argument("--out", metavar="DIR", default="dist", help="where the bundles go (default: dist)")
    _several(made, "--edition", "ID", "publish this edition; may be repeated (default: those that the source names)")
    _several(made, "--format", "NAME", "publish this format; may be repeated (default: those of the edition)")
    _theme(made)
    _section(made)
    _require(made)
    made.add_argument("--base-url", metavar="URL", help="where the bundle will stand on the web")
    made.add_argument(
        "--pdf-profile",
        choices=PDF_PROFILES,
        help="what the PDF keeps: 1.7 is PDF/UA-1 and PDF/A-3a, 2.0 is PDF/UA-2 and PDF/A-4f (default: the theme's)",
    )
    made.add_argument("--no-cache", action="store_true", help="make everything anew, and keep nothing")


def _preview(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "preview",
        help="show a source in the browser, and follow it while it changes",
        description="Serve the bundle of a source on 127.0.0.1, and make it anew whenever source or theme change.",
        epilog=PREVIEW,
    )
    made.add_argument("source", metavar="SOURCE", help="a JSON file")
    made.add_argument(
        "--port", type=_port, metavar="N", help="the port, 0 for any (default: the first free one from 8765 on)"
    )
    made.add_argument("--open", action="store_true", help="open it in the browser of this machine")
    _several(made, "--edition", "ID", "show this edition; may be repeated (default: those that the source names)")
    _several(made, "--format", "NAME", "make this format; may be repeated (default: those of the edition)")
    _theme(made)
    _section(made)
    _require(made)


def _status(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "status",
        help="show how far each easy-read or translated text has come",
        description="Show every part of a source: is its rendition missing, stale, a draft, reviewed or approved?",
        epilog=RENDITIONS,
    )
    made.add_argument("source", metavar="SOURCE", help="a JSON file, or - for standard input")
    _several(made, "--edition", "ID", "show this edition; may be repeated (default: those that have renditions)")
    made.add_argument(
        "--accept",
        metavar="ID",
        nargs="+",
        action="extend",
        help="these renditions fit their texts as they are now: stamp them with a new basis, as drafts",
    )
    _json(made)


def _review(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "review",
        help="write the sheet for a review group, or apply its answers",
        description="Write the sheet that a review group works on, or put the answers of one into the source.",
        epilog=REVIEW,
    )
    made.add_argument("source", metavar="SOURCE", help="a JSON file")
    made.add_argument("--edition", metavar="ID", help="the edition to review (default: the only one with renditions)")
    made.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        help="write the sheet: .docx to fill in, .html to read and print; may be repeated",
    )
    made.add_argument("--apply", metavar="FILE", help="read the answers of this sheet (.docx) into the source")
    made.add_argument("--dry-run", action="store_true", help="with --apply: say what would change, and change nothing")
    _json(made)


def _lint(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "lint",
        help="say what makes a text hard to read",
        description="Say what makes the text of an edition hard to read, and what to do about it.",
        epilog=LINT,
    )
    made.add_argument("source", metavar="SOURCE", help="a JSON file, or - for standard input")
    made.add_argument("--edition", metavar="ID", default="lattlast", help="the edition to read (default: lattlast)")
    made.add_argument("--fix", action="store_true", help="put the safe suggestions into the drafts of renditions")
    made.add_argument("--report", metavar="FILE", help="write the report for those who write the text, a web page")
    _theme(made)
    _json(made)


def _diff(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "diff",
        help="show what has changed from one version to the next",
        description="Show what was added, removed, moved and reworded, commitment by commitment and block by block.",
        epilog=DIFF,
    )
    made.add_argument("old", metavar="OLD", help="a JSON file, or a revision of git: the new file as it stood there")
    made.add_argument("new", metavar="NEW", help="a JSON file")
    _documents(made, "write what has changed for a meeting, in Swedish")
    made.add_argument("--amendments", metavar="FILE", help="name the motion that each change comes from")
    _theme(made)
    _json(made)


def _import(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "import",
        help="make a source of a Word file or another document",
        description="Make a source of a document: docx, odt, Markdown, HTML or plain text.",
        epilog=IMPORT,
    )
    made.add_argument("file", metavar="FILE", help="the document; the ending of its name says what it is")
    made.add_argument("-o", "--output", metavar="SOURCE", help="where the source goes; its name is the programme's id")
    made.add_argument(
        "--update",
        metavar="SOURCE",
        help="put a corrected document into this source: ids, renditions and glossary stay",
    )
    _json(made)


def _amend(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "amend",
        help="put adopted amendments into a source, or list them",
        description="Put the amendments that a meeting has adopted into a source: all of them, or none.",
        epilog=AMEND,
    )
    made.add_argument("source", metavar="SOURCE", help="a JSON file")
    made.add_argument("amendments", metavar="AMENDMENTS", help="a JSON file of amendments")
    made.add_argument(
        "-o",
        "--output",
        metavar="NEW",
        action="append",
        help="where the amended source goes; with --list the order paper, .html or .pdf, may be repeated",
    )
    made.add_argument("--list", action="store_true", help="the order paper: each text before and after")
    _theme(made)
    _json(made)


def _check(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "check",
        help="run every installed validator over published files",
        description="Run every installed validator over bundles, folders and single files: PDF, EPUB and HTML.",
        epilog=CHECK,
    )
    made.add_argument("paths", metavar="PATH", nargs="+", help="a bundle, another folder, or a file")
    made.add_argument("--strict", action="store_true", help="fail also where something was not verified")
    made.add_argument("--html", metavar="FILE", help="write the report as a web page, in Swedish, for readers")
    _theme(made)
    _json(made)


def _cache(commands: Any) -> None:
    made = _parser(
        commands.add_parser,
        "cache",
        help="show or empty what was kept of earlier builds",
        description="What was made before is kept in the cache folder of the user, or where PROGPIPE_CACHE says.",
        epilog=CACHE,
    )
    what = made.add_mutually_exclusive_group(required=True)
    what.add_argument("--info", action="store_true", help="where it is, how many entries, and how large")
    what.add_argument("--clear", action="store_true", help="remove every entry")


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text[:9]) > 0:
        raise ArgumentTypeError(f"{text!r} is no number of processes: write 1 or more")
    return int(text[:9])


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:9]) > LAST_PORT:
        raise ArgumentTypeError(f"{text!r} is no port: write a number from 0 to {LAST_PORT}")
    return int(text)


def _section(made: ArgumentParser) -> None:
    _several(made, "--section", "ID", "only this section, as an offprint; may be repeated")


def _require(made: ArgumentParser) -> None:
    made.add_argument(
        "--require",
        choices=[str(item) for item in Requirement],
        default=str(Requirement.DRAFT),
        help="how far each rendition must have come (default: draft); none leaves a visible gap",
    )


def _documents(made: ArgumentParser, what: str) -> None:
    made.add_argument("-o", "--output", metavar="FILE", action="append", help=f"{what}: .html or .pdf; may be repeated")


def _sources(made: ArgumentParser, text: str, metavar: str = "SOURCE") -> None:
    made.add_argument("sources", metavar=metavar, nargs="+", help=text)


def _several(made: ArgumentParser, option: str, metavar: str, text: str) -> None:
    made.add_argument(option, metavar=metavar, action="append", help=text)


def _theme(made: ArgumentParser) -> None:
    made.add_argument("--theme", metavar="NAME|DIR", default="default", help="a theme's name, or its folder")


def _json(made: ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="print the same as JSON, for machines")
