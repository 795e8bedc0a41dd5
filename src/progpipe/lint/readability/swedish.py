"""What the report says in its own words: Swedish, for the communications team."""

from __future__ import annotations

from typing import Final

from progpipe.lint.model import Level

TITLE: Final = "Läsbarhet: {title}"
LOOKS: Final = (
    "Måtten visar om texten ser ut som lättläst. De visar inte om den går att förstå. Det kan bara läsare svara på: "
    "låt personer som behöver lättläst läsa texten och berätta vad den säger."
)
STANDARD: Final = "Standard"
PUBLISHED: Final = "Publicerad lättläst"
WHOLE: Final = "Hela texten"
NOTHING: Final = "–"

# The parts of the page
SUMMARY: Final = "I korthet"
SUMMARY_SIZE: Final = "{edition}: {words} ord i {sentences} meningar."
SUMMARY_REMARKS: Final = "Granskningen gav {levels}."
SUMMARY_SILENCED: Final = "Tystade anmärkningar: {count}. Redaktionen har sagt varför de inte gäller."
SUMMARY_TABLE: Final = "Hela texten i tal"
EMPTY: Final = "Den här utgåvan har ingen text än."
MEASURE: Final = "Mått"
SECTION: Final = "Avsnitt"

CHARTS: Final = "Avsnitt för avsnitt"
CHARTS_ABOUT: Final = (
    "Varje rad är ett avsnitt. Det skuggade fältet visar vad publicerad lättläst brukar ha. Avsnitt med färre än "
    "{fewest} ord räknas ihop med sina grannar, för annars beror talen på slumpen."
)
CHART_TABLE: Final = "Samma tal i en tabell: {measure}"
CHART: Final = "Diagram över {measure}, rad för rad. {whole}{sections} Alla tal står i tabellen."
CHART_WHOLE: Final = "Hela texten har {easy}. "
CHART_BESIDE: Final = "Hela texten har {easy} i utgåvan {edition} och {standard} i standardtexten. "
CHART_SECTIONS: Final = "Avsnitten har {low} till {high}. "
CHART_BAND: Final = "{published}: {band}."
AND_MORE: Final = "{title} (och {count} till)"

SENTENCES: Final = "Meningar att börja med"
SENTENCES_ABOUT: Final = "Här är de meningar som har flest och tyngst anmärkningar, de svåraste först."
SENTENCES_MORE: Final = "Fler meningar med anmärkningar: {count}. Kommandot progpipe lint visar alla."
NO_SENTENCES: Final = "Ingen mening har någon anmärkning."
SUGGESTION: Final = "Förslag: skriv «{new}» i stället för «{old}»."
WITHOUT: Final = "Förslag: ta bort «{old}»."

PARTS: Final = "Avsnitt och stycken"
PARTS_ABOUT: Final = "De här anmärkningarna gäller mer än en mening."
BEGINNING: Final = "Stycket som börjar ”{beginning}”: "

WORDS: Final = "Ord"
EXPLAINED: Final = "Ord som förklaras"
EXPLAINED_ABOUT: Final = "Ordlistan förklarar {count} ord. De här förklaringarna får läsaren."
NOT_EXPLAINED: Final = "Ordlistan har ingen förklaring i den här utgåvan än."
NO_GLOSSARY: Final = "Texten har ingen ordlista."
TO_EXPLAIN: Final = "Ord som bör förklaras"
TO_EXPLAIN_ABOUT: Final = "De här orden står varken i ordlistan eller med en förklaring intill."
TO_EXPLAIN_TABLE: Final = "Ord utan förklaring"
NONE_TO_EXPLAIN: Final = "Granskningen hittade inga fackord eller förkortningar utan förklaring."
WORD: Final = "Ord"
WHERE: Final = "Första gången i"
WHAT_TO_DO: Final = "Gör så här"
RARE: Final = "Ovanliga ord"
RARE_ABOUT: Final = "De här orden möter man sällan. Finns det ett vanligare? Annars kan ordet behöva förklaras."

TABLES: Final = "Talen i tabeller"
TABLES_ABOUT: Final = "Här är samma tal som i diagrammen."
NO_NUMBER: Final = "Ett streck betyder att avsnittet inte har någon text i utgåvan."

LEVELS: Final = {Level.FEL: ("fel", "fel"), Level.VARNING: ("varning", "varningar"), Level.TIPS: ("tips", "tips")}


def count(number: int, level: Level) -> str:
    """How many remarks of a level: "1 varning", "2 varningar"."""
    one, several = LEVELS[level]
    return f"{number} {one if number == 1 else several}"
