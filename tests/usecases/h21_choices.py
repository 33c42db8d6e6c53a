"""The choices of the periodic evaluation of bridges, written from the tables of the standard.

``python -m tests.usecases.h21_choices`` puts them into ``resources/forms/bridge_h21.md`` in place of those there.
"""

from collections.abc import Iterator

from app.standards import jtgt_h21
from app.standards.editions import read
from resources import resource_folder

FORM = resource_folder() / "forms" / "bridge_h21.md"
START, END = "| choices |", "| settings |"
PART_OF_GROUP = {"common": "substructure", "suspended": "substructure", "deck": "deck"}

FIXED = """
part superstructure 上部结构
part substructure 下部结构
part deck 桥面系
yes_no yes 是
yes_no no 否
advice watch 加强观察
advice clean 清理、保养
advice minor 小修
advice medium 修复养护
advice special 特殊检查
advice close 限载或封闭
class 1 1 类
class 2 2 类
class 3 3 类
class 4 4 类
class 5 5 类
"""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield list, name, label, and the value of the column ``of`` that the filters compare."""
    for line in FIXED.strip().splitlines():
        name, value, label = line.split(" ", 2)
        yield name, value, label, ""
    rules = read("jtgt_h21")
    for kind in rules.tables["types"].rows:
        yield "structure", kind.text("name"), kind.text("zh"), ""
    for control in rules.tables["controls"].rows:
        yield "control", str(control.number("number").value), control.text("zh"), ""
    for group, _, component in components():
        yield "component", component, component, group
    for group, bridge_type, component in components():
        yield from _indicators(group, bridge_type, component)
    for table, indicator in jtgt_h21.indicators().items():
        for scale, meaning in enumerate(indicator.scales, 1):
            if meaning:
                yield "scale", str(scale), f"{scale} 度：{meaning}", table


def components() -> Iterator[tuple[str, str, str]]:
    """Yield group, a bridge type that has it, and the Chinese name of each component."""
    tables = read("jtgt_h21").tables
    for kind in tables["types"].rows:
        name = kind.text("name")
        yield from ((name, name, row.text("name")) for row in tables[f"components.{name}"].rows)
    yield from (("common", "beam", row.text("name")) for row in tables["substructure.common"].rows)
    yield from (("suspended", "suspension", row.text("name")) for row in tables["substructure.suspension"].rows)
    yield from (("deck", "beam", row.text("name")) for row in tables["deck"].rows)


def _indicators(group: str, bridge_type: str, component: str) -> Iterator[tuple[str, str, str, str]]:
    """One row for each indicator of a component; the materials are named where they tell indicators apart."""
    usages = jtgt_h21.usages(bridge_type, component)
    materials: dict[str, list[str]] = {}
    for usage in usages:
        for table in usage.indicators:
            materials.setdefault(table, []).append(usage.material)
    known = jtgt_h21.indicators()
    for table, of_material in materials.items():
        named = "、".join(filter(None, of_material)) if len(of_material) < len(usages) else ""
        label = f"{known[table].name.zh}（{table}）"
        yield "indicator", table, f"{named}：{label}" if named else label, f"{group}:{component}"


def written() -> str:
    """Return the sheet ``choices`` in Markdown."""
    lines = [START, "|  | list_name | name | label | of |"]
    lines += [f"|  | {' | '.join(cells)} |" for cells in rows()]
    return "\n".join(lines) + "\n\n"


def main() -> None:
    """Write the choices into the form."""
    text = FORM.read_text("utf-8")
    FORM.write_text(text[: text.index(START)] + written() + text[text.index(END) :], "utf-8")


if __name__ == "__main__":
    main()
