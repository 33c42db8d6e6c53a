"""Grades by the national standards: pure, exact, explained. One module per standard; its numbers are data.

What others call::

    dispatch      grade(standard, data) -> Grade; listing() -> standards, editions, gaps, unchecked numbers
    written       to_json(grade) -> dict, from_json(dict) -> Grade; decimals are texts, there are no floats
    sheet         sheet(grade, "zh" | "en") -> lines of the calculation, the way an engineer writes it
    grade         Grade: value, class_number, class_name, value_of(key), steps, assumptions, missing, advice,
                  standard, edition, provisional; recompute() -> the same grade from its own trace, without tables

    jtgt_h21      bridges: deduction, member_score, component_score, part_score, overall_score, class_of;
                  grade(data), member_scores(data), components(type, layout), indicators(), usages(type, component),
                  controls(), crack_limits()
    jtg5210       highways: damage_ratio, pci, rqi, rdi, pbi, pwi, pqi, sci, bci, tci, mqi, class_of; grade(data),
                  damage_kinds(pavement)
    rural_roads   the guide: damage_ratio, pqi, mqi, grade(data), damage_kinds(pavement); JTG 5211-2024:
                  grade_provisional(data)
    village_roads grade(data): the editable A/B/C rule
    road_network  evaluation_units(start, end), merge_short(units); a network is graded by ``grade({"units": [...]})``
    cjj181        sewers: structural(...), functional(...), grade(data), plan_length(pipes), defect_kinds()
    cjj99, cjj36  urban bridges and roads as far as the tables go: grade(data)
    scored_sheets sheets(), items(sheet), grade(data): waste sorting, signs, basements, lifts, charging ...
    intervals     interval(kind, level), due_on(last, interval), inspected_at(level, ...), bearing_interval()

The shape of ``data`` stands at the head of ``h21_record``, ``road_section``, ``road_network`` and of each module with
``grade``. Every function that takes data raises AppError ``standards.…``. A folder of other tables is passed as
``tables``. Beneath lie ``formula`` (the language of the steps, decimal, 28 digits), ``notation`` (how it is shown),
``trace`` (Step), ``working`` (writing down while calculating), ``editions`` (the TOML files), ``measured`` (the door).
"""
