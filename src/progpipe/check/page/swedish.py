"""What the page says in its own words: Swedish, for whoever wants to know what was checked.

It says what validators said, and never that something is accessible: no validator knows that.
"""

from __future__ import annotations

from typing import Final

TITLE: Final = "Så har vi kontrollerat tillgängligheten"

# In short
SUMMARY: Final = "I korthet"
LOOKED: Final = "Vi har låtit {tools} läsa {files}."
ONE_TOOL: Final = "ett kontrollverktyg"
TOOLS: Final = "{count} kontrollverktyg"
ONE_FILE: Final = "en fil"
FILES: Final = "{count} filer"
NOTHING_LOOKED: Final = "Inga dokument har kontrollerats. Inget kontrollverktyg har kunnat läsa dem."
NOTHING_FOUND: Final = "Verktygen hittade inga fel i det som de kontrollerade."
ONE_FOUND: Final = "Verktygen gjorde en anmärkning."
FOUND: Final = "Verktygen gjorde {count} anmärkningar."
ONE_UNVERIFIED: Final = "En kontroll kunde inte göras."
UNVERIFIED: Final = "{count} kontroller kunde inte göras."
NOT_ALL: Final = "Verktyg hittar bara en del av de hinder som kan finnas. Resten kan bara människor avgöra."

# What was checked
CHECKED: Final = "Vad som kontrollerades"
CHECKED_TABLE: Final = "Resultat för varje fil och verktyg"
FILE: Final = "Fil"
TOOL: Final = "Verktyg"
STANDARDS: Final = "Enligt"
RESULT: Final = "Resultat"
PASSED: Final = "inga fel hittades"
ONE_REMARK: Final = "1\u00a0anmärkning"
REMARKS: Final = "{count}\u00a0anmärkningar"
NOT_CHECKED: Final = "inte kontrollerad"
NO_STANDARD: Final = "–"
PROVED: Final = (
    "Kontrollen gjordes på precis de filer som finns här, innan de publicerades. Om verktygen hade hittat något fel "
    "hade filerna inte publicerats."
)
LAST: Final = (
    "Den här sidan skrevs sist. Också den har lästs av verktygen innan den publicerades, men resultatet av det kan "
    "inte stå på sidan själv."
)
AS_IT_WAS: Final = "Resultatet gäller filerna som de var när vi kontrollerade dem."

# The validators
VALIDATORS: Final = "Verktygen"
VALIDATORS_ABOUT: Final = "Här är de verktyg som kan läsa någon av filerna, och vad de kontrollerar."
INDEPENDENT: Final = "Verktyget är fristående: det är gjort av andra än oss."
OWN: Final = "Kontrollen är vår egen."
MISSING: Final = "Verktyget var inte installerat, så det har inte kontrollerat något."

# What was found
FINDINGS: Final = "Vad verktygen hittade"
FINDINGS_ABOUT: Final = "Här är alla anmärkningar, med plats och råd. Verktygens egna texter är på engelska."
NO_FINDINGS: Final = "Verktygen gjorde inga anmärkningar."
FINDINGS_OF: Final = "{file}: {tool}"
PLACE: Final = "Plats: "
TIMES: Final = "Antal: {count}"
REMEDY: Final = "Så här kan det rättas: "

# What was not verified
NOT_VERIFIED: Final = "Vad som inte kontrollerades"
ALL_VERIFIED: Final = "Alla verktyg kunde läsa de filer som de är till för."
NOT_VERIFIED_ABOUT: Final = "De här kontrollerna kunde inte göras. Skälen är på engelska."
NOT_VERIFIED_ITEM: Final = "{tool}, {files}: "
NO_TOOL: Final = "Inget av verktygen läser sådana filer som de här, så dem har vi inte kontrollerat: {files}."
PASSED_OVER: Final = "{file}: "

# What only people can judge
PEOPLE: Final = "Vad bara människor kan avgöra"
PEOPLE_ABOUT: Final = "Inget verktyg kan svara på de här frågorna. Det kan bara den som läser."
QUESTIONS: Final = (
    "Kommer allt i en ordning som går att följa när texten läses upp?",
    "Säger beskrivningarna av bilder det som är viktigt i bilderna?",
    "Säger rubrikerna vad som kommer, och länkarna vart de leder?",
    "Är språket tydligt och lätt att förstå?",
    "Fungerar det i vardagen med skärmläsare, punktskrift, förstoring eller röststyrning?",
    "Går det att läsa utan att bli trött, också för den som läser långsamt?",
)

# How people can tell us
CONTACT: Final = "Berätta vad du tycker"
CONTACT_US: Final = "Är det något som inte fungerar för dig? Berätta det för oss. Så når du oss: "
CONTACT_PUBLISHER: Final = "Är det något som inte fungerar för dig? Berätta det för {publisher}."
CONTACT_ANYBODY: Final = "Är det något som inte fungerar för dig? Berätta det för den som har gett ut filen."


def counted(count: int, one: str, several: str) -> str:
    """A number of things in words."""
    return one if count == 1 else several.format(count=count)
