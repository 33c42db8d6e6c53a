"""Accounts and the hashes of their tokens, in the server's database."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.errors import AppError
from app.ports.accounts import Account, Token
from db.engine import reading, writing
from db.tables import accounts, tokens


class AccountTable:
    """Implements ``app.ports.accounts.Accounts``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, account: Account) -> None:
        """Keep a new account."""
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(accounts).values(asdict(account)))
        except IntegrityError as error:
            raise AppError("account.login_taken", login=account.login) from error

    def all(self) -> tuple[Account, ...]:
        """Return every account, by login."""
        with reading(self._engine) as connection:
            found = connection.execute(select(accounts).order_by(accounts.c.login)).mappings()
            return tuple(Account(**row) for row in found)

    def find(self, login: str) -> Account | None:
        """Return an account, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(select(accounts).where(accounts.c.login == login)).mappings().first()
        return Account(**row) if row is not None else None

    def change(self, account: Account) -> None:
        """Keep an account in place of the one with its login, and end all of its tokens."""
        with writing(self._engine) as connection:
            connection.execute(update(accounts).where(accounts.c.login == account.login).values(asdict(account)))
            connection.execute(delete(tokens).where(tokens.c.login == account.login))

    def keep_tokens(self, given: Sequence[Token], now: str) -> None:
        """Keep the tokens of a new family and forget all that expired before ``now``, ISO 8601 in UTC."""
        with writing(self._engine) as connection:
            connection.execute(delete(tokens).where(tokens.c.expires_at < now))
            connection.execute(insert(tokens), [asdict(token) for token in given])

    def token(self, token_hash: str) -> tuple[Token, Account] | None:
        """Return a token, expired or used as it may be, and its account; None if it was ended."""
        wanted = select(tokens, accounts.c.person, accounts.c.password, accounts.c.is_active)
        joined = wanted.join(accounts, accounts.c.login == tokens.c.login).where(tokens.c.hash == token_hash)
        with reading(self._engine) as connection:
            row = connection.execute(joined).mappings().first()
        if row is None:
            return None
        token = Token(**{column.name: row[column.name] for column in tokens.columns})
        return token, Account(token.login, row["person"], row["password"], row["is_active"])

    def rotate(self, used: Token, successors: Sequence[Token]) -> bool:
        """Keep the successors of a refresh token in place of those that nobody has used.

        False if one of those was used, and then its family is ended, or if it was ended before.
        """
        here = select(tokens.c.is_used).where(tokens.c.hash == used.hash).with_for_update()
        with writing(self._engine) as connection:
            is_used = connection.execute(here).scalar()
            if is_used is False:
                connection.execute(delete(tokens).where(tokens.c.predecessor == used.hash))
                connection.execute(insert(tokens), [{**asdict(one), "predecessor": used.hash} for one in successors])
            else:
                connection.execute(delete(tokens).where(tokens.c.family == used.family))
        return is_used is False

    def confirm(self, token: Token) -> bool:
        """Note that a token has arrived, so that the one it came of is used up; False if it was ended meanwhile."""
        with writing(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.hash == token.predecessor).values(is_used=True))
            pair = tokens.c.predecessor == token.predecessor
            connection.execute(update(tokens).where(pair).values(predecessor=None))
            left = connection.execute(select(tokens.c.hash).where(tokens.c.hash == token.hash)).first()
        return left is not None

    def bind(self, family: str, device: str) -> None:
        """Bind a family of tokens to a device."""
        with writing(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.family == family).values(device=device))
