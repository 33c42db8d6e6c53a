"""What names a version of a form for ever."""

from app.forms import Form


def version_name(form: Form) -> str:
    """Return the author's version and the start of what the workbook hashes to: a name that means one workbook."""
    return version_label(form.version, form.version_hash)


def version_label(version: str, version_hash: str) -> str:
    """Return the same name from the author's version and the workbook's hash, where nothing was compiled yet."""
    return f"{version or '0'}-{version_hash[:12]}"
