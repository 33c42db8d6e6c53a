"""``python -m db.documents.letter_templates FOLDER``: write the templates that the program comes with.

They are meant to be edited by the office in Word or WPS; this only makes the first ones, in the looks of an official
letter (GB/T 9704-2012: title of 22 pt in the middle, an indent of two letters) but with a body of 15 pt, which keeps a
case on one page.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as OpenDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

TITLE_PT, BODY_PT, CELL_PT = 22, 15, 12
TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋_GB2312"


@dataclass(frozen=True, slots=True)
class Letter:
    """A template: title, to whom, paragraphs before and after the table of facts, photos, signature, receipt."""

    title: str
    to: str
    opening: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    receipt: str = ""


FACTS = (
    ("案卷编号", "{{编号}}"),
    ("问题类别", "{{类别}}"),
    ("所在地点", "{{乡镇}} {{地点}}"),
    ("有关设施", "{{设施}}"),
    ("严重程度", "{{严重程度}}"),
    ("问题描述", "{{问题描述}}"),
)
LETTERS = (
    Letter(
        "整改通知书",
        "{{责任单位}}：",
        ("经巡查，发现下列问题属于你单位管理范围（发现时间：{{发现日期}}）：",),
        (*FACTS, ("数量、工程量", "{{数量}}")),
        (
            "请于{{截止日期}}前完成整改（时限：{{时限}}），从同一位置拍照后连同整改措施报我单位复核。",
            "整改期间请做好警示和安全防护。逾期未整改或整改不到位的，将按规定督办。",
        ),
        "签收人：＿＿＿＿＿＿＿＿　　签收日期：＿＿＿＿年＿＿月＿＿日",
    ),
    Letter(
        "移送函",
        "{{移送单位}}：",
        ("我单位在巡查中发现下列问题，经核实属于你单位职责范围，现予移送（文号：{{移送文号}}）：",),
        (*FACTS, ("来源工单", "{{工单编号}}")),
        (
            "请依法处理，并于{{答复期限}}前将处理结果函复我单位。附现场照片 {{照片数}} 张。",
            "联系人：{{经办人}}",
        ),
        "签收人：＿＿＿＿＿＿＿＿　　签收日期：＿＿＿＿年＿＿月＿＿日",
    ),
    Letter(
        "抄告单",
        "{{责任单位}}：",
        ("现将下列问题抄告你单位，请结合职责关注并协助处置：",),
        FACTS,
        ("案卷目前状态：{{状态}}。如有意见，请与{{经办人}}联系。",),
    ),
)


def write_templates(folder: Path) -> None:
    """Write each letter's template into a folder."""
    for letter in LETTERS:
        _document(letter).save(str(folder / f"{letter.title}.docx"))


def _document(letter: Letter) -> OpenDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    _words(document.add_paragraph(), letter.title, TITLE_PT, TITLE_FONT, WD_ALIGN_PARAGRAPH.CENTER, after=12)
    _words(document.add_paragraph(), letter.to, BODY_PT)
    for text in letter.opening:
        _words(document.add_paragraph(), text, BODY_PT, indent=True)
    _facts(document, letter.facts)
    _words(document.add_paragraph(), "{{照片}}", CELL_PT, before=10, after=10)
    for text in letter.closing:
        _words(document.add_paragraph(), text, BODY_PT, indent=True)
    _words(document.add_paragraph(), "{{发文单位}}", BODY_PT, align=WD_ALIGN_PARAGRAPH.RIGHT, before=14)
    _words(document.add_paragraph(), "{{今天}}", BODY_PT, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if letter.receipt:
        _words(document.add_paragraph(), letter.receipt, CELL_PT, before=12)
    return document


def _facts(document: OpenDocument, facts: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=len(facts), cols=2, style="Table Grid")
    for row, (name, value) in zip(table.rows, facts, strict=True):
        row.cells[0].width, row.cells[1].width = Cm(3.4), Cm(12.2)
        _words(row.cells[0].paragraphs[0], name, CELL_PT, after=2)
        _words(row.cells[1].paragraphs[0], value, CELL_PT, after=2)


def _words(
    paragraph: Paragraph,
    text: str,
    size: float,
    font: str = BODY_FONT,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    *,
    indent: bool = False,
    before: float = 0,
    after: float = 4,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  # python-docx sets no font of Chinese letters
    fonts.set(qn("w:eastAsia"), font)
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.first_line_indent = Pt(2 * size) if indent else Pt(0)
    layout.space_before, layout.space_after = Pt(before), Pt(after)


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]))
