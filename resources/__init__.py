"""Forms, standards, calendars, translations and style: data that the program is shipped with."""

from pathlib import Path


def resource_folder() -> Path:
    """Return the folder that holds the resources, in a source tree and in a frozen one (data lies beside this file)."""
    return Path(__file__).resolve().parent
