"""The bundle: every file of a programme in one folder, with manifest, checksums and download page."""

from progpipe.bundle.model import Bundle, EditionOutput, PublishedArtefact
from progpipe.bundle.page import download_page
from progpipe.bundle.publish import publish_bundle

__all__ = ["Bundle", "EditionOutput", "PublishedArtefact", "download_page", "publish_bundle"]
