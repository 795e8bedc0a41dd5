"""The report as a page for readers: "Så har vi kontrollerat tillgängligheten"."""

from progpipe.check.page.page import Origin, check_page

__all__ = ["Origin", "check_page"]
