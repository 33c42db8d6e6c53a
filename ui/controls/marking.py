"""The Markdown of labels: bold, italics, headings, coloured words, links that are shown and never followed.

Source: XLSForm reference, "Styling prompts". Everything else in a label is text, HTML included.
"""

import html
import re

_SPAN = re.compile(r"&lt;span\s+style=(?:&quot;|&#x27;)color:\s*(#[0-9a-fA-F]{3,6}|[a-zA-Z]{3,20});?\s*"
                   r"(?:&quot;|&#x27;)&gt;(.*?)&lt;/span&gt;", re.DOTALL)  # fmt: skip
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)|(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")
_MARKS = re.compile(r"[*_#\\]|\]\(|<span")
_TAG = re.compile(r"<[^>]*>")
_KEPT = "\ue000{}\ue001"
_KEPT_BACK = re.compile("\ue000(\\d+)\ue001")


def is_marked(text: str) -> bool:
    """Whether a text has anything that looks like Markdown; most labels have not."""
    return _MARKS.search(text) is not None


def as_html(text: str) -> str:
    """Return a label as the few tags that it asks for; all else is escaped."""
    made = _ESCAPED.sub(lambda found: _KEPT.format(ord(found[1])), text)
    made = html.escape(made)
    made = _SPAN.sub(r'<span style="color:\1">\2</span>', made)
    made = _LINK.sub(r"<u>\1</u>（\2）", made)
    made = _HEADING.sub(r"<b>\1</b>", made)
    made = _BOLD.sub(lambda found: f"<b>{found[1] or found[2]}</b>", made)
    made = _ITALIC.sub(lambda found: f"<i>{found[1] or found[2]}</i>", made)
    return _restored(made).replace("\n", "<br>")


def as_words(text: str) -> str:
    """Return a label without its marks: what screen readers say and lists show."""
    if not is_marked(text):
        return text
    return html.unescape(_TAG.sub("", as_html(text).replace("<br>", "\n")))


def _restored(text: str) -> str:
    return _KEPT_BACK.sub(lambda found: html.escape(chr(int(found[1]))), text)
