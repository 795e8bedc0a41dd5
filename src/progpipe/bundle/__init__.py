"""The bundle: every file of a programme in one folder, with manifest, checksums and download page."""

from progpipe.bundle.manifest import CHECKSUMS
from progpipe.bundle.manifest import NAME as MANIFEST
from progpipe.bundle.manifest import SCHEMA as MANIFEST_SCHEMA
from progpipe.bundle.model import Bundle, EditionOutput, PublishedArtefact
from progpipe.bundle.page import download_page
from progpipe.bundle.publish import Contents, assemble, is_bundle, publish_bundle, publish_contents, seal

__all__ = [
    "CHECKSUMS",
    "MANIFEST",
    "MANIFEST_SCHEMA",
    "Bundle",
    "Contents",
    "EditionOutput",
    "PublishedArtefact",
    "assemble",
    "download_page",
    "is_bundle",
    "publish_bundle",
    "publish_contents",
    "seal",
]
