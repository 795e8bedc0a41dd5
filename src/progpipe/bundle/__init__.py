"""The bundle: every file of a programme in one folder, with manifest, checksums and download page."""

from progpipe.bundle.manifest import CHECKSUMS, dependencies
from progpipe.bundle.manifest import NAME as MANIFEST
from progpipe.bundle.manifest import SCHEMA as MANIFEST_SCHEMA
from progpipe.bundle.model import Bundle, EditionOutput, PublishedArtefact
from progpipe.bundle.page import download_page
from progpipe.bundle.pictures import PDF, first_page
from progpipe.bundle.publish import Contents, assemble, is_bundle, publish_bundle, publish_contents, seal

__all__ = [
    "CHECKSUMS",
    "MANIFEST",
    "MANIFEST_SCHEMA",
    "PDF",
    "Bundle",
    "Contents",
    "EditionOutput",
    "PublishedArtefact",
    "assemble",
    "dependencies",
    "download_page",
    "first_page",
    "is_bundle",
    "publish_bundle",
    "publish_contents",
    "seal",
]
