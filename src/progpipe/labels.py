"""The words that are ours and that readers see: Swedish, in one place.

They name parts and controls; they are never the programme's words. A label that takes a value is
a format string with named fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# Parts of a publication
COVER: Final = "Omslag"
CONTENTS: Final = "Innehåll"
GLOSSARY: Final = "Ordlista"
COLOPHON: Final = "Om det här dokumentet"
NOTES: Final = "Noter"
LANDMARKS: Final = "Delar av dokumentet"
BODY: Final = "Programmet"

# Controls and what a screen reader says
SKIP: Final = "Hoppa till innehållet"
COMMITMENT: Final = "åtagande {number}"
COMMITMENTS: Final = "Åtaganden"
COMMITMENT_LINK: Final = "Länk till åtagande {number}"
RELATED: Final = "Hör ihop med"
NOTE: Final = "Not {label}"
BACK: Final = "Tillbaka till texten"
BACK_TO: Final = "Tillbaka till texten, ställe {number}"
PLACE: Final = "ställe {number}"
OF_NOTE: Final = " (not {label})"
OF_TERM: Final = " ({term})"
PAGE: Final = "Sida {number}"
PAGE_LIST: Final = "Sidor i den tryckta versionen"

# Words that went or came, for those who hear them: before and after these
DELETED: Final = ("[borttaget: ", "]")
INSERTED: Final = ("[nytt: ", "]")

# What is said about a text
DRAFT: Final = "Utkast"
NOT_ADOPTED: Final = "Programmet är ett utkast. Det är inte antaget än."
DRAFT_RENDITION: Final = "Den lättlästa texten är ett utkast. Den är inte granskad än."
DRAFT_IN_PART: Final = "Delar av den lättlästa texten är ett utkast. De är inte granskade än."
EASY_READ: Final = "Lättläst"
GAP: Final = "Den här delen finns inte på {variety} än."
TITLE_GAP: Final = "Titeln finns inte på {variety} än."
OFFPRINT: Final = "Särtryck"
LIST: Final = ", "
LIST_LAST: Final = " och "
GLOSSARY_ABOUT: Final = "Ordlistan förklarar ord i texten. Redaktionen har skrivit den. Den ingår inte i programmet."

# The guide before an easy-read text
GUIDE: Final = "Innan du läser"
GUIDE_ABOUT: Final = "Här får du hjälp att läsa. Den här delen ingår inte i programmet."
GUIDE_PARTY: Final = "{party} är ett politiskt parti."
GUIDE_PROGRAMME: Final = "Det här är ett program från {publisher}. Ett program berättar vad ett parti vill göra."
GUIDE_PLACE: Final = "Programmet handlar om {place}."
GUIDE_PERIOD: Final = "Programmet gäller från {first} till {last}."
GUIDE_YEAR: Final = "Programmet gäller år {first}."
GUIDE_TIME: Final = "Det tar ungefär {time} att läsa hela texten."
GUIDE_MINUTES: Final = "{number} minuter"
GUIDE_HOUR: Final = "1 timme"
GUIDE_HOURS: Final = "{number} timmar"
GUIDE_ANY_ORDER: Final = "Du behöver inte läsa allt på en gång. Du kan börja var du vill."
GUIDE_HOW: Final = "Så här läser du"
GUIDE_LINES: Final = "Raderna är korta. En ny mening börjar alltid på en ny rad."
GUIDE_NUMBERS: Final = "Varje punkt i programmet har ett nummer. Det är samma nummer som i det vanliga programmet."
GUIDE_WORDS: Final = ("Svåra ord förklaras i ", ". Den finns efter programmet.")
GUIDE_WORDS_LINK: Final = "Ordlistan"
GUIDE_DRAFT: Final = "På första sidan står ordet utkast. Det betyder att texten kan ändras."

# Between the editions
COUNTERPART: Final = "Läs det här på {edition}"
PLAIN: Final = "vanlig svenska"

# What easy-read editions say instead
EASY: Final[Mapping[str, str]] = {
    COMMITMENT: "punkt {number}",
    COMMITMENTS: "Det här vill vi göra",
    COMMITMENT_LINK: "Länk till punkt {number}",
    GLOSSARY_ABOUT: "Här förklarar vi svåra ord. Ordlistan ingår inte i programmet.",
}


def for_readers(label: str, *, easy_read: bool) -> str:
    """The label as an edition says it."""
    return EASY.get(label, label) if easy_read else label


# Rows of the colophon
PUBLISHER: Final = "Utgivare"
PERIOD: Final = "Gäller"
VERSION: Final = "Version"
DATE: Final = "Datum"
STATUS: Final = "Status"
ADOPTED: Final = "Antaget"
CONTACT: Final = "Kontakt"
RESPONSIBLE: Final = "Ansvarig"
LICENCE: Final = "Licens"
TRANSPARENCY: Final = "Avsändare"
CONTENT_DIGEST: Final = "Textens kontrollsumma (början)"

# What a file says about itself
SUMMARY_TEXT: Final = "Boken har innehållsförteckning och rubriker i nivåer. Texten går att förstora och få uppläst."
SUMMARY_IMAGES: Final = "Bilder som betyder något har en beskrivning i text."
SUMMARY_IMAGES_LACK: Final = "Det finns bilder som inte har någon beskrivning i text."
SUMMARY_PAGES: Final = "Sidnumren är samma som i PDF-filen."
SUMMARY_CHECKED: Final = "När boken gjordes kontrollerade ett program {what}."
CHECKED_LINKS: Final = "att länkarna inom boken leder rätt"
CHECKED_IMAGES: Final = "att bilderna har en beskrivning"
CHECKED_TABLES: Final = "att tabellerna har rubriker"
SUMMARY_JUDGED: Final = "{by} har bedömt bokens tillgänglighet den {date}."
SUMMARY_NOT_JUDGED: Final = "Ingen människa har bedömt bokens tillgänglighet än."

SOURCE_FILE: Final = "Texten som data (JSON): den källa som dokumentet är gjort av"

# Styles that a word processor lists, beside those that it names itself
STYLE_NOTICE: Final = "Upplysning"
STYLE_ATTRIBUTION: Final = "Källa till citat"
STYLE_NOTES_TITLE: Final = "Rubrik över noter"

# Language varieties, as they stand after "på"
VARIETIES: Final = {"sv": "svenska", "sv-simple": "lättläst svenska", "en": "engelska", "ar": "arabiska"}


def variety(tag: str) -> str:
    """The name of a language variety (BCP 47); the tag itself where we have no name for it."""
    return VARIETIES.get(tag, tag)


# What plain text says where other formats show
TEXT_NOTE: Final = " (not\u00a0{label})"
TEXT_NOTE_ITEM: Final = "Not {label}: "
TEXT_TABLE: Final = "Tabell: "
TEXT_CELL: Final = "{header}: "
TEXT_IMAGE: Final = "Bild: {alternative}"

# The download page
DOWNLOADS_TITLE: Final = "Läs eller ladda ner: {title}"
DOWNLOADS_ABOUT: Final = "Välj det format som passar dig. Texten är densamma i alla format."
DOWNLOADS_ABOUT_EDITIONS: Final = (
    "Välj den utgåva och det format som passar dig. Texten är densamma i alla format av en utgåva."
)
THE_OFFPRINT: Final = "Särtrycket"
DOWNLOAD: Final = "Ladda ner som {name}"
READ_ONLINE: Final = "Läs i webbläsaren"
DOWNLOAD_EDITION: Final = "Ladda ner {edition} som {name}"
READ_EDITION_ONLINE: Final = "Läs {edition} i webbläsaren"
LANGUAGE: Final = "Språk"
PAGES: Final = "{number}\u00a0sidor"
ONE_PAGE: Final = "1\u00a0sida"
FORMATS: Final = {
    "html": ("webbsida", "För dig som vill läsa direkt på skärmen. Fungerar med skärmläsare och går att förstora."),
    "pdf": ("PDF", "För dig som vill skriva ut programmet eller läsa det sida för sida som ett tryckt häfte."),
    "epub": ("EPUB", "För läsplatta, telefon och e-boksläsare. Du väljer textstorlek och kan få texten uppläst."),
    "docx": ("Word-dokument", "För dig som vill arbeta vidare med texten i Word."),
    "odt": ("OpenDocument-text", "För dig som vill arbeta vidare med texten i LibreOffice eller ett liknande program."),
    "txt": ("ren text", "För dig som bara vill ha texten, utan formgivning. Går att öppna i alla program."),
}
CHECKSUMS: Final = "Om filerna"
CHECKSUMS_ABOUT: Final = (
    "Här är en kontrollsumma (SHA-256) för varje fil. Med den kan du se att filen har kommit fram oförändrad. "
    "Summorna finns också i {sums}. Mer om filerna står i {manifest}."
)
CHECKED: Final = "Tillgänglighet"
CHECKED_ABOUT: Final = (
    "Innan filerna publicerades lästes de av kontrollverktyg, i de format som det finns verktyg för. På en egen sida "
    "står vad verktygen kontrollerade, och vad bara människor kan avgöra."
)
CHECKED_LINK: Final = "Så har vi kontrollerat tillgängligheten"

# The review sheet. What ends in a question mark or a colon is a field: the answers are found again by it.
REVIEW_TITLE: Final = "Granskning: {title}"
REVIEW_WELCOME: Final = "Tack för att ni hjälper till! Ni läser två texter bredvid varandra och säger om de stämmer."
REVIEW_HOW: Final = "Så gör ni"
REVIEW_STEPS: Final = (
    "Läs originaltexten och texten på {variety}.",
    "Säger de samma sak? Är texten på {variety} lätt att förstå och bra att läsa högt?",
    "Skriv ja om texten på {variety} är bra som den är, annars nej.",
    "Skriv gärna en kommentar: Vad är svårt eller fel? Hur kan det sägas bättre?",
    "Skriv inte i själva texterna, och ändra inte koderna. Koden visar vilka texter svaret hör till.",
)
REVIEW_STEPS_FILE: Final = (
    "Fyll i rutorna under Om granskningen.",
    "Spara filen som Word-dokument (.docx) och skicka tillbaka den till den som skickade den till er. "
    "Både Word och LibreOffice går bra.",
)
REVIEW_STEPS_PAPER: Final = (
    "Den här sidan är till för att läsa och skriva ut. Skriv svaren med penna, och för sedan in dem i Word-dokumentet.",
)
REVIEW_FREELY: Final = "Ni behöver inte svara på allt. Det som ni lämnar tomt ändras inte."
REVIEW_ABOUT: Final = "Om granskningen"
REVIEW_FILL_IN: Final = "Fyll i här"
REVIEW_FIELD: Final = "Fråga"
REVIEW_VALUE: Final = "Svar"
REVIEW_SUBJECT: Final = "Gäller (ändra inte):"
REVIEW_KIND: Final = "Vad gäller granskningen? Skriv granskad eller godkänd:"
REVIEW_DATE: Final = "Datum, till exempel 2026-11-20:"
REVIEW_BY: Final = "Vem eller vilka har granskat?"
REVIEW_KINDS: Final = {"reviewed": "granskad", "approved": "godkänd"}
REVIEW_TEXTS: Final = "Läs texterna: {title}"
REVIEW_ORIGINAL: Final = "Originaltext"
REVIEW_RENDITION: Final = "Text på {variety}"
REVIEW_ANSWER: Final = "Svara här: {title}"
REVIEW_CODE: Final = "Kod"
REVIEW_VERDICT: Final = "Ja/nej"
REVIEW_COMMENT: Final = "Kommentar"
REVIEW_NAME: Final = "Namn"
REVIEW_PROGRAMME: Final = "Programmets titel"
REVIEW_TERM: Final = "Ordet ”{term}”"
REVIEW_COMMITMENT: Final = "Åtagande {number}"
REVIEW_STANDING: Final = {
    "missing": "Läge: saknas. Texten finns inte på {variety} än.",
    "stale": "Läge: inaktuell. Originaltexten har ändrats sedan texten skrevs. Läs extra noga.",
    "draft": "Läge: utkast.",
    "reviewed": "Läge: granskad.",
    "approved": "Läge: godkänd.",
}
REVIEW_JUDGED: Final = "{standing} {by}, {date}."
REVIEW_REMARKS: Final = "Språkkontrollen säger:"
REVIEW_REMARK: Final = "{severity}: {message}"
REVIEW_IMAGE: Final = "Bild: {alternative}"
REVIEW_DECORATION: Final = "Bild utan betydelse för innehållet"
REVIEW_YES: Final = ("ja", "j", "yes")
REVIEW_NO: Final = ("nej", "n", "no")


def listed(parts: Sequence[str]) -> str:
    """What stands in a sentence as "a, b och c"."""
    return LIST_LAST.join(part for part in (LIST.join(parts[:-1]), *parts[-1:]) if part)


def file_size(count: int) -> str:
    """A number of bytes as Swedish readers know it: "342 kB", "1,2 MB" (1 kB is 1000 bytes, SI)."""
    if count < 1000:  # noqa: PLR2004
        return f"{count}\u00a0byte"
    if count < 999_500:  # noqa: PLR2004
        return f"{(count + 500) // 1000}\u00a0kB"
    tenths = (count + 50_000) // 100_000
    return f"{tenths // 10},{tenths % 10}\u00a0MB"


MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def long_date(date: str) -> str:
    """A date of ISO 8601 as Swedes write it: 1 juni 2026."""
    year, month, day = date.split("-")
    return f"{int(day)}\u00a0{MONTHS[int(month) - 1]} {year}"
