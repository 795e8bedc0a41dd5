"""Programs that run apart from progpipe, one for each library that must not run inside it (see `processes`)."""
