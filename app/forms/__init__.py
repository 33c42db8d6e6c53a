"""XLSForms: reading, filling, checking and exchanging them. Pure: no Qt, no SQL, no network, no clock.

Reading a form (pyxform is imported only by ``compile_form``)::

    source = FormSource(source_format("bridge.md"), content, files=(AttachedFile("villages.csv", rows),))
    form = compile_form(source)                    # AppError form.… when the workbook is wrong
    source_to_json(source) / source_from_json(text)   # how a form travels; source.version_hash names a version
    dump_form(form) / load_form(text)              # the compiled form as JSON; opens in milliseconds

A ``Form`` has ``id, version, title, subject, grading, record, settings, languages, default_language, items``; items are
``Question``, ``Group`` and ``Repeat`` (see ``definition``), each with ``path``, ``name``, ``appearance``, ``label`` …;
a question also has ``type``, ``parameters``, ``basis``, ``is_sensitive``, ``itemset``.

Filling a record::

    context = FillContext(clock, new_id, random, properties={"username": …, "deviceid": …})
    session = Session(form, context)               # a new record, defaults applied
    session = Session(form, context, answers)      # a kept one; is_frozen=True only shows it
    changed = session.set("damages[ID]/kind", "crack")   # keys whose look changed; redraw only these
    key = session.add_repeat("damages")            # -> "damages[ID]"; after="damages[ID]" puts it behind another
    session.duplicate_repeat(key); session.move_repeat(key, 0); session.remove_repeat(key)
    session.undo(); session.redo(); session.can_undo; session.can_redo; session.finish()
    session.take_changed()                         # keys changed by acts that return a key instead

    session.children(""); session.instances("damages"); session.item(key); session.value(key)
    session.label(key); session.hint(key); session.guidance(key); session.choices(key)
    session.is_relevant(key); session.is_required(key); session.is_readonly(key); session.can_add("damages")
    session.problem(key); session.problems()       # Problem(key, code, message)
    session.language = "English (en)"              # then redraw everything
    session.answers(); session.answers(relevant_only=True)   # flat, JSON without floats

Without a window: ``check.check_form(source)`` -> ``Report(errors, warnings, summary)`` with the place of each finding;
``fill.fill(session, answers)`` applies an answers file and returns everything that follows;
``submission.write_submission`` and ``read_submission`` exchange records with ODK servers.

Keys: ``name``, ``group/name``, ``damages`` (the repeat), ``damages[ID]`` (an instance), ``damages[ID]/kind``. In
answers a value is text, a list of text for select_multiple and rank, and ``{"after": order key}`` for an instance:
order keys are fractional (``ordering.between``), so instances are added, moved and removed one by one by people who do
not know of each other. ``changed`` names the repeat itself (``damages``) when its instances are others or in another
order.
"""

from app.forms.answer import Answer, Given
from app.forms.choices import Choice
from app.forms.compilation import compile_form
from app.forms.context import FillContext
from app.forms.definition import Form, Group, Item, Question, QuestionType, Repeat, Text, Wording
from app.forms.plain import dump_form, load_form
from app.forms.problems import Problem
from app.forms.session import Session
from app.forms.source import (
    AttachedFile,
    FormSource,
    SourceFormat,
    source_format,
    source_from_json,
    source_to_json,
)

__all__ = [
    "Answer",
    "AttachedFile",
    "Choice",
    "FillContext",
    "Form",
    "FormSource",
    "Given",
    "Group",
    "Item",
    "Problem",
    "Question",
    "QuestionType",
    "Repeat",
    "Session",
    "SourceFormat",
    "Text",
    "Wording",
    "compile_form",
    "dump_form",
    "load_form",
    "source_format",
    "source_from_json",
    "source_to_json",
]
