"""A publication as the parts of an EPUB 3.3: content documents, navigation, package, container."""
