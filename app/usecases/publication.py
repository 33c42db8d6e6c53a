"""What names a version of a form for ever."""

from app.forms import Form


def version_name(form: Form) -> str:
    """Return the author's version and the start of what the workbook hashes to: a name that means one workbook."""
    return f"{form.version or '0'}-{form.version_hash[:12]}"
