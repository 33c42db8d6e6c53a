"""Print how many of ODK's recorded XPath cases we pass, and each failure with its reason.

Run: ``python -m benchmarks.xpath_conformance FILE`` where FILE is the gzipped record of the suite.
"""

import argparse
import gzip
import json
import math
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from app.errors import AppError
from app.forms.xpath import evaluate

RECORD = Path(__file__).parents[2] / "shared/conformance/odk_xpath.json.gz"


def load(path: Path) -> Mapping[str, Any]:
    """Read the record: ``documents`` and ``cases``."""
    with gzip.open(path) as file:
        record: dict[str, Any] = json.load(file)
    return record


def read_document(text: str) -> "ET.ElementTree[ET.Element | None]":
    """Parse a document, keeping comments and processing instructions."""
    builder = ET.TreeBuilder(insert_comments=True, insert_pis=True)
    return ET.ElementTree(ET.fromstring(text.strip(), ET.XMLParser(target=builder)))  # noqa: S314  recorded cases


def failure(case: Mapping[str, Any], document: "ET.ElementTree[ET.Element | None]") -> str:
    """Return why a case fails, "" when it passes."""
    try:
        found = evaluate(case["expression"], document, case["context"], case["kind"])
    except AppError as error:
        return str(error)
    return "" if is_expected(found, case["expected"], case) else f"{found!r} instead of {case['expected']!r}"


def is_expected(found: Any, expected: Any, case: Mapping[str, Any]) -> bool:  # noqa: ANN401, PLR0911  one case per kind
    """Compare by the kind of the case."""
    match case["kind"]:
        case "number" if expected == "NaN" or math.isnan(found):
            return expected == "NaN" and math.isnan(found)
        case "number":
            return bool(found == float(expected))
        case "number_rounded":
            factor = case.get("factor", 1)
            return bool(math.floor(found * factor + 0.5) / factor == float(expected))
        case "string_length":
            return bool(len(found) == expected)
        case "string_matches":
            return bool(re.search(expected, found))
        case "nodeset_unordered":
            return bool(set(found) == set(expected))
    return bool(found == expected)


def main() -> None:
    """Run all cases."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("record", nargs="?", type=Path, default=RECORD)
    record = load(options.parse_args().record)
    documents = [read_document(text) for text in record["documents"]]
    started = time.perf_counter()
    failures = [(case, failure(case, documents[case["document"]])) for case in record["cases"]]
    seconds = time.perf_counter() - started
    failures = [(case, reason) for case, reason in failures if reason]
    for case, reason in failures:
        print(f"{case['file']}: {case['expression']!r} at {case['context']}: {reason}")
    total = len(record["cases"])
    print(f"{total - len(failures)} of {total} = {(total - len(failures)) / total:.2%} in {seconds:.2f} s")


if __name__ == "__main__":
    main()
