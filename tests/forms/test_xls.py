"""The old Excel format: ``small.xls`` was written by another program than ours."""

from pathlib import Path

from app.forms import compile_form, load_form
from app.forms.plain import dump_form
from app.forms.workbook_file import open_source


def test_a_workbook_of_old_excel_opens_with_its_questions() -> None:
    form = compile_form(open_source(Path(__file__).with_name("small.xls")))

    assert (form.id, form.version, form.title) == ("t_xls", "1", "试")
    assert [item.path for item in form.items if item.path in ("who", "ok", "n")] == ["who", "ok", "n"]
    assert load_form(dump_form(form)) == form
