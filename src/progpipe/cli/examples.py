"""What `--help` shows at its end: examples, and exit statuses."""

from __future__ import annotations

STATUS = """exit status:
  0  done
  1  the input has problems
  2  wrong usage
  3  something that the build needs is not installed; the message says what
  4  the machine failed: the disk is full, a folder cannot be written
"""

MAIN = f"""examples:
  progpipe validate source/alingsas-2027-2030.json
  progpipe build source/alingsas-2027-2030.json
  progpipe build --help

{STATUS}"""

VALIDATE = """examples:
  progpipe validate source/alingsas-2027-2030.json
  progpipe validate --json source/*.json
  progpipe validate - < source/alingsas-2027-2030.json
"""

FMT = """examples:
  progpipe fmt source/alingsas-2027-2030.json      rewrite the file in its canonical form
  progpipe fmt --check source/*.json               say which files would change (exit status 1)
  progpipe fmt - < draft.json > programme.json
"""

BUILD = """examples:
  progpipe build source/alingsas-2027-2030.json
  progpipe build source/alingsas-2027-2030.json --format pdf --format epub --out public
  progpipe build source/alingsas-2027-2030.json --theme socialdemokraterna
  progpipe build source/alingsas-2027-2030.json --edition lattlast --require approved
  progpipe build source/alingsas-2027-2030.json --section kommunstyrelsen

The bundle is the folder DIR/<id of the programme>. It is replaced as a whole, and only if progpipe made it.
"""

PREVIEW = """examples:
  progpipe preview source/alingsas-2027-2030.json
  progpipe preview source/alingsas-2027-2030.json --open --theme socialdemokraterna

The pages in the browser follow the files: change one, save it, and look. Ctrl-C ends it.
"""

BATCH = """examples:
  progpipe batch source --out public
  progpipe batch 'source/**/*.json' --format html --format pdf
  progpipe batch source --scheduler tcp://10.0.0.1:8786

A programme that cannot be published stops no other. Run it again to go on where it ended, or after a correction:
only what has changed is made. DIR/index.html lists every bundle.
"""

RENDITIONS = """examples:
  progpipe status source/alingsas-2027-2030.json
  progpipe status source/alingsas-2027-2030.json --edition lattlast --json
  progpipe status source/alingsas-2027-2030.json --accept inledning vard-1
"""

REVIEW = """examples:
  progpipe review source/alingsas-2027-2030.json --edition lattlast -o granskning.docx
  progpipe review source/alingsas-2027-2030.json -o granskning.docx -o granskning.html
  progpipe review --apply granskning.docx source/alingsas-2027-2030.json --dry-run
  progpipe review --apply granskning.docx source/alingsas-2027-2030.json

A sheet is applied whole or not at all. Texts that have changed since it was made are refused.
"""

LINT = """examples:
  progpipe lint source/alingsas-2027-2030.json
  progpipe lint source/alingsas-2027-2030.json --edition standard
  progpipe lint source/alingsas-2027-2030.json --fix
  progpipe lint source/alingsas-2027-2030.json --report lasbarhet.html

Only remarks of the level fel make the exit status 1. On an edition that is not easy-read every remark is a tip.
"""

DIFF = """examples:
  progpipe diff old.json new.json
  progpipe diff HEAD~1 source/alingsas-2027-2030.json
  progpipe diff v1 source/alingsas-2027-2030.json -o andringar.pdf -o andringar.html

Exit status: 0 nothing has changed, 1 something has, 2 the two cannot be compared.
"""

IMPORT = """examples:
  progpipe import handlingsprogram.docx -o source/lillby-2027-2030.json
  progpipe import handlingsprogram-2.docx --update source/lillby-2027-2030.json

What was unsure is said with its paragraph. A file that is there is only replaced by --update.
"""

AMEND = """examples:
  progpipe amend source/alingsas-2027-2030.json amendments.json --list
  progpipe amend source/alingsas-2027-2030.json amendments.json --list -o forslag.pdf
  progpipe amend source/alingsas-2027-2030.json amendments.json -o new.json

The amendments are applied all, or none. schema/amendments.schema.json says how they are written.
"""

CHECK = """examples:
  progpipe check dist/alingsas-2027-2030
  progpipe check --strict rapport.pdf bok.epub
  progpipe check dist/alingsas-2027-2030 --html kontroll.html

exit status:
  0  nothing was found; without --strict something may be not verified
  1  something was found, nothing at all was verified, or --strict and something was not verified
  2  wrong usage
"""


CACHE = """examples:
  progpipe cache --info
  progpipe cache --clear
"""
