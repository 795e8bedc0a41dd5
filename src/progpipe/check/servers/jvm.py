"""A JVM inside a server, for what is written in Java."""

from __future__ import annotations

from pathlib import Path

import jpype

from progpipe.check.tools import java_home


def start_jvm(jar: Path) -> None:
    """Start it with that jar. The stack is deep because structure trees are, and the heap has a limit."""
    home = java_home()
    libraries = [*home.glob("lib/**/libjvm.so"), *home.glob("lib/**/libjvm.dylib"), *home.glob("bin/**/jvm.dll")]
    found = str(libraries[0]) if libraries else jpype.getDefaultJVMPath()
    options = ("-Xss8m", "-Xmx2g", "-Djava.awt.headless=true", "-Duser.language=en", "-Dfile.encoding=UTF-8")
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
    jpype.startJVM(*options, quiet, jvmpath=found, classpath=[str(jar)], convertStrings=True)
    severe = jpype.JClass("java.util.logging.Level").SEVERE
    jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(severe)
