"""Errors that can happen to a careful user; everything else is ours and crashes loudly."""

from collections.abc import Mapping


class AppError(Exception):
    """Something in the world is not as it should be.

    Attributes:
        code: stable dotted name, for example ``store.newer``; its sentences live in ``resources/translations``.
        parameters: what the sentence names, as text.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, str] = {name: str(value) for name, value in parameters.items()}

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.code} ({given})" if given else self.code
